"""A date at one place of a document, and how far each kind of place is trusted.

Reads the places that take few lines: fields and marked texts, addresses, file names, datelines. Header lines are in
text_candidates.py, pages in page/dates.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from news_pipeline.metadata.dates.epochs import epoch_moment
from news_pipeline.metadata.dates.periods import Period, read_period
from news_pipeline.metadata.dates.readings import DateReading, read_dates
from news_pipeline.metadata.dates.words import month_number
from news_pipeline.metadata.outlets.urls import MAX_URL
from news_pipeline.shared.domains import split_url

PUBLISHED, UPDATED, SEEN, OTHER = "published", "updated", "seen", "other"

RANKS = {
    "json": 95,
    "json_ld": 94,
    "meta": 92,
    "itemprop": 90,
    "sitemap": 88,
    "header_labelled": 91,
    "header_line": 86,
    "header_above": 80,
    "url_path": 82,
    "time_marked": 84,
    "time_element": 76,
    "meta_general": 72,
    "near_title_labelled": 78,
    "near_title": 68,
    "beside_title": 73,
    "labelled": 60,
    "dateline": 64,
    "body_top": 83,
    "only_day": 58,
    "script": 57,
    "file_name": 55,
    "json_ld_page": 74,
}
"""How far each kind of place is trusted to mean publication: page metadata beats addresses, addresses loose text."""
_PATH_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<s>[/-])(?P<month>\d{1,2}|[a-z]{3,9})(?P=s)(?P<day>\d{1,2})(?![\d])",
    re.IGNORECASE,
)
_PATH_DAY_SOLID = re.compile(
    r"(?<![\w.])(?P<year>(?:19|20)\d{2})/?(?P<month>0[1-9]|1[0-2])/?(?P<day>0[1-9]|[12]\d|3[01])(?=[/._-]|$)"
)
_PATH_MONTH = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>0[1-9]|1[0-2])(?=/)")
_FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATELINE = re.compile(
    r"^(?P<place>[^\d(]{2,60})[,(]\s*(?:\w+\s?,\s?)?(?P<date>[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[^\W\d_]{3,10}\.?\s\d{4})"
    r"\s?,?\s?[)(–—:-]"
)
_NUMERIC_START = re.compile(
    r"^(?P<date>\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
    r"(?:,\s\d{1,2}[:.]\d{2}(?:\sUhr)?)?\s?(?:[–—|:/]|-(?=\s)|[„“\"«»](?=\w))"
)
_PLACE_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_SMALL_PLACE_WORDS = frozenset({"de", "del", "la", "el", "of", "and", "the", "am", "an", "der"})

MIN_PARAGRAPH = 60
"""Characters of a line that is the beginning of a story, and no entry of a calendar."""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One reading of a date at one place."""

    reading: DateReading | None
    """None: the place names a month or year only."""
    kind: str
    """published, updated, seen or other."""
    source: str
    rank: int
    raw: str
    period: Period | None = None
    """The month or year that the place names, if it names no day."""
    says: str = ""
    """`published` or `updated` if the names of the element on the page say so."""
    chance: float | None = None
    """How probable the model of weighing.py finds it; None where rules decide."""


def from_text(text: str, kind: str, source: str, rank: int, language: str | None) -> Iterator[DateCandidate]:
    """Candidates of a field or marked text; a label in the text overrules `kind`."""
    moment = epoch_moment(text)
    written = moment.isoformat() if moment else text.strip()
    readings = read_dates(written, language, whole=True)
    for reading in readings:
        yield DateCandidate(reading, reading.label or kind, source, rank, text)
    if not readings and (period := read_period(text, language)):
        yield DateCandidate(None, kind, source, rank, text, period)


def from_url(url: str) -> Iterator[DateCandidate]:
    """The day, else the month, that the path names: most outlets build their addresses so."""
    parts = split_url(url[:MAX_URL])
    path = parts.path if parts else ""
    rank = RANKS["url_path"]
    for match in [*_PATH_DAY.finditer(path), *_PATH_DAY_SOLID.finditer(path)]:
        if day := _path_day(match):
            for reading in read_dates(day.isoformat()):
                yield DateCandidate(reading, PUBLISHED, "url_path", rank, match[0])
            return
    if match_month := _PATH_MONTH.search(path):
        period = Period(date(int(match_month["year"]), int(match_month["month"]), 1), "month")
        yield DateCandidate(None, PUBLISHED, "url_path", rank, match_month[0], period)


def _path_day(match: re.Match[str]) -> date | None:
    month = int(match["month"]) if match["month"].isdigit() else month_number(match["month"], "en")
    try:
        return date(int(match["year"]), month or 0, int(match["day"]))
    except ValueError:
        return None


def from_file_name(source_uri: str) -> Iterator[DateCandidate]:
    """A day in the file's or folder's name: weak, it may be the day of the crawl."""
    for match in list(_FILE_DAY.finditer(source_uri.split("#", maxsplit=1)[0][-300:]))[-1:]:
        for reading in read_dates("-".join(match.groups())):
            yield DateCandidate(reading, OTHER, "file_name", RANKS["file_name"], match[0])


def from_dateline(body: str, language: str | None) -> Iterator[DateCandidate]:
    """A dateline with a year, such as "HELSINKI, July 16, 2018 (Reuters) -", or the day alone: "16.07.2018 - The"."""
    for line in [line.strip() for line in body[:3000].splitlines() if line.strip()][:2]:
        if (start := _NUMERIC_START.match(line)) and len(line) > MIN_PARAGRAPH:
            for reading in read_dates(start["date"], language, whole=True):
                yield DateCandidate(reading, PUBLISHED, "dateline", RANKS["dateline"], start[0])
        match = _DATELINE.match(line[:160])
        if match and _is_place(match["place"]):
            for reading in read_dates(match["date"], language):
                yield DateCandidate(reading, PUBLISHED, "dateline", RANKS["dateline"], match[0])


def _is_place(text: str) -> bool:
    """Whether every word is a name's: "In this file photo taken on Wednesday" is no place."""
    words = _PLACE_WORD.findall(text)
    return bool(words) and all(word[0].isupper() or word in _SMALL_PLACE_WORDS for word in words)
