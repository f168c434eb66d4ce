"""Says how common a word is: in how many of a fixed set of news articles it occurs.

The table document_frequencies.npz was counted from 6,000 English news articles, 2010-2022, of the collection
Article-Bias-Prediction, titles and whole texts. It holds hashes and counts of the words of three or more articles. It
is frozen: another table would give other weights to every article, so a new one goes with a new code version of the
step. Function words of other languages, which it does not know, are listed in function_words.txt.
"""

import io
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.word_tables import word_list

IDF_SCALE = 1_000
"""Inverse document frequencies are whole thousandths, the same on every machine."""


class FrequencyTable(NamedTuple):
    """Counts of articles by the upper 32 bits of the hash of a word's key."""

    documents: int
    counts: dict[int, int]


def inverse_document_frequency(term: int, key: str) -> int:
    """ln((N + 1) / (df + 1/2)) in thousandths, at least 0. `term` is the hash of the word's key.

    A word outside the table counts as seen in one article. A function word of another language that the table does not
    know counts as seen in all. One of up to three letters that it knows, from names ("der", "les"), counts as seen in
    10 % at least.
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

    data = files(__package__).joinpath("document_frequencies.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        counts = dict(zip(arrays["term"].tolist(), arrays["count"].tolist(), strict=True))
        return FrequencyTable(int(arrays["documents"]), counts)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for line in word_list(__package__, "function_words.txt") for word in line.split())


def term_hash(key: str) -> int:
    """The 64-bit number that stands for a word's key."""
    return digest64(key)
