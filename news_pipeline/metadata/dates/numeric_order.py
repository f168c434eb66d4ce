"""Whether a document writes the day or the month first in numeric dates such as "03/04/2021"."""

import re
from collections.abc import Iterable, Sequence

from news_pipeline.metadata.dates.candidates import DateCandidate
from news_pipeline.metadata.dates.instants import DateContext

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
MAX_TEXT = 200_000
"""Code points of a document that are looked at."""
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})(?P=s)(?:\d{4}|\d{2})(?![\d/-]|\.\d)")
_TWELVE = 12
"""A number beyond it is no month."""
_MONTH_FIRST = frozenset({"US"})
"""Countries that write the month first; all others that are known write the day first."""
_EITHER_ORDER = frozenset({"CA", "PH"})
"""Countries that write both."""


def order_in_texts(texts: Iterable[str]) -> str | None:
    """The order that the numeric dates of the texts show in which one number is no month, if all agree."""
    shown: set[str] = set()
    for text in texts:
        for match in _NUMERIC.finditer(text, 0, MAX_TEXT):
            first, second = int(match["a"]), int(match["b"])
            if min(first, second) <= _TWELVE < max(first, second) <= 31:
                shown.add(DAY_FIRST if first > second else MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


def order_of_candidates(candidates: Sequence[DateCandidate]) -> str | None:
    """The same of the date candidates."""
    shown = set()
    for candidate in candidates:
        reading = candidate.reading
        head = reading.raw.split("/")[0] if reading and reading.order == "plain" else ""
        if reading and head.isdecimal() and len(head) <= 2 and reading.value.day != reading.value.month:
            shown.add(DAY_FIRST if int(head) == reading.value.day else MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else None


def order_of_place(context: DateContext) -> str | None:
    """The order of the outlet's country, or of the language's region; of a language other than English without one."""
    language, _, region = (context.language or "").replace("_", "-").partition("-")
    country = context.country or (region.upper() if len(region) == 2 else None)
    if country in _EITHER_ORDER:
        return None
    if country in _MONTH_FIRST:
        return MONTH_FIRST
    return DAY_FIRST if country or (language and language != "en") else None
