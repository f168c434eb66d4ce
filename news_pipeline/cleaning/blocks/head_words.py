"""Measures how much of each block the page's head says too: in its description, and in the articleBody of JSON-LD."""

import math

import numpy as np

from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.characters import UNSPACED
from news_pipeline.shared.boosted_trees import Floats

RUN = 3
"""Words in a row that must be the same; of scripts without spaces, signs."""
UNKNOWN = -1.0


def head_words(blocks: Blocks) -> dict[str, Floats]:
    """By name, one value a block: the share of its runs of words, UNKNOWN where the head has no such text."""
    size = len(blocks.texts)
    linked = _runs(blocks.linked_body)
    described = _runs(blocks.description)
    return {
        "in_linked_body": _shares(blocks.texts, linked) if linked else np.full(size, UNKNOWN),
        "linked_body": np.full(size, math.log1p(len(linked))),
        "in_description": _shares(blocks.texts, described) if described else np.full(size, UNKNOWN),
    }


def _shares(texts: list[str], known: frozenset[tuple[str, ...]]) -> Floats:
    return np.array([_share(text, known) for text in texts], np.float64)


def _share(text: str, known: frozenset[tuple[str, ...]]) -> float:
    words = _words(text)
    if len(words) < RUN:
        return UNKNOWN
    return sum(map(known.__contains__, zip(*(words[i:] for i in range(RUN)), strict=False))) / (len(words) - RUN + 1)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(zip(*(words[i:] for i in range(RUN)), strict=False))


def _words(text: str) -> list[str]:
    """The words, by spaces; in scripts without spaces the signs."""
    return text.lower().split() if text.isascii() or not UNSPACED.search(text) else list(text.replace(" ", ""))
