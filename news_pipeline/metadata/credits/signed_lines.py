"""Finds the lines of a plain text that may name its authors, with what speaks for each, as numbers for weighing.py."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from news_pipeline.metadata.credits.agencies import agencies_in_names
from news_pipeline.metadata.credits.author_names import pen_name, people
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.given_names import given_names

ABOVE, BELOW = 8, 25
"""Lines with text above and below the title that are looked at; one that says "Written by" counts anywhere."""
FIRST_LINES = 40
"""Lines that are looked at where there is no title."""
LONE_WORDS = 4
"""Words of a line far from the title that may be a name on its own, as above a note on the author."""
REACH = 4
"""Lines around a candidate in which a date speaks for it."""
MAX_LINE, MAX_LONE, MAX_LABEL = 160, 40, 60
PARAGRAPH = 100
"""Code points of a line that is a paragraph of the story."""
MAX_SIGNED = 60
"""Candidates of a text."""
_LABEL = re.compile(
    r"(?:(?:article |blog |post |story )?"
    r"(?:written|posted|published|reported|words|story|text|post|article|author(?:ed)?) "
    r"by|by|authors?|about the author|contributors?|von|autor(?:in|en)?|text|par|por)\s*:?",
    re.IGNORECASE,
)
"""A whole line that announces the name in the next."""
_BY = re.compile(
    r"^\W*(?:(?:(?:article |blog |post |story )?"
    r"(?:written|posted|published|reported|words|story|text|post|article|authored) )?"
    r"(?:by|von|par|por)\b|(?:authors?|contributors?)\s?:|about the author\b|autor(?:in)?\s?:)\s*:?",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(r"\s(?:by|von|par|por)\s+(?=[^\W\d_])", re.IGNORECASE)
_CLUTTER = re.compile(
    r"\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\b(?:\s?(?:read|lesezeit))?|\b\d+\s(?:comments?|views?|shares?|likes?)\b|"
    r"\b(?:last )?(?:updated|published|posted|reviewed|modified)(?:\s(?:on|at))?\b:?|"
    r"\b\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?\b|"
    r"\bfollow\b|\bread time\b|@\w+|\bno comments?\b",
    re.IGNORECASE,
)
"""What stands in a line with a name and a date, besides."""
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|few)\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago\b|\byesterday\b|"
    r"\bvor\s\d{1,3}\s\w{3,8}|\bhace\s\d{1,3}\s\w{3,8}|\bil y a\s\d{1,3}\s\w{3,8}",
    re.IGNORECASE,
)
"""A date as seen from the moment of the crawl, which stands beside a name as a date does."""
_IN_SECTION = re.compile(r"(?<!\s)\s+(?:in|In|on|on behalf of|at|for|from)\s+(?=[A-Z]).*$")
_BEHIND_ONE = re.compile(r"(?<!\s)\s+(?:[-–—•·]|in|In|on|at)\s.*$|(?<!\s)\s*[,(|].*$", re.DOTALL)
"""What may stand behind a name of one word."""
_LIST_MARK = re.compile(r"^\s*(?:[*•+▪◦>#-]+|\d+\.)\s+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_NAME_WORD = r"[^\W\d_a-z][\w'’.-]{0,30}"
_OTHER_WORK = re.compile(
    r"\b(?:(?:medically |technically |expert |clinically )?review(?:ed)?|fact[- ]?check(?:ed|er)?|edit(?:ed|or|ing)|"
    r"verified|approved|photo\w*|illustrat\w*|translated|produced|sponsored|presented|hosted|narrated|curated)\b"
    r"(?:\s(?:by|from))?\s*:?",
    re.IGNORECASE,
)
"""Work on an article, or on its pictures, that is not the author's."""
_SAYS_WRITTEN = re.compile(
    r"\b(?:written|posted|authored|article|story|recipe) by\b|\b(?:published|posted)\b.{0,30}\b(?:19|20)\d\d\b|"
    r"^\W*contributors?\s?:",
    re.IGNORECASE,
)
"""A line that may name the author wherever it stands."""
_WRITTEN = re.compile(r"\b(?:written|posted|published|authored|words|story|article|author)\s?(?:by)?\b", re.IGNORECASE)
_LONE = re.compile(rf"\W{{0,3}}{_NAME_WORD}(?:\s{_NAME_WORD}){{1,{LONE_WORDS - 1}}}\W{{0,3}}$")
_BEFORE_DATE = re.compile(r"(?:\s(?:on|am|at|le|el|om|den)|[,|•·–—-]){1,4}\s{0,3}$", re.IGNORECASE)
"""What leads from a name to its date."""
_ROLE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|author|contributor|staff|redakteur(?:in)?|"
    r"specialist|manager|director|expert|founder|ceo|dietitian|md|phd|rd)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignedLine:
    """A line, or two, that names people."""

    number: int
    text: str
    names: tuple[str, ...]
    is_amid: bool
    """In the midst of a story that does not show its headline, and nothing says that these people wrote it: a heading,
    a picture's credit, a quoted post. Of 34 articles of one crawl that named such people as authors, 28 were wrong."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a candidate stands."""

    index: int
    after_label: bool
    by: bool
    by_inside: bool
    dated: bool
    beside: int
    """Words of the line that are in no name."""
    is_pen_name: bool


