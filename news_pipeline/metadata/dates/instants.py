"""Moments and the outlet's calendar: the zone of a time of day, the instant, and the local day of an instant in UTC.

Here: what a candidate's clock means where the outlet lives. Elsewhere: which candidate counts (date_choice.py),
look-ups of zones (zones.py).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from news_pipeline.metadata.dates import zones
from news_pipeline.metadata.dates.candidates import PUBLISHED, DateCandidate

_WRITTEN_FOR_READERS = frozenset({"header_line", "visible_text", "dateline"})
_SHOWN = frozenset({"url_path", "visible_text"})


@dataclass(frozen=True, slots=True)
class DateContext:
    """What else is known about the document when its dates are weighed."""

    country: str | None
    """Of the outlet, ISO 3166."""
    zone: str | None
    """IANA zone that the outlet lives in."""
    language: str | None
    """As declared or found, perhaps with a region: `en-GB`."""
    seen: date | None
    """Day of the crawl, only if the file itself gives it."""


def zone_of_clock(candidate: DateCandidate, context: DateContext) -> tuple[int | None, str]:
    """(minutes east of UTC, basis) of a candidate with a time of day."""
    reading = candidate.reading
    if reading is None or reading.clock is None:
        return None, "none"
    local = datetime.combine(reading.value, reading.clock)
    if reading.offset_minutes is not None:
        return reading.offset_minutes, "offset"
    if reading.zone_word:
        zone = zones.zone_of(reading.zone_word, context.country)
        return (zones.offset_minutes(zone, local), "abbreviation") if zone else (None, "none")
    return (zones.offset_minutes(context.zone, local), "outlet") if context.zone else (None, "none")


def instant_of(candidate: DateCandidate, context: DateContext) -> tuple[datetime, int] | None:
    """(instant in UTC, offset of the local clock) or None without a time of day or zone."""
    reading = candidate.reading
    offset, _ = zone_of_clock(candidate, context)
    if reading is None or reading.clock is None or offset is None or reading.clock == time(0, 0):
        return None
    moment = datetime.combine(reading.value, reading.clock) - timedelta(minutes=offset)
    return moment.replace(tzinfo=UTC), offset


def local_day(
    published: DateCandidate, instant: datetime, candidates: list[DateCandidate], context: DateContext
) -> tuple[date | None, int]:
    """(day, offset), by candidates in order of trust, on the outlet's own clock of an instant that was written in UTC.

    By, in turn: the same instant written with another offset, the outlet's home zone, a day beside it in the address
    or the visible text, all zones of a wide country, the zone that the language lives in. Else the day as written.
    """
    for other in candidates:
        found = instant_of(other, context)
        if found and found[0] == instant and found[1] != 0:
            return (instant + timedelta(minutes=found[1])).date(), found[1]
    written = published.reading.value if published.reading else None
    if published.source in _WRITTEN_FOR_READERS:
        return written, 0
    if context.zone:
        local = zones.local_day(instant, context.zone)
        offset = local.utcoffset()
        return local.date(), int(offset.total_seconds() // 60) if offset else 0
    for other in candidates:
        is_shown = other.kind == PUBLISHED and other.source in _SHOWN and other.reading
        if other.reading and is_shown and other.reading.value in _possible_days(instant):
            return other.reading.value, 0
    span = zones.span_of_days(context.country, instant)
    if span:
        return (span[0] if span[0] == span[1] else written), 0
    zone = zones.language_zone(context.language) if not context.country else None
    return (zones.local_day(instant, zone).date() if zone else written), 0


def _possible_days(instant: datetime) -> tuple[date, date]:
    """The calendar days of the instant from the west coast of America to Japan."""
    return (instant - timedelta(hours=8)).date(), (instant + timedelta(hours=9)).date()
