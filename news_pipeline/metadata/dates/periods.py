"""Reads months and years without a day: "January 2022", "2022-01", "2022". A period is evidence, never a date."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from news_pipeline.metadata.dates.words import ASCII_DIGITS, label_kind, month_number

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PERIODS = (
    re.compile(rf"{_YEAR}[-/.](?P<month>0?[1-9]|1[0-2])"),
    re.compile(rf"(?P<month>0?[1-9]|1[0-2])[/.]{_YEAR}"),
    re.compile(rf"(?P<word>[^\W\d_]{{3,12}})\.?,?\s+(?:de\s+)?{_YEAR}"),
    re.compile(rf"{_YEAR}"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year."""

    first_day: date
    precision: str
    """`month` or `year`."""

    @property
    def last_day(self) -> date:
        """The last day of it."""
        if self.precision == "year":
            return date(self.first_day.year, 12, 31)
        return (self.first_day + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def read_period(text: str, language: str | None = None) -> Period | None:
    """The period of a text that names a month or a year and, but for a label, nothing else."""
    line = " ".join(text[:80].translate(ASCII_DIGITS).split())
    _, colon, rest = line.partition(":")
    bare = rest.strip() if colon and label_kind(line) else line
    for pattern in _PERIODS:
        match = pattern.fullmatch(bare)
        if not match:
            continue
        groups = match.groupdict()
        word = groups.get("word")
        month = month_number(word, language) if word else int(groups.get("month") or 0)
        if month:
            return Period(date(int(match["year"]), month, 1), "month")
        if not word:
            return Period(date(int(match["year"]), 1, 1), "year")
    return None
