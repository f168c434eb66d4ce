"""Forms of addresses, outlets by address and by their own words, and the tables behind them."""

import html
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.outlets.known_outlets import copyright_holder, fold_site_name, outlet_of, own_words
from news_pipeline.metadata.outlets.urls import canonical_url, url_key
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.document import Field
from news_pipeline.shared.domains import registered_domain
from news_pipeline.shared.word_tables import word_table

CANONICAL = [
    ("https://example.com/a?utm_source=x&id=3&fbclid=y", "https://example.com/a?id=3", "tracking goes, ids stay"),
    (
        "https://example.com/a?pk_no=7&pk_campaign=x",
        "https://example.com/a?pk_no=7",
        "Matomo's names, no others of its kind",
    ),
    ("https://example.com/?p=123", "https://example.com/?p=123", "a WordPress id stays"),
    ("https://example.com/a;jsessionid=AB12?x=1", "https://example.com/a?x=1", "session in the path"),
    ("https://example.com/a?PHPSESSID=1", "https://example.com/a", "session in the query"),
    ("https://m.example.com/a", "https://www.example.com/a", "mobile host"),
    ("https://example.com/a/amp/", "https://example.com/a", "AMP path"),
    ("https://example.com/a?outputType=amp", "https://example.com/a", "AMP query"),
    ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a", "https://www.example.com/a", "AMP cache"),
    ("https://www.google.com/amp/s/www.example.com/a", "https://www.example.com/a", "Google AMP"),
    ("https://web.archive.org/web/20220108/https://example.com/a", "https://example.com/a", "archive"),
    ("https://example.com:443/a#top", "https://example.com/a", "default port and fragment"),
    ("https://example.com/#!/story/1", "https://example.com/#!/story/1", "a hash-bang is the address"),
    ("https://user:pass@EXAMPLE.com/a/../b//c", "https://example.com/b/c", "user, case, dots, slashes"),
    ("ftp://example.com/a", None, "not the web"),
    ("https://192.168.1.1/a", None, "no registered domain"),
    ("not an address", None, "not an address"),
]


@pytest.mark.parametrize(("raw", "canonical", "why"), CANONICAL)
def test_the_canonical_address(raw, canonical, why):
    assert canonical_url(raw) == canonical, why


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("https://example.com/a\"onload='x'", "https://example.com/a%22onload=%27x%27"),
        ('https://example.com/a?q="><script>', "https://example.com/a?q=%22%3E%3Cscript%3E"),
        ("https://example.com/a\x1b[31m\x00b", "https://example.com/a%1B[31m%00b"),
        ("https://example.com/\u202egpj.exe", "https://example.com/%E2%80%AEgpj.exe"),
        ("https://example.com/a%20b?c=%27", "https://example.com/a%20b?c=%27"),
        ("https://example.com/it's?x=`y`", "https://example.com/it%27s?x=%60y%60"),
    ],
)
def test_what_ends_an_address_in_a_page_or_steers_a_terminal_is_encoded(raw, canonical):
    assert canonical_url(raw) == canonical
    assert url_key(canonical_url(raw)) == url_key(canonical_url(canonical))
    page = f'<html><head><meta property="og:image" content="{html.escape(raw)}"></head><body><p>Text.</p></body></html>'
    found = extract_metadata(
        MetadataInput(
            "a.html", page=read_page(page), header=(), body="Text.", fields=(Field("url", raw, "url"),), text=None
        )
    )
    assert found.url == canonical
    for address in (found.url, found.original_url, found.image_url):
        assert not set(address or "") & set("\"'<>`\\ \x1b\x00\u202e")


def test_scheme_www_and_order_do_not_matter_for_the_key():
    keys = {
        url_key(canonical_url(url))
        for url in (
            "http://www.example.com/a/?x=1&y=2",
            "https://example.com/a?y=2&x=1",
            "https://m.example.com/a?x=1&y=2",
        )
    }
    assert len(keys) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text(max_size=100).map("https://example.com/".__add__))
def test_a_canonical_address_is_its_own_canonical_form(text):
    once = canonical_url(text)
    if once is not None:
        assert canonical_url(once) == once
        url_key(once)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("https://abc.net.au", "abc.net.au"),
        ("https://a.blogspot.com/x", "a.blogspot.com"),
    ],
)
def test_the_registered_domain(host, domain):
    assert registered_domain(host) == domain


def test_the_most_specific_row_names_the_outlet():
    assert outlet_of("https://timesofindia.indiatimes.com/x").name == "Times Of India"
    assert outlet_of("https://www.dailymail.co.uk/x").name == "Daily Mail"
    assert outlet_of("https://unknown.example.de/x").country == "DE"
    assert outlet_of("https://unknown-outlet.tv/x").country is None


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("The Hill has reached out to the State Department for comment.", "The Hill", "the outlet speaks of itself"),
        ("Fox News contacted the White House for comment.", "Fox News", "the same"),
        ("He told the Guardian that it was over.", None, "a quotation"),
        ("It was a mistake, Reuters reported.", None, "a quotation"),
        ("Blinken has reached out to the ministry for comment.", None, "a person, no outlet"),
        ("The Hill was covered in snow.", None, "a hill"),
    ],
)
def test_only_an_outlets_own_words_name_it(text, name, why):
    found = own_words(text)
    assert (found.name if found else None) == name, why


def test_a_copyright_line_names_a_known_outlet():
    assert copyright_holder("© 2022 The Guardian. All rights reserved.") == "The Guardian"
    assert copyright_holder("Copyright 2022 Some Company Ltd") is None


def test_a_table_of_outlets_has_known_zones_sources_and_each_domain_once():
    rows = word_table("news_pipeline.metadata.outlets", "outlets.csv")
    names = [fold_site_name(row["name"]) for row in rows if row["name"]]
    assert len({row["domain"] for row in rows}) == len(rows)
    assert [row["domain"] for row in rows if row["zone"] and row["zone"] not in available_timezones()] == []
    assert [row["domain"] for row in rows if not row["source"]] == []
    assert "" not in names


@pytest.mark.parametrize("name", ["zones", "home_zones", "language_zones"])
def test_every_zone_of_a_table_is_known_to_tz_data_and_has_a_source(name):
    assert [
        row
        for row in word_table("news_pipeline.metadata.dates", f"{name}.csv")
        if row["zone"] not in available_timezones() or not row["source"]
    ] == []
