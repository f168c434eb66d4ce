"""Converts days of other calendars to the Gregorian one: Solar Hijri, Buddhist, eras of Japan and Taiwan.

Solar Hijri follows the 33-year cycle, which agrees with the astronomical calendar from 1799 to 2256.
"""

from datetime import date, timedelta

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""Gregorian year before year 1 of each era, as Japan and Taiwan count."""
BUDDHIST = 543
"""Buddhist years are so many ahead of Gregorian ones."""
_NEW_YEAR_1354 = date(1975, 3, 21)
"""A New Year of Solar Hijri to count from."""


def solar_hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Persian or Afghan date; None outside 1300 to 1500 or if the month has no such day."""
    if not (1300 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    if month == 12 and day == 30 and not _is_leap(year):
        return None
    days = sum(366 if _is_leap(y) else 365 for y in range(1354, year)) - sum(
        366 if _is_leap(y) else 365 for y in range(year, 1354)
    )
    in_year = (month - 1) * 31 - max(0, month - 7) + day - 1
    return _NEW_YEAR_1354 + timedelta(days=days + in_year)


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
