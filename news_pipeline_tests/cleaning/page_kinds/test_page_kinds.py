"""The kind of a page: its marks, its measures, its words, and what follows from a kind."""

import math

import pytest

from news_pipeline.cleaning.blocks.block_model import judged
from news_pipeline.cleaning.blocks.read_blocks import blocks_of
from news_pipeline.cleaning.clean import CleanedDocument, clean, label
from news_pipeline.cleaning.page_kinds.kind_model import PageKind, kind_model, page_words, word_measures
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks, read_marks
from news_pipeline.cleaning.page_kinds.page_measures import page_measures
from news_pipeline.cleaning.page_titles import says_title
from news_pipeline.cleaning.reasons import Reason
from news_pipeline.readers.page_tree import parse_page
from news_pipeline.shared.results import Rejected

STORY = "".join(
    f"<p>The harbour authority said on day {n} that the old lighthouse will be lit again, and that lamp {n} is new.</p>"
    for n in range(8)
)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Light | Courier</title>{head}</head><body>{body}</body></html>"


def marks(head: str, body: str = "") -> PageMarks:
    tree = parse_page(page(body, head))
    assert tree is not None
    return read_marks(tree)


def test_marks_are_those_of_the_head_of_json_ld_and_of_microdata():
    found = marks(
        '<meta property="OG:Type" content="article"><meta name="author" content="Jane"><meta name="author" content="J">'
        '<link rel="canonical" href="https://courier.example/light">'
        '<script type="application/ld+json">{"@type": ["NewsArticle", "Report"], "wordCount": "812",'
        ' "isAccessibleForFree": "False", "author": {"@type": "Person"}}</script>',
        '<div itemtype="https://schema.org/Product"><input type="password"></div>',
    )
    assert found.metas == {"og:type": "article", "author": "Jane"}
    assert found.linked_types == {"NewsArticle": 1, "Report": 1, "Person": 1}
    assert found.item_types == {"Product": 1}
    assert found.address == "https://courier.example/light"
    assert (found.asks_password, found.stated_words, found.says_not_free) == (True, 812, True)


def test_a_page_without_marks_has_none():
    assert marks("") == PageMarks()


def test_every_measure_that_a_tree_asks_for_is_measured_and_finite():
    tree = parse_page(page(f"<nav><a href='/'>Home</a></nav><article><h1>Light</h1>{STORY}</article>"))
    assert tree is not None
    blocks, found = blocks_of(tree), read_marks(tree)
    features, chances = judged(blocks)
    measures = page_measures(blocks, features, chances, says_title(blocks), found)
    measures |= word_measures(page_words(blocks, found), kind_model().odds)
    assert all({*trees.names} <= measures.keys() for trees in kind_model().trees.values())
    assert all(math.isfinite(value) for value in measures.values())


def test_words_are_those_of_labels_names_titles_address_metas_and_types():
    tree = parse_page(
        page(
            "<div class='productCard' id='main'><button>Add to cart</button></div>" + STORY,
            "<meta name='author' content='x'><link rel='canonical' href='https://a.example/shop/x1'>",
        )
    )
    assert tree is not None
    words = page_words(blocks_of(tree), read_marks(tree))
    assert {"add", "cart", ".product", ".card", ".main", "^light", "@author", "/shop"} <= words
    assert "harbour" not in words


def test_words_that_are_unknown_say_nothing():
    assert set(word_measures(["x"], {}).values()) == {0.0}
    assert word_measures(["a", "b", "x"], {"a": 2.0, "b": -1.5})["words_for"] == 1.0


def test_probabilities_add_up_to_one_and_a_story_is_an_article():
    labelled = label(page(f"<article><h1>Light</h1>{STORY}</article>"), "text/html").page
    assert labelled
    kinds = labelled.kinds
    assert sum(kinds.values()) == pytest.approx(1)
    assert max(kinds, key=lambda kind: kinds[kind]) is PageKind.ARTICLE


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("", "article"),
        ('<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>', "live"),
        ('<meta property="og:type" content="video.episode">', "video"),
        (
            '<script type="application/ld+json">[{"@type": "NewsArticle"}, {"@type": "ImageGallery"}]</script>',
            "article",
        ),
        ('<script type="application/ld+json">{"@type": "QAPage"}</script>', "forum"),
    ],
)
def test_an_article_says_what_kind_of_page_it_is(head, kind):
    document = clean(page(f"<article><h1>Light</h1>{STORY}</article>", head), "text/html")
    assert isinstance(document, CleanedDocument)
    assert document.page_kind == kind
    assert (document.page_kind_probability is None) == (kind != "article")


def test_a_text_has_no_kind_of_page():
    document = clean("The harbour authority said on Monday that the light will be lit again.")
    assert isinstance(document, CleanedDocument)
    assert document.page_kind is None


@pytest.mark.parametrize("html", ["", "<", "<html></html>", "<p>" * 2_000, "\0", "<p>1</p>"])
def test_any_page_is_answered(html):
    label(html, "text/html")


def cards(said: str, count: int = 8) -> str:
    one = "<div class='card'><h3><a href='/news/{n}'>Storm number {n} of the winter</a></h3><p>{said}</p></div>"
    return "<h1>Light</h1><div class='cards'>" + "".join(one.format(n=n, said=said) for n in range(count)) + "</div>"


SITE = '<meta property="og:type" content="website"><meta name="description" content="News of the reef and the coast">'
SHORT = "The boats came home an hour before it, the harbour says."
LONG = "The boats came home an hour before it, the harbour says, and the keeper lit the lamp. " * 3


@pytest.mark.parametrize(
    ("head", "body", "refused", "why"),
    [
        (SITE, cards(SHORT), True, "teasers alone"),
        (SITE, cards(LONG), False, "each of them is a text of its own"),
        (SITE, cards(SHORT, 4), False, "four links may be a story's own"),
        (SITE.replace("website", "article"), cards(SHORT), False, "it says that it is an article"),
        ("", cards(SHORT), False, "a fragment as feeds have them"),
        (SITE, STORY + cards(SHORT), False, "teasers behind a story"),
    ],
)
def test_a_page_whose_story_is_teasers_of_others_is_an_index(head, body, refused, why):
    found = clean(page(f"<main>{body}</main>", head), "text/html")
    assert (isinstance(found, Rejected) and found.reason is Reason.INDEX_PAGE) is refused, why
