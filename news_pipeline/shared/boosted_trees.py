"""Gradient-boosted trees (J. Friedman, "Greedy Function Approximation", 2001): reads them from a file, walks them.

A file is an .npz that tools/boosted_trees.py writes of a LightGBM model; it holds one or more models, each with a
prefix. Loading takes 1 ms. 130 trees of 31 leaves take 5 us a row, and .1 ms where it is alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Nodes = npt.NDArray[np.int32]
"""Numbers of nodes or features: half the memory, and with it half the time, of int64."""
Arrays = Mapping[str, npt.NDArray[np.generic]]
Columns = Mapping[str, npt.ArrayLike]
"""Features by name, one value a row."""
MOST_AT_ONCE = 4_000
"""Rows that walk the trees together."""


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees, one after the other, each tree in preorder."""

    names: tuple[str, ...]
    """The features that the trees ask for."""
    roots: Nodes
    feature: Nodes
    """Position in `names`; -1 in a leaf."""
    at_most: npt.NDArray[np.float32]
    """A row whose feature is at most this goes to the next node; infinite in a leaf."""
    children: Nodes
    """Of node n at 2n and 2n + 1: where a row goes; a leaf leads to itself."""
    value: Floats
    """Log odds that a leaf adds. Of other nodes the mean of what lies below, where the file has it, else 0."""
    depth: int


def read_arrays(package: str, name: str) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of the file `name` in the folder of `package` (pass `__package__`)."""
    return arrays_of(files(package).joinpath(name).read_bytes())


def arrays_of(stored: bytes) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of an .npz file from its bytes."""
    with np.load(BytesIO(stored), allow_pickle=False) as arrays:
        return dict(arrays)


def trees_of(arrays: Arrays, prefix: str = "") -> Trees:
    """The model whose arrays' names begin with `prefix`."""
    feature = arrays[f"{prefix}feature"].astype(np.int32)
    is_leaf = feature < 0
    node = np.arange(len(feature), dtype=np.int32)
    below = np.where(is_leaf, node, node + 1)
    above = np.where(is_leaf, node, node + arrays[f"{prefix}otherwise"].astype(np.int32))
    return Trees(
        words_of(arrays, f"{prefix}names"),
        arrays[f"{prefix}roots"].astype(np.int32),
        feature,
        np.where(is_leaf, np.inf, arrays[f"{prefix}at_most"]).astype(np.float32),
        np.stack([below, above], axis=1).ravel(),
        arrays[f"{prefix}value"].astype(np.float64),
        int(arrays[f"{prefix}depth"].item()),
    )


def words_of(arrays: Arrays, name: str) -> tuple[str, ...]:
    """The words of an array that holds the bytes of lines."""
    return tuple(bytes(arrays[name]).decode().split("\n"))


def odds_of(arrays: Arrays, kind: str) -> dict[str, float]:
    """Log odds by word, from the arrays `<kind>_text`, which `words_of` reads, and `<kind>_odds`, in hundredths."""
    odds = arrays[f"{kind}_odds"].astype(float) / 100
    return dict(zip(words_of(arrays, f"{kind}_text"), odds.tolist(), strict=True))


def log_odds(trees: Trees, features: Columns, rows: Ints | slice = slice(None)) -> Floats:
    """Log odds of each row (or those at `rows`): the sum of the leaves that it reaches."""
    values = matrix(trees, features, rows)
    if not len(values):
        return np.zeros(0)
    return np.concatenate([trees.value[_walk(trees, part)].sum(axis=0) for part in _parts(values)])


def matrix(trees: Trees, features: Columns, rows: Ints | slice = slice(None)) -> npt.NDArray[np.float32]:
    """Rows x `trees.names`, in the single precision in which thresholds were learned."""
    return np.array([np.asarray(features[name])[rows] for name in trees.names], np.float32).T


def leaves(trees: Trees, features: Columns, rows: Ints | slice = slice(None)) -> Nodes:
    """The leaf that each row (columns) reaches in each tree (rows)."""
    return np.concatenate([_walk(trees, part) for part in _parts(matrix(trees, features, rows))], axis=1)


def joined(models: Sequence[Trees]) -> Trees:
    """All trees of several models, in order, as one: a row walks them together in little more than the time of one."""
    names = tuple(dict.fromkeys(name for model in models for name in model.names))
    starts = np.cumsum([0, *(len(model.feature) for model in models[:-1])], dtype=np.int32)
    features = []
    for model in models:
        place = np.array([names.index(name) for name in model.names], np.int32)
        features.append(np.where(model.feature < 0, np.int32(-1), place[model.feature]))
    return Trees(
        names,
        np.concatenate([model.roots + start for model, start in zip(models, starts, strict=True)]),
        np.concatenate(features),
        np.concatenate([model.at_most for model in models]),
        np.concatenate([model.children + start for model, start in zip(models, starts, strict=True)]),
        np.concatenate([model.value for model in models]),
        max(model.depth for model in models),
    )


def _parts(values: npt.NDArray[np.float32]) -> list[npt.NDArray[np.float32]]:
    return [values[i : i + MOST_AT_ONCE] for i in range(0, max(1, len(values)), MOST_AT_ONCE)]


def _walk(trees: Trees, values: npt.NDArray[np.float32]) -> Nodes:
    flat = np.ascontiguousarray(values).ravel()
    size = len(values)
    node = np.repeat(trees.roots, size)
    start = np.tile(np.arange(size, dtype=np.int32) * np.int32(len(trees.names)), len(trees.roots))
    # in a leaf any feature will do: it leads to itself
    feature = np.maximum(trees.feature, 0)
    for _ in range(trees.depth):
        place = feature.take(node)
        place += start
        goes_on = flat.take(place) > trees.at_most.take(node)
        node <<= 1
        node += goes_on
        node = trees.children.take(node)
    return node.reshape(len(trees.roots), size)
