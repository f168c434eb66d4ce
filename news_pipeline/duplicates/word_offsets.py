"""Finds where the words of a text stand in it, so that what two articles share can be shown.

It folds as folding.py does, step by step, and keeps the source of every character. That is slower, so it is used only
for texts that are related to another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates import folding
from news_pipeline.duplicates.tokens import tokenise

_WORD = re.compile(r"[^\s\"'](?:\S*[^\s\"'])?")
"""From the first to the last character of a stretch without spaces that is no quotation mark."""
_COMMON = [(re.compile(re.escape(common)), plain) for common, plain in folding.COMMON if len(common) != len(plain)]


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    """First code point."""
    end: int
    """The code point after the last."""


@dataclass(frozen=True, slots=True)
class WordSpans:
    """Where each word of a text stands, in code points."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def of(self, first: int, count: int = 1) -> Span:
        """The span of `count` words in a row, from the word numbered `first`."""
        return Span(int(self.starts[first]), int(self.ends[first + count - 1]))

    def stretch(self, first: int, count: int) -> Span:
        """The same; without words it is empty, behind the word before."""
        if count:
            return self.of(first, count)
        end = int(self.ends[first - 1]) if first else 0
        return Span(end, end)


class LocatedWord(NamedTuple):
    """A word of a text, and where it stands."""

    hash: int
    start: int
    end: int


def word_spans(text: str) -> WordSpans:
    """The span of each word of `tokenise([text])`, in the same order. Raises nothing on any text."""
    folded, sources = _fold(text)
    found = np.array([word.span() for word in _WORD.finditer(folded)], dtype=np.int64).reshape(-1, 2)
    return WordSpans(sources[found[:, 0]], sources[found[:, 1] - 1] + 1)


def located_words(text: str) -> list[LocatedWord]:
    """Every word of a text, in order."""
    spans = word_spans(text)
    columns = tokenise([text]).hashes.tolist(), spans.starts.tolist(), spans.ends.tolist()
    return [LocatedWord(*word) for word in zip(*columns, strict=True)]


def words_between(words: Iterable[LocatedWord], start: int, end: int) -> list[int]:
    """Hashes of the words that stand wholly between two code points."""
    return [word.hash for word in words if start <= word.start and word.end <= end]


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
