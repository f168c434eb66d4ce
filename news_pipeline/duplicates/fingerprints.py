"""Makes the keys by which an article is looked up: a hash of its whole text, and a sample of its shingles.

A shingle is five words in a row within one prose paragraph; a fingerprint is the hash of a shingle of the sample.
Whether a shingle is sampled depends on its hash alone (FracMinHash; Hera, Pierce-Ward, Koslicki 2023). So texts of any
length share fingerprints in proportion to what they share, and a coarser sample is part of a finer one.

HELSINKI in the figures below is a collection of 578 articles of 75 outlets on one summit in July 2018, with 721 copies.

The numbers are stored: what changes them needs a new code version of the step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from news_pipeline.duplicates.tokens import Tokens, tokenise_in_slices

SHINGLE_WORDS = 5
"""Five words find the copies of HELSINKI with F1 .98, four with .94: short shingles are stock phrases. Eight lose
copies that were edited a lot."""
SAMPLING = 8
"""One shingle in 8 is a fingerprint: .997 of the copies of HELSINKI share two of them; at one in 16 it is .979."""
COLD_SAMPLING = 32
"""One shingle in 32 is in the cold tier, the coarser sample for long spans: .986 of those copies share one."""
COLD_LIMIT = 2**64 // COLD_SAMPLING
"""A fingerprint below this number belongs to the cold tier too."""
LEAST_EXACT_TOKENS = 30
"""Shorter texts have no exact hash: "Read more at our site" twice is no duplicate. By judgement."""

_LIMIT = np.uint64(2**64 // SAMPLING)
_ODD = 0x9E3779B97F4A7C15
_WEIGHTS = [np.uint64(pow(_ODD, power, 2**64)) for power in range(SHINGLE_WORDS)]


@dataclass(frozen=True, slots=True)
class TextKeys:
    """What an article is looked up by."""

    exact_hash: int | None
    """64 bits over the folded words of the whole text; None under 30 words."""
    token_count: int
    prose_count: int
    """Words of prose, the whole of which coverage is a share."""
    fingerprints: NDArray[np.uint64]
    """Ascending, distinct."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shingles in order of position. They overlap: one begins at every word that four more follow."""

    starts: NDArray[np.int64]
    """Index of the first word."""
    hashes: NDArray[np.uint64]


def fingerprint_batch(bodies: Sequence[str]) -> list[TextKeys]:
    """Keys of each body, in order. They do not depend on the other bodies. Raises nothing on any text."""
    return [keys for tokens in tokenise_in_slices(bodies) for keys in _keys(tokens)]


def shingles(tokens: Tokens) -> Shingles:
    """All shingles of the texts."""
    count = len(tokens.hashes) - SHINGLE_WORDS + 1
    if count <= 0:
        return Shingles(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64))
    inside = (tokens.paragraphs[:count] == tokens.paragraphs[SHINGLE_WORDS - 1 :]) & tokens.is_prose[:count]
    hashes = np.zeros(count, dtype=np.uint64)
    for offset, weight in enumerate(_WEIGHTS):
        hashes += tokens.hashes[offset : offset + count] * weight
    starts = np.flatnonzero(inside)
    return Shingles(starts, _mixed(hashes[starts]))


def _keys(tokens: Tokens) -> list[TextKeys]:
    """The keys of each text: fingerprints of all texts are sorted at once, then cut by text."""
    found = shingles(tokens)
    sampled = found.hashes < _LIMIT
    hashes = found.hashes[sampled]
    texts = np.searchsorted(tokens.starts, found.starts[sampled], side="right") - 1
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
