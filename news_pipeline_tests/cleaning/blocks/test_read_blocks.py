"""Blocks of a page: where one ends, what the markup says of it, what a browser does not show."""

import pytest

from news_pipeline.cleaning.blocks.read_blocks import CARD, FLAGS, HIDDEN, read_blocks


def texts(body: str) -> list[str]:
    return read_blocks(f"<html><body>{body}</body></html>").texts


@pytest.mark.parametrize(
    ("body", "expected", "why"),
    [
        ("<p>The <b>old</b> light <a href='/x'>is</a> lit.</p>", ["The old light is lit."], "inline marks end nothing"),
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."], "paragraphs"),
        ("Bare<div>Box</div>tail", ["Bare", "Box", "tail"], "text beside a box"),
        ("One<br><br>Two<br>still two", ["One", "Two still two"], "two breaks are a paragraph"),
        ("One<br>\n <br>Two", ["One", "Two"], "white space between breaks is nothing"),
        ("<ul><li>A</li><li>B</li></ul>", ["A", "B"], "items"),
        ("<table><tr><td>A</td><td>B</td></tr></table>", ["A", "B"], "cells"),
        ("<a href='/'><h3>Head</h3><p>Lead</p></a>", ["Head", "Lead"], "boxes in a link"),
        ("<script>x</script><style>y</style><p>z</p>", ["z"], "what is not shown"),
        ("<noscript>turn it on</noscript><p>z</p>", ["z"], "noscript"),
        ("<p>  a\n b\u200b \u00a0c </p><p> \u200b </p>", ["a b c"], "white space and unseen signs"),
        ("<!-- c --><p>a<!-- d -->b</p>", ["ab"], "comments"),
    ],
)
def test_blocks_end_where_boxes_do(body, expected, why):
    assert texts(body) == expected, why


def test_what_is_hidden_in_a_line_is_a_block_behind_it():
    blocks = read_blocks("<p>Said Jane <span style='display: none'>Close</span> of the union.</p>")
    assert blocks.texts == ["Said Jane of the union.", "Close"]
    assert [bool(flags & HIDDEN) for flags in blocks.flags] == [False, True]


def test_a_card_over_a_name_is_a_block_behind_its_line():
    card = "<span class='card'><img src='j.jpg'><a href='/j'>Jane</a><a href='/r'>Reef claims trawler</a></span>"
    blocks = read_blocks(f"<p>Said Jane {card} of the union.</p>")
    assert blocks.texts[0] == "Said Jane of the union."
    assert "Reef claims trawler" in blocks.texts[1]
    assert blocks.flags[1] & CARD


def test_a_block_knows_its_boxes_and_its_links():
    blocks = read_blocks("<html><body><article><p class='lead'>See <a href='/'>this</a></p></article></body></html>")
    box = blocks.box[0]
    assert (blocks.tags[box], blocks.names[box], blocks.tags[blocks.parents[box]]) == ("p", "lead", "article")
    assert (blocks.links, blocks.link_characters) == ([1], [4])
    assert blocks.flags[0] & FLAGS["article"]
    assert (blocks.first[box], blocks.end[box]) == (0, 1)


def test_titles_are_those_of_head_and_heading():
    head = "<title>Light &amp; reef | News</title><meta property='og:title' content='Light &amp; reef'>"
    assert read_blocks(f"<html><head>{head}</head><body><h1>The <i>light</i></h1></body></html>").titles == (
        "Light & reef | News",
        "Light & reef",
        "The light",
    )


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>One.</p></body></html><p>Two.</p>",
        "<html><body><p>One.</p></body></html><html><body><p>Two.</p></body></html>",
        "<html><body><div><p>One.</p></body></html></div><!-- x --><div>Two.</div></body></html>",
    ],
)
def test_what_follows_a_stray_end_of_the_page_is_read(html):
    assert read_blocks(html).texts == ["One.", "Two."]


DEEP = ["<p>" * 5_000, "<div>" * 5_000 + "x", "<span>" * 3_000 + "x"]


@pytest.mark.parametrize("html", ["", "<", "\0\1", "\ud800", *DEEP])
def test_any_text_gives_blocks_or_none(html):
    read_blocks(html)


def test_text_behind_the_most_blocks_stands_in_the_last(monkeypatch):
    monkeypatch.setattr("news_pipeline.cleaning.blocks.read_blocks.MOST_BLOCKS", 2)
    assert texts("<p>One</p><p>Two</p><div><p>Three</p><p>Four</p></div><br><br>Five") == [
        "One",
        "Two",
        "Three Four Five",
    ]
