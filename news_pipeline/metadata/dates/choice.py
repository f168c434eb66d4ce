"""Chooses the publication date among its candidates, by stated rules.

1. Only what is said to be publication can be the publication date. An update is `updated_at`; a bare day of a file name
   or crawl is neither.
2. The order of an ambiguous numeric date is settled by, in turn: a reading after arrival, which is none, its weekday,
   another date of the document on one of the two days, other dates of the document that show their order, the
   outlet's country, the language. Otherwise it is no candidate, and both readings stay as evidence.
3. A date before 1990 counts only where the file says so plainly: in a field or meta of publication, in an address, in a
   labelled line, or on a line of its own under the title. After the crawl time that the file gives, or after
   LATEST_YEAR, only a labelled line counts. Days that software writes for "none" never do, nor days after the one on
   which the document was first read.
4. The most trusted place wins; a weekday that contradicts its date costs trust.
5. The instant comes from the most trusted place that has a time of day on the same day and a known zone: offset,
   abbreviation, or the home zone of the outlet. Midnight sharp is a day without a time.
The machine's clock decides nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from news_pipeline.metadata.dates.candidates import PUBLISHED, RANKS, UPDATED, DateCandidate
from news_pipeline.metadata.dates.instants import DateContext, instant_of, local_day, possible_days, zone_of_clock
from news_pipeline.metadata.dates.numeric_order import order_of_candidates, order_of_place
from news_pipeline.metadata.dates.readings import DateReading
from news_pipeline.metadata.evidence import Evidence, cut

EARLIEST_PLAUSIBLE = 1990
LATEST_YEAR = 2050
SLACK = timedelta(days=1)
_SHOWN_NEAR = frozenset({"visible_text", "time_element"})
_BUILT = {
    "json_ld.datePublished": "json_ld.dateModified",
    "meta:article:published_time": "meta:article:modified_time",
}
"""Where site builders write the moment of the build as publication, and where as last change."""
_LABELLED_HEADER = RANKS["header_labelled"]
_PLAIN_PLACES = re.compile(r"json:|json_ld\.datePublished|meta:|itemprop:|url_path|header_line")
_MAX_BESIDE = 12
"""Characters beside an old date that stands on a line of its own, and before one that is shown as the page's."""
_EMPTY_DAYS = frozenset(
    date(*day)
    for day in (
        (1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1), (1901, 12, 13), (1901, 12, 14),
        (1904, 1, 1), (1969, 12, 31), (1970, 1, 1), (1980, 1, 1),
    )
)  # fmt: skip
"""Where clocks of Windows, SQL Server, Excel, 32 bits, Macintosh, Unix and DOS begin or overflow."""
_WRONG_WEEKDAY = 25
"""Trust that a date loses to a weekday that contradicts it."""


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The dates of a document. `published_at` and `updated_at` are aware and in UTC."""

    published_date: date | None
    published_at: datetime | None
    published_utc_offset_minutes: int | None
    published_precision: str | None
    published_from: date | None
    """First day that the evidence allows: of a month or year its first."""
    published_to: date | None
    """Last day that the evidence allows: where only an update is known, its day, and `published_from` is None."""
    published_source: str | None
    updated_at: datetime | None
    evidence: tuple[Evidence, ...]


def choose_dates(candidates: Sequence[DateCandidate], context: DateContext) -> DateChoice:
    """Published date and instant, last update, and every candidate as evidence."""
    settled = [candidate for candidate in candidates if _is_settled(candidate, candidates, context)]
    plausible = [candidate for candidate in settled if _is_plausible(candidate, context)]
    published = _best([candidate for candidate in plausible if candidate.kind == PUBLISHED])
    published = _shown_before_build(published, plausible, context) or published
    updates = [candidate for candidate in plausible if candidate.kind == UPDATED]
    timed = _timed(published, plausible, context) if published else None
    updated = next((c for c in sorted(updates, key=_trust, reverse=True) if instant_of(c, context)), None)
    roughly = _best([c for c in candidates if _is_period(c, context)]) if published is None else None
    period = roughly.period if roughly else None
    chosen = {id(candidate) for candidate in (published, timed, updated, roughly) if candidate}
    instant = instant_of(timed, context) if timed else None
    day = published.reading.value if published and published.reading else None
    offset = instant.offset_minutes if instant else None
    if published and instant and offset == 0:
        local = local_day(published, instant.moment, sorted(plausible, key=_trust, reverse=True), context)
        day, offset = local.day, local.offset_minutes
    updated_instant = instant_of(updated, context) if updated else None
    return DateChoice(
        published_date=day,
        published_at=instant.moment if instant else None,
        published_utc_offset_minutes=offset,
        published_precision="minute" if instant else "day" if day else period.precision if period else None,
        published_from=day or (period.first_day if period else None),
        published_to=day or (period.last_day if period else _day_of(_best(updates))),
        published_source=published.source if published else roughly.source if roughly else None,
        updated_at=updated_instant.moment if updated_instant else None,
        evidence=tuple(_row(candidate, context, is_chosen=id(candidate) in chosen) for candidate in candidates),
    )


def _day_of(candidate: DateCandidate | None) -> date | None:
    """The candidate's day: nothing was published after it was updated."""
    return candidate.reading.value if candidate and candidate.reading else None


