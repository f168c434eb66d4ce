"""Measures what the first look says of the blocks most like each block, and how a block differs from the sure ones."""

from collections.abc import Hashable, Iterable

import numpy as np

from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.shared.boosted_trees import Floats, Ints

SURE = 0.6
"""A chance beyond which a block is surely of the story."""
NOBODY = -1.0
"""What others say where there are none."""
_LEVELS = (1, 2, 3, 4)
_COMPARED = {
    "links": "link_share",
    "depth": "depth",
    "signs": "signs",
    "names": "names_chain",
    "own": "names_own",
    "odds": "words_odds",
}


def alike_features(blocks: Blocks, chance: Floats, first: dict[str, Floats]) -> dict[str, Floats]:
    """By name, one value a block; `first` are the features of the first look, and `chance` is what it said.

    Of others, the block itself is left out: what the first look said of it is a feature of its own.
    """
    weights = np.sqrt(np.maximum(1.0, first["words"]))
    path = first["path_id"].astype(np.int64)
    look = numbers((blocks.tags[i], blocks.names[i]) for i in blocks.box)
    tag = numbers(blocks.tags[i] for i in blocks.box)
    out: dict[str, Floats] = {}
    for name, group in (("path", path), ("look", look)):
        out[f"{name}_others"], out[f"{name}_count_seen"] = others(group, chance, weights)
    _around(blocks, chance, weights, out)
    sure = np.where(chance > SURE, chance * weights, 0.0)
    if not sure.any():
        sure = chance * weights
    total = max(1e-9, float(sure.sum()))
    compared = {"words": np.log1p(first["words"])} | {name: first[asked] for name, asked in _COMPARED.items()}
    out |= {f"off_{name}": values - float((values * sure).sum()) / total for name, values in compared.items()}
    for name, group in (("path", path), ("look", look), ("tag", tag)):
        out[f"{name}_story"] = (np.bincount(group, sure) / total)[group]
    return out


def others(group: Ints, chance: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The mean chance of the others in the group of each block, NOBODY without any; and the size of the group."""
    likely, weight = (np.bincount(group, each)[group] for each in (chance * weights, weights))
    size = np.bincount(group)[group].astype(float)
    mean = (likely - chance * weights) / np.maximum(1e-9, weight - weights)
    return np.where(size > 1, mean, NOBODY), size


def _around(blocks: Blocks, chance: Floats, weights: Floats, out: dict[str, Floats]) -> None:
    """The mean chance of the others in each of the boxes around a block."""
    parents, first, end = (np.array(each, np.int64) for each in (blocks.parents, blocks.first, blocks.end))
    likely, weight = (np.concatenate([[0.0], np.cumsum(each)]) for each in (chance * weights, weights))
    at = np.array(blocks.box, np.int64)
    for level in _LEVELS:
        rest = weight[end[at]] - weight[first[at]] - weights
        mean = (likely[end[at]] - likely[first[at]] - chance * weights) / np.maximum(1e-9, rest)
        # weights are at least 1; what is less is rounding
        out[f"up{level}_others"] = np.where(rest > 1e-6, mean, NOBODY)
        at = np.maximum(parents[at], 0)


def numbers(keys: Iterable[Hashable]) -> Ints:
    """The number of each key, by the order in which they come first."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], np.int64)
