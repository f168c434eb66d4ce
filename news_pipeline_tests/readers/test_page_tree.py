"""Whatever is wrong with a page, its tree holds all that it says."""

import pytest

from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.markup import MAX_DEPTH
from news_pipeline.readers.page_tree import parse_page


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>one</p></html><p>two</p>", "a stray end of the page"),
        ("<html><body><p>one</p></body></html><html><body><p>two</p></body></html>", "two pages in one"),
        ("<p>one\0</p>\0<p>two</p>", "null characters"),
        ("<div>" * 300 + "one" + "</div>" * 300 + "<p>two</p>", "deeper than libxml2 reads"),
        ("<div>" * (MAX_DEPTH + 20) + "one" + "</div>" * (MAX_DEPTH + 20) + "<p>two</p>", "deep, but read as it is"),
        ("<!-- a comment --><p>one<?pi?></p><p>two", "no closing tags"),
        ("<p>one \ud83d</p><p>two</p>", "half a character"),
    ],
)
def test_all_text_is_in_the_tree(html, why):
    tree = parse_page(html)
    assert tree is not None, why
    text = "".join(tree.itertext())
    assert text.index("one") < text.index("two"), why


@pytest.mark.parametrize("html", ["", "  ", "\0", "<", "<!-- nothing"])
def test_where_nothing_is_there_is_no_text(html):
    tree = parse_page(html)
    assert tree is None or not "".join(tree.itertext()).strip("\ufffd< ")


def test_the_metadata_see_what_stands_behind_a_stray_end_of_the_page():
    page = read_page(
        "<html><body><p>Menu</p></html><h1>Light is lit again</h1><time datetime='2024-03-05'>5 March</time>"
    )
    assert page
    assert [mark.text for mark in page.headlines] == ["Light is lit again"]
    assert [mark.value for mark in page.dates] == ["2024-03-05"]
