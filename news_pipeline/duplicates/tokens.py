"""Words of news texts as 64-bit numbers, folded so that reprints of one text give the same numbers.

Here: folding of characters and spelling, paragraphs, prose lines, quotation marks.
Elsewhere: looking words up (vocabulary.py), their sequences and sampling (fingerprints.py), US/UK spelling
(spelling.py), where a word stands in its text (positions.py).

Many texts are done at once: Python loops over texts and lines, numpy over words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates.vocabulary import Vocabulary
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.spelling import fold_spelling

PROSE_WORDS = 6
"""A prose line has at least this many words and ends like a sentence, ..."""
LONG_LINE_WORDS = 25
"""... or has at least this many words."""
LEAST_PROSE = 20
"""A text with fewer words on prose lines counts as prose altogether."""

SIGNATURE_WORDS = 14
"""The line below a tweet that says who wrote it, and when, has at most so many words."""

SLICE_CHARACTERS = 250_000
"""So much text is folded at once, or a single text if it is longer."""

_TWEET_MARKS = ("(@", "pic.twitter.com/", "https://t.co/")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
_CLOSERS = " \t\"')]"

# What the low five bits of a word's number say; the other 59 are its hash.
_IS_WORD, _OPENS_DOUBLE, _CLOSES_DOUBLE, _OPENS_SINGLE, _CLOSES_SINGLE = 1, 2, 4, 8, 16
_FLAGS = 31
_SPACE, _LINE_END = ord(" "), ord("\n")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
WRAPPED = re.compile(r"\n(?<=[^\n]{40}\n)(?<![.!?:;\"']\n)(?=[a-z])")  # a full line that goes on in small letters
DOT_IN_ACRONYM = re.compile(r"\.(?=[a-z]\.)")  # u.s. becomes us.
COMMA_IN_NUMBER = re.compile(r",(?=\d\d\d)")
_KEPT = {ord(character): character for character in "abcdefghijklmnopqrstuvwxyz0123456789\"'\n"}
SEPARATED = {code: _KEPT.get(code, " ") for code in range(128)}
_SEPARATED_BYTES = "".join(SEPARATED.values()).encode() + bytes(range(128, 256))
_SAME_AS = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛‹›′´ʼ", "'"),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("…。", "."),
    **dict.fromkeys("ıİ", "i"),
}
COMMON = [
    *((mark, _SAME_AS[mark]) for mark in "“”‘’…"),
    ("–", " "),
    ("—", " "),
    ("\u00a0", " "),
    ("\r\n", "\n"),
    ("\r", "\n"),
    ("``", '"'),
    ("''", '"'),
    ("`", "'"),
]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of several texts, end to end. Every array but `starts` has one entry a word."""

    hashes: NDArray[np.uint64]
    paragraphs: NDArray[np.int32]
    """Number of the word's paragraph, counted through all texts."""
    is_prose: NDArray[np.bool_]
    """False on headlines, lists, buttons."""
    is_quoted: NDArray[np.bool_]
    """True between quotation marks of one paragraph, and in tweets."""
    starts: NDArray[np.int64]
    """Index of the first word of each text, and the number of all words: one entry more than texts."""

    def text(self, index: int) -> "Tokens":
        """The words of one of the texts."""
        start, end = int(self.starts[index]), int(self.starts[index + 1])
        return Tokens(
            self.hashes[start:end],
            self.paragraphs[start:end],
            self.is_prose[start:end],
            self.is_quoted[start:end],
            np.array([0, end - start]),
        )


def tokenise_in_slices(texts: Sequence[str]) -> Iterator[Tokens]:
    """Words of all texts in order, some texts at a time, so that memory does not grow with their number."""
    start = size = 0
    for position, text in enumerate(texts, start=1):
        size += len(text)
        if size >= SLICE_CHARACTERS or position == len(texts):
            yield tokenise(texts[start:position])
            start, size = position, 0


def tokenise(texts: Sequence[str]) -> Tokens:
    """Fold and split texts. The words of a text do not depend on the other texts. Raises nothing on any text."""
    ends_sentence: list[bool] = []
    pieces: list[bytes] = []
    tweets: list[int] = []
    paragraph_bounds = [0]
    for text in texts:
        folded = _fold(text)
        if any(mark in folded for mark in _TWEET_MARKS):
            tweets += [paragraph_bounds[-1] + number for number in _tweets(folded.split("\n"))]
        ends_sentence += [line.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS) for line in folded.split("\n")]
        paragraph_bounds.append(len(ends_sentence))
        pieces.append((folded if folded.isascii() else folded.translate(_FOLDED_ALL)).encode("utf-8", "surrogatepass"))
    data = b"\n".join([*pieces, b""]).translate(_SEPARATED_BYTES)
    starts, ends, paragraphs = _forms(data)
    numbers = _VOCABULARY.numbers(data, starts, ends)
    flags = (numbers & np.uint64(_FLAGS)).astype(np.uint8)
    is_word = (flags & _IS_WORD).astype(np.bool_)
    is_quoted = _quoted(flags, paragraphs)[is_word]
    paragraphs = paragraphs[is_word]
    is_quoted |= np.bincount(tweets, minlength=len(ends_sentence)).astype(np.bool_)[paragraphs]
    is_prose = _prose(paragraphs, np.array(ends_sentence, dtype=np.bool_), np.array(paragraph_bounds))
    text_ends = np.cumsum([0, *(len(piece) + 1 for piece in pieces)])
    text_starts = np.searchsorted(starts[is_word], text_ends)
    return Tokens((numbers & ~np.uint64(_FLAGS))[is_word], paragraphs, is_prose[paragraphs], is_quoted, text_starts)


