"""Looks up the words of dates: month and weekday names (shared/calendar_names.csv), and labels such as "Published:"."""

import re
from functools import cache

from news_pipeline.shared.word_tables import word_table

ASCII_DIGITS = {
    start + digit: str(digit)
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xE50, 0x1040, 0x17E0, 0xFF10)
    for digit in range(10)
}
"""Decimal digits of other scripts to 0-9, one code point for one, so that offsets into the text stay true."""
_PERSIAN_LETTERS = {0x64A: "\u06cc", 0x649: "\u06cc", 0x643: "\u06a9"}
"""Arabic yeh and kaf, which many Persian texts are written with, to the Persian letters."""
_MONTH_IN_PERSIAN = "ماه"
"""May stand at the end of a month's name, with or without a space."""
_NAMED_AS = {"no": "nb", "sh": "hr", "tl": "fil", "iw": "he"}
"""Language codes of texts to those of the calendar names."""


@cache
def _names(kind: str) -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for row in word_table("news_pipeline.shared", "calendar_names.csv"):
        if row["kind"] == kind:
            names.setdefault(row["name"], {})[row["language"]] = int(row["number"])
    return names


def _number(kind: str, word: str, language: str | None) -> int | None:
    name = word.casefold().strip(" .\u200e\u200f").replace("’", "'")
    by_language = _names(kind).get(name) or _names(kind).get(name.translate(_PERSIAN_LETTERS))
    if not by_language:
        return None
    code = _NAMED_AS.get(language or "", language)
    if code in by_language:
        return by_language[code]
    meanings = set(by_language.values())
    return meanings.pop() if len(meanings) == 1 else None


def month_number(word: str, language: str | None = None) -> int | None:
    """1 to 12; a name that means different months in different languages needs the language."""
    number = _number("month", word, language)
    if number is None and word[:1] == "ב":
        return _number("month", word[1:], "he")
    return number


def solar_hijri_month(word: str, language: str | None = None) -> int | None:
    """1 (Farvardin) to 12 of a Persian or Afghan month name."""
    return _number("jalali", word.removesuffix(_MONTH_IN_PERSIAN).rstrip("\u200c "), language)


def weekday_number(word: str, language: str | None = None) -> int | None:
    """1 (Monday) to 7, as ISO 8601 counts. Short forms count only in the text's own language or in English."""
    number = _number("weekday", word, language)
    if number is None or len(word) > 4:
        return number
    by_language = _names("weekday").get(word.casefold().strip(" ."), {})
    return number if language in by_language or (language is None and "en" in by_language) else None


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_factored(sorted(_label_kinds()))})(?!\w)|([更新公開掲載発布發]{{2}})", re.IGNORECASE)


def _factored(words: list[str]) -> str:
    """A pattern of the sorted words with common beginnings said once: hundreds of words cost little more than one."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    ends = "" in branches
    parts = [
        (r"\s{1,3}" if first == " " else re.escape(first)) + _factored(rest)
        for first, rest in branches.items()
        if first
    ]
    inside = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})" if parts else ""
    return f"{inside}?" if ends and parts else inside


@cache
def _label_kinds() -> dict[str, str]:
    return {row["label"]: row["kind"] for row in word_table(__package__, "date_labels.csv")}


def label_kind(text: str) -> str | None:
    """`published`, `updated` or `other`: what the last date label in the text announces; None without one."""
    found = None
    for match in _label_pattern().finditer(text[-160:]):
        label = " ".join((match[1] or match[2]).casefold().split())
        found = _label_kinds().get(label, found)
    return found


def whole_label(text: str) -> str | None:
    """`published`, `updated` or `other` if the text is a date label and nothing else."""
    return _label_kinds().get(" ".join(text.casefold().strip(" :\u00a0·•|-–—").split()))
