"""The choice of the publication date among its candidates, by stated rules.

Here: day/month order, plausibility, published against updated, the instant. Elsewhere: candidates (date_candidates.py),
zones (zones.py).

1. Only what is said to be publication can be the publication date; an update is `updated_at`, a bare day of a file
   name or crawl is neither.
2. The order of an ambiguous numeric date is settled by, in turn: its weekday, another date of the document on one of
   the two days, other dates of the document that show their order, the outlet's country, the language. Otherwise it
   is no candidate, and both readings stay as evidence.
3. A date before 1990, after the crawl time that the file gives, or after LATEST_YEAR counts only in a labelled line.
4. The most trusted place wins; a weekday that contradicts its date costs trust.
5. The instant comes from the most trusted place that has a time of day on the same day and a known zone: offset,
   abbreviation, or the home zone of the outlet. Midnight sharp is a day without a time.
The machine's clock decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from news_pipeline.metadata import zones
from news_pipeline.metadata.date_candidates import PUBLISHED, UPDATED, DateCandidate
from news_pipeline.metadata.evidence import Evidence, cut

EARLIEST_YEAR = 1990
LATEST_YEAR = 2050
_LABELLED_HEADER = 91
_WRONG_WEEKDAY = 25
_MONTH_FIRST = frozenset({"US"})
_WRITTEN_FOR_READERS = frozenset({"header_line", "visible_text", "dateline"})
_SHOWN = frozenset({"url_path", "visible_text"})
_EITHER_ORDER = frozenset({"CA", "PH"})


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


@dataclass(frozen=True, slots=True)
class ChosenDates:
    """What the rules gave. `published_at` and `updated_at` are aware and in UTC."""

    published_date: date | None
    published_at: datetime | None
    published_utc_offset_minutes: int | None
    published_precision: str | None
    published_source: str | None
    updated_at: datetime | None
    evidence: tuple[Evidence, ...]


def choose_dates(candidates: Sequence[DateCandidate], context: DateContext) -> ChosenDates:
    """Published date and instant, last update, and every candidate as evidence."""
    settled = [candidate for candidate in candidates if _is_settled(candidate, candidates, context)]
    plausible = [candidate for candidate in settled if _is_plausible(candidate, context)]
    published = _best([candidate for candidate in plausible if candidate.kind == PUBLISHED])
    updates = [candidate for candidate in plausible if candidate.kind == UPDATED]
    timed = _timed(published, plausible, context) if published else None
    updated = next((c for c in sorted(updates, key=_trust) if _instant(c, context)), None)
    chosen = {id(candidate) for candidate in (published, timed, updated) if candidate}
    instant, offset = (_instant(timed, context) if timed else None) or (None, None)
    day = published.reading.value if published and published.reading else None
    if published and instant is not None and offset == 0:
        day, offset = _local_day(published, instant, plausible, context)
    updated_instant = _instant(updated, context) if updated else None
    return ChosenDates(
        published_date=day,
        published_at=instant,
        published_utc_offset_minutes=offset,
        published_precision="minute" if instant else "day" if day else None,
        published_source=published.source if published else None,
        updated_at=updated_instant[0] if updated_instant else None,
        evidence=tuple(_row(candidate, context, is_chosen=id(candidate) in chosen) for candidate in candidates),
    )


def _trust(candidate: DateCandidate) -> int:
    reading = candidate.reading
    contradicted = reading and reading.weekday and reading.weekday != reading.value.isoweekday()
    return -(candidate.rank - (_WRONG_WEEKDAY if contradicted else 0))


def _best(candidates: list[DateCandidate]) -> DateCandidate | None:
    return min(candidates, key=_trust, default=None)


def _is_plausible(candidate: DateCandidate, context: DateContext) -> bool:
    if candidate.reading is None:
        return False
    day = candidate.reading.value
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR and not (context.seen and day > context.seen + timedelta(days=1)):
        return True
    return candidate.rank == _LABELLED_HEADER and day != date(1970, 1, 1)


def _is_settled(candidate: DateCandidate, candidates: Sequence[DateCandidate], context: DateContext) -> bool:
    reading = candidate.reading
    if reading is None:
        return False
    if reading.order == "plain":
        return True
    both = [c.reading for c in candidates if c.reading and c.raw == candidate.raw and c.reading.start == reading.start]
    if reading.weekday:
        return reading.value.isoweekday() == reading.weekday
    plain = {c.reading.value for c in candidates if c.reading and c.reading.order == "plain"}
    confirmed = {other.value for other in both if other.value in plain}
    if len(confirmed) == 1:
        return reading.value in confirmed
    order = _order_shown(candidates) or _order_of_place(context)
    return order == reading.order


def _order_shown(candidates: Sequence[DateCandidate]) -> str | None:
    """The order that unambiguous numeric dates of the document show, if they agree."""
    shown = set()
    for candidate in candidates:
        reading = candidate.reading
        head = reading.raw.split("/")[0] if reading and reading.order == "plain" else ""
        if reading and head.isdecimal() and len(head) <= 2 and reading.value.day != reading.value.month:
            shown.add("day_first" if int(head) == reading.value.day else "month_first")
    return shown.pop() if len(shown) == 1 else None


def _order_of_place(context: DateContext) -> str | None:
    language, _, region = (context.language or "").replace("_", "-").partition("-")
    country = context.country or (region.upper() if len(region) == 2 else None)
    if country in _EITHER_ORDER:
        return None
    if country in _MONTH_FIRST:
        return "month_first"
    return "day_first" if country or (language and language != "en") else None


def _timed(published: DateCandidate, candidates: list[DateCandidate], context: DateContext) -> DateCandidate | None:
    """The most trusted candidate of publication with an instant on the chosen day."""
    if published.reading is None:
        return None
    day = published.reading.value
    same = [
        c for c in candidates if c.kind == PUBLISHED and c.reading and c.reading.value == day and _instant(c, context)
    ]
    first = min(same, key=lambda c: (_zone(c, context)[1] == "outlet", _trust(c)), default=None)
    return published if published in same and _zone(published, context)[1] != "outlet" else first


def _local_day(
    published: DateCandidate, instant: datetime, candidates: list[DateCandidate], context: DateContext
) -> tuple[date | None, int]:
    """(day, offset) on the outlet's own clock of an instant that was written in UTC.

    By, in turn: the same instant written with another offset, the outlet's home zone, a day beside it in the address
    or the visible text, all zones of a wide country, the zone that the language lives in. Else the day as written.
    """
    for other in sorted(candidates, key=_trust):
        found = _instant(other, context)
        if found and found[0] == instant and found[1] != 0:
            return (instant + timedelta(minutes=found[1])).date(), found[1]
    written = published.reading.value if published.reading else None
    if published.source in _WRITTEN_FOR_READERS:
        return written, 0
    if context.zone:
        local = zones.local_day(instant, context.zone)
        offset = local.utcoffset()
        return local.date(), int(offset.total_seconds() // 60) if offset else 0
    for other in sorted(candidates, key=_trust):
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


def _zone(candidate: DateCandidate, context: DateContext) -> tuple[int | None, str]:
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


def _instant(candidate: DateCandidate, context: DateContext) -> tuple[datetime, int] | None:
    """(instant in UTC, offset of the local clock) or None without a time of day or zone."""
    reading = candidate.reading
    offset, _ = _zone(candidate, context)
    if reading is None or reading.clock is None or offset is None or reading.clock == time(0, 0):
        return None
    moment = datetime.combine(reading.value, reading.clock) - timedelta(minutes=offset)
    return moment.replace(tzinfo=UTC), offset


def _row(candidate: DateCandidate, context: DateContext, *, is_chosen: bool) -> Evidence:
    reading = candidate.reading
    offset, basis = _zone(candidate, context)
    field = {PUBLISHED: "published", UPDATED: "updated"}.get(candidate.kind, "date")
    confidence = round(min(-_trust(candidate), 99) / 100, 2)
    if reading is None:
        value = candidate.period.isoformat()[: 4 if candidate.precision == "year" else 7] if candidate.period else None
        return Evidence(field, value, candidate.source, cut(candidate.raw), candidate.precision, None, confidence)
    value = reading.value.isoformat()
    if reading.clock:
        local = datetime.combine(reading.value, reading.clock)
        aware = _aware(local, offset) if offset is not None else local
        value = aware.isoformat(timespec="seconds")
    has_time = reading.clock is not None and reading.clock != time(0, 0)
    return Evidence(
        field, value, candidate.source, cut(candidate.raw), "minute" if has_time else "day",
        basis if reading.clock else None, confidence, is_chosen,
    )  # fmt: skip


def _aware(local: datetime, offset: int) -> datetime:
    """The local time as an aware one, `offset` minutes east of UTC."""
    return local.replace(tzinfo=timezone(timedelta(minutes=offset)))
