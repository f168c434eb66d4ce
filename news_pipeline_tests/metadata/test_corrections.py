"""What a person corrects: the lines of the file, and what each changes in a document's metadata."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.metadata.about.article_kind import article_kinds
from news_pipeline.metadata.corrections import FIELDS, read_corrections
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import Correction, HeaderLine, MetadataInput
from news_pipeline.steps.metadata.rows import metadata_rows
from news_pipeline.storage.columns import ARTICLE_KINDS, METADATA_COLUMNS

HEADER = "source_uri,url,field,value,note\n"


def corrected(*corrections):
    header = (
        HeaderLine(1, "A headline of some words", "title"),
        HeaderLine(2, "By Jane Doe", "byline"),
        HeaderLine(3, "Published: 10 Jan 2022 12:05 PM BdST", "timestamp"),
        HeaderLine(4, "https://www.theguardian.com/a/b?utm_source=x", "url"),
    )
    given_by_hand = tuple(Correction(*correction) for correction in corrections)
    return extract_metadata(MetadataInput("a.txt", None, header, "Text.", (), given_by_hand))


def chosen(metadata, field):
    return [
        (row.value, row.source, row.confidence) for row in metadata.evidence if row.field == field and row.is_chosen
    ]


def test_a_corrected_field_is_human_evidence_and_the_former_choice_stays():
    found = corrected(("title", "Another headline", "typo"))
    assert found.title == "Another headline"
    assert chosen(found, "title") == [("Another headline", "human", 1.0)]
    assert "A headline of some words" in {row.value for row in found.evidence if row.field == "title"}
    assert found.authors == ("Jane Doe",), "other fields stay as they were"


@pytest.mark.parametrize(
    ("field", "value", "attribute", "want"),
    [
        ("published_date", "2022-01-09", "published_date", date(2022, 1, 9)),
        ("published_date", "2022-01-09", "published_at", None),
        ("published_date", "2022-01-10", "published_at", datetime(2022, 1, 10, 6, 5, tzinfo=UTC)),
        ("published_date", "", "published_precision", None),
        ("published_date", "2022-01-09", "published_source", "human"),
        ("published_at", "2022-01-09T23:30+06:00", "published_date", date(2022, 1, 9)),
        ("published_at", "2022-01-09T23:30+06:00", "published_at", datetime(2022, 1, 9, 17, 30, tzinfo=UTC)),
        ("published_at", "2022-01-09T23:30+06:00", "published_utc_offset_minutes", 360),
        ("updated_at", "2022-01-09T23:30Z", "updated_at", datetime(2022, 1, 9, 23, 30, tzinfo=UTC)),
        ("authors", "Jane Doe; John Roe", "authors", ("Jane Doe", "John Roe")),
        ("authors", "", "authors", ()),
        ("agencies", "AP", "agencies", ("AP",)),
        ("outlet", "The Example", "outlet_source", "human"),
        ("url", "https://m.example.com/c?fbclid=1", "url", "https://www.example.com/c"),
        ("url", "https://m.example.com/c?fbclid=1", "url_key", "example.com/c"),
        ("language", "fr", "language", "fr"),
        ("outlet_domain", "example.com", "outlet_domain", "example.com"),
        ("published_date", "2022-01-09", "published_from", date(2022, 1, 9)),
        ("published_date", "2022-01-09", "published_to", date(2022, 1, 9)),
        ("published_date", "", "published_from", None),
        ("published_at", "2022-01-09T23:30+06:00", "published_to", date(2022, 1, 9)),
        ("outlet_country", "NZ", "outlet_country", "NZ"),
        ("contributing_agencies", "AFP; Reuters", "contributing_agencies", ("AFP", "Reuters")),
        ("section", "Local affairs", "section", "Local affairs"),
        ("article_kind", "opinion", "article_kind", "opinion"),
        ("article_kind", "", "article_kind", None),
        ("is_free", "false", "is_free", False),
        ("is_free", "", "is_free", None),
        ("keywords", "harbour; flood;harbour", "keywords", ("harbour", "flood")),
        ("image_url", "https://img.example.com/a b.jpg", "image_url", "https://img.example.com/a%20b.jpg"),
        ("image_credit", "Jane Doe/The Example", "image_credit", "Jane Doe/The Example"),
    ],
)
def test_a_correction_sets_its_field_and_what_hangs_on_it(field, value, attribute, want):
    assert getattr(corrected((field, value)), attribute) == want


def test_a_field_can_be_emptied():
    found = corrected(("title", ""))
    assert found.title is None
    assert chosen(found, "title") == [(None, "human", 1.0)]


def test_day_and_moment_together_leave_both_decisions_as_evidence():
    found = corrected(("published_date", "2022-01-09"), ("published_at", "2022-01-09T10:00Z"))
    assert (found.published_date, found.published_precision) == (date(2022, 1, 9), "minute")
    assert {source for _, source, _ in chosen(found, "published")} == {"human"}


def test_an_unsound_correction_changes_nothing_and_is_refused_evidence():
    found, as_it_was = corrected(("published_date", "tomorrow"), ("colour", "red")), corrected()
    refused = [row for row in found.evidence if row.source == "human"]
    assert [(row.field, row.value, row.raw_text, row.is_chosen) for row in refused] == [
        ("published", None, "tomorrow", False),
        ("colour", None, "red", False),
    ]
    assert "wants a day" in (refused[0].refused or "")
    assert replace(found, evidence=()) == replace(as_it_was, evidence=())
    assert found.evidence[: -len(refused)] == as_it_was.evidence


def test_every_published_value_of_an_article_can_be_corrected():
    hang_on_others = {
        "published_utc_offset_minutes", "published_precision", "published_from", "published_to", "published_source",
        "original_url", "outlet_source",
    }  # fmt: skip
    assert {column.name for column in METADATA_COLUMNS} - hang_on_others == set(FIELDS)
    assert set(article_kinds()) == set(ARTICLE_KINDS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a.txt,,colour,red,", ["line 2", "'colour' is no field", "published_date"]),
        ("a.txt,,published_date,08/01/2022,", ["line 2", "published_date wants a day", "08/01/2022"]),
        ("a.txt,,published_date,2022-02-30,", ["line 2", "a day such as"]),
        ("a.txt,,published_at,2022-01-08T14:05,", ["line 2", "with its offset"]),
        (",,title,x,", ["line 2", "source_uri or url", "neither"]),
        ("a.txt,https://example.com/a,title,x,", ["line 2", "both"]),
        (",not an address,title,x,", ["line 2", "no web address"]),
        ("a.txt,,language,english,", ["line 2", "ISO 639-1"]),
        ("a.txt,,title,one, two, three,", ["line 2", "quotes"]),
        ("a.txt,,outlet_domain,https://example.com/,", ["line 2", "registered domain"]),
        ("a.txt,,authors,;,", ["line 2", "semicolons"]),
        ("a.txt,,keywords,;,", ["line 2", "semicolons"]),
        ("a.txt,,article_kind,poem,", ["line 2", "one of", "opinion"]),
        ("a.txt,,is_free,perhaps,", ["line 2", "true or false"]),
        ("a.txt,,outlet_country,england,", ["line 2", "ISO 3166"]),
        ("a.txt,,image_url,logo,", ["line 2", "an address"]),
        (",https://example.com/a,url,https://example.com/b,", ["line 2", "name the document by source_uri"]),
        ("a.txt,,title,x,\na.txt,,title,y,", ["line 3", "line 2 decides the same already"]),
    ],
)
def test_a_bad_line_is_named_with_its_reason(line, words):
    _, problems = read_corrections(f"{HEADER}{line}\nb.txt,,title,Good,\n")
    assert len(problems) == 1
    assert all(word in problems[0] for word in words), problems


def test_good_lines_count_beside_bad_ones():
    rows, problems = read_corrections(
        HEADER + 'a.txt,,title,"One, two",\n\nx,,nothing,1,\n,https://m.example.com/a,outlet,Example,seen\n'
    )
    assert [(row.line, row.source_uri, row.url_key, row.field, row.value, row.note) for row in rows] == [
        (2, "a.txt", None, "title", "One, two", ""),
        (5, None, "example.com/a", "outlet", "Example", "seen"),
    ]
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["", "title,value\n", "source_uri,field\nx,title\n", "field,value\ntitle,x\n"])
def test_a_file_without_its_columns_says_which(text):
    rows, problems = read_corrections(text)
    assert rows == ()
    assert problems[0].startswith("line 1: the header lacks")


def test_a_row_of_the_step_brings_its_corrections():
    row = {"source_uri": "a.txt", "media_type": "text/plain", "facts": None, "header": [], "body": "", "fields": "[]"}
    given_by_hand = [{"field": "title", "value": "By hand", "note": None}]
    plain, corrected_row = metadata_rows([row, {**row, "corrections": given_by_hand}])
    assert plain["article_metadata"][0]["title"] is None
    assert corrected_row["article_metadata"][0]["title"] == "By hand"
    assert json.dumps(corrected_row["metadata_evidence"][0])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.text(max_size=200).map((HEADER + "a.txt,,").__add__))
def test_no_text_raises(text):
    rows, _ = read_corrections(text)
    corrected(*[(row.field, row.value, row.note) for row in rows])
