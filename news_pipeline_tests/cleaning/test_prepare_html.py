"""A page's tree before an extractor reads it: posts that a story shows stay, cards over names go."""

import lxml.html
import pytest

from news_pipeline.cleaning.html import page_text
from news_pipeline.cleaning.prepare_html import drop_hover_cards, quote_posts

PARAGRAPH = (
    "<p>The harbour authority said on Monday that the old lighthouse of the northern reef will be lit again, {}.</p>"
)
POST = """<div class="social-media-embed"><blockquote class="twitter-tweet"><p>The light comes back, and so do we.</p>
&mdash; Jane Doe (@janedoe) <a href="https://example.org/1">May 3, 2021</a></blockquote></div>"""
CARD = """<span class="over"><a href="/jane">Jane Doe</a><span class="card"><span><img src="jane.jpg" alt=""></span>
<a href="/jane">Jane Doe</a><a href="/reef">Reef claims another trawler</a></span></span>"""


def _page(*paragraphs: str) -> str:
    body = "".join(paragraphs)
    return f"<html><head><title>Light</title></head><body><article><h1>Light</h1>{body}</article></body></html>"


def test_a_post_is_part_of_the_story_that_shows_it():
    story = [PARAGRAPH.format(f"for the {n} time") for n in ("first", "second", "third", "fourth", "fifth")]
    text = page_text(_page(*story[:3], POST, *story[3:])).text
    assert "The light comes back, and so do we." in text
    assert "Jane Doe (@janedoe)" in text


def test_a_card_over_a_name_leaves_the_name():
    story = [PARAGRAPH.format(f"for the {n} time, said {CARD} of the union") for n in ("first", "second", "third")]
    text = page_text(_page(*story)).text
    assert "for the first time, said Jane Doe of the union." in " ".join(text.split())
    assert "trawler" not in text


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div class='quote'><blockquote>Said the keeper.</blockquote></div>", "a quotation of the story's own"),
        ("<div class='box'>See: <blockquote class='twitter-tweet'>Hello</blockquote></div>", "more than the post"),
    ],
)
def test_other_boxes_keep_their_names(html, why):
    tree = lxml.html.fromstring(f"<body>{html}</body>")
    quote_posts(tree)
    assert tree.xpath("//div/@class"), why


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>See <span><a href='/a'>this</a> and <a href='/b'>that</a></span>.</p>", "no picture"),
        ("<p><span><img src='x'> <a href='/a'>one link</a></span></p>", "one link"),
        ("<div><span><img src='x'><a href='/a'>a</a><a href='/b'>b</a></span></div>", "not in a paragraph"),
    ],
)
def test_what_is_no_card_stays(html, why):
    tree = lxml.html.fromstring(f"<body>{html}</body>")
    before = tree.text_content()
    drop_hover_cards(tree)
    assert tree.text_content() == before, why
