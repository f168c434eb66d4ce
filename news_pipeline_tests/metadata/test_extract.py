"""The metadata of whole documents: the seeds, pages, rows of the step, and texts of any kind."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.document import Field
from news_pipeline.steps.metadata.rows import metadata_rows

SEEDS = Path(__file__).parents[2] / "seeds"


def seed(number, *roles):
    """The seed's metadata; its first lines have the roles given, the rest is body."""
    path = next(SEEDS.glob(f"{number}_*"))
    lines = path.read_text(encoding="utf-8").splitlines()
    header = tuple(HeaderLine(i + 1, lines[i], role) for i, role in enumerate(roles))
    return extract_metadata(MetadataInput(path.name, None, header, "\n".join(lines[len(roles) :]), ()))


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_text_that_says_nothing_of_itself_has_no_metadata(number):
    found = seed(number)
    assert (found.title, found.published_date, found.url, found.outlet) == (None, None, None, None)
    assert (found.agencies, found.authors, found.language) == ((), (), "en")


def test_three_header_lines():
    found = seed("002", "title", "timestamp", "url")
    assert found.title.startswith("Russia reacts with fury")
    assert (found.published_date, found.published_at, found.published_precision) == (date(2022, 1, 8), None, "day")
    assert found.url.startswith("https://www.dailymail.co.uk/news/article-10382159/")
    assert (found.outlet, found.outlet_domain, found.outlet_source) == ("Daily Mail", "dailymail.co.uk", "domain")


def test_an_outlet_in_its_own_words_and_a_quoted_agency():
    found = seed("003", "title")
    assert (found.outlet, found.outlet_source, found.agencies) == ("The Hill", "own_words", ())
    assert (found.outlet_domain, found.url) == ("thehill.com", None)
    told = [row for row in found.evidence if row.field == "outlet_domain"]
    assert [(row.source, row.is_chosen) for row in told] == [("outlet_table", True)]


def test_byline_agency_and_zone():
    found = seed("004", "title", "byline", "timestamp")
    assert found.authors == ("Doina Chiacu", "Katharine Jackson")
    assert found.agencies == ("Reuters",)
    assert found.published_at == datetime(2022, 1, 10, 6, 5, tzinfo=UTC)
    assert (found.published_date, found.published_utc_offset_minutes, found.outlet) == (date(2022, 1, 10), 360, None)


def test_a_canonical_link_of_the_same_site_beats_the_fetched_address():
    html = "<html><head><link rel='canonical' href='https://example.com/story'></head><body><h1>x</h1></body></html>"
    document = MetadataInput(
        "a.html", read_page(html), (), "", (Field("url", "https://example.com/story?from=feed", "url"),)
    )
    found = extract_metadata(document)
    assert (found.url, found.original_url) == ("https://example.com/story", "https://example.com/story?from=feed")


def test_a_canonical_link_to_another_site_is_evidence_only():
    html = "<html><head><link rel='canonical' href='https://other.com/story'></head><body><h1>x</h1></body></html>"
    document = MetadataInput("a.html", read_page(html), (), "", (Field("url", "https://example.com/story", "url"),))
    found = extract_metadata(document)
    assert found.url == "https://example.com/story"
    assert "https://other.com/story" in {row.value for row in found.evidence}


def test_a_collections_label_is_not_the_outlet():
    fields = (Field("url", "https://unknown-paper.com/a", "url"), Field("source", "Guest Writer - Left", "source"))
    assert extract_metadata(MetadataInput("a", None, (), "", fields)).outlet is None


def test_the_step_gives_one_outcome_a_row():
    header = [{"line_number": 1, "text": "A headline of some words", "role": "title"}]
    row = {
        "article_id": "x",
        "source_uri": "a.json",
        "media_type": "application/json",
        "facts": None,
        "header": header,
        "body": "",
        "fields": json.dumps([["published", "2022-01-08T14:05:00Z", "date"]]),
    }
    first, second = metadata_rows([row, row])
    assert first == second
    assert first["article_metadata"][0]["published_at"] == datetime(2022, 1, 8, 14, 5, tzinfo=UTC)
    assert first["article_metadata"][0]["agencies"] == []
    assert {"title", "published"} <= {evidence["field"] for evidence in first["metadata_evidence"]}


NAMES = ["url", "title", "published", "updated", "seen", "authors", "source", "domain", "language", "description"]
ANY = st.text(st.characters(), max_size=200)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            ANY, st.sampled_from(["title", "byline", "timestamp", "url", "copyright", "agency_credit", "dateline"])
        ),
        max_size=6,
    ),
    ANY,
    st.none()
    | ANY
    | ANY.map(lambda text: f"<html><h1>{text}<time datetime='{text}'><meta name=date content='{text}'>"),
    st.lists(st.tuples(st.sampled_from(NAMES), ANY), max_size=6),
)
def test_no_text_raises_and_every_value_has_evidence(lines, body, html, fields):
    header = tuple(HeaderLine(i + 1, text, role) for i, (text, role) in enumerate(lines))
    document = MetadataInput(
        "x", read_page(html) if html else None, header, body, tuple(Field(n, v, n) for n, v in fields)
    )
    found = extract_metadata(document)
    assert found == extract_metadata(document)
    chosen = {row.field for row in found.evidence if row.is_chosen}
    for field, value in (
        ("title", found.title),
        ("url", found.url),
        ("outlet", found.outlet),
        ("language", found.language),
        ("published", found.published_date),
        ("outlet_domain", found.outlet_domain),
    ):
        assert (value is not None) == (field in chosen), field
    assert set(found.authors) == {row.value for row in found.evidence if row.field == "authors" and row.is_chosen}


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "1/" * 500_000, "( " * 300_000, "\ud800\x00" * 1000, "The A " * 200_000]
)
def test_long_and_broken_lines_take_bounded_time(text):
    header = tuple(
        HeaderLine(i, text, role) for i, role in enumerate(("title", "byline", "timestamp", "url", "copyright"))
    )
    fields = (
        Field("url", "https://example.com/" + text, "url"),
        Field("published", text, "date"),
        Field("authors", text, "a"),
    )
    extract_metadata(MetadataInput("x", read_page(f"<html><body><h1>x</h1><p class=date>{text}"), header, text, fields))