def signed_lines(
    lines: Sequence[tuple[int, str]], title: int | None, ruled: frozenset[str], language: str | None
) -> tuple[list[SignedLine], dict[str, list[float]]]:
    """The candidates, and their features by name, each with one value a candidate.

    lines: (number, text) of each line with text. title: the number of the title's line. ruled: folded names that the
    rules of credit_lines.py find.
    """
    at = next((i for i, (number, _) in enumerate(lines) if number == title), None)
    near = range(FIRST_LINES) if at is None else range(at - ABOVE, at + BELOW + 1)
    found: list[tuple[SignedLine, _Place]] = []
    for i in sorted(range(len(lines)), key=lambda i: i not in near):  # a long menu above the title leaves room for them
        number, text = lines[i]
        if number == title or len(text) > MAX_LINE or len(found) >= MAX_SIGNED:
            continue
        before = lines[i - 1][1] if i else ""
        label = len(before) <= MAX_LABEL and bool(_LABEL.fullmatch(_LIST_MARK.sub("", before).strip()))
        bare = _LIST_MARK.sub("", text)
        by = bool(_BY.match(bare))
        if (
            i in near
            or by
            or label
            or _SAYS_WRITTEN.search(text)
            or (len(text) <= MAX_LONE and bool(_LONE.match(text.strip())))
        ):
            found += _signed((i, number), bare.strip(), language, label=label, by=by)
    found.sort(key=lambda each: each[1].index)
    amid = _amid(lines) if at is None else range(0)
    marked = [replace(signed, is_amid=place.index in amid and not _is_told(place)) for signed, place in found]
    return marked, _features(found, lines, at, ruled, language)


def _amid(lines: Sequence[tuple[int, str]]) -> range:
    """Indices between the first and the last paragraph."""
    long = [i for i, (_, text) in enumerate(lines) if len(text) >= PARAGRAPH]
    return range(long[0] + 1, long[-1]) if long else range(0)


def _is_told(place: _Place) -> bool:
    """Whether the line, or the one above it, says that its people wrote, or when."""
    return place.after_label or place.by or place.by_inside or place.dated


def _signed(
    at: tuple[int, int], text: str, language: str | None, *, label: bool, by: bool
) -> list[tuple[SignedLine, _Place]]:
    """at: index and number of the line."""
    index, number = at
    readings = read_dates(text, language)
    is_dated = bool(readings) or bool(_AGO.search(text))
    rest = _without(text, readings)
    if by and readings and people(text[: readings[0].start]):
        rest = text[: readings[0].start]  # topics stand behind the date
    bare = _CLUTTER.sub(" ", _AGO.sub(" | ", rest))
    inside = _BY_INSIDE.search(bare)
    bare = _BY.sub("", bare) if by else bare[inside.end() :] if inside else bare
    is_told = label or by or bool(inside) or is_dated
    names = people(_IN_SECTION.sub("", bare), is_field=is_told) or people(bare, is_field=is_told)
    is_pen_name = not names and (label or by or (bool(inside) and is_dated))
    if is_pen_name:
        names = pen_name(f"by\n{_BEHIND_ONE.sub('', bare)}")
    if not names:
        return []
    said = sum(len(name.split()) for name in names)
    beside = max(0, len(_WORD.findall(_BY.sub("", bare))) - said)
    place = _Place(index, label, by, bool(inside), is_dated, beside, is_pen_name)
    return [(SignedLine(number, text, names, is_amid=False), place)]


