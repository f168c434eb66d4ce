"""The file of a block model: trees and odds of words as small arrays."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import numpy as np

from news_pipeline.cleaning.blocks.word_odds import WordOdds


def npz_of(odds: WordOdds, first: Any, second: Any) -> bytes:
    """The bytes that block_model.read_model reads, of two LightGBM models. The same models give the same bytes."""
    arrays = {**_odds("names", odds.of_names), **_odds("words", odds.of_words)}
    arrays |= {**_trees("first", first), **_trees("second", second)}
    out = BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def _odds(kind: str, odds: Mapping[str, float]) -> dict[str, np.ndarray]:
    words = sorted(odds)
    return {
        f"{kind}_text": np.frombuffer("\n".join(words).encode(), np.uint8),
        f"{kind}_odds": np.array([round(100 * odds[word]) for word in words], np.int16),
    }


def _trees(look: str, model: Any) -> dict[str, np.ndarray]:
    dump = model.dump_model()
    asked = sorted({at for tree in dump["tree_info"] for at in _features(tree["tree_structure"])})
    rows: list[tuple[int, float, int]] = []
    roots = []
    depth = 0
    for tree in dump["tree_info"]:
        roots.append(len(rows))
        depth = max(depth, _add(tree["tree_structure"], {at: i for i, at in enumerate(asked)}, rows))
    names = "\n".join(dump["feature_names"][at] for at in asked)
    return {
        f"{look}_names": np.frombuffer(names.encode(), np.uint8),
        f"{look}_roots": np.array(roots, np.int32),
        f"{look}_feature": np.array([row[0] for row in rows], np.int16),
        f"{look}_value": np.array([row[1] for row in rows], np.float32),
        f"{look}_otherwise": np.array([row[2] for row in rows], np.int16),
        f"{look}_depth": np.array(depth),
    }


def _features(node: dict[str, Any]) -> set[int]:
    if "left_child" not in node:
        return set()
    return {node["split_feature"]} | _features(node["left_child"]) | _features(node["right_child"])


def _add(node: dict[str, Any], positions: dict[int, int], rows: list[tuple[int, float, int]]) -> int:
    """Appends a node and what lies below it, in preorder. Gives the number of steps to its furthest leaf."""
    if "left_child" not in node:
        rows.append((-1, node["leaf_value"], 0))
        return 0
    at = len(rows)
    rows.append((0, 0.0, 0))
    left = _add(node["left_child"], positions, rows)
    otherwise = len(rows) - at
    right = _add(node["right_child"], positions, rows)
    rows[at] = (positions[node["split_feature"]], _at_most(node["threshold"]), otherwise)
    return 1 + max(left, right)


def _at_most(threshold: float) -> float:
    """The largest number of single precision that is not above: the features have single precision too."""
    single = np.float32(threshold)
    return float(single if float(single) <= threshold else np.nextafter(single, np.float32(-np.inf)))
