"""The chance that a block belongs to the story: boosted trees look at each block alone, then again beside the others.

The trees are in blocks.npz, which tools/block_model writes. The second look is stacking (D. Wolpert, "Stacked
Generalization", 1992): what the first said of a block's neighbours, of blocks on the same path and of the boxes around
it are features.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from news_pipeline.cleaning.blocks.block_features import Features, Floats, block_features
from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.blocks.second_look import second_features
from news_pipeline.cleaning.blocks.word_odds import WordOdds
from news_pipeline.shared.boosted_trees import Arrays, Trees, log_odds, odds_of, read_arrays, trees_of

HOPELESS = -5.0
"""Log odds of the first look below which there is no second: .002 of the story's weight lies there."""


@dataclass(frozen=True, slots=True)
class BlockModel:
    """Both looks, and the odds of words that features ask for."""

    odds: WordOdds
    first: Trees
    second: Trees


@cache
def block_model() -> BlockModel:
    """The model of blocks.npz."""
    return read_model(read_arrays(__package__, "blocks.npz"))


def read_model(arrays: Arrays) -> BlockModel:
    """A model from the arrays of a file such as blocks.npz."""
    return BlockModel(
        WordOdds(odds_of(arrays, "names"), odds_of(arrays, "words")),
        trees_of(arrays, "first_"),
        trees_of(arrays, "second_"),
    )


def story_chances(blocks: Blocks) -> Floats:
    """One probability a block, in order."""
    return judged(blocks)[1] if blocks.texts else np.zeros(0)


def judged(blocks: Blocks) -> tuple[Features, Floats]:
    """The features of a page's blocks, at least one, and their probabilities."""
    model = block_model()
    features = block_features(blocks, model.odds)
    odds = log_odds(model.first, features)
    hopeful = np.flatnonzero(odds > HOPELESS)
    if len(hopeful):
        seen = features | second_features(blocks, odds, features)
        odds[hopeful] = log_odds(model.second, seen, hopeful)
    return features, np.asarray(1 / (1 + np.exp(-odds)), np.float64)
