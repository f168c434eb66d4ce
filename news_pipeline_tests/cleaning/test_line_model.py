"""The trees of the line model: how they are read and walked, and what they say against a line."""

import csv

import numpy as np
import pytest

from news_pipeline.cleaning import line_model as model
from news_pipeline.cleaning.clean import label_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import features

TWO_TREES = [
    "tree,feature,at_most,otherwise,value",
    "0,words,4.5,2,0.1",
    "0,,,,-1.0",
    "0,prose,10,4,0.5",
    "0,,,,0.25",
    "0,,,,2.0",
    "1,,,,0.5",
]
PAGE = "Home\nSport\n\nThe harbour authority said on Tuesday that the old lighthouse will be lit again.\nMost read"


@pytest.mark.parametrize(
    ("prose", "words", "log_odds", "why"),
    [
        (0, 3, -0.5, "few words end in the first leaf, the tree of one leaf adds its value"),
        (0, 4.5, -0.5, "a value that equals the threshold is at most it"),
        (10, 5, 0.75, "right, then left"),
        (30, 20, 2.5, "right, then right"),
    ],
)
def test_a_line_walks_every_tree_and_its_leaves_add_up(prose, words, log_odds, why):
    trees = model.read_forest(TWO_TREES)
    assert trees.names == ("prose", "words")
    assert model.log_odds(trees, np.array([[prose, words]], float)) == pytest.approx([log_odds]), why


def test_every_feature_that_the_trees_or_the_words_name_exists():
    names = set(features(source_lines(PAGE)))
    assert set(model.forest().names) <= names
    with model.WORDS.open(encoding="utf-8", newline="") as file:
        said = {row["feature"] for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    assert said <= names


def test_lines_are_judged_alike_in_small_and_large_company():
    columns = {name: column * 600 for name, column in features(source_lines(PAGE)).items()}
    chances = model.story_probabilities(columns)
    assert len(chances) == 4 * 600 > model.MOST_AT_ONCE
    assert chances[:4] == pytest.approx(chances[-4:])
    assert all(0 < chance < 1 for chance in chances)


def test_what_spoke_against_a_line_is_said_in_words():
    columns = features(source_lines(PAGE))
    [against] = model.against(columns, [0])
    assert 1 <= len(against.split(", ")) <= 3
    assert "short" in against or "prose" in against
    assert model.against(columns, []) == []


def test_the_reason_of_a_cut_line_names_no_feature():
    names = ["Home", "News", "Sport", "Opinion", "Weather", "Contact", "Privacy", "Subscribe"]
    menu = "\n".join(f"      * {name}" for name in names)
    story = "\n".join(
        f"    The mayor said on day {n} that the bridge, closed in May, will open again.\n" for n in range(9)
    )
    reasons = [line.reason for line in label_lines(menu + "\n" + story + menu) if line.reason.startswith("unlike")]
    assert reasons
    assert not any("_" in reason for reason in reasons)