def _trust(candidate: DateCandidate) -> int:
    reading = candidate.reading
    contradicted = reading and reading.weekday and reading.weekday != reading.value.isoweekday()
    return candidate.rank - (_WRONG_WEEKDAY if contradicted else 0)


def _best(candidates: list[DateCandidate]) -> DateCandidate | None:
    return max(candidates, key=_trust, default=None)


def _shown_before_build(
    best: DateCandidate | None, candidates: list[DateCandidate], context: DateContext
) -> DateCandidate | None:
    """The day shown near the headline, where the publication in the head is the day of the last change too.

    Site builders write the moment of the build into both. None if the page shows several days, a later or the next one.
    """
    if best is None or best.reading is None or best.source not in _BUILT:
        return None
    day = best.reading.value
    in_head = [c for c in candidates if c.reading and c.source.startswith(("json_ld.", "meta:"))]
    changed = {c.reading.value for c in in_head if c.source == _BUILT[best.source] and c.reading}
    if changed != {day} or any(c.kind == PUBLISHED and c.reading and c.reading.value != day for c in in_head):
        return None
    shown = [c for c in candidates if c.kind == PUBLISHED and c.source in _SHOWN_NEAR and c.rank >= RANKS["near_title"]]
    days = {c.reading.value for c in shown if c.reading and c.reading.start <= _MAX_BESIDE}
    earlier = max(days, default=day)
    moment = instant_of(best, context)
    is_same_night = moment is None or moment.offset_minutes != 0 or earlier in possible_days(moment.moment)
    is_earlier = earlier < day - SLACK or (earlier < day and not is_same_night)
    return _best(shown) if len(days) == 1 and is_earlier else None


def _is_plausible(candidate: DateCandidate, context: DateContext) -> bool:
    if candidate.reading is None or candidate.reading.value in _EMPTY_DAYS:
        return False
    day = candidate.reading.value
    if is_after_arrival(day, context):
        return False
    if day.year > LATEST_YEAR or (context.seen and day > context.seen + timedelta(days=1)):
        return candidate.rank == _LABELLED_HEADER
    return day.year >= EARLIEST_PLAUSIBLE or _is_plain(candidate, candidate.reading)


def _is_period(candidate: DateCandidate, context: DateContext) -> bool:
    """Whether the candidate says a month or year of publication that can be true."""
    period = candidate.period
    is_said = candidate.kind == PUBLISHED and period is not None and candidate.rank >= RANKS["near_title"]
    return bool(is_said and period and EARLIEST_PLAUSIBLE <= period.first_day.year <= LATEST_YEAR) and not (
        period is not None and is_after_arrival(period.first_day, context)
    )


