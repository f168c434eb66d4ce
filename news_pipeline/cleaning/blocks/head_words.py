"""Measures how much of each block the page's head says too: in its description, and in the articleBody of JSON-LD."""

import math
from collections.abc import Sequence

import numpy as np

from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.characters import UNSPACED
from news_pipeline.shared.boosted_trees import Floats

RUN = 3
"""Words in a row that must be the same, as _runs and _share pair them; of scripts without spaces, signs."""
UNKNOWN = -1.0


def head_words(blocks: Blocks, small_words: Sequence[list[str]]) -> dict[str, Floats]:
    """By name, one value a block: the share of its runs of words, UNKNOWN where the head has no such text.

    `small_words` are the words of each block by spaces, in small letters.
    """
    said = list(map(_words, blocks.texts, small_words)) if blocks.linked_body or blocks.description else []
    size = len(blocks.texts)
    linked = _runs(blocks.linked_body)
    described = _runs(blocks.description)
    return {
        "in_linked_body": _shares(said, linked) if linked else np.full(size, UNKNOWN),
        "linked_body": np.full(size, math.log1p(len(linked))),
        "in_description": _shares(said, described) if described else np.full(size, UNKNOWN),
    }


def _shares(said: Sequence[list[str]], known: frozenset[tuple[str, ...]]) -> Floats:
    return np.array([_share(words, known) for words in said], np.float64)


def _share(words: list[str], known: frozenset[tuple[str, ...]]) -> float:
    if len(words) < RUN:
        return UNKNOWN
    return sum(map(known.__contains__, zip(words, words[1:], words[2:], strict=False))) / (len(words) - RUN + 1)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text, text.lower().split())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _words(text: str, spaced: list[str]) -> list[str]:
    """The words, by spaces; in scripts without spaces the signs."""
    return spaced if text.isascii() or not UNSPACED.search(text) else list(text.replace(" ", ""))
