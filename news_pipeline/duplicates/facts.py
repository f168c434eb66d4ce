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
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.word_tables import word_list, word_table

Kind = Literal["figure", "name", "weekday", "month"]

GERMAN_SHARE = 0.04
"""A text of which this share is German function words has no names here: every noun has a capital there. By judgement;
English and French texts have under .01."""
CAPITALS_SHARE = 0.8
"""A text of which this share of words begins with a capital is set in capitals, and has no names here either. By
judgement; news texts have .10 to .35."""
ENGLISH_SHARE = 0.8
"""Where this share of the words in small letters is English, one that begins a sentence and is no known word is a name.
By judgement; English news has .95 and more, French has under .3."""
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


class Word(NamedTuple):
    """A word, and how it stands in its sentence."""

    surface: str
    low: str
    """In lower case."""
    before: str
    """What stands between the word before and this one."""
    is_capitalised: bool
    begins_sentence: bool


def read_facts(text: str) -> FactualText:
    """The facts of a text. Raises nothing on any text."""
    return facts_of_words(text, word_spans(text), tokenise([text]).hashes.tolist())


def facts_of_words(text: str, spans: WordSpans, hashes: list[int]) -> FactualText:
    """The same, of a text whose words are known: their `word_spans`, and their hashes as of `tokenise`."""
    words = split_words(text, spans)
    function_words, units = _function_words(), _known_units()
    return FactualText(
        hashes=hashes,
        facts=_facts(words),
        is_content=[len(word.low) >= LEAST_CONTENT_LETTERS and word.low not in function_words for word in words],
        units=[_unit(word, units) for word in words],
    )


def split_words(text: str, spans: WordSpans) -> list[Word]:
    """The words of a text, by their `word_spans`."""
    starts, ends = spans.starts.tolist(), spans.ends.tolist()
    words = []
    for end_before, start, end in zip([0, *ends], starts, ends, strict=False):
        surface, before = text[start:end], text[end_before:start]
        begins = before != " " and (not before or _SENTENCE_BREAK.search(before) is not None)
        words.append(Word(surface, surface.lower(), before, surface[:1].isupper(), begins))
    return words


def _facts(words: Sequence[Word]) -> list[Fact | None]:
    calendar = _calendar()
    facts: list[Fact | None] = []
    for word, figure, name in zip(words, _figures(words), _names(words), strict=True):
        dated = calendar.get(word.low)
        if figure is not None:
            facts.append(Fact("figure", figure, figure if "." in figure else word.surface))
        elif dated is not None and (word.is_capitalised or not dated.needs_capital):
            facts.append(Fact(dated.kind, dated.number, word.surface))
        else:
            facts.append(Fact("name", name, _POSSESSIVE.sub("", word.surface)) if name else None)
    return facts


def _names(words: Sequence[Word]) -> list[str]:
    """The name that each word is, or "". A capital at the beginning of a sentence needs a second witness.

    That is the next word's capital, the same word with a capital inside a sentence, or at the beginning of another one
    and nowhere without. In English it is enough that the word is not among those that stand in small letters.
    """
    names = [""] * len(words)
    capitals = [place for place, word in enumerate(words) if word.is_capitalised]
    if sum(word.low in _GERMAN for word in words) >= GERMAN_SHARE * max(len(words), 1):
        return names
    if len(capitals) >= CAPITALS_SHARE * len(words):
        return names
    function_words = _function_words()
    inside = {words[place].low for place in capitals if not words[place].begins_sentence}
    beginnings = Counter(words[place].low for place in capitals if words[place].begins_sentence)
    again = {low for low, times in beginnings.items() if times > 1 and len(low) >= LEAST_CONTENT_LETTERS}
    if again:
        again -= {word.low for word in words if not word.is_capitalised}
    common = common_words()
    small = [word.low for word in words if not word.is_capitalised and word.low.isalpha()]
    is_english = bool(small) and sum(low in common for low in small) >= ENGLISH_SHARE * len(small)
    for place in capitals:
        word = words[place]
        is_name = word.low not in function_words and len(word.low) > 1
        is_known = not is_english or _POSSESSIVE.sub("", word.low) in common or not word.low.isalpha()
        if is_name and is_known and word.begins_sentence and word.low not in inside and word.low not in again:
            following = words[place + 1] if place + 1 < len(words) else None
            is_name = following is not None and following.is_capitalised and not following.begins_sentence
        if is_name:
            names[place] = _POSSESSIVE.sub("", word.low)
    return names


def _figures(words: Sequence[Word]) -> list[str | None]:
    """The figure that each word belongs to; "7.41" is one figure in two words."""
    number_words = _number_words()
    is_figure = [not word.low.isalpha() and any(map(str.isdigit, word.low)) for word in words]
    figures: list[str | None] = []
    parts: list[str] = []
    for place, word in enumerate(words):
        if not is_figure[place]:
            figures.append(number_words.get(word.low))
            continue
        parts.append(_ORDINAL_END.sub("", word.low.replace(",", "")))
        goes_on = word.low[-1:].isdigit() and place + 1 < len(words) and words[place + 1].before == "."
        if not (goes_on and is_figure[place + 1]):
            figures += [".".join(parts)] * len(parts)
            parts = []
    return figures


def _unit(word: Word, units: frozenset[str]) -> str | None:
    bare = word.low.replace(".", "")
    if bare in units:
        return bare
    return None if word.before == " " else next((sign for sign in _CURRENCIES if sign in word.before), None)


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


@cache
def _known_units() -> frozenset[str]:
    return frozenset(word_list(__package__, "units.txt"))
