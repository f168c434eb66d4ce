"""What two articles share, word by word, and the name of their relation.

Here: coverage of both sides, passages, thresholds. Exact: all five-word sequences count, not a sample.
Elsewhere: which pairs to look at (candidates.py), exact twins (TextKeys.exact_hash), groups (groups.py).

Coverage is the share of an article's prose words that lie inside sequences which the other has too. Against Jaccard
similarity it has two merits: a trimmed copy keeps a high value on its own side, and the values of both sides tell who
contains whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates.fingerprints import SEQUENCE_WORDS, sequences
from news_pipeline.duplicates.tokens import Tokens, tokenise_in_slices

HIGH = 0.6
"""Coverage from which a side counts as taken from the other, or the other from it."""
LOW = 0.2
"""Coverage under which a side is much more than the passage."""
SOME = 0.12
"""Coverage from which a pair is worth mentioning ..."""
LONG_RUN = 25
"""... or the words in a row that two writers do not find by chance."""
MIN_WORDS = 25
"""Related articles share at least so many words."""
MIN_UNQUOTED = 25
"""A copy shares at least so many words outside quotation marks: speakers are quoted by everyone, ..."""
MIN_UNQUOTED_SHARE = 0.25
"""... and these are at least this share of all shared words."""
SAME_OWN_WORDS = 0.5
"""Or, for transcripts and speeches, so much of what both texts say outside quotation marks is shared."""

Passage = tuple[int, int, int]
"""First word in a, first word in b, length in words; words of the whole body are counted from 0."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The words of one body, ready to be compared many times."""

    word_count: int
    """Words of prose, the whole of which coverage is a share."""
    is_own: NDArray[np.bool_]
    """Whether each word is prose outside quotation marks."""
    hashes: NDArray[np.uint64]
    """Of each five-word sequence, ascending."""
    starts: NDArray[np.int64]
    """First word of each sequence, in the order of `hashes`, then by position."""
    ranks: NDArray[np.int64]
    """How many times the sequence of the entry stood earlier in the text."""
    words: NDArray[np.uint64]
    """Hash of every word, for the test of identity."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share."""

    coverage_a: float
    coverage_b: float
    shared_words: int
    """Words inside shared sequences, on the side where they are fewer."""
    shared_unquoted_words: int
    """Those outside quotation marks."""
    longest_run: int
    """Words of the longest passage."""
    passages: tuple[Passage, ...]
    """Maximal runs of equal words, by position in a. They go on over paragraph ends where both texts do."""
    shared_own_words: float
    """Share of the prose outside quotation marks, of both texts together, that is shared; 1 if there is none."""


def index_texts(bodies: Sequence[str]) -> list[IndexedText]:
    """Make bodies ready for `overlap`. Raises nothing on any text."""
    return [
        _index(tokens.text(position))
        for tokens in tokenise_in_slices(bodies)
        for position in range(len(tokens.starts) - 1)
    ]


def compare_texts(a: str, b: str) -> Overlap:
    """The same for two bodies at once."""
    return overlap(*index_texts([a, b]))


def overlap(a: IndexedText, b: IndexedText) -> Overlap:
    """Compare two texts; swapping them swaps the answer. Work grows with the number of words, times its logarithm."""
    covered_a, covered_b = _covered(a, b), _covered(b, a)
    passages = _passages(a, b)
    unquoted_a, unquoted_b = int(covered_a[a.is_own].sum()), int(covered_b[b.is_own].sum())
    own_words = int(a.is_own.sum()) + int(b.is_own.sum())
    return Overlap(
        coverage_a=_share(covered_a, a),
        coverage_b=_share(covered_b, b),
        shared_words=min(int(covered_a.sum()), int(covered_b.sum())),
        shared_unquoted_words=min(unquoted_a, unquoted_b),
        longest_run=max((length for _, _, length in passages), default=0),
        passages=passages,
        shared_own_words=(unquoted_a + unquoted_b) / own_words if own_words else 1.0,
    )


def relation_of(found: Overlap) -> str | None:
    """`near`, `copy`, `contained` (the side of higher coverage is in the other), `partial`, or None for unrelated."""
    if found.shared_words < MIN_WORDS:
        return None
    low, high = sorted((found.coverage_a, found.coverage_b))
    in_own_words = (
        found.shared_unquoted_words >= max(MIN_UNQUOTED, MIN_UNQUOTED_SHARE * found.shared_words)
        or found.shared_own_words >= SAME_OWN_WORDS
    )
    if high >= HIGH and in_own_words:
        return "near" if low >= HIGH else "copy" if low >= LOW else "contained"
    return "partial" if high >= SOME or found.longest_run >= LONG_RUN else None


def _index(tokens: Tokens) -> IndexedText:
    starts, hashes = sequences(tokens)
    order = np.argsort(hashes, kind="stable")
    starts, hashes = starts[order], hashes[order]
    ranks = np.arange(len(hashes)) - np.searchsorted(hashes, hashes)
    return IndexedText(
        int(tokens.is_prose.sum()), tokens.is_prose & ~tokens.is_quoted, hashes, starts, ranks, tokens.hashes
    )


def _covered(a: IndexedText, b: IndexedText) -> NDArray[np.bool_]:
    """Which words of a lie inside a sequence that b has too."""
    covered = np.zeros(len(a.words), dtype=np.bool_)
    if len(b.hashes):
        places = np.searchsorted(b.hashes, a.hashes)
        places[places == len(b.hashes)] = 0
        starts = a.starts[b.hashes[places] == a.hashes]
        for offset in range(SEQUENCE_WORDS):
            covered[starts + offset] = True
    return covered


def _share(covered: NDArray[np.bool_], text: IndexedText) -> float:
    return float(covered.sum()) / text.word_count if text.word_count else 0.0


def _passages(a: IndexedText, b: IndexedText) -> tuple[Passage, ...]:
    """Runs of equal words. The first place of a repeated sequence in a is paired with the first in b, and so on."""
    if not len(a.hashes) or not len(b.hashes):
        return ()
    places = np.searchsorted(b.hashes, a.hashes) + a.ranks
    inside = places < len(b.hashes)
    places[~inside] = 0
    shared = inside & (b.hashes[places] == a.hashes)
    starts_a, starts_b = a.starts[shared], b.starts[places[shared]]
    order = np.lexsort((starts_a, starts_b - starts_a))
    starts_a, starts_b = starts_a[order], starts_b[order]
    shift = starts_b - starts_a
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (shift[1:] != shift[:-1]) | (np.diff(starts_a) > SEQUENCE_WORDS)
    heads = np.flatnonzero(first)
    lasts = np.append(heads[1:], len(order))[: len(heads)] - 1
    lengths = starts_a[lasts] + SEQUENCE_WORDS - starts_a[heads]
    found = zip(starts_a[heads].tolist(), starts_b[heads].tolist(), lengths.tolist(), strict=True)
    return tuple(sorted(found))