def is_after_arrival(day: date, context: DateContext) -> bool:
    """Whether the day lies beyond the one on which the document was first read, with SLACK for zones and clocks."""
    return context.arrived is not None and day > context.arrived + SLACK


def _refusal(candidate: DateCandidate, context: DateContext) -> str | None:
    """Why the candidate could not be chosen; None if it could."""
    if candidate.reading is None:
        return None if candidate.period else "no date can be read"
    if candidate.reading.value in _EMPTY_DAYS:
        return "what software writes for no date"
    return "after arrival" if is_after_arrival(candidate.reading.value, context) else None


def _is_plain(candidate: DateCandidate, reading: DateReading) -> bool:
    """Whether the file says plainly that this is the day of publication, so that it may be an old one."""
    if candidate.source != "header_line":
        return bool(_PLAIN_PLACES.match(candidate.source))
    is_alone = len(candidate.raw.strip()) - len(reading.raw) <= _MAX_BESIDE and candidate.rank == RANKS["header_line"]
    return candidate.rank == _LABELLED_HEADER or is_alone


def _is_settled(candidate: DateCandidate, candidates: Sequence[DateCandidate], context: DateContext) -> bool:
    reading = candidate.reading
    if reading is None:
        return False
    if reading.order == "plain":
        return True
    both = [c.reading for c in candidates if c.reading and c.raw == candidate.raw and c.reading.start == reading.start]
    possible = {other.value for other in both if not is_after_arrival(other.value, context)}
    if len(possible) == 1:
        return reading.value in possible
    if reading.weekday:
        return reading.value.isoweekday() == reading.weekday
    plain = {c.reading.value for c in candidates if c.reading and c.reading.order == "plain"}
    confirmed = {other.value for other in both if other.value in plain}
    if len(confirmed) == 1:
        return reading.value in confirmed
    order = order_of_candidates(candidates) or context.numeric_order or order_of_place(context)
    return order == reading.order


def _timed(published: DateCandidate, candidates: list[DateCandidate], context: DateContext) -> DateCandidate | None:
    """The most trusted candidate of publication with an instant on the chosen day."""
    if published.reading is None:
        return None
    day = published.reading.value
    same = [
        c for c in candidates if c.kind == PUBLISHED and c.reading and c.reading.value == day and instant_of(c, context)
    ]
    first = min(same, key=lambda c: (zone_of_clock(c, context).basis == "outlet", -_trust(c)), default=None)
    return published if published in same and zone_of_clock(published, context).basis != "outlet" else first


def _row(candidate: DateCandidate, context: DateContext, *, is_chosen: bool) -> Evidence:
    reading, period = candidate.reading, candidate.period
    field = {PUBLISHED: "published", UPDATED: "updated"}.get(candidate.kind, "date")
    row = Evidence(
        field,
        value=None,
        source=candidate.source,
        raw_text=cut(candidate.raw),
        confidence=round(min(_trust(candidate), 99) / 100 if candidate.chance is None else candidate.chance, 3),
        refused=_refusal(candidate, context),
    )
    if reading is None:
        value = period.first_day.isoformat()[: 4 if period.precision == "year" else 7] if period else None
        return replace(row, value=value, precision=period.precision if period else None, is_chosen=is_chosen)
    zone = zone_of_clock(candidate, context)
    value = reading.value.isoformat()
    if reading.clock:
        local = datetime.combine(reading.value, reading.clock)
        aware = _aware(local, zone.offset_minutes) if zone.offset_minutes is not None else local
        value = aware.isoformat(timespec="seconds")
    has_time = reading.clock is not None and reading.clock != time(0, 0)
    return replace(
        row,
        value=value,
        precision="minute" if has_time else "day",
        zone_basis=zone.basis if reading.clock else None,
        is_chosen=is_chosen,
    )


def _aware(local: datetime, offset: int) -> datetime:
    """The local time as an aware one, `offset` minutes east of UTC."""
    return local.replace(tzinfo=timezone(timedelta(minutes=offset)))
