"""Tells which words of a text are facts: figures, names, weekdays and months.

Two reports that one template made have the same words and other facts.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from news_pipeline.duplicates.tokens import tokenise
from news_pipeline.duplicates.word_offsets import WordSpans, word_spans
from news_pipeline.shared.word_tables import word_list, word_table

Kind = Literal["figure", "name", "weekday", "month"]

GERMAN_SHARE = 0.04
"""A text of which this share is German function words has no names here: every noun has a capital there. By judgement;
English and French texts have under .01."""
CAPITALS_SHARE = 0.8
"""A text of which this share of words begins with a capital is set in capitals, and has no names here either. By
judgement; news texts have .10 to .35."""
LEAST_CONTENT_LETTERS = 5
"""Shorter words are not counted as content."""

_GERMAN = frozenset(
    ("der", "die", "das", "und", "ist", "nicht", "mit", "von", "den", "dem", "ein", "eine", "auf", "für")
)
_ORDINAL_END = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_SENTENCE_BREAK = re.compile(r"[.!?:\n\"“”„«»]")
_POSSESSIVE = re.compile(r"['’]s$")
_CURRENCIES = "$£€¥"


class Fact(NamedTuple):
    """What one word says."""

    kind: Kind
    key: str
    """Equal facts have equal keys: "7.41", "loxley", "1" for Monday and January."""
    shown: str
    """As it stands in the text."""


@dataclass(frozen=True, slots=True)
class FactualText:
    """The words of one text, and what they say. Every list has one entry a word."""

    hashes: list[int]
    facts: list[Fact | None]
    is_content: list[bool]
    """Whether the word says what the text is about: function words and short ones do not."""
    units: list[str | None]
    """The unit, currency or part of the day that the word names, or that a sign before it does."""


class _Word(NamedTuple):
    surface: str
    before: str
    """What stands between the word before and this one."""

    @property
    def is_capitalised(self) -> bool:
        return self.surface[:1].isupper()

    @property
    def begins_sentence(self) -> bool:
        return not self.before or _SENTENCE_BREAK.search(self.before) is not None


def read_facts(text: str, spans: WordSpans | None = None) -> FactualText:
    """The facts of a text. `spans` are its word_spans, where they are known. Raises nothing on any text."""
    spans = word_spans(text) if spans is None else spans
    starts, ends = spans.starts.tolist(), spans.ends.tolist()
    words = [
        _Word(text[start:end], text[before:start]) for before, start, end in zip([0, *ends], starts, ends, strict=False)
    ]
    lowered = [word.surface.lower() for word in words]
    names = _names(words, lowered)
    figures = _figures(words, lowered)
    tables = _calendar()
    facts: list[Fact | None] = []
    for word, low, figure, name in zip(words, lowered, figures, names, strict=True):
        dated = tables.get(low)
        if figure is not None:
            shown = figure if "." in figure else word.surface
            facts.append(Fact("figure", figure, shown))
        elif dated is not None and (word.is_capitalised or not dated.needs_capital):
            facts.append(Fact(dated.kind, dated.number, word.surface))
        else:
            facts.append(Fact("name", name, _POSSESSIVE.sub("", word.surface)) if name else None)
    function_words = _function_words()
    return FactualText(
        hashes=tokenise([text]).hashes.tolist(),
        facts=facts,
        is_content=[len(low) >= LEAST_CONTENT_LETTERS and low not in function_words for low in lowered],
        units=_units(words, lowered),
    )


def _names(words: Sequence[_Word], lowered: Sequence[str]) -> list[str]:
    """The name that each word is, or "". A capital at the beginning of a sentence needs a second witness.

    That is the next word's capital, the same word with a capital inside a sentence, or at the beginning of another one
    and nowhere without.
    """
    if sum(low in _GERMAN for low in lowered) >= GERMAN_SHARE * max(len(words), 1):
        return [""] * len(words)
    if sum(word.is_capitalised for word in words) >= CAPITALS_SHARE * len(words):
        return [""] * len(words)
    function_words = _function_words()
    pairs = list(zip(words, lowered, strict=True))
    inside = {low for word, low in pairs if word.is_capitalised and not word.begins_sentence}
    small = {low for word, low in pairs if not word.is_capitalised}
    beginnings = Counter(low for word, low in pairs if word.is_capitalised and word.begins_sentence)
    inside |= {low for low, times in beginnings.items() if times > 1 and len(low) >= LEAST_CONTENT_LETTERS} - small
    names = []
    for place, (word, low) in enumerate(pairs):
        is_name = word.is_capitalised and low not in function_words and len(low) > 1
        if is_name and word.begins_sentence and low not in inside:
            following = words[place + 1] if place + 1 < len(words) else None
            is_name = following is not None and following.is_capitalised and not following.begins_sentence
        names.append(_POSSESSIVE.sub("", low) if is_name else "")
    return names


def _figures(words: Sequence[_Word], lowered: Sequence[str]) -> list[str | None]:
    """The figure that each word belongs to; "7.41" is one figure in two words."""
    number_words = _number_words()
    figures: list[str | None] = []
    first = 0
    for place, (word, low) in enumerate(zip(words, lowered, strict=True)):
        if not any(map(str.isdigit, low)):
            figures.append(number_words.get(low))
            continue
        plain = _ORDINAL_END.sub("", low.replace(",", ""))
        if place and word.before == "." and (before := figures[-1]) is not None and lowered[place - 1][-1:].isdigit():
            figures.append(None)
            figures[first:] = [f"{before}.{plain}"] * (place + 1 - first)
        else:
            first = place
            figures.append(plain)
    return figures


def _units(words: Sequence[_Word], lowered: Sequence[str]) -> list[str | None]:
    known = frozenset(word_list(__package__, "units.txt"))
    return [
        low.replace(".", "")
        if low.replace(".", "") in known
        else next((sign for sign in _CURRENCIES if sign in word.before), None)
        for word, low in zip(words, lowered, strict=True)
    ]


class _CalendarWord(NamedTuple):
    kind: Kind
    number: str
    needs_capital: bool


@cache
def _calendar() -> dict[str, _CalendarWord]:
    """Names of months and weekdays by their lower case. English ones need a capital: "march", "may".

    Short forms of other languages are words of many more, so these count from five letters.
    """
    words: dict[str, _CalendarWord] = {}
    for row in word_table("news_pipeline.shared", "calendar_names.csv"):
        name, english = row["name"].lower(), row["language"] == "en"
        kind: Kind = "month" if row["kind"] == "month" else "weekday"
        if english and (len(name) > 3 or name == "may"):
            words[name] = _CalendarWord(kind, row["number"], needs_capital=True)
        elif len(name) >= LEAST_CONTENT_LETTERS:
            words.setdefault(name, _CalendarWord(kind, row["number"], needs_capital=False))
    return words


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word_list(__package__, "function_words.txt"))


@cache
def _number_words() -> dict[str, str]:
    return {row["word"]: row["figure"] for row in word_table(__package__, "number_words.csv")}
