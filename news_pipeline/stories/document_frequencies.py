"""In how many of a fixed set of news articles a word occurs.

Here: reading and looking up the frozen table (document_frequencies.npz), and the words of other languages that it does
not know (function_words.txt). Elsewhere: making the table (count_document_frequencies.py), weights (terms.py).

The table was counted from 6,000 English news articles, 2010-2022, of the Article-Bias-Prediction collection (titles and
whole texts). It holds hashes and counts of the words of three or more articles. It is frozen: another table would
give other weights to every article, so a new one goes with a new code version of the stage.
"""

import io
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from news_pipeline.shared.hashing import digest64

IDF_SCALE = 1_000
"""Inverse document frequencies are whole thousandths, the same on every machine."""


class FrequencyTable(NamedTuple):
    """Counts of articles by the upper 32 bits of the hash of a word's key."""

    documents: int
    counts: dict[int, int]


def inverse_document_frequency(term: int, key: str) -> int:
    """ln((N + 1) / (df + 1/2)) in thousandths, at least 0. `term` is the hash of the word's key.

    A word outside the table counts as seen in one article, and a function word of another language as seen in all. One
    of up to three letters that the table knows from names ("der", "les") counts as seen in 10 % at least.
    """
    table = frequency_table()
    count: float = table.counts.get(term >> 32, 0)
    if key in _function_words():
        if count == 0:
            return 0
        if len(key) <= 3:
            count = max(count, table.documents / 10)
    count = count or 1
    return max(0, round(IDF_SCALE * math.log((table.documents + 1) / (count + 0.5))))


@cache
def frequency_table() -> FrequencyTable:
    """The table of the package, read once."""
    import numpy as np  # noqa: PLC0415  # only here, so that importing the package stays cheap

    data = files("news_pipeline.stories").joinpath("document_frequencies.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        counts = dict(zip(arrays["term"].tolist(), arrays["count"].tolist(), strict=True))
        return FrequencyTable(int(arrays["documents"]), counts)


@cache
def _function_words() -> frozenset[str]:
    lines = files("news_pipeline.stories").joinpath("function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def term_hash(key: str) -> int:
    """The 64-bit number that stands for a word's key."""
    return digest64(key)
