"""Records whose text and fields lie in objects of their own."""

from typing import Any

import pytest

from news_pipeline.readers import Field, Unreadable
from news_pipeline_tests.readers.reading import read_json, read_one_json

BODY = "The bridge was closed on Friday.\nIt opens again in spring."
PAGE = "<p>The bridge was closed on Friday.</p><p>It opens again in spring.</p>"

NESTED: list[tuple[dict[str, Any], list[tuple[str, str, str]], str]] = [
    (
        {"meta": {"source": {"name": "The A"}, "published_at": "2024-03-05"}, "url": "https://a.example/1",
         "content": {"headline": "T", "body": BODY}},
        [("url", "https://a.example/1", "url"), ("title", "T", "content.headline"),
         ("published", "2024-03-05", "meta.published_at"), ("source", "The A", "meta.source.name")],
        "an object for the text, one for what is said of it, and the address at the top",
    ),
    (
        {"data": {"id": "1", "type": "article", "attributes": {"title": "T", "body": BODY, "author": {"name": "A B"}}}},
        [("title", "T", "data.attributes.title"), ("authors", "A B", "data.attributes.author.name")],
        "JSON:API",
    ),
    (
        {"title": "T", "article": {"title": "Another", "text": BODY}, "published": "2024-03-05"},
        [("title", "Another", "article.title"), ("published", "2024-03-05", "published")],
        "the object with the text goes first: a page's own title may be longer",
    ),
    (
        {"article": {"text": BODY}, "user": {"name": "N", "title": "Editor"}},
        [],
        "a title beside the text is somebody's",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "fields", "why"), NESTED, ids=[why for *_, why in NESTED])
def test_an_inner_object_is_opened(record: dict[str, Any], fields: list[tuple[str, str, str]], why: str) -> None:
    document = read_one_json(record)
    assert (document.text, document.media_type) == (BODY, "text/plain"), why
    assert document.fields == tuple(Field(*field) for field in fields), why


def test_an_inner_page() -> None:
    document = read_one_json({"story": {"headline": "T", "content": {"html": PAGE}}})
    assert document.media_type == "text/html"
    assert PAGE in document.text
    assert document.fields == (Field("title", "T", "story.headline"),)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"title": "T", "comment": {"body": BODY}}, "a comment is no article"),
        ({"title": "T", "related": {"article": {"body": BODY}}}, "nor is a related one"),
        ({"a": {"b": {"c": {"d": {"body": BODY}}}}}, "names that nobody gives an article"),
        ({"data": {"data": {"data": {"data": {"body": BODY}}}}}, "too deep"),
    ],
)
def test_what_is_not_opened(record: dict[str, Any], why: str) -> None:
    [refusal] = read_json(record)
    assert isinstance(refusal, Unreadable), why
    assert refusal.reason == "no_text"


def test_text_at_the_top_is_the_text_whatever_lies_below() -> None:
    document = read_one_json({"text": "The bridge was closed.", "article": {"text": BODY, "title": "T"}})
    assert document.text == "The bridge was closed."
    assert document.fields == ()
