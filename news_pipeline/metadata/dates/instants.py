"""Moments and the outlet's calendar: the zone of a time of day, the instant, and the local day of an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from news_pipeline.metadata.dates import zones
from news_pipeline.metadata.dates.candidates import PUBLISHED, DateCandidate

_WRITTEN_FOR_READERS = frozenset({"header_line", "visible_text", "dateline"})
"""Sources whose day is the reader's own, whatever zone stands beside it."""
_SHOWN = frozenset({"url_path", "visible_text"})
"""Sources whose day tells the local day of a moment that a machine wrote in UTC."""


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
    arrived: date | None = None
    """Day on which the document was first read; kept with it, so that a rebuild decides alike."""
    numeric_order: str | None = None
    """`day_first` or `month_first`, if the document's other numeric dates show it."""


@dataclass(frozen=True, slots=True)
class ClockZone:
    """The zone of a time of day."""

    offset_minutes: int | None
    """East of UTC; None: not known."""
    basis: str
    """offset, abbreviation, outlet (its home zone) or none."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment, and the clock that it was written by."""

    moment: datetime
    """Aware, UTC."""
    offset_minutes: int


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day on the outlet's calendar, and its clock."""

    day: date | None
    offset_minutes: int


def zone_of_clock(candidate: DateCandidate, context: DateContext) -> ClockZone:
    """The zone of a candidate's time of day: as written, by its abbreviation, or the outlet's home zone."""
    reading = candidate.reading
    if reading is None or reading.clock is None:
        return ClockZone(None, "none")
    local = datetime.combine(reading.value, reading.clock)
    if reading.offset_minutes is not None:
        return ClockZone(reading.offset_minutes, "offset")
    if reading.zone_word:
        zone = zones.zone_of(reading.zone_word, context.country)
        return ClockZone(zones.offset_minutes(zone, local), "abbreviation") if zone else ClockZone(None, "none")
    return ClockZone(zones.offset_minutes(context.zone, local), "outlet") if context.zone else ClockZone(None, "none")


def instant_of(candidate: DateCandidate, context: DateContext) -> Instant | None:
    """The moment that a candidate means; None without a zone or a time of day. Midnight sharp is no time of day."""
    reading = candidate.reading
    offset = zone_of_clock(candidate, context).offset_minutes
    if reading is None or reading.clock is None or offset is None or reading.clock == time(0, 0):
        return None
    moment = datetime.combine(reading.value, reading.clock) - timedelta(minutes=offset)
    return Instant(moment.replace(tzinfo=UTC), offset)


def local_day(
    published: DateCandidate, moment: datetime, candidates: list[DateCandidate], context: DateContext
) -> LocalDay:
    """The outlet's day of a moment that was written in UTC. `candidates` stand in order of trust.

    By, in turn: the same moment written with another offset, the outlet's home zone, a day beside it in the address
    or the visible text, all zones of a wide country, the zone that the language lives in. Else the day as written.
    """
    for other in candidates:
        found = instant_of(other, context)
        if found and found.moment == moment and found.offset_minutes != 0:
            return LocalDay((moment + timedelta(minutes=found.offset_minutes)).date(), found.offset_minutes)
    written = published.reading.value if published.reading else None
    if published.source in _WRITTEN_FOR_READERS:
        return LocalDay(written, 0)
    if context.zone:
        local = zones.in_zone(moment, context.zone)
        offset = local.utcoffset()
        return LocalDay(local.date(), int(offset.total_seconds() // 60) if offset else 0)
    for other in candidates:
        is_shown = other.kind == PUBLISHED and other.source in _SHOWN and other.reading
        if other.reading and is_shown and other.reading.value in possible_days(moment):
            return LocalDay(other.reading.value, 0)
    if days := zones.days_across(context.country, moment):
        return LocalDay(min(days) if len(days) == 1 else written, 0)
    zone = zones.language_zone(context.language) if not context.country else None
    return LocalDay(zones.in_zone(moment, zone).date() if zone else written, 0)


def possible_days(moment: datetime) -> tuple[date, date]:
    """The calendar days of the moment from the west coast of America to Japan."""
    return (moment - timedelta(hours=8)).date(), (moment + timedelta(hours=9)).date()
