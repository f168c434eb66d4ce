"""Rows of cleaning: a page's answer is packed for the warehouse as workers do."""

from news_pipeline.engine.answers import Answer, Answering
from news_pipeline.metadata.page.facts import unpack
from news_pipeline.metadata.page.page import read_page
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
    answering = Answering(clean_rows, "clean_articles", {table.name: table.types for table in TABLES}, frozenset())
    row = {"text": PAGE, "media_type": "text/html", "site": "", "repeated_lines": []}
    [answer] = answering([{"key": "a", "input_hash": 1, "input": row}])
    assert isinstance(answer, Answer)
    assert answer.rows.keys() == {"clean_articles", "removed_lines", "page_facts", "ledger"}
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


def test_what_a_page_says_of_itself_is_a_row_for_the_metadata_and_a_text_has_none():
    rows = [{"text": PAGE, "media_type": "text/html"}, {"text": f"Light\n\n{STORY}", "media_type": "text/plain"}]
    page, text = clean_rows(rows)
    assert isinstance(page, dict)
    assert isinstance(text, dict)
    assert [unpack(row["facts"]) for row in page["page_facts"]] == [read_page(PAGE)]
    assert "page_facts" not in text
