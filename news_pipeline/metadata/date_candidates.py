"""Where dates stand: candidates from header lines, pages, addresses, records, file names and datelines.

Here: each place to its candidates, with a rank of trust. Elsewhere: reading a date string (date_readings.py), the
choice (date_choice.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from news_pipeline.metadata.date_periods import read_period
from news_pipeline.metadata.date_readings import DateReading, read_dates
from news_pipeline.metadata.json_ld import is_article, strings
from news_pipeline.metadata.page import Page, headline_order
from news_pipeline.metadata.page_marks import Mark
from news_pipeline.metadata.reference_tables import table
from news_pipeline.metadata.urls import path_day

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
    "file_name": 55,
    "json_ld_page": 74,
}
"""How far each kind of place is trusted to mean publication; page metadata beats addresses beats loose text."""
_FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATELINE = re.compile(
    r"^[^\d(]{2,60}[,(]\s*(?:\w+\s?,\s?)?(?P<date>[^\W\d_]{3,10}\.?\s\d{1,2},\s\d{4}|\d{1,2}\s[^\W\d_]{3,10}\.?\s\d{4})\s?[)(,–—:-]"
)


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
        if match := _DATELINE.match(line[:160]):
            for reading in read_dates(match["date"], language):
                yield DateCandidate(reading, PUBLISHED, "dateline", RANKS["dateline"], match[0])


def from_page(page: Page, title: str | None, language: str | None) -> Iterator[DateCandidate]:
    """Everything that the page marks as a date, or that stands as one near its headline."""
    for node in page.nodes:
        place = "json_ld" if is_article(node) else "json_ld_page"
        for key, kind in (
            ("datePublished", PUBLISHED),
            ("dateModified", UPDATED),
            ("uploadDate", OTHER),
            ("dateCreated", OTHER),
        ):
            for text in strings(node.get(key), "@value")[:3]:
                yield from from_text(text, kind, f"json_ld.{key}", RANKS[place], language)
    for name, content in page.metas:
        meaning, rank = _meta_kind(name)
        if meaning:
            yield from from_text(content, meaning, f"meta:{name}", RANKS[rank], language)
    headline = headline_order(page, title)
    inside = [mark for mark in page.dates if not mark.aside]
    found = [candidate for mark in inside for candidate in _from_mark(mark, headline, language)]
    yield from found
    if not any(candidate.kind == PUBLISHED for candidate in found):
        yield from _only_day(found)


def _meta_kind(name: str) -> tuple[str | None, str]:
    kind = _meta_kinds().get(name)
    if kind == "general":
        return PUBLISHED, "meta_general"
    return kind, "meta"


@cache
def _meta_kinds() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in table("date_metas")}


def _from_mark(mark: Mark, headline: int | None, language: str | None) -> Iterator[DateCandidate]:
    distance = None if headline is None else mark.order - headline
    is_near = distance is not None and (-3 <= distance <= 25 if mark.name == "text" else -20 <= distance <= 60)
    if mark.name.startswith("itemprop:"):
        kind = UPDATED if "odified" in mark.name else PUBLISHED
        yield from from_text(mark.value, kind, mark.name, RANKS["itemprop"], language)
    elif mark.name == "time":
        labelled = [reading.label for reading in read_dates(mark.text, language)]
        kind = next((label for label in labelled if label), PUBLISHED) if is_near else OTHER
        if not labelled and mark.text.casefold().startswith("updated"):
            kind = UPDATED
        rank = RANKS["time_marked"] if PUBLISHED in labelled and is_near else RANKS["time_element"]
        yield from from_text(mark.value or mark.text, kind, "time_element", rank, language)
    else:
        yield from _from_visible(mark, language, is_near=is_near)


def _only_day(found: list[DateCandidate]) -> Iterator[DateCandidate]:
    """The one full date that a page shows, if nothing names it otherwise; with a weekday it may be today's date."""
    days = {candidate.reading.value for candidate in found if candidate.reading}
    if len(days) != 1:
        return
    for candidate in found:
        reading = candidate.reading
        if reading and not reading.label and not reading.weekday and candidate.kind == OTHER:
            yield replace(candidate, kind=PUBLISHED, rank=RANKS["only_day"])


def _from_visible(mark: Mark, language: str | None, *, is_near: bool) -> Iterator[DateCandidate]:
    for reading in read_dates(mark.value, language):
        rest = len(mark.value) - len(reading.raw)
        if reading.label == PUBLISHED and (is_near or mark.name == "class"):
            rank = RANKS["near_title_labelled" if is_near else "labelled"]
            yield DateCandidate(reading, PUBLISHED, "visible_text", rank, mark.value)
        elif reading.label:
            yield DateCandidate(reading, reading.label, "visible_text", RANKS["labelled"], mark.value)
        elif rest < 45:
            kind = PUBLISHED if is_near else OTHER
            yield DateCandidate(reading, kind, "visible_text", RANKS["near_title"], mark.value)
