"""Full names of one person among those that share a surname: "Chuck Schumer" and "Charles E. Schumer".

Names differ by a middle name or initial, a nickname, a suffix, or a letter. The rarer is the commoner only by a wide
margin, and never where the corpus shows two people.
"""

from collections.abc import Mapping
from functools import cache

from news_pipeline.shared.word_tables import table_rows

INITIALS_MARGIN = 10
"""Articles with one middle initial, by those with another, before the name without it is hers: "John A. Lee"."""
SPELLING_MARGIN = 10
"""Articles with one spelling, by those with a misspelling of it."""
NICKNAME_MARGIN = 3
"""Articles with one given name, by those with its nickname or formal form."""
NICKNAME_SHARE = 0.9
"""Of all articles with a bearer of the surname: two forms of a given name that have so many need no margin."""
MOST_BEARERS = 12
"""Full names of a surname, initials and misspellings apart, beyond which a like given name proves nothing: Smith."""
SUFFIX_MARGIN = 3
"""Articles with the suffix alone, by those that have both names, before "Jr." is part of the one person's name."""
MIDDLE_SHARE = 0.5
"""Of all articles with a bearer of such a surname: a name without its middle that has so many is one person's."""
MIN_LETTERS = 5
"""Of a given name that may be misspelt."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

Counts = Mapping[str, int]
"""Articles by folded full name."""


def variants(counts: Counts, together: Counts | None = None) -> dict[str, str]:
    """For each full name that is another's variant that other name. All share a surname.

    `together` has for a name with a suffix the articles that have it beside the name without.
    """
    found: dict[str, str] = {}
    _join_suffixes(counts, together or {}, found)
    few = len({without_middle(name) or name for name in counts}) <= MOST_BEARERS
    _join_middles(counts, found, few=few)
    total = _totals(counts, found)
    everyone = sum(total.values())
    ranked = sorted(total, key=lambda name: (-total[name], name))
    for number, name in enumerate(ranked):
        for leader in ranked[:number]:
            if leader in found:
                continue
            is_misspelt = total[leader] >= SPELLING_MARGIN * total[name] and _is_misspelt(name, leader)
            is_wide = total[leader] >= NICKNAME_MARGIN * total[name]
            are_all = total[leader] + total[name] >= NICKNAME_SHARE * everyone
            is_nickname = few and (is_wide or are_all) and _is_nickname(name, leader)
            if is_misspelt or is_nickname:
                found[name] = leader
                break
    return found


def _totals(counts: Counts, found: Mapping[str, str]) -> dict[str, int]:
    """Articles of the names that are no variants, with those of their variants."""
    total: dict[str, int] = {}
    for name, count in counts.items():
        end = found.get(name, name)
        total[found.get(end, end)] = total.get(found.get(end, end), 0) + count
    return total


def _join_suffixes(counts: Counts, together: Counts, found: dict[str, str]) -> None:
    for name, count in counts.items():
        head, _, last = name.rpartition(" ")
        beside = together.get(name, 0)
        if last not in SUFFIXES:
            continue
        if head in counts and count - beside >= SUFFIX_MARGIN * max(beside, 1):
            found[name] = head
        elif not beside and (whole := _formal_of(head, counts)):
            found[name] = whole


def _formal_of(head: str, counts: Counts) -> str:
    """The name that "jane q roe" is the formal form of; '' for one who goes by her initial, or shares both names.

    "John Q. Roe Jr." beside a father whom most texts call "John Q. Roe" is the son.
    """
    short = without_middle(head)
    if not short or len(head.split()[1]) > 1:
        return ""
    given, last = short.split()
    known = [name for name in counts if name.split()[-1] == last and name.split()[0] in _forms_of(given)]
    leader = min(known, key=lambda name: (-counts[name], name), default="")
    is_plain = bool(leader) and len(leader.split()) == 2 and counts[leader] > counts.get(head, 0)
    return leader if is_plain else ""


def _forms_of(given: str) -> frozenset[str]:
    """A given name with its nicknames."""
    return nicknames().get(given, frozenset()) | {given}


def _join_middles(counts: Counts, found: dict[str, str], *, few: bool) -> None:
    """Join names with middle names or initials to those without, where no rival has other ones."""
    longer: dict[str, dict[str, int]] = {}
    most = MIDDLE_SHARE * sum(counts.values())
    for name, count in counts.items():
        short = without_middle(name)
        is_known = few or counts.get(short, 0) >= most or _has_initial(name, counts)
        if short in counts and name not in found and is_known:
            longer.setdefault(short, {})[name] = count
    for short, rivals in longer.items():
        for name, count in rivals.items():
            others = sum(number for rival, number in rivals.items() if not _agree(rival, name))
            if count >= INITIALS_MARGIN * others:
                found[name] = short


def _has_initial(name: str, counts: Counts) -> bool:
    """Whether the middle is an initial, or the names hold one that agrees: "donald john trump", "donald j trump"."""
    first, *middle, last = name.split()
    is_known = len(middle) == 1 and f"{first} {middle[0][0]} {last}" in counts
    return is_known or all(len(word) == 1 for word in middle)


def without_middle(name: str) -> str:
    """A folded name without what stands between the given name and the surname; '' where there is nothing."""
    words = name.split()
    if len(words) < 3 or words[-1] in SUFFIXES or len(words[0]) == 1:
        return ""
    return f"{words[0]} {words[-1]}"


def _agree(one: str, other: str) -> bool:
    """Whether two names may have the same middle: "hillary r clinton", "hillary rodham clinton"."""
    left, right = one.split()[1:-1], other.split()[1:-1]
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(left, right, strict=False))


def _is_misspelt(name: str, leader: str) -> bool:
    """Whether the given name differs by one letter: "hilary" of "hillary"."""
    given, rest = _parted(name)
    other, other_rest = _parted(leader)
    is_long = min(len(given), len(other)) >= MIN_LETTERS
    return rest == other_rest and is_long and given[0] == other[0] and _is_one_letter_off(given, other)


def _is_nickname(name: str, leader: str) -> bool:
    given, rest = _parted(name)
    other, other_rest = _parted(leader)
    return rest == other_rest and (other in nicknames().get(given, ()) or given in nicknames().get(other, ()))


def _parted(name: str) -> tuple[str, str]:
    """The given name and the surname, without what stands between."""
    words = name.split()
    return words[0], words[-1]


def _is_one_letter_off(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    at = next((number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Nicknames by given name."""
    rows = table_rows(__package__, "tables/nicknames.csv")
    return {row["name"]: frozenset(row["nicknames"].split("|")) for row in rows}
