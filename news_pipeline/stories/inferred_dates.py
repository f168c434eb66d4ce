"""Dates inferred from company: what the dated copies and the dated story of an undated article tell about its day.

Here: weekdays that a text speaks of as past, and their reading by the dates of the company. Elsewhere: dates that a
document itself gives (metadata/); nothing upstream reads what is inferred here.

News names the days of its week: "said on Saturday" is written on Saturday or on Sunday. The weekday says which day; a
date in the company says of which week. Without a weekday nothing is inferred: copies appear months later, too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REACH_DAYS = 3
"""A weekday is read as the one within this many days of a date in the company; so there is exactly one."""

LEAD_CHARACTERS = 900
MAX_CHARACTERS = 20_000

_YEAR = re.compile(r"\b(?:19[89]\d|20\d\d)\b")
FAR_YEARS = 7
"""A year that lies so far ahead is a target or a forecast, such as "by 2030"."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PAST_WEEKDAY = re.compile(
    r"\b(?:on|late|early|overnight|earlier|said|says|told|announced|reported|warned|added|wrote|this)"
    r"(?:\s+(?:on|late|early|earlier))?"
    r"\s+(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    r"(?!\s*,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d|\d))"
)
"""Capitalised as in English, and not part of a full date, which may be of any year."""
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|to|next|start(?:s|ing)?|begin(?:s|ning)?|scheduled|expected|upcoming|due|until|till|by|before"
    r"|ahead|eve|plan(?:s|ned|ning)?|set|deadline|slated|last|every|each|since|open(?:s|ing)?|take\s+place)\b",
    re.IGNORECASE,
)
_AHEAD_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Company:
    """Another article of the same duplicate group or story."""

    article_id: str
    published_date: date | None
    """By direct evidence only; None is passed over."""
    relation: str
    """`copy`: of the same duplicate group; `story`: of the same story."""


@dataclass(frozen=True, slots=True)
class InferredDate:
    """The day on which an undated article was probably published."""

    inferred_date: date | None
    """None: the company allows more than one week; the bounds hold."""
    inferred_from: date
    inferred_to: date
    reason: str


def infer_date(body: str, company: Sequence[Company]) -> InferredDate | None:
    """The day of an undated text from the weekdays it names and the dates of its company. None where nothing carries.

    Dated copies decide; without any, the dated articles of the story do. Each date of theirs reads the first past
    weekday of the text's beginning as the one nearest to it; they must agree, or lie within a week (then bounds only).
    A story whose dated articles are all of other days than the one named gives bounds only: a text often looks back.
    """
    weekdays = _past_weekdays(body[:MAX_CHARACTERS])
    dated = [(c.relation, c.published_date) for c in company if c.published_date is not None]
    relation = "copy" if any(kind == "copy" for kind, _ in dated) else "story"
    days = sorted({day for kind, day in dated if kind == relation})
    if (
        not weekdays
        or not days
        or weekdays[0][1] > LEAD_CHARACTERS
        or not _years_allow(body[:MAX_CHARACTERS], days[-1].year)
    ):
        return None
    weekday = weekdays[0][0]
    readings = sorted({_nearest(weekday, day) for day in days})
    named = _WEEKDAYS[weekday].capitalize()
    told = "a dated copy is" if relation == "copy" else "the story's dated articles are"
    span = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
    reason = f'the text says "{named}"; {told} of {span}'
    if len(readings) > 1:
        if len(readings) > 2 or days[-1] - days[0] > timedelta(days=7):
            return None
        return InferredDate(None, readings[0], readings[-1] + timedelta(days=1), reason)
    earliest = day = readings[0]
    next_day = day + timedelta(days=1)
    if any(other == next_day.weekday() for other, _ in weekdays):
        day, reason = next_day, f'{reason}; it also says "{_WEEKDAYS[next_day.weekday()].capitalize()}"'
    latest = max([day + timedelta(days=1), *(d for d in days if d <= day + timedelta(days=REACH_DAYS))])
    if relation == "story" and earliest not in days:
        return InferredDate(None, earliest, latest + timedelta(days=1), f"{reason}, none of them of that day")
    return InferredDate(day, earliest, latest, reason)


def _past_weekdays(text: str) -> list[tuple[int, int]]:
    """Weekdays (Monday is 0) that the text speaks of as past, with their position."""
    found = []
    for match in _PAST_WEEKDAY.finditer(text):
        before = re.split(r"[.!?\n]", text[max(0, match.start() - _AHEAD_CHARACTERS) : match.start(1)])[-1]
        if not _AHEAD.search(before):
            found.append((_WEEKDAYS.index(match.group(1).lower()), match.start()))
    return found


def _years_allow(text: str, year: int) -> bool:
    """Whether a text of that year may name the years that it names: one near it, none two to six years after."""
    named = {int(found.group()) for found in _YEAR.finditer(text)}
    if any(year + 1 < other < year + FAR_YEARS for other in named):
        return False
    return not named or not named.isdisjoint((year - 1, year, year + 1))


def _nearest(weekday: int, day: date) -> date:
    ahead = (weekday - day.weekday() + REACH_DAYS) % 7 - REACH_DAYS
    return day + timedelta(days=ahead)
