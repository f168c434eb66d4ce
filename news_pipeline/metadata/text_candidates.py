"""Dates in the header lines of plain text and in the fields of a record.

Here: which line counts as what. Elsewhere: which lines are header lines (cleaning/), candidates of pages and addresses
(date_candidates.py), the choice (date_choice.py).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from news_pipeline.metadata.date_candidates import OTHER, PUBLISHED, RANKS, SEEN, UPDATED, DateCandidate, from_text
from news_pipeline.metadata.date_readings import read_dates

NEAR_TITLE = 20
"""Lines between the title and a bare date that may belong to it."""
ABOVE_TITLE = 3
_DATE_ROLES = frozenset({"timestamp", "byline", "dateline"})
_AGO = re.compile(r"\b(?P<count>\d{1,3}|an?)\s(?P<unit>minute|min|hour|hr|day|week)s?\sago\b", re.IGNORECASE)
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "hr": 60, "day": 1440, "week": 10080}


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line that cleaning took out of the body, with the role that cleaning gave it."""

    number: int
    text: str
    role: str


def header_dates(header: tuple[HeaderLine, ...], language: str | None) -> list[DateCandidate]:
    """Candidates of lines that hold a date; a bare date far from the title may be the day of the visit."""
    near = lines_near_title(header)
    found: list[DateCandidate] = []
    for line in header:
        if line.role not in _DATE_ROLES:
            continue
        is_near = line.number in near
        for reading in read_dates(line.text.strip(), language, whole=True):
            rank = RANKS[
                "header_labelled"
                if reading.label == PUBLISHED and is_near
                else "header_line"
                if is_near
                else "labelled"
            ]
            kind = reading.label or (PUBLISHED if is_near else OTHER)
            found.append(DateCandidate(reading, kind, "header_line", rank, line.text))
    return found


def lines_near_title(header: tuple[HeaderLine, ...]) -> frozenset[int]:
    """Numbers of the lines around the title; without a title, of the unbroken run of removed lines at the top."""
    title = next((line.number for line in header if line.role == "title"), None)
    top = _top(header)
    return frozenset(
        line.number
        for line in header
        if (line.number <= top if title is None else -ABOVE_TITLE <= line.number - title <= NEAR_TITLE)
    )


def body_dates(body: str, language: str | None) -> list[DateCandidate]:
    """Lines at the top of the body that hold a date and little else: header lines that stayed there."""
    found: list[DateCandidate] = []
    for line in [line.strip() for line in body[:2000].splitlines() if line.strip()][:4]:
        if len(line) > 140:
            break
        readings = read_dates(line, language, whole=True)
        dated = sum(len(raw) for raw in {reading.start: reading.raw for reading in readings}.values())
        rest = len(line) - dated
        found += [
            DateCandidate(reading, reading.label or PUBLISHED, "header_line", RANKS["body_top"], line)
            for reading in readings
            if rest < 12 or (rest < 40 and reading.label)
        ]
    return found


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


def field_dates(fields: tuple[tuple[str, str, str], ...], language: str | None) -> list[DateCandidate]:
    """Candidates of a record's fields; "5 hours ago" counts only beside a crawl time with a time of day."""
    kinds = {"published": PUBLISHED, "updated": UPDATED, "seen": SEEN}
    found: list[DateCandidate] = []
    for name, value, key in fields:
        if name in kinds:
            candidates = list(from_text(value, kinds[name], f"json:{key}", RANKS["json"], language))
            found += candidates or _relative(value, key, kinds[name], fields)
    return found


def _relative(value: str, key: str, kind: str, fields: tuple[tuple[str, str, str], ...]) -> list[DateCandidate]:
    match = _AGO.search(value[:200])
    seen = [r for name, text, _ in fields if name == "seen" for r in read_dates(text, whole=True) if r.clock]
    if not match or not seen or seen[0].clock is None:
        return []
    count = 1 if match["count"].lower() in ("a", "an") else int(match["count"])
    moment = datetime.combine(seen[0].value, seen[0].clock) - timedelta(minutes=count * _MINUTES[match["unit"].lower()])
    stamp = (
        moment.date().isoformat() if match["unit"].lower() in ("day", "week") else moment.isoformat(timespec="minutes")
    )
    zone = "" if seen[0].offset_minutes != 0 or "T" not in stamp else "Z"
    return [
        DateCandidate(reading, kind, f"json:{key}", RANKS["near_title"], value) for reading in read_dates(stamp + zone)
    ]
