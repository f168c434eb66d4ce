"""How often what bears a word is of the story: words of classes and ids, and words that blocks begin with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

MOST_WORDS = 12
"""Words at a block's beginning that are looked at."""
_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class WordOdds:
    """Log odds against the mean; a word that is missing says nothing."""

    of_names: Mapping[str, float]
    of_words: Mapping[str, float]


def name_words(tag: str, names: str) -> tuple[str, ...]:
    """The different words of a box: its tag, and the parts of its class, id, itemprop and role."""
    return (f"<{tag}>", *parts_of_names(names))


@lru_cache(maxsize=20_000)
def parts_of_names(names: str) -> tuple[str, ...]:
    """The different words of class, id, itemprop and role, in small letters."""
    return tuple(dict.fromkeys([word.lower() for word in _NAME.findall(names)]))


def opening_words(text: str) -> list[str]:
    """The first words of a block, without figures."""
    return _WORD.findall(text[:120].lower())[:MOST_WORDS]
