"""Titles, addresses and languages of pages whose places disagree."""

import pytest

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, json_ld, meta

READERS, ENGINES = "Harbour workers vote to end strike", "Strike news: what you need to know today"


def extracted(head="", body="", text=BODY, fields=()):
    html = f"<html><head>{head}</head><body>{body}<p>{text}</p></body></html>"
    return extract_metadata(MetadataInput("a", read_page(html), (), text, tuple(Field(*field) for field in fields)))


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        (json_ld(headline=ENGINES) + meta("og:title", READERS), f"<h1>{READERS}</h1>", "what is shown and shared"),
        (json_ld(headline=READERS) + meta("og:title", ENGINES), f"<h1>{READERS}</h1>", "what is shown and described"),
        (json_ld(headline=ENGINES) + meta("og:title", READERS), "", "without a heading the shared one"),
        (
            json_ld(headline=READERS) + meta("og:title", ENGINES),
            f"<ol class='breadcrumb'><h1>{ENGINES}</h1></ol><h2>{READERS}</h2>",
            "a heading in a path is none; the shown one counts",
        ),
        (meta("og:title", f"Economy: {READERS}"), f"<h1>{READERS}</h1>", "without the topic before it"),
        (f"<title>{READERS} | The Example</title>{meta('og:site_name', 'The Example')}", "", "without the site"),
        (
            f"<title>{ENGINES}</title>{meta('og:title', READERS)}{json_ld(headline=READERS)}",
            f"<h1><span>{ENGINES}</span></h1>",
            "the words inside a heading are no second heading",
        ),
        (
            meta("og:title", READERS),
            f"<h1>The Example</h1>{meta('og:site_name', 'The Example')}",
            "a logo is no headline",
        ),
    ],
)
def test_the_title_is_what_most_places_say(head, body, why):
    assert extracted(head, body).title == READERS, why


def test_a_records_title_comes_before_the_page():
    assert extracted(meta("og:title", ENGINES), fields=[("title", READERS, "title")]).title == READERS


A, B = "https://www.example.com/a-story", "https://section.example.com/a-story"


@pytest.mark.parametrize(
    ("canonical", "shared", "described", "url", "why"),
    [
        (A, B, A, A, "the canonical link"),
        (A, B, None, A, "the canonical link against one other place"),
        (B, A, A, A, "two other places that agree"),
        ("https://ww2.example.com/a-story", A, None, A, "a numbered mirror is not the main host"),
        (A, "https://www.example.com/5-95-1", None, A, "a short link"),
        ("https://www.example.com/", A, None, A, "the front page is no article"),
    ],
)
def test_the_address_is_the_canonical_one_unless_others_agree(canonical, shared, described, url, why):
    head = f"<link rel='canonical' href='{canonical}'>{meta('og:url', shared)}"
    head += json_ld(mainEntityOfPage=described, headline=READERS) if described else ""
    assert extracted(head).url == url, why


GERMAN = "Die Arbeiter im Hafen haben am Dienstag dafür gestimmt, den Streik nach drei Wochen zu beenden."


@pytest.mark.parametrize(
    ("text", "declared", "language", "why"),
    [
        (GERMAN, None, "de", "the text"),
        (GERMAN, "en-GB", "de", "a clear text against its declaration"),
        ("Ja.", "de", "de", "a short text believes the declaration"),
        ("Ja.", None, None, "too short to tell"),
    ],
)
def test_the_text_tells_its_language_and_else_the_declaration(text, declared, language, why):
    fields = [("language", declared, "lang")] if declared else []
    assert extracted(text=text, fields=fields).language == language, why


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Harbour workers vote to end their long strike", "Harbour workers vote to end their long strike"),
        ("Jane Roe", ENGINES),
    ],
)
def test_the_heading_that_people_read_goes_before_the_shared_title_unless_it_may_be_a_name(heading, title):
    head = meta("og:title", ENGINES) + meta("twitter:title", ENGINES)
    assert extracted(head, f"<h1>{heading}</h1>").title == title


def test_a_heading_is_said_without_the_readings_of_its_signs():
    heading = "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>新<rt>あたら</rt></ruby>しい<b>市場</b>"
    found = read_page(f"<html lang='ja'><body><h1>{heading}</h1><p>魚</p></body></html>")
    assert [mark.text for mark in found.headlines] == ["港の新しい市場"]