def _tweets(lines: Sequence[str]) -> Iterator[int]:
    """Numbers of the lines that are tweets, by a handle or a link of theirs; a signature stands below its tweet."""
    before: int | None = None
    for number, line in enumerate(lines):
        if any(mark in line for mark in _TWEET_MARKS):
            yield number
            if before is not None and len(line.split()) <= SIGNATURE_WORDS:
                yield before
        if line.strip():
            before = number


def _forms(data: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """Start and end of each stretch without spaces and line ends, and the number of its line."""
    characters = np.frombuffer(data, dtype=np.uint8)
    is_form = np.zeros(len(characters) + 2, dtype=np.bool_)
    np.greater(characters, _SPACE, out=is_form[1:-1])
    edges = np.flatnonzero(is_form[1:] != is_form[:-1])
    starts, ends = edges[::2], edges[1::2]
    lines = np.searchsorted(np.flatnonzero(characters == _LINE_END), starts).astype(np.int32)
    return starts, ends, lines


def _fold(text: str) -> str:
    """Small letters without accents, straight quotation marks, acronyms and numbers in one piece."""
    for common, plain in COMMON:
        text = text.replace(common, plain)
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda found: found.group().translate(FOLDED), text)
    text = WRAPPED.sub(" ", text).lower()
    return COMMA_IN_NUMBER.sub("", DOT_IN_ACRONYM.sub("", text))


def _prose(
    paragraphs: NDArray[np.int32], ends_sentence: NDArray[np.bool_], bounds: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether each paragraph is prose; `bounds` are the texts' first paragraphs and the number of all."""
    words = np.bincount(paragraphs, minlength=len(ends_sentence))
    prose = words >= np.where(ends_sentence, PROSE_WORDS, LONG_LINE_WORDS)
    prose_words = np.concatenate([[0], np.cumsum(words * prose)])[bounds]
    return prose | np.repeat(np.diff(prose_words) < LEAST_PROSE, np.diff(bounds))


def _quoted(flags: NDArray[np.uint8], paragraphs: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each word stands after an opening mark that no closing one, nor the paragraph's end, has followed."""
    index = np.arange(len(flags), dtype=np.int32)
    quoted = np.zeros(len(flags), dtype=np.bool_)
    for opens, closes in ((_OPENS_DOUBLE, _CLOSES_DOUBLE), (_OPENS_SINGLE, _CLOSES_SINGLE)):
        opened = np.maximum.accumulate(np.where(flags & opens, index, np.int32(-1)))
        closed = np.maximum.accumulate(np.where(flags & closes, index, np.int32(-1)))
        quoted[1:] |= (opened[1:] > closed[:-1]) & (paragraphs[opened[1:]] == paragraphs[1:])
        quoted[:1] |= opened[:1] == 0
    return quoted


def _number_of(form: str) -> int:
    """Number of a word form as it stands between spaces."""
    word = form.replace('"', "").replace("'", "")
    ahead, behind = form[: len(form) - len(form.lstrip("\"'"))], form[len(form.rstrip("\"'")) :]
    flags = _IS_WORD if word else 0
    if word:
        flags |= ('"' in ahead and _OPENS_DOUBLE) | ("'" in ahead and _OPENS_SINGLE)
    flags |= ('"' in behind and _CLOSES_DOUBLE) | ("'" in behind and _CLOSES_SINGLE)
    return (digest64(fold_spelling(word)) & ~_FLAGS) | flags


class _Folded(dict[int, str]):
    """What a character beyond ASCII becomes: base letters in small case, or a separator. Bounded by Unicode's size."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _SAME_AS:
        return _SAME_AS[character]
    if unicodedata.category(character) in ("Cf", "Mc", "Me", "Mn"):  # soft hyphens, accents that stand alone
        return ""
    base = unicodedata.normalize("NFKD", character.casefold())
    base = "".join(part for part in base if part.isascii() or part.isalnum())
    if not base or not any(map(str.isalnum, base)):
        return base or " "
    return f" {base} " if _is_written_without_spaces(character) else base


def _is_written_without_spaces(character: str) -> bool:
    """Chinese, Japanese kana, Thai, Lao, Khmer, Burmese: each character counts as a word."""
    code = ord(character)
    ranges = (
        (0x0E00, 0x0EFF),
        (0x1000, 0x109F),
        (0x1780, 0x17FF),
        (0x3040, 0x30FF),
        (0x3400, 0x9FFF),
        (0xF900, 0xFAFF),
    )
    return any(low <= code <= high for low, high in ranges) or 0x20000 <= code <= 0x3FFFF


_VOCABULARY = Vocabulary(_number_of)
FOLDED = _Folded()
_FOLDED_ALL = _Folded(SEPARATED)
