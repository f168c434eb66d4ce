"""Reads dates told from the moment of reading, such as "5 hours ago": they need a known crawl time.

"5 hours ago" is said for an hour long: the text gives a day only if that whole hour lies on one, and never a minute.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from news_pipeline.metadata.dates.candidates import RANKS, DateCandidate
from news_pipeline.metadata.dates.readings import read_dates
from news_pipeline.readers.document import Field

MAX_TOLD = 60
"""Characters of a line that tells when it was published from the moment of reading, and little else."""
MAX_TEXT = 120
_UNITS = {  # minutes of a unit: its words
    1: r"min(?:ut\w*|s)?\.?|мин\w*|хв\w*|dakika|menit|分钟|分鐘|分|분|phút|मिनट|মিনিট|دقيقة|دقائق|دقیقه|λεπτ\w*"
    r"|perc\w*",
    60: r"hours?|hrs?|stunden?|std\.?|heures?|horas?|or[ae]|uur|time(?:r|n)?|timmar|tunti\w*|saat|jam|час\w*|годин\w*"
    r"|godzin\w*|hodin\w*|小时|小時|時間|시간|giờ|घंटे|घंटा|ঘণ্টা|ساعة|ساعات|ساعت|ώρ\w*|órá\w*",
    1440: r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dage?n?|dager|dagar|päivä\w*|gün|hari|день|дня|дней|дні|днів"
    r"|dni|dny|天|日|일|ngày|दिन|দিন|يوم|أيام|روز|ημέρ\w*|napja",
    10080: r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|uker|veckor|hafta|minggu|недел\w*|周|週間|주|tuần",
}
_BEFORE = r"vor|il y a|hace|há|πριν(?: από)?|przed|před|pred|acum|منذ|قبل|cách đây"
_AFTER = (
    r"ago|geleden|siden|sedan|sitten|fa|atrás|önce|(?:yang )?lalu|назад|тому|temu|前|전|trước|पहले|আগে|پیش|zpátky"
    r"|ezelőtt"
)
_COUNT = r"(?P<count>\d{1,3}|an?|one|eine[rm]?|une?|una?)"
_TOLD = re.compile(
    rf"(?<!\w)(?:(?P<lead>{_BEFORE})\s+)?{_COUNT}\s?"
    rf"(?:{'|'.join(f'(?P<u{minutes}>{words})' for minutes, words in _UNITS.items())})\s?(?P<tail>{_AFTER})?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldText:
    """A text that may say "5 hours ago", and what it would be the date of."""

    text: str
    kind: str
    """published, updated or other."""


def told_dates(texts: Iterable[ToldText], source: str, fields: tuple[Field, ...]) -> list[DateCandidate]:
    """Candidates by the crawl time among the record's fields; none without a crawl time with a time of day."""
    readings = [reading for field in fields if field.name == "seen" for reading in read_dates(field.value, whole=True)]
    moments = [datetime.combine(reading.value, reading.clock) for reading in readings if reading.clock]
    return [
        DateCandidate(reading, told.kind, source, RANKS["near_title"], told.text)
        for told in texts
        if moments and (day := day_told(told.text, moments[0]))
        for reading in read_dates(day.isoformat())
    ]


def day_told(text: str, seen: datetime) -> date | None:
    """The day that a relative text names, read at that moment; None without one, or if two days are possible."""
    for match in _TOLD.finditer(text[:MAX_TEXT]):
        if not (match["lead"] or match["tail"]):
            continue
        count = int(match["count"]) if match["count"].isdigit() else 1
        unit = next(minutes for minutes in _UNITS if match[f"u{minutes}"])
        if unit >= 1440:
            return (seen - timedelta(minutes=count * unit)).date() if unit == 1440 else None
        latest, earliest = seen - timedelta(minutes=count * unit), seen - timedelta(minutes=(count + 1) * unit)
        return latest.date() if latest.date() == earliest.date() else None
    return None
