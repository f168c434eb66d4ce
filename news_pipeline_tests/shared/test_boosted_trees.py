"""The reader of boosted trees: rows walk as in LightGBM, alone or among many, and the shipped models are whole."""

import numpy as np
import pytest

from news_pipeline.cleaning.blocks.block_model import block_model
from news_pipeline.cleaning.line_model import line_model
from news_pipeline.cleaning.page_kinds.kind_model import PageKind, kind_model
from news_pipeline.metadata.titles.line_choice import title_trees
from news_pipeline.shared.boosted_trees import MOST_AT_ONCE, Trees, arrays_of, joined, leaves, log_odds, trees_of
from tools.boosted_trees import MeanOf, as_read, npz_bytes, tree_arrays

EDGE = 0.1
"""Has no exact form in single precision."""


class Model:
    """As LightGBM tells of a model."""

    def __init__(self, *roots: dict) -> None:
        self.roots = roots

    def dump_model(self) -> dict:
        trees = [{"tree_structure": root} for root in self.roots]
        return {"feature_names": ["links", "unused", "words"], "tree_info": trees}


def leaf(value: float) -> dict:
    return {"leaf_value": value}


def inner(feature: int, threshold: float, below: dict, above: dict, mean: float = 0.5) -> dict:
    return {
        "split_feature": feature,
        "threshold": threshold,
        "left_child": below,
        "right_child": above,
        "internal_value": mean,
    }


def one_tree() -> Model:
    return Model(inner(2, 3.0, inner(0, EDGE, leaf(1.5), leaf(-2.0)), leaf(0.25), mean=0.75))


@pytest.mark.parametrize(
    ("links", "words", "expected", "why"),
    [
        (0.0, 3.0, 1.5, "a value that equals the threshold is at most it"),
        (0.2, 3.0, -2.0, "below, then above"),
        (0.0, 3.5, 0.25, "above: a short way"),
        (np.float32(EDGE), 0.0, -2.0, "in single precision .1 is above .1"),
    ],
)
def test_a_row_walks_to_the_leaf_of_its_values(links, words, expected, why):
    assert log_odds(as_read(one_tree()), {"links": [links], "words": [words]}).tolist() == [expected], why


def test_the_mean_of_models_is_the_mean_of_what_they_say():
    both = MeanOf([one_tree(), Model(inner(0, 1.0, leaf(3.0), leaf(-1.0), mean=1.0))])
    rows = {"links": [0.0, 2.0], "words": [3.0, 3.5]}
    apart = [log_odds(as_read(model), rows) for model in both.models]
    assert log_odds(as_read(both), rows).tolist() == ((apart[0] + apart[1]) / 2).tolist()


def test_leaves_of_all_trees_add_up_and_a_tree_may_be_one_leaf():
    trees = as_read(Model(inner(0, 1.0, leaf(0.5), leaf(1.0)), leaf(-0.25)))
    assert log_odds(trees, {"links": [0, 2]}).tolist() == [0.25, 0.75]


def test_only_the_rows_asked_for_walk():
    trees = as_read(one_tree())
    features = {"links": [0, 1, 0], "words": [0, 0, 9]}
    assert log_odds(trees, features, np.array([2, 1])).tolist() == [0.25, -2.0]
    assert log_odds(trees, features, np.array([], int)).tolist() == []


def test_means_of_inner_nodes_are_kept_if_wanted():
    row = {"links": [0], "words": [9]}
    assert as_read(one_tree()).value.tolist() == [0.0, 0.0, 1.5, -2.0, 0.25]
    trees = as_read(one_tree(), with_means=True)
    assert (trees.value.tolist(), leaves(trees, row).tolist()) == ([0.75, 0.5, 1.5, -2.0, 0.25], [[4]])
    assert log_odds(trees, row).tolist() == [0.25]


def test_a_file_holds_several_models_and_the_same_models_give_the_same_bytes():
    stored = npz_bytes({**tree_arrays(one_tree(), "a_"), **tree_arrays(Model(leaf(3.0), leaf(4.0)), "b_")})
    assert stored == npz_bytes({**tree_arrays(one_tree(), "a_"), **tree_arrays(Model(leaf(3.0), leaf(4.0)), "b_")})
    arrays = arrays_of(stored)
    assert trees_of(arrays, "a_").names == ("links", "words")
    assert trees_of(arrays, "b_").value.tolist() == [3.0, 4.0]


SHIPPED = [
    pytest.param(lambda: block_model().first, id="blocks, first look"),
    pytest.param(lambda: block_model().second, id="blocks, second look"),
    pytest.param(lambda: line_model().first, id="lines, first look"),
    pytest.param(lambda: line_model().second, id="lines, second look"),
    pytest.param(title_trees, id="titles"),
    *(pytest.param(lambda kind=kind: kind_model().trees[kind], id=f"pages, {kind}") for kind in PageKind),
]


@pytest.mark.parametrize("shipped", SHIPPED)
def test_every_step_leads_to_a_leaf(shipped):
    trees: Trees = shipped()
    node = np.arange(len(trees.feature))
    for _ in range(trees.depth):
        node = np.maximum(trees.children[2 * node], trees.children[2 * node + 1])
    assert np.isinf(trees.at_most[node]).all()


@pytest.mark.parametrize("shipped", SHIPPED)
def test_many_rows_are_judged_as_few_are(shipped):
    trees: Trees = shipped()
    rng = np.random.default_rng(1)
    features = {name: rng.random(MOST_AT_ONCE + 10) * 20 for name in trees.names}
    alone = log_odds(trees, features, np.arange(MOST_AT_ONCE - 5, MOST_AT_ONCE + 5))
    assert np.array_equal(log_odds(trees, features)[MOST_AT_ONCE - 5 : MOST_AT_ONCE + 5], alone)


def test_models_that_are_joined_say_what_each_says_alone():
    models = [kind_model().trees[kind] for kind in PageKind]
    whole = joined(models)
    chance = np.random.default_rng(3)
    columns = {name: chance.normal(size=50) for name in whole.names}
    ends = np.cumsum([len(model.roots) for model in models])
    parts = np.split(whole.value[leaves(whole, columns)], ends[:-1])
    for model, part in zip(models, parts, strict=True):
        assert part.sum(axis=0).tolist() == log_odds(model, columns).tolist()
