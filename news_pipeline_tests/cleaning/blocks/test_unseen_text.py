"""Text that a page holds and does not show is read where hardly any is shown, and the page says where it is from."""

import json

import pytest

from news_pipeline.cleaning.blocks.unseen_text import is_about
from news_pipeline.cleaning.clean import CleanedDocument, clean, label

PARAGRAPHS = [
    f"The harbour authority said on day {n} that the old lighthouse, dark for years, will be lit again and painted."
    for n in range(5)
]
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LINKED = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)})
STATE = json.dumps({"menu": ["x"], "page": {"body": [{"type": "text", "value": each} for each in PARAGRAPHS]}})
COOKIES = json.dumps({"notice": "We and our partners keep cookies on your device to measure what you read here. " * 5})
ESCAPED = json.dumps(json.dumps({"content": MARKUP}))


def page(head: str = "", body: str = "<div>Loading</div>") -> str:
    return f"<html><head><title>Old lighthouse will be lit | Courier</title>{head}</head><body>{body}</body></html>"


HOLDERS = [
    pytest.param("article_body", f'<script type="application/ld+json">{LINKED}</script>', id="JSON-LD"),
    pytest.param("noscript", f"<noscript><div>{MARKUP}</div></noscript>", id="noscript"),
    pytest.param("page_state", f'<script type="application/json">{STATE}</script>', id="a state of paragraphs"),
    pytest.param(
        "page_state", f"<script>window.S={json.dumps({'a': {'html': MARKUP}})}</script>", id="a state of markup"
    ),
    pytest.param("page_state", f"<script>self.f.push([1,{ESCAPED}])</script>", id="a state in a string"),
]


@pytest.mark.parametrize(("source", "holder"), HOLDERS)
def test_text_that_is_not_shown_is_read(source, holder):
    document = clean(page(body=f"<div>Loading</div>{holder}"), "text/html")
    assert isinstance(document, CleanedDocument)
    assert document.body.split("\n\n") == PARAGRAPHS
    assert document.extractor == source


@pytest.mark.parametrize(("source", "holder"), HOLDERS)
def test_what_is_shown_keeps_its_rows(source, holder):
    labels = label(page(body=f"<div>Loading</div><p>Old lighthouse.</p>{holder}"), "text/html").labels
    assert [label.text for label in labels] == ["Loading", "Old lighthouse.", *PARAGRAPHS]
    assert [label.number for label in labels] == list(range(1, 8))
    assert [bool(label.reason) for label in labels] == [True, True, *[False] * 5]


@pytest.mark.parametrize(("source", "holder"), HOLDERS)
def test_where_a_story_is_shown_nothing_else_is_read(source, holder):
    shown = "".join(f"<p>{each.replace('lighthouse', 'bridge')}</p>" for each in PARAGRAPHS)
    assert label(page(body=f"<article>{shown}</article>{holder}"), "text/html").extractor == "blocks"


def test_a_state_that_does_not_speak_of_the_title_is_not_the_story():
    assert label(page(body=f"<div>Loading</div><script>s={COOKIES}</script>"), "text/html").extractor == "blocks"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Old lighthouse lit",
            "the Lighthouse of the reef was LIT as old folk say, and lighthouse keepers came",
            False,
        ),
        ("Old lighthouse keepers", "the keepers of the lighthouse", True),
        ("灯台に再び灯がともる", "岬の灯台に再び灯がともった", True),
        ("灯台に再び灯がともる", "クッキーを使います", False),
        ("", "anything", False),
    ],
)
def test_whether_a_text_is_about_a_title(title, text, expected):
    assert is_about([title], text) is expected


@pytest.mark.parametrize(
    "script", ['"articleBody": "' + "x" * 300, '"a": "' + "\\" * 999, "{" * 5_000, '"articleBody":""']
)
def test_broken_scripts_hold_nothing(script):
    html = page(body=f"<div>Loading</div><script type='application/ld+json'>{script}</script><script>{script}</script>")
    assert label(html, "text/html").extractor == "blocks"
