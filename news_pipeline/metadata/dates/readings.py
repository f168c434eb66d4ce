"""Reads date strings: strict patterns that want day, month and year, in the languages of shared/calendar_names.csv.

An ambiguous numeric date such as "03/04/2021" gives both readings; a range or a part of a date gives none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from news_pipeline.metadata.dates.calendars import BUDDHIST, ERAS, solar_hijri_day
from news_pipeline.metadata.dates.clock import Clock, read_clock
from news_pipeline.metadata.dates.words import ASCII_DIGITS, label_kind, month_number, solar_hijri_month, weekday_number

MAX_LINE = 400
"""Code points of a line that are looked at."""
EARLIEST_READ = 1600
"""Years before this one are no Gregorian dates; 1300 to 1500 may be Persian."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """One way to read a date string."""

    value: date
    clock: time | None
    """None: no time of day in the evidence."""
    offset_minutes: int | None
    """East of UTC, if the string says so itself."""
    zone_word: str | None
    """A zone abbreviation, whose meaning may depend on the country."""
    order: str
    """`plain`, or `day_first` and `month_first` for the two readings of an ambiguous date."""
    weekday: int | None
    """1 (Monday) to 7 if the string names one."""
    label: str | None
    """`published`, `updated` or `other`, from the words before it."""
    raw: str
    start: int
    end: int


_W = r"(?P<word>[^\s\d.,،/()|:;–—\-]{2,20}(?:\s(?:الأول|الاول|الثاني|ماه))?)"
_ARABIC = r"[\u0621-\u064a]{2,12}(?:\s[\u0621-\u064a]{4,7})?"
"""The month's other name, which Arabic papers write beside the first: "24 نيسان / أبريل 2020"."""
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?:(?!\d)|(?=\d{1,2}:\d\d))"
_PATTERNS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d-])"),
        ("year_first", r"(?<![\d/.-])(?P<year>\d{4})(?P<s>[/.])\s?(?P<month>\d{1,2})(?P=s)\s?(?P<day>\d{1,2})(?![\d])"),
        ("cjk", r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]?"),
        (
            "era",
            rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>\d{{1,3}}|元)\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日",
        ),
        (
            "thai",
            rf"(?<!\d){_DAY}\s?(?P<word>[\u0e00-\u0e7f]{{1,3}}\.\s?[\u0e00-\u0e7f]{{1,3}}\.?)\s?(?:พ\.ศ\.\s?)?(?P<year>\d{{4}}|\d{{2}})(?![\d:])",
        ),
        ("thai", rf"(?<!\d){_DAY}\s{_W}\sพ\.ศ\.\s?{_YEAR}"),
        ("khmer", rf"{_DAY}\s?ខែ\s?{_W}\s?ឆ្នាំ\s?{_YEAR}"),
        ("mongolian", rf"(?<!\d){_YEAR}\sоны\s(?P<month>\d{{1,2}})(?:-?р)?\sсарын\s{_DAY}"),
        ("year_named", rf"(?<!\d){_YEAR}(?:\.|-|\(e\)|\s)?\s?(?:gada|yil|жыл\w*|йил|ko)\s{_DAY}(?:\.\s|-|\s){_W}"),
        ("year_named", rf"(?<!\d){_YEAR}(?:\(e\))?ko\s{_W}\s{_DAY}"),
        ("vietnamese", rf"(?<!\d){_DAY}\s+tháng\s+(?P<month>\d{{1,2}}),?\s+(?:năm\s+)?{_YEAR}"),
        (
            "day_month",
            rf"(?<![\d/.:,-]){_DAY}(?:st|nd|rd|th|er|º|ª|°|\.)?(?:\s+|-|/|(?<=\.))(?:(?:de|of|del|da|di)\s+|d['’])?{_W}"
            rf"(?:/[^\s\d/]{{2,12}}|\s?/\s?{_ARABIC}|\s?\({_ARABIC}\))?\.?[,،]?(?:\s+|-|/|(?<=\.))(?:(?:de|of|del)\s+|,\s*)?{_YEAR}",
        ),
        ("month_day", rf"(?<!\w){_W}\.?\s+{_DAY}(?:st|nd|rd|th)?(?:\s?,\s*|\s+(?:de\s|del\s)?){_YEAR}"),
        (
            "clock_inside",
            rf"(?<!\w){_W}\s+{_DAY},?\s+(?=\d{{1,2}}:\d\d)(?P<clock>[\d:]{{4,8}})(?:\s[AP]M)?"
            r"(?:\s[A-Z]{2,5}|\s?[+-]\d\d:?\d\d)?\s(?P<year>\d{4})(?![\d:])",
        ),
        ("year_month", rf"(?<![\d/.-]){_YEAR}[.,]?(?:\s?m\.)?(?:\s+|-){_W}\.?(?:\s+|-){_DAY}(?!\d)"),
        (
            "numeric",
            rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<s>[/.-]|\s[|/.·•-]\s)(?P<b>\d{{1,2}})(?P=s){_YEAR}(?!\.\d{{1,2}}(?![\d:]))",
        ),
        ("numeric", rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<s>\.)\s(?P<b>\d{{1,2}})\.\s{_YEAR}"),
    )
)
_WHOLE = (
    ("compact", re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")),
    ("compact", re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=T?\d{4,6}(?:Z|$))")),
    ("short_named", re.compile(rf"{_DAY}[\s-]{_W}\.?,?[\s-]['’]?(?P<year>\d{{2}})(?=\s*$|\s*[|,–-]|\s+\d{{1,2}}:)")),
    ("short", re.compile(r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<year>\d{2})(?!\d)")),
)
_DIGIT = re.compile(r"\d")
_COMPACT_CLOCK = re.compile(r"T?(\d{2})(\d{2})(\d{2})?(Z)?$")
_RANGE_BEFORE = re.compile(r"\d\s?[-–—/&]\s?$|\d\.?\s(?:to|and|bis|und|a|au|al)\s$")
_RANGE_AFTER = re.compile(
    r"\s?[-–—]\s?\d{1,2}\s?(?!(?:min|sec|comment|komment|like|view|share|repl|lese))[^\W\d]|[-–]\d{1,2}(?![\d:])",
    re.IGNORECASE,
)
"""The second day of a range; "4 February 2025 - 11 minutes" is none."""
_CLOCK_BEFORE = re.compile(r"\d{1,2}[:.h]\d{2}[^\d]{0,24}$|\d{1,2}\s?[ap]\.?m\.?[^\d]{0,24}$", re.IGNORECASE)


def read_dates(text: str, language: str | None = None, *, whole: bool = False) -> tuple[DateReading, ...]:
    """All readings of the dates in one line of text, in order of position.

    whole: the text is a field or a line that holds a date and little else. Then compact dates ("20220108") and years of
    two digits count too. Looks at MAX_LINE code points. Raises nothing on any input.
    """
    if not _DIGIT.search(text, 0, MAX_LINE):
        return ()
    line = text[:MAX_LINE].translate(ASCII_DIGITS)
    found: list[DateReading] = []
    taken: list[tuple[int, int]] = []
    for name, match in _matches(line, whole=whole):
        if any(start < match.end() and match.start() < end for start, end in taken) or _is_range(line, match):
            continue
        days = list(_days(name, match, language))
        if days:
            taken.append(match.span())
            found.extend(_with_surroundings(line, match, days, language, name))
    found.sort(key=lambda reading: reading.start)
    return tuple(_labelled(line, text, found))


def _matches(line: str, *, whole: bool) -> Iterator[tuple[str, re.Match[str]]]:
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(line):
            yield name, match
    if whole:
        digit = re.search(r"\d", line)
        start = (
            digit.start() if digit and (not line[: digit.start()].strip() or label_kind(line[: digit.start()])) else 0
        )
        for name, pattern in _WHOLE:
            if whole_match := pattern.match(line, start):
                yield name, whole_match


def _is_range(line: str, match: re.Match[str]) -> bool:
    before = line[max(0, match.start() - 8) : match.start()]
    return bool(_RANGE_BEFORE.search(before)) or bool(
        _RANGE_AFTER.match(line, match.end()) and not read_clock(line, match.end())
    )


def _days(name: str, match: re.Match[str], language: str | None) -> Iterator[tuple[date, str]]:
    """(day, order) of each reading of a match."""
    groups = match.groupdict()
    year = _year(name, groups, language)
    if name in ("numeric", "short"):
        yield from _numeric_days(year, int(groups["a"]), int(groups["b"]), groups["s"])
        return
    word = groups.get("word")
    month = month_number(word, language) if word else int(groups["month"])
    day = _day(year, month or 0, int(groups["day"]))
    if day is None and year < EARLIEST_READ and (word or language == "fa"):
        persian = solar_hijri_month(word, language) if word else int(groups["month"])
        day = solar_hijri_day(year, persian or 0, int(groups["day"]))
    if day:
        yield day, "plain"


def _year(name: str, groups: dict[str, str], language: str | None) -> int:
    """The Gregorian year of the one written; a Persian year stays as it is."""
    if name == "era":
        return ERAS[groups["era"]] + (1 if groups["year"] == "元" else int(groups["year"]))
    year = int(groups["year"])
    if name in ("short", "short_named"):
        return year + (2000 if year < 70 else 1900)
    if name == "thai" and year < 100:
        return year + 2500 - BUDDHIST
    is_thai = language == "th" or "\u0e00" <= (groups.get("word") or " ")[0] <= "\u0e7f"
    return year - BUDDHIST if year >= 2400 and is_thai else year


def _numeric_days(year: int, first: int, second: int, separator: str) -> Iterator[tuple[date, str]]:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if separator == "." or first == second:
        readings = [(day_first, "plain")]
    elif day_first and month_first:
        readings = [(day_first, "day_first"), (month_first, "month_first")]
    else:
        readings = [(day_first or month_first, "plain")]
    for day, order in readings:
        if day:
            yield day, order


def _day(year: int, month: int, day: int) -> date | None:
    if not (EARLIEST_READ <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, day) if day <= last else None


def _with_surroundings(
    line: str, match: re.Match[str], days: list[tuple[date, str]], language: str | None, name: str
) -> Iterator[DateReading]:
    clock, start, end = _clock_around(line, match, name)
    weekday = _weekday_near(line, match, language)
    for value, order in days:
        yield DateReading(
            value=value,
            clock=clock.value if clock else None,
            offset_minutes=clock.offset_minutes if clock else None,
            zone_word=clock.zone_word if clock else None,
            order=order,
            weekday=weekday,
            label=None,
            raw=line[start:end],
            start=start,
            end=end,
        )


def _clock_around(line: str, match: re.Match[str], name: str) -> tuple[Clock | None, int, int]:
    """(time of day, start, end) of the date with the clock after it, inside it or before it."""
    if name == "compact" and (compact := _COMPACT_CLOCK.match(line.rstrip(), match.end())):
        hour, minute, second = int(compact[1]), int(compact[2]), int(compact[3] or 0)
        if hour < 24 and minute < 60 and second < 60:
            clock = Clock(time(hour, minute, second), 0 if compact[4] else None, None, compact.end())
            return clock, match.start(), compact.end()
    if name == "clock_inside" and (inside := read_clock(line, match.start("clock"))):
        return inside, match.start(), match.end()
    if after := read_clock(line, match.end()):
        return after, match.start(), after.end
    before = line[: match.start()]
    if earlier := _CLOCK_BEFORE.search(before[-40:]):
        start = max(0, len(before) - 40) + earlier.start()
        if ahead := read_clock(line, start):
            return ahead, start, match.end()
    return None, match.start(), match.end()


def _weekday_near(line: str, match: re.Match[str], language: str | None) -> int | None:
    near = re.findall(r"[^\s\d.,/()|:;–—\-（）]+", line[max(0, match.start() - 24) : match.start()])[-2:]
    near += re.findall(r"^\s*[（(,]?\s*([^\s\d.,/()|:;（）]{1,14})", line[match.end() : match.end() + 18])
    for word in near:
        if number := weekday_number(word, language):
            return number
    return None


def _labelled(line: str, text: str, found: list[DateReading]) -> Iterator[DateReading]:
    previous_end, previous_start, label = 0, -1, None
    for reading in found:
        if reading.start != previous_start:
            label = label_kind(line[previous_end : reading.start])
            previous_end, previous_start = reading.end, reading.start
        yield replace(reading, label=label, raw=text[reading.start : reading.end])