def _without(text: str, readings: Sequence[DateReading]) -> str:
    for reading in reversed(readings):
        text = f"{_BEFORE_DATE.sub('', text[: reading.start])} | {text[reading.end :]}"
    return text


def _features(
    found: Sequence[tuple[SignedLine, _Place]],
    lines: Sequence[tuple[int, str]],
    at: int | None,
    ruled: frozenset[str],
    language: str | None,
) -> dict[str, list[float]]:
    texts = [text for _, text in lines]
    whole = "\n".join(texts)
    starts = "\n" + "\n".join(text.strip() for text in texts)
    counts = Counter(name for signed, _ in found for name in signed.names)
    near = {
        i for _, place in found for i in range(max(0, place.index - REACH), min(len(lines), place.index + REACH + 1))
    }
    dated = [i for i in near if len(texts[i]) <= MAX_LINE and read_dates(texts[i].strip(), language)]
    asked = {word.lower() for signed, _ in found for word in signed.names[0].split()}
    small = {word for word in asked.intersection(re.findall(r"\w+", whole) if asked else ()) if word.islower()}
    rows = []
    for order, (signed, place) in enumerate(found):
        first = signed.names[0]
        words = first.split()
        distance = place.index - at if at is not None else 99
        nearest = min((abs(place.index - i) for i in dated), default=99)
        after = texts[place.index + 1] if place.index + 1 < len(texts) else ""
        before = texts[place.index - 1] if place.index else ""
        rows.append(
            {
                "distance": float(distance),
                "far": float(abs(distance)),
                "below": float(0 < distance < 99),
                "after_label": float(place.after_label),
                "by": float(place.by),
                "by_inside": float(place.by_inside),
                "dated": float(place.dated),
                "to_date": float(nearest),
                "beside": float(place.beside),
                "length": float(len(signed.text)),
                "names": float(len(signed.names)),
                "words": float(len(words)),
                "longest_word": float(max(len(word) for word in words)),
                "shortest_word": float(min(len(word) for word in words)),
                "has_initial": float(any(len(word.strip(".")) == 1 for word in words)),
                "said": float(min(9, whole.count(first))),
                "lines_with_name": float(counts[first]),
                "starts_lines": float(starts.count(f"\n{first}")),
                "order": float(order),
                "place": place.index / max(1, len(lines)),
                "has_role": float(bool(_ROLE.search(signed.text))),
                "is_ruled": float(first.casefold() in ruled),
                "any_ruled": float(bool(ruled)),
                "has_title": float(at is not None),
                "next_length": float(min(500, len(after))),
                "is_listed": float(bool(_LIST_MARK.match(texts[place.index]))),
                "indent": float(len(texts[place.index]) - len(texts[place.index].lstrip())),
                "agency": float(bool(agencies_in_names(signed.text))),
                "candidates": float(len(found)),
                "is_upper": float(signed.text.isupper()),
                "other_work": float(bool(_OTHER_WORK.match(signed.text.strip(" *•–-")))),
                "after_other_work": float(len(before) <= MAX_LABEL and bool(_OTHER_WORK.fullmatch(before.strip()))),
                "written": float(bool(_WRITTEN.search(signed.text))),
                "common": sum(word.lower() in common_words() for word in words) / len(words),
                "last_common": float(words[-1].lower() in common_words()),
                "before_length": float(min(500, len(before))),
                **_given(signed.names),
                "pen_name": float(place.is_pen_name),
                "small_in_text": sum(word.lower() in small for word in words) / len(words),
            }
        )
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _given(names: tuple[str, ...]) -> dict[str, float]:
    """Whether the names begin as people's do: "Find Care" does not."""
    known = given_names()
    firsts = [name.split()[0].split("-")[0].casefold() in known for name in names]
    later = any(word.casefold() in known for name in names for word in name.split()[1:])
    return {"given": float(firsts[0]), "given_share": sum(firsts) / len(firsts), "given_later": float(later)}
