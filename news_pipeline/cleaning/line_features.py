"""What each line of a text is by itself, as numbers for the line model, and the words that it has.

After C. Kohlschütter et al., "Boilerplate Detection using Shallow Text Features" (WSDM 2010): words, density and
neighbours tell prose from page furniture. What stands around a line is told in page_features.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.characters import UNSPACED, all_words, count_words
from news_pipeline.cleaning.function_words import function_word_share, language_of
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_url,
)
from news_pipeline.cleaning.reader_notices import is_notice
from news_pipeline.cleaning.roles import SourceLine

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Features = dict[str, Floats]
"""By name, one value a line."""
MOST_PROSE = 80.0
"""Words of a line that count as prose at most."""
_OPENING_WORDS = 12
"""Words at a line's beginning whose odds are asked."""
_CHARACTERS_OF_LINE = 2_000
"""Characters of a line whose words are looked at."""
_OPENING = 400
"""Characters of a line whose signs are looked at."""
_LONG = 5
"""Letters of a content word."""
_SHORT = 100
"""Characters of a line that may be dated."""
_STOP_INSIDE = re.compile(r"[.!?。！？][\"”’』」)]? ?(?=\w)")
_READER = frozenset(("you", "your", "our", "us", "we", "sign", "ihre", "sie", "wir", "vous", "votre", "nous"))
_FUSED = re.compile(r"[a-zà-ÿа-я]{3}[A-ZÀ-ÞА-Я][a-zà-ÿа-я]")
_CAPITAL_INSIDE = re.compile(r"[A-ZÀ-ÞА-Я](?<=[a-zà-ÿа-я].)")
"""Part of _FUSED, found faster: most words have no capital but the first letter."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\d[:.]\d\d\b|\bago\b|\bmin(?:ute)?s?\b", re.IGNORECASE)
_OF_WORDING = (
    "words", "characters", "sentence_end", "colon_end", "question_end", "comma_inside", "stops_inside",
    "function_words", "capitalised", "all_capitals", "starts_lower", "starts_quote", "digits", "bars", "fused",
    "has_url", "at_sign", "brackets", "money", "dots_end", "first_person", "date_line", "year", "clock",
    "byline_shape", "url_shape", "photo_credit", "prose", "notice",
)  # fmt: skip
_OF_PLACE = ("list_marker", "blanks_before", "indent", "repeats")
_OF_ODDS = ("odds_mean", "odds_least", "odds_most", "line_odds")
NAMES = (*_OF_WORDING, *_OF_PLACE, *_OF_ODDS)
"""The features of a line by itself, in order."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of all lines: words of five letters or more, and of unspaced scripts pairs of signs."""

    words: Ints
    """A number for each word, each once a line, line after line."""
    lines: Ints
    """The position of the line that each word stands in."""


def own_features(lines: Sequence[SourceLine], odds: LineOdds) -> tuple[Features, Vocabulary]:
    """One column a feature, and the words of the lines. Sizes are in words, shares from 0 to 1."""
    language = language_of([line.text for line in lines])
    repeats = Counter(line.text for line in lines)
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    words: list[int] = []
    sizes: list[int] = []
    rows = []
    for line in lines:
        text = line.text
        facts = _facts_of_short(text, language) if len(text) <= _SHORT else _facts(text, language)
        said = odds.of_opening(facts.opening)
        known = odds.of_lines.get(facts.key, 0.0) if facts.key else 0.0
        layout = (bool(line.marker), min(line.blanks_before, 6), line.indent, repeats[text])
        rows.append((*facts.values, *layout, *said, known))
        words.extend(map(numbers.__getitem__, facts.content))
        sizes.append(len(facts.content))
    table = np.array(rows, np.float64).T
    owners = np.repeat(np.arange(len(lines), dtype=np.int64), sizes)
    return dict(zip(NAMES, table, strict=True)), Vocabulary(np.array(words, np.int64), owners)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a line says, whatever stands around it."""

    values: tuple[float, ...]
    """In the order of _OF_WORDING."""
    opening: tuple[str, ...]
    """Its first words, in small letters."""
    key: str
    """line_key of a short line."""
    content: tuple[str, ...]
    """Its content words, each once."""


def _facts(text: str, language: str) -> _Facts:
    opening = text[:_OPENING]
    folded = text[:_CHARACTERS_OF_LINE].lower()
    tokens = all_words(folded)
    words = count_words(text)
    share = function_word_share(folded, language, tokens)
    sentence = ends_sentence(text)
    last, first = text[-1], text[0]
    written = opening.split()
    capitals = sum(map(str.istitle, written)) + sum(map(str.isupper, written))
    is_short = len(text) <= _SHORT
    notice = is_notice(text)
    values = (
        words,
        len(text),
        sentence,
        last in ":：",
        last in "?？؟",
        text.count(",") + text.count("，") + text.count("、"),
        len(_STOP_INSIDE.findall(text, 0, _CHARACTERS_OF_LINE)),
        share,
        capitals / len(written) if written else 0.0,
        words > 1 and text.isupper(),
        first.islower(),
        first in "\"'“‘«„「『",
        _digits(opening) / len(opening),
        text.count("|") + text.count("»") + text.count("›") + text.count("·"),
        len(_FUSED.findall(opening)) if _CAPITAL_INSIDE.search(opening) else 0,
        "http" in text or "www." in text,
        "@" in opening,
        opening.count("(") + opening.count("["),
        "$" in opening or "€" in opening or "£" in opening,
        last == "…" or text.endswith("..."),
        not _READER.isdisjoint(tokens[:60]),
        is_short and is_date_line(text),
        is_short and _YEAR.search(text) is not None,
        is_short and _CLOCK.search(text) is not None,
        is_byline(text),
        is_url(text),
        has_photo_credit(text),
        0.0 if notice else prose_words(words, share, sentence=sentence),
        notice,
    )
    return _Facts(
        values,
        tuple(tokens[:_OPENING_WORDS]),
        line_key(folded) if is_short else "",
        tuple(_content_words(tokens, is_ascii=folded.isascii())),
    )


_facts_of_short = lru_cache(maxsize=8192)(_facts)
"""Menus and forms say the same on all pages of a site."""


def _digits(text: str) -> int:
    return sum(map(text.count, "0123456789")) if text.isascii() else len(_DIGIT.findall(text))


def prose_words(words: int, function_share: float, *, sentence: bool) -> float:
    """Words of running prose in a line: all of a sentence with function words, few of a headline."""
    weight = (1.0 if sentence else 0.35 if words >= 18 else 0.08) * min(1.0, 0.15 + function_share / 0.3)
    if words < 5:
        weight *= 0.3
    return min(MOST_PROSE, words) * weight


def _content_words(tokens: list[str], *, is_ascii: bool) -> list[str]:
    """The longer of the words, each once, in order; of scripts without spaces pairs of signs."""
    long = [word for word in tokens if len(word) >= _LONG]
    if is_ascii:
        return list(dict.fromkeys(long))
    found: dict[str, None] = {}
    for word in long:
        if UNSPACED.search(word):
            found.update(dict.fromkeys(word[i : i + 2] for i in range(len(word) - 1)))
        else:
            found[word] = None
    return list(found)
