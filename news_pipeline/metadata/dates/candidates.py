"""Where dates stand: the candidate, its rank of trust, and those from fields, addresses, file names and datelines.

Here: each of these places to its candidates. Elsewhere: header lines (text_candidates.py), pages (page_dates.py),
reading a date string (date_readings.py), the choice (date_choice.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from news_pipeline.metadata.dates.periods import read_period
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.outlets.urls import path_day

PUBLISHED, UPDATED, SEEN, OTHER = "published", "updated", "seen", "other"

RANKS = {
    "json": 95,
    "json_ld": 94,
    "meta": 92,
    "itemprop": 90,
    "header_labelled": 91,
    "header_line": 86,
    "header_above": 80,
    "url_path": 82,
    "time_marked": 84,
    "time_element": 76,
    "meta_general": 72,
    "near_title_labelled": 78,
    "near_title": 68,
    "labelled": 60,
    "dateline": 64,
    "body_top": 83,
    "only_day": 58,
    "script": 57,
    "file_name": 55,
    "json_ld_page": 74,
}
"""How far each kind of place is trusted to mean publication; page metadata beats addresses beats loose text."""
_FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATELINE = re.compile(
    r"^(?P<place>[^\d(]{2,60})[,(]\s*(?:\w+\s?,\s?)?(?P<date>[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[^\W\d_]{3,10}\.?\s\d{4})"
    r"\s?,?\s?[)(–—:-]"
)
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_SMALL_PLACE_WORDS = frozenset({"de", "del", "la", "el", "of", "and", "the", "am", "an", "der"})


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A reading of a date at one place."""

    reading: DateReading | None
    """None: the place holds a month or year only."""
    kind: str
    """published, updated, seen or other."""
    source: str
    rank: int
    raw: str
    period: date | None = None
    """First day of the month or year that the place names, if it names no day."""
    precision: str = "day"
    """day, month or year."""
    says: str = ""
    """`published` or `updated` if the names of the element on the page say so."""


def from_text(text: str, kind: str, source: str, rank: int, language: str | None) -> Iterator[DateCandidate]:
    """Candidates of a field or marked text; a label in the text overrules `kind`."""
    readings = read_dates(text.strip(), language, whole=True)
    for reading in readings:
        yield DateCandidate(reading, reading.label or kind, source, rank, text)
    if not readings and (partial := read_period(text, language)):
        yield DateCandidate(None, kind, source, rank, text, *partial)


def from_url(url: str) -> Iterator[DateCandidate]:
    """The day that the path names, as most outlets build their addresses."""
    found = path_day(url)
    if found:
        day, precision, raw = found
        if precision == "month":
            yield DateCandidate(None, PUBLISHED, "url_path", RANKS["url_path"], raw, day, "month")
        else:
            for reading in read_dates(day.isoformat()):
                yield DateCandidate(reading, PUBLISHED, "url_path", RANKS["url_path"], raw)


def from_file_name(source_uri: str) -> Iterator[DateCandidate]:
    """A day in the file's or folder's name: weak, it may be the day of the crawl."""
    for match in list(_FILE_DAY.finditer(source_uri.split("#", maxsplit=1)[0][-300:]))[-1:]:
        for reading in read_dates("-".join(match.groups())):
            yield DateCandidate(reading, OTHER, "file_name", RANKS["file_name"], match[0])


def from_dateline(body: str, language: str | None) -> Iterator[DateCandidate]:
    """A dateline with a year, such as "HELSINKI, July 16, 2018 (Reuters) -"."""
    for line in [line for line in body[:3000].splitlines() if line.strip()][:2]:
        match = _DATELINE.match(line[:160])
        if match and _is_place(match["place"]):
            for reading in read_dates(match["date"], language):
                yield DateCandidate(reading, PUBLISHED, "dateline", RANKS["dateline"], match[0])


def _is_place(text: str) -> bool:
    """Whether every word is a name's: "In this file photo taken on Wednesday" is no place."""
    words = _PLACE_WORD.findall(text)
    return bool(words) and all(word[0].isupper() or word in _SMALL_PLACE_WORDS for word in words)
