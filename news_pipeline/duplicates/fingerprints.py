"""Keys of one article: a hash of its whole text, and sampled hashes of its five-word sequences.

Here: `fingerprint_batch`, the hash of word sequences, the sampling.
Elsewhere: folding of words (tokens.py), what shared keys mean (candidates.py), two texts compared (verification.py).

Sampling by the hash's value (FracMinHash; Hera, Pierce-Ward, Koslicki 2023): whether a sequence is kept depends on the
sequence alone, so texts of any length share kept ones in proportion to what they share, and a coarser sample is part of
a finer one.
The numbers are stored: what changes them needs a new version of the stage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates.tokens import Tokens, tokenise_in_slices

SEQUENCE_WORDS = 5
SAMPLING = 8
"""One sequence in so many becomes a fingerprint."""
COLD_SAMPLING = 32
"""One sequence in so many stays in the cold tier of old postings."""
COLD_LIMIT = 2**64 // COLD_SAMPLING
"""A fingerprint below this number belongs to the cold tier too."""
LEAST_EXACT_TOKENS = 30
"""Shorter texts have no exact hash: "Read more at our site" twice is no duplicate."""

_HOT_LIMIT = np.uint64(2**64 // SAMPLING)
_ODD = 0x9E3779B97F4A7C15
_WEIGHTS = [np.uint64(pow(_ODD, power, 2**64)) for power in range(SEQUENCE_WORDS)]


@dataclass(frozen=True, slots=True)
class TextKeys:
    """What an article is looked up by."""

    exact_hash: int | None
    """64 bits over the folded words of the whole text; None under 30 words."""
    token_count: int
    prose_count: int
    """Words of prose, the whole of which coverage is a share."""
    fingerprints: NDArray[np.uint64]
    """Sampled hashes of five-word sequences of prose paragraphs, ascending, distinct."""


def fingerprint_batch(bodies: Sequence[str]) -> list[TextKeys]:
    """Keys of each body, in order. They do not depend on the other bodies. Raises nothing on any text."""
    return [keys for tokens in tokenise_in_slices(bodies) for keys in _keys(tokens)]


def sequences(tokens: Tokens) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Index of the first word and hash of each five-word sequence within one prose paragraph, in order of position."""
    count = len(tokens.hashes) - SEQUENCE_WORDS + 1
    if count <= 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    inside = (tokens.paragraphs[:count] == tokens.paragraphs[SEQUENCE_WORDS - 1 :]) & tokens.is_prose[:count]
    hashes = np.zeros(count, dtype=np.uint64)
    for offset, weight in enumerate(_WEIGHTS):
        hashes += tokens.hashes[offset : offset + count] * weight
    starts = np.flatnonzero(inside)
    return starts, _mixed(hashes[starts])


def _keys(tokens: Tokens) -> list[TextKeys]:
    starts, hashes = sequences(tokens)
    kept = hashes < _HOT_LIMIT
    hashes, texts = hashes[kept], np.searchsorted(tokens.starts, starts[kept], side="right") - 1
    order = np.lexsort((hashes, texts))
    hashes, texts = hashes[order], texts[order]
    first = np.ones(len(hashes), dtype=np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (texts[1:] != texts[:-1])
    hashes, texts = hashes[first], texts[first]
    bounds = np.searchsorted(texts, np.arange(len(tokens.starts)))
    words = tokens.hashes.astype("<u8", copy=False)
    prose = np.diff(np.concatenate([[0], np.cumsum(tokens.is_prose)])[tokens.starts]).tolist()
    ends = zip(tokens.starts, tokens.starts[1:], bounds, bounds[1:], prose, strict=False)
    return [
        TextKeys(_exact_hash(words[start:end]), int(end - start), prose_count, hashes[low:high])
        for start, end, low, high, prose_count in ends
    ]


def _exact_hash(words: NDArray[np.uint64]) -> int | None:
    if len(words) < LEAST_EXACT_TOKENS:
        return None
    return int.from_bytes(blake2b(words.tobytes(), digest_size=8).digest(), "big")


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Finaliser of SplitMix64 (Steele, Lea, Flood 2014): spreads the hashes evenly over 64 bits."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    return hashes ^ (hashes >> np.uint64(31))
