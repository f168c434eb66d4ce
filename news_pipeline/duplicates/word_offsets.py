"""Finds where the words of a text stand in it, so that what two articles share can be shown.

It folds as folding.py does, step by step, and keeps the source of every character. That is slower, so it is used only
for texts that are related to another.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates import folding
from news_pipeline.duplicates.tokens import tokenise

_FORM = re.compile(r"\S+")
_QUOTES = "\"'"
_COMMON = [(re.compile(re.escape(common)), plain) for common, plain in folding.COMMON if len(common) != len(plain)]


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    """First code point."""
    end: int
    """The code point after the last."""


class LocatedWord(NamedTuple):
    """A word of a text, and where it stands."""

    hash: int
    span: Span


def word_spans(text: str) -> list[Span]:
    """The span of each word of `tokenise([text])`, in the same order. Raises nothing on any text."""
    folded, sources = _fold(text)
    found = []
    for form in _FORM.finditer(folded):
        stripped = form.group().strip(_QUOTES)
        if stripped:
            start = form.start() + form.group().index(stripped[0])
            found.append(Span(int(sources[start]), int(sources[start + len(stripped) - 1]) + 1))
    return found


def span_of_words(spans: list[Span], first: int, count: int) -> Span:
    """The span of `count` words in a row, given the spans of all words."""
    return Span(spans[first].start, spans[first + count - 1].end)


def located_words(text: str) -> list[LocatedWord]:
    """Every word of a text, in order."""
    hashes = tokenise([text]).hashes.tolist()
    return [LocatedWord(number, span) for number, span in zip(hashes, word_spans(text), strict=True)]


def words_between(words: Iterable[LocatedWord], start: int, end: int) -> list[int]:
    """Hashes of the words that stand wholly between two code points."""
    return [word.hash for word in words if start <= word.span.start and word.span.end <= end]


def _fold(text: str) -> tuple[str, NDArray[np.int64]]:
    """The text as it is split into words, and for each of its characters the code point that it came from."""
    sources = np.arange(len(text))
    for common, plain in folding.COMMON:
        if len(common) == len(plain):
            text = text.replace(common, plain)
    for pattern, plain in _COMMON:
        text, sources = _substituted(text, sources, pattern, plain)
    text, sources = _translated(text, sources, folding.FOLDED)
    text = folding.WRAPPED.sub(" ", text).lower()
    text, sources = _substituted(text, sources, folding.DOT_IN_ACRONYM, "")
    text, sources = _substituted(text, sources, folding.COMMA_IN_NUMBER, "")
    text, sources = _translated(text, sources, folding.FOLDED)
    return text.translate(folding.SEPARATED), sources


def _substituted(
    text: str, sources: NDArray[np.int64], pattern: re.Pattern[str], plain: str
) -> tuple[str, NDArray[np.int64]]:
    """Matches replaced by at most one character, which comes from the first of the match."""
    gone = [place for match in pattern.finditer(text) for place in range(match.start() + len(plain), match.end())]
    return pattern.sub(plain, text), np.delete(sources, gone) if gone else sources


def _translated(text: str, sources: NDArray[np.int64], table: dict[int, str]) -> tuple[str, NDArray[np.int64]]:
    """Characters beyond ASCII replaced by what the table says."""
    if text.isascii():
        return text, sources
    pieces = [character if character.isascii() else table[ord(character)] for character in text]
    return "".join(pieces), np.repeat(sources, [len(piece) for piece in pieces])
