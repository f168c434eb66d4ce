"""Dates told from the moment of reading, such as "5 hours ago", which mean something only beside a known crawl time.

Here: such a text and the moment of the crawl to a day. Elsewhere: where it stands (text_candidates.py, page_dates.py).
"5 hours ago" is said for an hour long: the text gives a day only if that whole hour lies on one, and never a minute.
"""

import re
from datetime import date, datetime, timedelta

MAX_TEXT = 120
_UNITS = {
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


def day_told(text: str, seen: datetime) -> date | None:
    """The day that a relative text names, read at that moment; None without one, or if it may be either of two."""
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
