"""Weighs the candidates of a field: gradient-boosted trees over their features, calibrated to probabilities.

weights.npz holds a model a field; tools/choice_model fits it and says in its card how it does on sites that it has not
seen. Features are named, so that a model asks for those that it was fitted with.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from news_pipeline.shared.boosted_trees import Arrays, Trees, log_odds, read_arrays, trees_of

Features = Mapping[str, Sequence[float]]
"""By name, one value a candidate."""


def probabilities(field: str, features: Features) -> list[float]:
    """How probable it is that each candidate is right; [] without any. Raises KeyError for a field without a model."""
    count = len(next(iter(features.values()), ()))
    if not count:
        return []
    trees, slope, intercept = _model(field)
    return [1 / (1 + math.exp(-(slope * odds + intercept))) for odds in log_odds(trees, features).tolist()]


def forget() -> None:
    """Read the file again when it is next asked for: the trainer has written another."""
    _model.cache_clear()
    _arrays.cache_clear()


@cache
def _model(field: str) -> tuple[Trees, float, float]:
    arrays = _arrays()
    slope, intercept = np.asarray(arrays[f"{field}_calibration"], np.float64).tolist()
    return trees_of(arrays, f"{field}_"), slope, intercept


@cache
def _arrays() -> Arrays:
    return read_arrays(__package__, "weights.npz")
