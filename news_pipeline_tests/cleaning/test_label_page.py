"""Pages: every visible block is of the body or has a role and a reason; captions, lists, tables and titles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.cleaning.blocks.read_blocks import read_blocks
from news_pipeline.cleaning.clean import CleanedDocument, Role, clean, label
from news_pipeline.cleaning.label_page import label_blocks
from news_pipeline.shared.results import Rejected
from news_pipeline_tests.cleaning.drawn_words import WORDS

PARAGRAPHS = [
    f"Paragraph {n}: the harbour authority said on day {n} that the old lighthouse will be lit again, "
    f"and that number {n} of its lamps is new."
    for n in range(1, 9)
]
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
STORY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
POST = """<div class="social-media-embed"><blockquote class="twitter-tweet"><p>The light comes back, and so do we.</p>
&mdash; Jane Doe (@janedoe) <a href="https://example.org/1">May 3, 2021</a></blockquote></div>"""
CARD = """<span class="over"><a href="/jane">Jane Doe</a><span class="card"><span><img src="jane.jpg" alt=""></span>
<a href="/jane">Jane Doe</a><a href="/reef">Reef claims another trawler</a></span></span>"""


def page(body: str, head: str = "<title>Lighthouse shines</title>") -> str:
    article = f"<article><h1>Lighthouse shines</h1>{body}</article>"
    return f"<html><head>{head}</head><body>{MENU}{article}<footer>© X</footer></body></html>"


def cleaned(body: str) -> CleanedDocument:
    document = clean(page(body), "text/html")
    assert isinstance(document, CleanedDocument)
    return document


def removed(document: CleanedDocument) -> dict[str, Role]:
    return {line.text: line.role for line in document.removed}


def test_the_story_is_taken_and_all_else_has_a_row():
    document = cleaned(STORY)
    assert document.body.split("\n\n") == PARAGRAPHS
    assert removed(document) == {
        "Home": Role.NAVIGATION,
        "Sport": Role.NAVIGATION,
        "Lighthouse shines": Role.TITLE,
        "© X": Role.NAVIGATION,
    }
    assert document.extractor == "blocks"


def test_a_list_that_ends_a_page_is_the_story_s_own():
    items = ["a lamp from Norway", "two glaziers on the rock", "a boat for the glass", "a winter without storms"]
    body = cleaned(STORY + "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>").body
    assert body.split("\n\n")[-4:] == [f"- {item}" for item in items]


def test_the_same_page_gives_the_same_text_each_time():
    html = page(STORY)
    assert clean(html, "text/html") == clean(html, "text/html")


def test_the_caption_of_a_figure_is_kept_as_caption():
    figure = "<figure><img src='l.jpg'><figcaption>The lighthouse of the northern reef at dusk.</figcaption></figure>"
    document = cleaned(figure + STORY)
    assert document.captions == "The lighthouse of the northern reef at dusk."
    assert document.body.split("\n\n") == PARAGRAPHS


def test_a_post_that_the_story_shows_is_part_of_it():
    document = cleaned(STORY + POST + STORY)
    assert "The light comes back, and so do we." in document.body
    assert "Jane Doe (@janedoe)" in document.body


def test_a_post_behind_the_story_is_not():
    blocks = read_blocks(page(STORY + POST))
    labels = label_blocks(blocks, [float("harbour authority" in text) for text in blocks.texts]).labels
    assert [bool(one.reason) for one in labels if "light comes back" in one.text] == [True]


def test_a_card_over_a_name_leaves_the_name():
    document = cleaned(STORY + f"<p>The light is lit for the first time, said {CARD} of the union of keepers.</p>")
    assert "for the first time, said Jane Doe of the union of keepers." in document.body
    assert "trawler" not in document.body


def chances_of(html: str, story: str) -> tuple[str, list]:
    """The body, where every block with a sign of `story` is of the story."""
    blocks = read_blocks(html)
    labels = label_blocks(blocks, [float(story in text) for text in blocks.texts]).labels
    return "\n\n".join(one.text for one in labels if not one.reason), labels


def test_the_cells_of_a_row_are_one_line_and_items_have_a_marker():
    table = "<table><tr><td>Ajax+</td><td>3+</td></tr><tr><td>Feyenoord+</td><td>1+</td></tr></table>"
    body, labels = chances_of(f"<body><p>The tables says it all+.</p>{table}<ul><li>An item+</li></ul></body>", "+")
    assert body.split("\n\n")[1:] == ["| Ajax+ | 3+ |", "| Feyenoord+ | 1+ |", "- An item+"]
    assert len({one.number for one in labels}) == len(labels)


def test_a_capital_in_a_box_of_its_own_belongs_to_its_word():
    blocks = read_blocks(
        "<body><div class='cap'>H</div>arbour lights are lit again.<p>A</p><p>Big ship came.</p></body>"
    )
    labels = label_blocks(blocks, [1.0] * len(blocks.texts)).labels
    assert [one.text for one in labels] == ["Harbour lights are lit again.", "A", "Big ship came."]


@pytest.mark.parametrize(
    ("chances", "kept"),
    [([0.9, 0.35], ["First words."]), ([0.1, 0.35], ["Second words."]), ([0.1, 0.1], [])],
)
def test_a_story_in_doubt_is_taken_where_there_is_no_surer_one(chances, kept):
    labels = label_blocks(read_blocks("<body><p>First words.</p><p>Second words.</p></body>"), chances).labels
    assert [one.text for one in labels if not one.reason] == kept


def test_a_flash_of_one_sentence_that_is_its_headline_stays():
    flash = "The harbour authority lights the old lighthouse again."
    blocks = read_blocks(f"<head><title>{flash}</title></head><body><p>{flash}</p></body>")
    assert [one.reason for one in label_blocks(blocks, [0.9]).labels] == [""]


def test_the_lead_above_the_story_is_no_headline_where_the_page_names_its_own():
    blocks = read_blocks(page("<p>Keepers return to the reef after eleven years</p>" + STORY))
    labels = label_blocks(blocks, [float(len(text) > 20) for text in blocks.texts]).labels
    assert [one.reason for one in labels if one.text.startswith("Keepers")] == [""]


@pytest.mark.parametrize(
    "html",
    ["", "<html></html>", "\x00\x01", "<", "<p>" * 5_000, "<?xml version='1.0' encoding='utf-16'?><html/>", "\ud800"],
)
def test_what_is_no_page_is_refused_and_raises_nothing(html):
    assert isinstance(clean(html, "text/html"), Rejected)


TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "h1",
        "h2",
        "figure",
        "figcaption",
        "nav",
        "footer",
        "span",
        "a",
        "aside",
        "br",
        "form",
        "b",
    ]
)


def _wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inside, max_size=5).map(" ".join)
    return st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", TAGS, content)


HTML = st.recursive(TEXTS, _wrapped, max_leaves=30)


@settings(max_examples=100, deadline=None)
@given(HTML, st.booleans())
def test_no_block_vanishes_and_none_is_there_twice(html, is_story):
    blocks = read_blocks(html)
    for labels in (label(html, "text/html").labels, label_blocks(blocks, [float(is_story)] * len(blocks.texts)).labels):
        said = [word for one in labels for word in one.text.split() if word.isalnum()]
        assert sorted(said) == sorted(word for text in blocks.texts for word in text.split() if word.isalnum())
        numbers = [one.number for one in labels]
        assert numbers == sorted(numbers)
        assert not numbers or 1 <= numbers[0] <= numbers[-1] <= len(blocks.texts)
