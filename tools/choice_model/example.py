"""One example that a model of weighing.py learns from: the candidates of a field of one document."""

from dataclasses import dataclass

import numpy as np

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one field of one page."""

    field: str
    """`title`, `date`, `outlet` (of pages), `text_date`, `author` or `text_outlet` (of texts)."""
    set: str
    fold: int
    """Of the page's web site."""
    values: tuple[str, ...]
    names: tuple[str, ...]
    """Of the features."""
    features: np.ndarray
    right: np.ndarray
    ruled: str | None
    """What the rules alone say."""
    is_ruled_right: bool
    is_stated: bool
    """The page's own data say it, so that the rules' answer stays unless another is clearly better."""


def table_of(features: dict[str, list[float]]) -> tuple[tuple[str, ...], np.ndarray]:
    """Names of features, and a row of them a candidate; empty without candidates."""
    if not features:
        return (), np.zeros((0, 0))
    names = tuple(sorted(features))
    return names, np.array([features[name] for name in names], np.float32).T
