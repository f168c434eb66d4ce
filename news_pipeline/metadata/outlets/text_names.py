"""What the furniture of a plain text calls its outlet, with what speaks for each name, as numbers for weighing.py.

furniture.py and known_outlets.py have the wordings that say plainly whose text it is. Here is every name that stands in
a place where outlets stand, known or not: most of them are other companies.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from news_pipeline.metadata.credits.agencies import agency_named
from news_pipeline.metadata.evidence import UNLIKELY, Evidence, cut
from news_pipeline.metadata.outlets.known_outlets import by_compact_name, first_words, outlet_of, portal_publishes
from news_pipeline.metadata.outlets.name_likeness import compact, label_of, resembles
from news_pipeline.metadata.placeholders import is_part_of_site, is_placeholder
from news_pipeline.metadata.weighing import probabilities

NAMED_LINE = "named_line"
"""Source of these names."""
THRESHOLD = 0.8
"""Probability from which a name is the outlet's where no line says plainly whose text it is."""
SHOWN = 3
"""Names that stay as evidence."""
MAX_LINE, MAX_LINES = 200, 800
"""Code points of a line, and lines, that are looked at."""
MAX_NAMES = 40
MAX_WORDS, MAX_NAME = 6, 50
"""Of a name."""
FEW_WORDS = 5
"""Words of a line that may be a name and nothing else."""
TOP = 8
"""Lines at the top of a text, where its masthead stands."""
_PHRASE = r"[A-Z0-9À-Þ][\w'’&.+-]*(?:\s(?:(?:of|and|the|for|on|&)\s){0,2}[A-Z0-9À-Þ][\w'’&.+-]*){0,5}"
_LEADS = {
    "about": r"about|welcome to|what is|why trust|who we are at|meet",
    "follow": r"follow|like|join|find|connect with|stories on|listen to|watch",
    "subscribe": r"subscribe to|subscriptions? to|sign up (?:for|to)|newsletters? from|emails? from|download the|"
    r"get the|support|become a member of|donate to",
    "work": r"(?:jobs|careers) at|work (?:at|for|with)|contact|advertise (?:with|on|in)|write for|pitch to",
    "more": r"more from|(?:stories|news|updates|offers|articles) from|(?:appeared|published) (?:by|in|on)|"
    r"sections on|brought to you by|read more (?:on|at|from)|back to",
}
_LEAD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LEADS.items()) + r")\s+(?:the\s)?(?=[\w])",
    re.IGNORECASE,
)
_NAME = re.compile(_PHRASE)
_RIGHTS_SIGN = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved", re.IGNORECASE)
_AFTER_SIGN = re.compile(
    r"[\s:©]{0,4}(?:copyright\s)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,©|]{0,4}(?:by\s)?"
    r"(?P<name>[^\W\d_][^|©]{1,60})",
    re.IGNORECASE,
)
_RIGHTS_YEAR = re.compile(r"\s?(?:19|20)\d{2}")
"""What makes a name of what stands before the sign."""
MAX_BEFORE = 55
"""Characters before the sign that are looked at."""
_RIGHTS_END = re.compile(
    r"[\s,.(](?:all rights|is |are |pty\b|inc\b|ltd\b|limited\b|llc\b|plc\b|gmbh\b|corp\b|"
    r"co\b\.?|s\.?a\.?\b|\d{4}|[-–|·]\s).*$|\.\s.*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s[|•·–—»-]\s|\s?\|\s?")
