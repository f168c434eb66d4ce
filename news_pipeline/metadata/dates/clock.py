"""Reads times of day and zones beside a date: "12:05 PM BdST", "14h05", "5pm ET", "13:55 (GMT+1)"."""

import re
from dataclasses import dataclass
from datetime import time

from news_pipeline.metadata.dates.zones import is_zone

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?:(?:[:：]|\s?[h時时시]\s?|\s?Uhr\s)(?P<minute>\d{2})(?:[:：](?P<second>\d{1,2})(?:[.,]\d{1,6})?)?[分분]?"
    r"|\.(?P<dotted>\d{2})(?=\s?(?:Uhr|[ap]\.?m\b|$|\s*[|,)(]|\s+[A-Z]{2,5}\b)))?"
    r"(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s*\(?\s?(?:Uhr\s)?(?:(?P<utc>Z|GMT|UTC)?\s?(?P<sign>[+\-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
    r"|(?P<word>[A-Za-z]{1,5}|[Мм][Сс][Кк])(?!\w))"
)
_BETWEEN = re.compile(r"[^\d]{0,28}")
_HALF_AFTER = re.compile(
    r"\s?(?:(?P<p>م(?!\w)|مساء|μ\.?\s?μ|ب\.?ظ|p\.\s?m\.|ÖS|CH(?!\w))|(?P<a>ص(?!\w)|صباحا|π\.?\s?μ|ق\.?ظ|a\.\s?m\.|ÖÖ|SA(?!\w)))"
)
"""am and pm after the clock: Arabic, Greek, Persian, Spanish, Turkish, Vietnamese."""
_HALVES_BEFORE = {"午後": "p", "오후": "p", "下午": "p", "午前": "a", "오전": "a", "上午": "a"}
"""am and pm before the clock: Chinese, Japanese, Korean."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it stands; at most one of offset and zone word is set."""

    value: time
    offset_minutes: int | None
    zone_word: str | None
    end: int
    """Index after the clock in the text given."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """What stands after a clock; both None: no zone."""

    end: int
    offset_minutes: int | None = None
    word: str | None = None


def read_clock(text: str, start: int = 0) -> Clock | None:
    """The first time of day at or after `start`, with at most 28 characters without digits between."""
    gap = _BETWEEN.match(text, start)
    begin = gap.end() if gap else start
    match = _CLOCK.match(text, begin)
    if not match or not (match["minute"] or match["dotted"] or match["half"]):
        return None
    after = _HALF_AFTER.match(text, match.end()) if not match["half"] else None
    value = _time_of(match, text[start:begin], (after.lastgroup or "") if after else "")
    if value is None:
        return None
    zone = _read_zone(text, after.end() if after else match.end())
    return Clock(value, zone.offset_minutes, zone.word, zone.end)


def _time_of(match: re.Match[str], before: str, after: str) -> time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
    half = (match["half"] or after).lower() or next((h for w, h in _HALVES_BEFORE.items() if w in before), "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    second = int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second)


def _read_zone(text: str, start: int) -> _Zone:
    match = _ZONE.match(text, start)
    if not match:
        return _Zone(start)
    if match["sign"]:
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        if minutes > 14 * 60 or (len(match["hours"]) < 2 and not match["utc"]):
            return _Zone(start)
        return _Zone(match.end(), minutes if match["sign"] == "+" else -minutes)
    word = match["word"]
    if not is_zone(word) or (word.isascii() and sum(letter.isupper() for letter in word) < min(2, len(word))):
        return _Zone(start)
    is_utc = word.upper() in {"Z", "UTC", "GMT", "UCT"}
    return _Zone(match.end(), 0) if is_utc else _Zone(match.end(), word=word)
