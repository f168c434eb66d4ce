"""Rows of cleaning: a page's answer is packed for the warehouse as workers do."""

from news_pipeline.engine.answers import Answer, Answering
from news_pipeline.steps.cleaning.rows import clean_rows
from news_pipeline.steps.cleaning.tables import TABLES

STORY = "".join(
    f"<p>The harbour authority said on day {n} that the old lighthouse will be lit again, and that lamp {n} is new.</p>"
    for n in range(8)
)
PAGE = (
    f"<html><head><title>Light</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Light</h1>{STORY}"
    "<figure><figcaption>The lighthouse of the northern reef.</figcaption></figure><p>Subscribe to continue reading</p>"
    "</article></body></html>"
)


def test_every_column_that_a_page_fills_can_be_stored():
    answering = Answering(clean_rows, "clean_articles", {table.name: table for table in TABLES}, frozenset())
    row = {"text": PAGE, "media_type": "text/html", "site": "", "repeated_lines": []}
    [answer] = answering([{"key": "a", "input_hash": 1, "input": row}])
    assert isinstance(answer, Answer)
    assert answer.rows.keys() == {"clean_articles", "removed_lines"}
    [outcome] = clean_rows([row])
    assert isinstance(outcome, dict)
    [article] = outcome["clean_articles"]
    assert article.keys() == {
        "body",
        "captions",
        "word_count",
        "extractor",
        "page_kind",
        "page_kind_probability",
        "is_complete",
        "incomplete_reason",
    }
