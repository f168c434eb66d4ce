"""The chance that a block belongs to the story: boosted trees look at each block alone, then again beside the others.

The trees (J. Friedman, "Greedy Function Approximation", 2001) are in blocks.npz, which tools/block_model writes. The
second look is stacking (D. Wolpert, "Stacked Generalization", 1992): what the first said of a block's neighbours, of
blocks on the same path and of the boxes around it are features.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.blocks.block_features import Features, Floats, block_features
from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.blocks.second_look import second_features
from news_pipeline.cleaning.blocks.word_odds import WordOdds

HOPELESS = -5.0
"""Log odds of the first look below which there is no second: .002 of the story's weight lies there."""
MOST_AT_ONCE = 4_000
"""Blocks that walk the trees together."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, one after the other, each tree in preorder."""

    names: tuple[str, ...]
    """The features that the trees ask for."""
    roots: Ints
    feature: Ints
    """Position in `names`; 0 in a leaf."""
    at_most: npt.NDArray[np.float32]
    """A block whose feature is at most this goes to the next node; infinite in a leaf."""
    children: Ints
    """Of node n at 2n and 2n + 1: where a block goes; a leaf leads to itself."""
    value: Floats
    """Log odds that a leaf adds; 0 elsewhere."""
    depth: int


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Both looks, and the odds of words that features ask for."""

    odds: WordOdds
    first: Trees
    second: Trees


@cache
def block_model() -> BlockModel:
    """The model of blocks.npz."""
    return read_model(files(__package__).joinpath("blocks.npz").read_bytes())


def read_model(stored: bytes) -> BlockModel:
    """A model from the bytes of a file such as blocks.npz."""
    with np.load(BytesIO(stored), allow_pickle=False) as arrays:
        return BlockModel(
            WordOdds(_odds(arrays, "names"), _odds(arrays, "words")), _trees(arrays, "first"), _trees(arrays, "second")
        )


def _odds(arrays: np.lib.npyio.NpzFile, kind: str) -> dict[str, float]:
    words = bytes(arrays[f"{kind}_text"]).decode().split("\n")
    return dict(zip(words, (arrays[f"{kind}_odds"].astype(float) / 100).tolist(), strict=True))


def _trees(arrays: np.lib.npyio.NpzFile, look: str) -> Trees:
    feature = arrays[f"{look}_feature"].astype(np.int64)
    is_leaf = feature < 0
    node = np.arange(len(feature))
    below = np.where(is_leaf, node, node + 1)
    above = np.where(is_leaf, node, node + arrays[f"{look}_otherwise"])
    value = arrays[f"{look}_value"]
    return Trees(
        tuple(bytes(arrays[f"{look}_names"]).decode().split("\n")),
        arrays[f"{look}_roots"].astype(np.int64),
        np.maximum(feature, 0),
        np.where(is_leaf, np.inf, value).astype(np.float32),
        np.stack([below, above], axis=1).ravel(),
        np.where(is_leaf, value, 0.0).astype(float),
        int(arrays[f"{look}_depth"]),
    )


def story_chances(blocks: Blocks) -> Floats:
    """One probability a block, in order."""
    size = len(blocks.texts)
    if not size:
        return np.zeros(0)
    model = block_model()
    features = block_features(blocks, model.odds)
    odds = log_odds(model.first, features, np.arange(size))
    hopeful = np.flatnonzero(odds > HOPELESS)
    if len(hopeful):
        seen = features | second_features(blocks, odds, features)
        odds[hopeful] = log_odds(model.second, seen, hopeful)
    return np.asarray(1 / (1 + np.exp(-odds)), np.float64)


def log_odds(trees: Trees, features: Features, rows: Ints) -> Floats:
    """Log odds of the blocks at `rows`. Single precision, in which the thresholds were learned."""
    values = np.array([features[name][rows] for name in trees.names], np.float32).T
    starts = range(0, len(rows), MOST_AT_ONCE)
    return np.concatenate([_walk(trees, np.ascontiguousarray(values[i : i + MOST_AT_ONCE])) for i in starts])


def _walk(trees: Trees, values: npt.NDArray[np.float32]) -> Floats:
    """The sum of the leaves that each row of `values` reaches."""
    flat = values.ravel()
    size = len(values)
    node = np.repeat(trees.roots, size)
    start = np.tile(np.arange(size) * values.shape[1], len(trees.roots))
    for _ in range(trees.depth):
        node = trees.children[2 * node + (flat[start + trees.feature[node]] > trees.at_most[node])]
    return np.asarray(trees.value[node].reshape(len(trees.roots), size).sum(axis=0), np.float64)
