"""Lines of plain text that credit: labelled bylines, names beside a date, names on a line of their own by the date.

Here: which removed lines under a headline name authors or agencies, and whether a line is a credit with a date.
Elsewhere: roles of lines (cleaning/), dates (text_candidates.py), names (authors.py, agencies.py).
"""

import re
from dataclasses import dataclass

from news_pipeline.metadata.credits.agencies import agencies_in_names
from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.dates.readings import DateReading, read_dates

NEAR_TITLE = 20
"""Lines between the title and a bare date or byline that may belong to it."""
ABOVE_TITLE = 3
CREDIT_REACH = 6
"""Lines under the title in which a credit may stand without any label."""
MAX_CREDIT = 160
MAX_UNNAMED = 60
_NOT_CREDITS = frozenset({"comment_form", "caption", "copyright", "subscription", "tags", "url", "title"})
_BY = re.compile(r"^\W*(?:by|von|par|por|di|door|av|oleh|автор)\s", re.IGNORECASE)
_ROLE = re.compile(
    r"\s(?:reporter|writer|editor|correspondent|journalist|columnist|producer|redakteur(?:in)?)\W*$", re.IGNORECASE
)
_INTERFACE = re.compile(
    r"\b(?:share|sharing|save|listen|print|watch|live|key|points?|social|article|content|story|premium|exclusive|account|"
    r"sign|log|back|home|next|previous|gallery|menu|search|close|open|copy|link|north\w*|south\w*|east\w*|west\w*|middle|united|new|"
    r"africa\w*|america\w*|asia\w*|europe\w*|international|national|local|latest|top|breaking|analysis|explainer|feature|related|articles?|topics?|follow|images?|getty)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line that cleaning took out of the body, with the role that cleaning gave it."""

    number: int
    text: str
    role: str


def title_number(header: tuple[HeaderLine, ...]) -> int | None:
    """Number of the title's line."""
    return next((line.number for line in header if line.role == "title"), None)


def lines_near_title(header: tuple[HeaderLine, ...]) -> frozenset[int]:
    """Numbers of the lines around the title; without a title, of the unbroken run of removed lines at the top."""
    title = title_number(header)
    top = _top(header)
    return frozenset(
        line.number
        for line in header
        if (line.number <= top if title is None else -ABOVE_TITLE <= line.number - title <= NEAR_TITLE)
    )


def _top(header: tuple[HeaderLine, ...]) -> int:
    """The last line of the unbroken run of removed lines at the top (blank lines may lie between)."""
    last = None
    for line in header:
        if last is None:
            if line.number > 6:
                return -1
        elif line.number - last > 3:
            break
        last = line.number
    return -1 if last is None else last


def dated_credit(line: HeaderLine, title: int | None, language: str | None) -> tuple[str, tuple[DateReading, ...]]:
    """(who stands before the date, readings) of a line such as "Jane Doe · Posted: Aug 8, 2024"; else ("", ()).

    Without "by" or "posted" only an agency just under the title counts: a linked headline has capitals and a date too.
    """
    nothing: tuple[str, tuple[DateReading, ...]] = ("", ())
    distance = line.number - title if title is not None else -1
    if line.role in _NOT_CREDITS or not 0 < distance <= NEAR_TITLE or len(line.text) > MAX_CREDIT:
        return nothing
    readings = read_dates(line.text.strip(), language)
    if not readings:
        return nothing
    before = line.text.strip()[: readings[0].start].strip(" \t*•·|–—-")
    is_marked = bool(_BY.match(line.text)) or any(reading.label for reading in readings)
    is_agency = distance <= CREDIT_REACH and bool(agencies_in_names(before))
    is_credit = is_agency or (is_marked and (len(before) < MAX_UNNAMED or bool(people(before))))
    return (before, readings) if is_credit else nothing


def credit_lines(header: tuple[HeaderLine, ...], body: str, language: str | None) -> tuple[HeaderLine, ...]:
    """Lines near the title that name authors or agencies, reduced to the names where a date stands beside them."""
    near, title = lines_near_title(header), title_number(header)
    found = [line for line in header if line.role == "byline" and line.number in near]
    is_labelled = bool(found)
    for index, line in enumerate(header):
        if line.role == "byline" or line.number not in near:
            continue
        before, _ = dated_credit(line, title, language)
        if people(before) or agencies_in_names(before):
            found.append(HeaderLine(line.number, before, "byline"))
        elif not is_labelled and title is not None and line.number > title and line.role == "timestamp":
            found += _names_beside(header, index, title, body)
    return tuple(dict.fromkeys(found))


def _names_beside(header: tuple[HeaderLine, ...], index: int, title: int, body: str) -> list[HeaderLine]:
    """The line before the date, or else the one after it, if it holds nothing but names that the story does not."""
    for other in (index - 1, index + 1):
        line = header[other] if 0 <= other < len(header) else None
        if line is None or line.number <= title or abs(line.number - header[index].number) > 4:
            continue
        if line.role not in _NOT_CREDITS and (names := _lone_names(line.text)) and names not in body:
            return [HeaderLine(line.number, names, "byline")]
    return []


def _lone_names(text: str) -> str | None:
    """ "Jane Doe Travel Reporter" to "Jane Doe"; None if the line says anything but names of two words or more."""
    bare = re.sub(r"@\w+", "", text[:MAX_CREDIT]).strip(" \t*•·|–—-")
    if _ROLE.search(bare):
        words = _ROLE.sub("", bare).split()
        bare = " ".join(words[:2]) if len(words) <= 4 else ""
    names = people(bare)
    said = sum(len(name.split()) for name in names)
    rest = [word for word in re.findall(r"\w[\w'’.-]*", bare) if word.lower() not in ("and", "by", "for", "with")]
    unsaid = len(rest) - said - len(agencies_in_names(bare))
    is_plain = all(len(name.split()) >= 2 for name in names) and not _INTERFACE.search(bare)
    return bare if names and is_plain and unsaid <= 0 and len(bare) < 80 else None