_HOST = re.compile(
    r"(?<![\w/])(?:https?://|[\w.+-]{1,40}@)?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?![\w@])", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^[\s*•+▪◦>#-]+")
_WORD = re.compile(r"[\w'’&.+-]+")
_PLACES = (*_LEADS, "rights", "tail", "line", "starts", "mention", "host")
_NO_NAMES = frozenset(
    {"us", "me", "it", "this", "our", "privacy", "terms", "home", "news", "facebook", "twitter", "instagram", "youtube",
     "linkedin", "whatsapp", "google", "google news", "apple news", "apple", "x", "copyright", "all", "author", "more",
     "newsletter", "newsletters", "cookies", "contact", "telegram", "pinterest", "reddit", "tiktok", "rss", "flipboard",
     "google play", "app store", "spotify", "threads", "bluesky", "the"}
)  # fmt: skip
"""What follows such leads and is the name of no outlet."""


@dataclass(slots=True)
class TextName:
    """One name, and where it stands."""

    value: str
    places: Counter[str] = field(default_factory=Counter)
    lines: list[int] = field(default_factory=list)
    raw: str = ""
    """The first line that has it."""


def weighed_text_names(lines: Sequence[str], title: str | None, body: str) -> list[Evidence]:
    """The likeliest names with their probabilities; below THRESHOLD refused.

    lines: the removed ones. title: of the article.
    """
    names = text_names(lines, title)
    chances = probabilities("text_outlet", text_name_features(names, lines, title, body))
    best = sorted(zip(chances, names, strict=True), key=lambda pair: -pair[0])[:SHOWN]
    return [
        Evidence(
            "outlet",
            name.value,
            NAMED_LINE,
            cut(name.raw),
            confidence=round(chance, 3),
            refused=None if chance >= THRESHOLD else UNLIKELY,
        )
        for chance, name in best
    ]


def text_names(lines: Sequence[str], title: str | None) -> list[TextName]:
    """The names of a text's removed lines in their order. title: of the article."""
    found: dict[str, TextName] = {}
    for index, line in enumerate(lines[:MAX_LINES]):
        text = _LIST_MARK.sub("", line).strip()
        if not 1 < len(text) <= MAX_LINE:
            continue
        for place, name in dict.fromkeys(_named(text, title)):
            key = compact(name)
            if len(key) < 2 or (key not in found and len(found) >= MAX_NAMES):
                continue
            known = by_compact_name(key)
            entry = found.setdefault(key, TextName(known.name if known and known.name else name, raw=line.strip()))
            entry.places[place] += 1
            entry.lines.append(index)
    return [each for each in found.values() if _may_count(each)]


def _may_count(name: TextName) -> bool:
    """Whether it stands anywhere but in the midst of lines, which the names of many other outlets do."""
    return set(name.places) != {"mention"} or name.places["mention"] > 1


def _named(text: str, title: str | None) -> Iterator[tuple[str, str]]:
    """(place, name) of each name in the line."""
    for lead in _LEAD.finditer(text):
        place = next(name for name in _LEADS if lead[name])
        if name := _name_at(text[lead.end() :]):
            yield place, name
    for holder in _holders_of_rights(text):
        said = _RIGHTS_END.sub("", holder).strip(" .,-–()")
        said = re.sub(r"^(?:an?|the|by|all rights reserved)\b[\s.,]*", "", said, flags=re.IGNORECASE)
        if name := _known_or_phrase(said):
            yield "rights", name
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) > 1 and title and parts[0].casefold() == title.casefold() and len(parts[-1].split()) <= MAX_WORDS:
        yield "tail", parts[-1]
    yield from _known(text)
    for address in _addresses(text):
        outlet = outlet_of(address)
        if outlet and outlet.name:
            yield "host", outlet.name


def _holders_of_rights(text: str) -> Iterator[str]:
    """Who stands before a sign of rights with a year, before "all rights reserved", or after a sign."""
    end = 0
    for sign in _RIGHTS_SIGN.finditer(text):
        if sign.start() < end:
            continue
        is_all = sign[0].lower().startswith("all")
        before = _before_sign(text[max(end, sign.start() - MAX_BEFORE) : sign.start()], "|©" if is_all else "|©.")
        if len(before) > 1 and (is_all or _RIGHTS_YEAR.match(text, sign.end())):
            end = sign.end()
            yield before
        elif not is_all and (after := _AFTER_SIGN.match(text, sign.end())):
            end = after.end()
            yield after["name"]


def _before_sign(text: str, borders: str) -> str:
    """The last part of the text between borders, from its first letter on."""
    bare = text.rstrip(" \t.,–-")
    start = max(bare.rfind(border) for border in borders) + 1
    return next((bare[at:] for at in range(start, len(bare)) if bare[at].isalpha()), "")


def _name_at(text: str) -> str | None:
    """The name with which the text begins."""
    match = _NAME.match(text[:MAX_NAME])
    return _known_or_phrase(match[0]) if match else None


def _known_or_phrase(text: str) -> str | None:
    """The longest beginning that is a known outlet, else the whole phrase if it may be a name."""
    words = text.split()[:MAX_WORDS]
    for count in range(len(words), 0, -1):
        known = by_compact_name(compact(" ".join(words[:count]).removesuffix("'s").removesuffix("’s")))
        if known and known.name:
            return known.name
    name = re.sub(r"['’]s$", "", " ".join(words).strip(" .,:;-"))
    is_name = 1 < len(name) <= MAX_NAME and name.casefold() not in _NO_NAMES and any(map(str.isalpha, name))
    return name if is_name and not is_placeholder(name) and not is_part_of_site(name) else None


def _known(text: str) -> Iterator[tuple[str, str]]:
    """Names of the table in the line: the whole line, at its beginning, inside."""
    words = list(_WORD.finditer(text))
    starts = first_words()
    end = 0
    for at, word in enumerate(words):
        if word.start() < end or not (word[0][0].isupper() or word[0][0].isdigit()):
            continue
        if compact(word[0]) not in starts and word[0].lower() != "the":
            continue
        for count in range(min(MAX_WORDS, len(words) - at), 0, -1):
            last = words[at + count - 1]
            said = re.sub(r"['’]s$|[.]$", "", text[word.start() : last.end()])
            outlet = by_compact_name(compact(said))
            if outlet and outlet.name:
                end = last.end()
                is_whole = at == 0 and count == len(words) and count <= FEW_WORDS
                yield ("line" if is_whole else "starts" if at == 0 else "mention"), outlet.name
                break


def text_name_features(
    names: Sequence[TextName], lines: Sequence[str], title: str | None, body: str
) -> dict[str, list[float]]:
    """Features by name, each with one value a name of an outlet."""
    hosts = Counter(label for line in lines[:MAX_LINES] if len(line) <= MAX_LINE for label in _labels(line))
    total: Counter[str] = Counter()
    for name in names:
        total.update(name.places)
    last = max(1, len(lines) - 1)
    rows = []
    for order, name in enumerate(names):
        key, outlet = compact(name.value), by_compact_name(compact(name.value))
        said = sum(count for label, count in hosts.items() if resembles(name.value, label))
        row = {f"at_{place}": float(name.places[place]) for place in _PLACES}
        row |= {f"share_{place}": name.places[place] / max(1, total[place]) for place in _PLACES}
        row |= {
            "places": float(len(name.places)),
            "count": float(name.places.total()),
            "share": name.places.total() / max(1, total.total()),
            "leads": float(sum(place in name.places for place in _LEADS)),
            "hosts": float(said),
            "share_of_hosts": said / max(1, hosts.total()),
            "names": float(len(names)),
            "order": float(order),
            "in_body": float(min(9, body.count(name.value))),
            "in_title": float(bool(title) and key in compact(title or "")),
            "is_known": float(outlet is not None),
            "words": float(len(name.value.split())),
            "length": float(len(name.value)),
            "first": name.lines[0] / last,
            "last": name.lines[-1] / last,
            "at_top": float(name.lines[0] < TOP),
            "inside_another": float(any(other is not name and key in compact(other.value) for other in names)),
            "holds_another": float(any(other is not name and compact(other.value) in key for other in names)),
            "is_agency": float(agency_named(name.value) is not None),
            "is_upper": float(name.value.isupper()),
            "has_dot": float("." in name.value),
            "lines": float(len(lines)),
        }
        rows.append(row)
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _labels(line: str) -> Iterator[str]:
    return filter(None, map(label_of, _addresses(line)))


def _addresses(line: str) -> Iterator[str]:
    """The hosts that a line writes, alone or in addresses, but for portals."""
    for host in _HOST.finditer(line):
        address = host[0].rsplit("@", 1)[-1]
        if portal_publishes(address) is None:
            yield address
