"""Where the words of a text stand in it, so that what two articles share can be shown.

Here: the folding of tokens.py once more, step by step, with the source of every character kept. It is slower, and used
only for texts that are related to another. Elsewhere: the folding itself and its reasons (tokens.py).
"""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates import tokens

Span = tuple[int, int]
"""First code point, and the one after the last."""

_FORM = re.compile(r"\S+")
_QUOTES = "\"'"
_COMMON = [(re.compile(re.escape(common)), plain) for common, plain in tokens.COMMON if len(common) != len(plain)]


def word_spans(text: str) -> list[Span]:
    """Place of each word of `tokenise([text])`, in the same order. Raises nothing on any text."""
    folded, sources = _fold(text)
    found = []
    for form in _FORM.finditer(folded):
        stripped = form.group().strip(_QUOTES)
        if stripped:
            start = form.start() + form.group().index(stripped[0])
            found.append((int(sources[start]), int(sources[start + len(stripped) - 1]) + 1))
    return found


def located_words(text: str) -> list[tuple[int, Span]]:
    """Hash and place of each word."""
    return list(zip(tokens.tokenise([text]).hashes.tolist(), word_spans(text), strict=True))


def words_between(words: Iterable[tuple[int, Span]], start: int, end: int) -> list[int]:
    """Hashes of the located words that stand between two code points, wholly."""
    return [number for number, (first, after) in words if start <= first and after <= end]


def _fold(text: str) -> tuple[str, NDArray[np.int64]]:
    """The text as it is split into words, and for each of its characters the code point that it came from."""
    sources = np.arange(len(text))
    for common, plain in tokens.COMMON:
        if len(common) == len(plain):
            text = text.replace(common, plain)
    for pattern, plain in _COMMON:
        text, sources = _substituted(text, sources, pattern, plain)
    text, sources = _translated(text, sources, tokens.FOLDED)
    text = tokens.WRAPPED.sub(" ", text).lower()
    text, sources = _substituted(text, sources, tokens.DOT_IN_ACRONYM, "")
    text, sources = _substituted(text, sources, tokens.COMMA_IN_NUMBER, "")
    text, sources = _translated(text, sources, tokens.FOLDED)
    return text.translate(tokens.SEPARATED), sources


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
