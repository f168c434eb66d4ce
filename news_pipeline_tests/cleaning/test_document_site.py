"""The site of a raw document, and which texts are one document."""

import pytest

from news_pipeline.cleaning.document_site import site_of

SITES = [
    ("a/b.txt", [("url", "https://www.bbc.co.uk/news/1")], "", "bbc.co.uk", "url", "registered domain of the address"),
    ("b.txt", [("source", "x"), ("url", "http://edition.cnn.com/1")], "", "cnn.com", "url", "an address goes first"),
    ("b.txt", [("url", "https://web.archive.org/web/2020/https://npr.org/1")], "", "npr.org", "url", "archived"),
    ("b.txt", [("url", "http://10.0.0.7:8000/x")], "", "10.0.0.7", "url", "no registered domain: the host"),
    ("b.txt", [("url", "/relative"), ("domain", "www.taz.de")], "", "taz.de", "record", "a field with the domain"),
    ("b.txt", [("source", " The  Daily Post ")], "", "the daily post", "record", "a field with a name"),
    (
        "a/b.txt",
        [],
        "Title\nhttps://nytimes.com/x.html\nText",
        "nytimes.com",
        "url",
        "a header line: an address",
    ),
    ("a/b.txt", [], "Title\nSee https://nytimes.com/x.html\nText", "a", "folder", "an address in a sentence is none"),
    ("a/b/c.txt", [], "Text", "a", "folder", "the top folder"),
]


@pytest.mark.parametrize("case", SITES, ids=[case[-1] for case in SITES])
def test_site(case):
    uri, fields, text, name, found_in, _ = case
    site = site_of(uri, "text/plain", text, fields)
    assert site is not None
    assert (site.name, site.found_in) == (name, found_in)


def test_a_file_by_itself_has_no_site():
    assert site_of("b.txt", "text/plain", "Text", []) is None


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="canonical" href="https://www.example.com/a"/>',
        "<link href='https://www.example.com/a' rel=canonical>",
        '<meta property="og:url" content="https://www.example.com/a">',
    ],
)
def test_a_page_names_its_own_address(tag):
    page = f'<html><head><link rel="stylesheet" href="https://cdn.other.org/x">{tag}</head>'
    site = site_of("x.html", "text/html", page, [])
    assert site is not None
    assert site.name == "example.com"


def test_revisions_of_an_address_are_one_document():
    one, other, third = (
        site_of(uri, "text/plain", text, [("url", url)])
        for uri, text, url in [
            ("1.json", "a", "https://www.example.com/a/"),
            ("2.json", "b", "http://example.com/a#top"),
            ("3.json", "b", "http://example.com/a?id=2"),
        ]
    )
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.document_key == other.document_key != third.document_key
