"""The file of a block model: what it says, the library says; and labels of pages by their gold."""

import pytest

from news_pipeline.cleaning.blocks.block_model import read_model
from news_pipeline.cleaning.blocks.word_odds import WordOdds
from news_pipeline.shared.boosted_trees import arrays_of
from news_pipeline_tests.shared.test_boosted_trees import one_tree
from tools.block_model.fit import odds_arrays
from tools.block_model.learn_odds import odds_by_site
from tools.block_model.pages import labelled_page, site_of
from tools.boosted_trees import npz_bytes, tree_arrays


def test_the_file_keeps_odds_of_words():
    odds = WordOdds({"story": 1.25}, {"leia": -0.5, "灯台": 2.0})
    trees = {**tree_arrays(one_tree(), "first_"), **tree_arrays(one_tree(), "second_")}
    model = read_model(arrays_of(npz_bytes({**odds_arrays(odds), **trees})))
    assert model.odds == odds
    assert model.first.names == ("links", "words")


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


def test_optional_texts_of_the_gold_say_nothing():
    gold = {"file": "a.html", "body": STORY, "optional": ["Nobody says what this is, and nobody asks."]}
    page = labelled_page("made", gold, HTML + "<p>Nobody says what this is, and nobody asks.</p>")
    assert page is not None
    assert (page.labels.tolist(), page.known.tolist()) == ([False, False, True, False], [True, False, True, False])


def test_a_page_of_which_only_the_kind_is_known_has_no_labels():
    page = labelled_page("made", {"file": "a.html", "kind": "product"}, HTML)
    assert page is not None
    assert not page.labels.any()
    assert not page.known.any()


def test_texts_that_a_body_must_and_must_not_hold_label_their_blocks_alone():
    gold = {"file": "a.html", "with": ["the old lighthouse"], "without": ["Home"]}
    page = labelled_page("made", gold, HTML + "<p>Nobody says what this is.</p>")
    assert page is not None
    assert (page.labels.tolist(), page.known.tolist()) == ([False, False, True, False], [True, False, True, False])


def test_a_site_says_nothing_of_its_own_words():
    sites = [f"https://site{n}.example/" for n in range(6)]
    pages = [labelled_page("made", {"file": "a.html", "url": url, "body": STORY}, HTML) for url in sites]
    odds = odds_by_site([page for page in pages if page])
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
