"""The file of a block model: what it says, the library says; and labels of pages by their gold."""

import numpy as np
import pytest

from news_pipeline.cleaning.blocks.block_model import log_odds, read_model
from news_pipeline.cleaning.blocks.word_odds import WordOdds
from tools.block_model.learn_odds import OddsBySite
from tools.block_model.pages import labelled_page, site_of
from tools.block_model.store import npz_of

EDGE = 0.1
"""Has no exact form in single precision."""


class Model:
    """As LightGBM tells of a model with one tree."""

    def dump_model(self) -> dict:
        inner = {
            "split_feature": 0,
            "threshold": EDGE,
            "left_child": {"leaf_value": 1.5},
            "right_child": {"leaf_value": -2.0},
        }
        root = {"split_feature": 1, "threshold": 3.0, "left_child": inner, "right_child": {"leaf_value": 0.25}}
        return {"feature_names": ["links", "words"], "tree_info": [{"tree_structure": root}]}


def stored() -> bytes:
    return npz_of(WordOdds({"story": 1.25}, {"leia": -0.5, "灯台": 2.0}), Model(), Model())


@pytest.mark.parametrize(
    ("links", "words", "expected", "why"),
    [
        (0.0, 3.0, 1.5, "at most both thresholds"),
        (0.2, 3.0, -2.0, "above the second"),
        (0.0, 3.5, 0.25, "above the first"),
        (np.float32(EDGE), 0.0, -2.0, "in single precision .1 is above .1"),
    ],
)
def test_a_block_walks_to_the_leaf_of_its_values(links, words, expected, why):
    features = {"links": np.array([links], float), "words": np.array([words], float)}
    assert log_odds(read_model(stored()).first, features, np.array([0]))[0] == expected, why


def test_the_file_keeps_odds_of_words_and_is_the_same_each_time():
    model = read_model(stored())
    assert (model.odds.of_names, model.odds.of_words) == ({"story": 1.25}, {"leia": -0.5, "灯台": 2.0})
    assert stored() == stored()


STORY = "The harbour authority said on Monday that the old lighthouse of the reef will be lit again this winter."
HTML = (
    "<title>Light</title><div class='menu'><a href='/'>Home</a></div>"
    f"<h1>Light</h1><div class='text'><p>{STORY}</p></div>"
)


def test_labels_come_from_the_gold_body_and_none_from_the_title():
    page = labelled_page("made", {"file": "a.html", "body": f"Light\n{STORY}"}, HTML)
    assert page is not None
    assert page.blocks.texts == ["Home", "Light", STORY]
    assert page.labels.tolist()[::2] == [False, True]
    assert page.known.tolist() == [True, False, True]


def test_texts_that_a_body_must_and_must_not_hold_label_their_blocks_alone():
    gold = {"file": "a.html", "with": ["the old lighthouse"], "without": ["Home"]}
    page = labelled_page("made", gold, HTML + "<p>Nobody says what this is.</p>")
    assert page is not None
    assert (page.labels.tolist(), page.known.tolist()) == ([False, False, True, False], [True, False, True, False])


def test_a_site_says_nothing_of_its_own_words():
    sites = [f"https://site{n}.example/" for n in range(6)]
    pages = [labelled_page("made", {"file": "a.html", "url": url, "body": STORY}, HTML) for url in sites]
    odds = OddsBySite([page for page in pages if page])
    assert odds.all.of_names["menu"] < 0 < odds.all.of_names["text"]
    assert 0 < odds.without(pages[0].site).of_names["text"] < odds.all.of_names["text"]


@pytest.mark.parametrize(
    ("gold", "html", "expected"),
    [
        ({"url": "https://www.news.example.com/a"}, "", "example.com"),
        ({"file": "x.html"}, "<link rel='canonical' href='https://www.reef.org/a'>", "reef.org"),
        ({"file": "x.html"}, "<a href='https://reef.org/a'><a href='https://reef.org/b'>", "reef.org"),
        ({"file": "x.html"}, "", "x.html"),
    ],
)
def test_the_site_of_a_page(gold, html, expected):
    assert site_of(gold, html) == expected
