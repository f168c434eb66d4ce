"""The chance that a line of a text belongs to its story, from its features, and in words what spoke against it.

Boosted trees look at each line alone and again beside the others (line_second_look.py). The model is lines.npz, which
tools/line_model writes; its README.md is the model's card. The value of an inner node is the mean of what lies below
it, so each step of a line's way says how much its feature spoke for or against it (A. Saabas, "Interpreting random
forests", 2014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.line_features import Floats, own_features
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from news_pipeline.cleaning.line_second_look import second_features
from news_pipeline.cleaning.page_features import page_features
from news_pipeline.cleaning.roles import SourceLine
from news_pipeline.shared.boosted_trees import Arrays, Nodes, Trees, leaves, log_odds, odds_of, read_arrays, trees_of
from news_pipeline.shared.word_tables import word_table

FURNITURE = -1.0
"""Log odds of a line that stands around stories."""
EXPLAINING = 40
"""Trees of the first look that are asked for reasons; later ones change little."""
HOPELESS = -5.0
"""Log odds of the first look below which there is no second: .0004 of the stories' weight lies there."""


@dataclass(frozen=True, slots=True)
class LineModel:
    """Both looks, and the odds of words and lines that features ask for."""

    odds: LineOdds
    first: Trees
    second: Trees


@dataclass(frozen=True, slots=True)
class JudgedLines:
    """What the model says of the lines of a text."""

    words: Floats
    """Of each line."""
    chances: list[float]
    ways: Nodes
    """The leaf that each line (columns) reaches in each of the explaining trees (rows)."""


@cache
def line_model() -> LineModel:
    """The model of lines.npz."""
    return model_of(read_arrays(__package__, "lines.npz"))


def model_of(arrays: Arrays) -> LineModel:
    """A model from the arrays of a file such as lines.npz."""
    return LineModel(
        LineOdds(odds_of(arrays, "words"), odds_of(arrays, "lines")),
        trees_of(arrays, "first_"),
        trees_of(arrays, "second_"),
    )


def is_furniture(text: str) -> bool:
    """Whether a short line stands around stories on many web sites: "Sign in", "Share this article"."""
    return line_model().odds.of_lines.get(line_key(text.lower()), 0.0) <= FURNITURE


def judge_lines(lines: Sequence[SourceLine]) -> JudgedLines:
    """The features of each line and the chance that it belongs to the story, in order."""
    if not lines:
        return JudgedLines(np.zeros(0), [], np.zeros((0, 0), np.int32))
    model = line_model()
    own, vocabulary = own_features(lines, model.odds)
    features = own | page_features(own, vocabulary)
    ways = leaves(model.first, features)
    odds = model.first.value[ways].sum(axis=0)
    hopeful = np.flatnonzero(odds > HOPELESS)
    if len(hopeful):
        odds[hopeful] = log_odds(model.second, features | second_features(odds, own, vocabulary), hopeful)
    return JudgedLines(own["words"], (1 / (1 + np.exp(-odds))).tolist(), ways[:EXPLAINING])


def reasons_against(judged: JudgedLines, lines: Sequence[int], most: int = 3) -> list[str]:
    """For each of the lines, in words: the values of features that lowered its odds most, strongest first."""
    if not lines:
        return []
    _, said, shifts = explaining_trees()
    totals = shifts[judged.ways[:, np.array(lines)]].sum(axis=0)
    strongest = np.argsort(totals, axis=1)[:, :most]
    against = np.take_along_axis(totals, strongest, axis=1) < 0
    return [
        ", ".join(said[i] for i, is_against in zip(*pair, strict=True) if is_against)
        for pair in zip(strongest.tolist(), against.tolist(), strict=True)
    ]


@cache
def explaining_trees() -> tuple[Trees, tuple[str, ...], npt.NDArray[np.float32]]:
    """The first trees of the first look; the words of feature_words.csv; for each node (rows) and words, how far the
    steps down to it moved the odds.
    """
    trees, words = _first_trees(line_model().first, EXPLAINING), feature_words()
    said = tuple(sorted({one for pair in words.values() for one in pair if one}))
    shifts = np.zeros((len(trees.value), len(said)), np.float32)
    for node in np.flatnonzero(trees.feature >= 0):
        sides = words.get(trees.names[trees.feature[node]], ("", ""))
        for after, one in zip(trees.children[2 * node : 2 * node + 2], sides, strict=True):
            shifts[after] = shifts[node]
            if one:
                shifts[after, said.index(one)] += trees.value[after] - trees.value[node]
    return trees, said, shifts


def _first_trees(trees: Trees, count: int) -> Trees:
    """A model of the first `count` trees."""
    end = int(trees.roots[count]) if count < len(trees.roots) else len(trees.value)
    return Trees(
        trees.names,
        trees.roots[:count],
        trees.feature[:end],
        trees.at_most[:end],
        trees.children[: 2 * end],
        trees.value[:end],
        trees.depth,
    )


def feature_words() -> dict[str, tuple[str, str]]:
    """By feature, what a low and a high value say against a line; empty where nothing is said."""
    return {row["feature"]: (row["low"], row["high"]) for row in word_table(__package__, "feature_words.csv")}
