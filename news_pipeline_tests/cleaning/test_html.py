"""HTML pages: which extractor answers, and what of the page is not the story."""

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, Role, clean
from news_pipeline.shared.results import Rejected

PARAGRAPHS = [
    f"Paragraph {n}: the harbour authority said on day {n} that the old lighthouse will be lit again, "
    f"and that number {n} of its lamps is new."
    for n in range(1, 9)
]
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"


def page(body: str) -> str:
    head = "<head><title>Lighthouse shines</title></head>"
    article = f"<article><h1>Lighthouse shines</h1>{body}</article>"
    return f"<html>{head}<body>{MENU}{article}<footer>© X</footer></body></html>"


def test_the_story_is_taken_without_menu_footer_and_title():
    document = clean(page("".join(f"<p>{p}</p>" for p in PARAGRAPHS)), "text/html")
    assert isinstance(document, CleanedDocument)
    assert document.body.split("\n\n") == PARAGRAPHS
    assert all(line.role is Role.TITLE for line in document.removed)
    assert document.extractor == "trafilatura"


def test_the_same_page_gives_the_same_text_each_time():
    html = page("".join(f"<p>{p}</p>" for p in PARAGRAPHS))
    assert clean(html, "text/html") == clean(html, "text/html") == clean(html, "text/html")


@pytest.mark.parametrize(
    "html",
    ["", "<html></html>", "\x00\x01", "<", "<p>" * 5_000, "<?xml version='1.0' encoding='utf-16'?><html/>", "\ud800"],
)
def test_what_is_no_page_is_refused_and_raises_nothing(html):
    assert isinstance(clean(html, "text/html"), Rejected)
