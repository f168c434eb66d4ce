"""LightGBM models as the arrays that news_pipeline/shared/boosted_trees.py reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np

from news_pipeline.shared.boosted_trees import Trees, trees_of

_VALUES = frozenset(["leaf_value", "internal_value"])


class MeanOf:
    """Several LightGBM models of the same features as one, which gives the mean of their log odds."""

    def __init__(self, models: Sequence[Any]) -> None:
        self.models = models

    def predict(self, values: np.ndarray, **options: Any) -> np.ndarray:
        """As a LightGBM model; with raw_score, log odds."""
        return np.asarray(np.mean([model.predict(values, **options) for model in self.models], axis=0))

    def dump_model(self) -> dict[str, Any]:
        """As LightGBM tells of one model: all trees, each with its share of the sum."""
        dumps = [model.dump_model() for model in self.models]
        trees = [tree for dump in dumps for tree in dump["tree_info"]]
        for tree in trees:
            for node in _preorder(tree["tree_structure"]):
                for name in _VALUES & node.keys():
                    node[name] /= len(dumps)
        return {**dumps[0], "tree_info": trees}


def npz_bytes(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The bytes of a file with these arrays. The same arrays give the same bytes."""
    out = BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def tree_arrays(model: Any, prefix: str = "", *, with_means: bool = False) -> dict[str, np.ndarray]:
    """A LightGBM model as arrays. `with_means` keeps the mean below each inner node: it tells reasons."""
    dump = model.dump_model()
    trees = [list(_preorder(tree["tree_structure"])) for tree in dump["tree_info"]]
    nodes = [node for tree in trees for node in tree]
    asked = sorted({node["split_feature"] for node in nodes if not _is_leaf(node)})
    position = {at: i for i, at in enumerate(asked)}
    sizes = [len(tree) for tree in trees]
    inner = "internal_value" if with_means else ""
    arrays = {
        "names": words_array(dump["feature_names"][at] for at in asked),
        "roots": np.cumsum([0, *sizes[:-1]]).astype(np.int32),
        "feature": np.array([-1 if _is_leaf(node) else position[node["split_feature"]] for node in nodes], np.int16),
        "at_most": np.array([0.0 if _is_leaf(node) else _at_most(node["threshold"]) for node in nodes], np.float32),
        "value": np.array(
            [node["leaf_value"] if _is_leaf(node) else node.get(inner, 0.0) for node in nodes], np.float32
        ),
        "otherwise": np.array([0 if _is_leaf(node) else node["otherwise"] for node in nodes], np.int16),
        "depth": np.array(max((node["depth"] for node in nodes), default=0)),
    }
    return {f"{prefix}{name}": array for name, array in arrays.items()}


def words_array(words: Iterable[str]) -> np.ndarray:
    """Words as the bytes of lines: `boosted_trees.words_of` reads them."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def as_read(model: Any, *, with_means: bool = False) -> Trees:
    """The model as the package reads it."""
    return trees_of(tree_arrays(model, with_means=with_means))


def _is_leaf(node: Mapping[str, Any]) -> bool:
    return "left_child" not in node


def _preorder(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Nodes, the root first, each with its depth; inner ones with `otherwise`: nodes from it to its right child."""
    stack: list[tuple[dict[str, Any], int, dict[str, Any], int]] = [(root, 0, {}, 0)]
    at = 0
    while stack:
        node, depth, parent, parent_at = stack.pop()
        node["depth"] = depth
        if parent:
            parent["otherwise"] = at - parent_at
        if not _is_leaf(node):
            stack += [(node["right_child"], depth + 1, node, at), (node["left_child"], depth + 1, {}, 0)]
        yield node
        at += 1


def _at_most(threshold: float) -> float:
    """The largest number of single precision that is not above: the features have single precision too."""
    single = np.float32(threshold)
    return float(single if float(single) <= threshold else np.nextafter(single, np.float32(-np.inf)))
