"""Topics: what the lines of a page have in common, told from the words that they share.

Here: a line's content words, how rare they are on the page, what a line shares with a block. Elsewhere: what a line is
by itself (features.py), runs and blocks (context.py).
"""

import math
import re
from collections import Counter

from news_pipeline.cleaning.characters import UNSPACED

LOOKED_AT = 2_000
"""Characters of a line, at most."""
_SPACED_WORD = re.compile(r"\w{5,}")
Words = frozenset[str]


def content_words(text: str) -> Words:
    """Words of five letters or more, folded; of scripts without spaces, pairs of characters."""
    text = text[:LOOKED_AT].lower()
    words: set[str] = set()
    for word in _SPACED_WORD.findall(text):
        if UNSPACED.search(word):
            words.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            words.add(word)
    return frozenset(words)


def rarity(words: list[Words]) -> dict[str, float]:
    """For each word, how much it tells: the logarithm of lines of the page over lines that hold it."""
    held = Counter(word for line in words for word in line)
    return {word: math.log((len(words) + 1) / count) for word, count in held.items()}


def shared(line: Words, others: Counter[str], weights: dict[str, float], *, own: int = 0) -> float:
    """Share of the line's words, by weight, that occur in `others` more than `own` times; -1 without a word."""
    if not line:
        return -1.0
    total = sum(weights[word] for word in line) or 1.0
    return sum(weights[word] for word in line if others[word] > own) / total
