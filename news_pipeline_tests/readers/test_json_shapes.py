"""The text, fields and notes that come from each producer's records."""

from typing import Any

import pytest

from news_pipeline.readers import Field, Unreadable
from news_pipeline_tests.readers.reading import outcomes, read, read_json, read_one, read_one_json

BODY = "The bridge was closed on Friday.\nIt opens again in spring."
PAGE = "<html><body><h1>Bridge closed</h1><p>The bridge was closed on Friday.</p><p>It opens again.</p></body></html>"

SHAPES: list[tuple[str, dict[str, Any], list[tuple[str, str, str]]]] = [
    (
        "news-please",
        {"url": "https://a.example/1", "title": "T", "maintext": BODY, "date_publish": "2022-01-08 14:05:00",
         "date_modify": "None", "date_download": "2022-02-01 00:00:00", "authors": ["A B", "C D"],
         "source_domain": "a.example", "language": "en", "description": "D", "title_page": None},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"),
         ("published", "2022-01-08 14:05:00", "date_publish"), ("seen", "2022-02-01 00:00:00", "date_download"),
         ("authors", "A B", "authors"), ("authors", "C D", "authors"), ("domain", "a.example", "source_domain"),
         ("language", "en", "language"), ("description", "D", "description")],
    ),
    (
        "Fundus",
        {"title": "T", "body": {"summary": ["The bridge was closed on Friday."],
                                "sections": [{"headline": [], "paragraphs": ["It opens again in spring."]}]},
         "publishing_date": "2022-01-08 14:05:00+00:00", "authors": ["A B"], "publisher": "The A", "lang": "en",
         "html": {"requested_url": "https://a.example/1", "responded_url": "https://a.example/1?x",
                  "crawl_date": "2022-02-01"}},
        [("url", "https://a.example/1?x", "html.responded_url"), ("url", "https://a.example/1", "html.requested_url"),
         ("title", "T", "title"), ("published", "2022-01-08 14:05:00+00:00", "publishing_date"),
         ("seen", "2022-02-01", "html.crawl_date"), ("authors", "A B", "authors"),
         ("source", "The A", "publisher"), ("language", "en", "lang")],
    ),
    (
        "newspaper4k",
        {"url": "https://a.example/1", "canonical_link": "https://a.example/one", "title": "T", "text": BODY,
         "publish_date": "2022-01-08T14:05:00+01:00", "authors": ["A B"], "meta_site_name": "The A",
         "language": "en", "meta_lang": "en"},
        [("url", "https://a.example/1", "url"), ("url", "https://a.example/one", "canonical_link"),
         ("title", "T", "title"),
         ("published", "2022-01-08T14:05:00+01:00", "publish_date"), ("authors", "A B", "authors"),
         ("source", "The A", "meta_site_name"), ("language", "en", "language"), ("language", "en", "meta_lang")],
    ),
    (
        "trafilatura",
        {"source": "https://a.example/1", "title": "T", "text": BODY, "raw_text": "x", "date": "2022-01-08",
         "filedate": "2022-02-01", "author": "A B; C D", "source-hostname": "The A", "hostname": "a.example",
         "language": None, "fingerprint": "1f", "id": None},
        [("title", "T", "title"), ("seen", "2022-02-01", "filedate"), ("authors", "A B; C D", "author"),
         ("source", "The A", "source-hostname"), ("domain", "a.example", "hostname"),
         ("published", "2022-01-08", "date"), ("url", "https://a.example/1", "source")],
    ),
    (
        "NewsAPI",
        {"source": {"id": "the-a", "name": "The A"}, "author": "A B", "title": "T", "description": "D",
         "url": "https://a.example/1", "publishedAt": "2022-01-08T14:05:00Z", "content": BODY},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"),
         ("published", "2022-01-08T14:05:00Z", "publishedAt"), ("authors", "A B", "author"),
         ("source", "The A", "source.name"), ("description", "D", "description")],
    ),
    (
        "mediastack",
        {"author": None, "title": "T", "description": BODY, "url": "https://a.example/1", "source": "The A",
         "language": "en", "published_at": "2022-01-08T14:05:00+00:00"},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"),
         ("published", "2022-01-08T14:05:00+00:00", "published_at"), ("language", "en", "language"),
         ("description", BODY, "description"), ("source", "The A", "source")],
    ),
    (
        "HF cc_news",
        {"url": "https://a.example/1", "title": "T", "text": BODY, "date": "2022-01-08 14:05:00",
         "domain": "a.example", "description": "", "image_url": "https://a.example/i.jpg"},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"), ("domain", "a.example", "domain"),
         ("image", "https://a.example/i.jpg", "image_url"), ("published", "2022-01-08 14:05:00", "date")],
    ),
    (
        "RealNews",
        {"url": "https://a.example/1", "title": "T", "text": BODY, "summary": "S", "publish_date": "01-08-2022",
         "warc_date": "2022-02-01T00:00:00Z", "authors": [], "domain": "a.example", "split": "train"},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"), ("published", "01-08-2022", "publish_date"),
         ("seen", "2022-02-01T00:00:00Z", "warc_date"), ("domain", "a.example", "domain"),
         ("description", "S", "summary")],
    ),
    (
        "Media Cloud story-indexer",
        {"original_url": "https://a.example/1", "article_title": "T", "text_content": BODY,
         "publication_date": "2022-01-08", "canonical_domain": "a.example", "source_url": "https://a.example/",
         "language": "en", "full_language": "en-GB"},
        [("url", "https://a.example/1", "original_url"), ("title", "T", "article_title"),
         ("published", "2022-01-08", "publication_date"), ("domain", "a.example", "canonical_domain"),
         ("domain", "https://a.example/", "source_url"), ("language", "en", "language"),
         ("language", "en-GB", "full_language")],
    ),
    (
        "Webz.io",
        {"thread": {"url": "https://a.example/1", "site_full": "www.a.example", "site": "a.example",
                    "site_title": "The A", "title": "T", "published": "2022-01-08T14:05:00.000+02:00", "country": "US"},
         "url": "https://a.example/1", "title": "T", "text": BODY, "author": "A B", "language": "english",
         "published": "2022-01-08T14:05:00.000+02:00", "crawled": "2022-02-01T00:00:00.000+02:00", "uuid": "1f"},
        [("url", "https://a.example/1", "url"), ("url", "https://a.example/1", "thread.url"), ("title", "T", "title"),
         ("title", "T", "thread.title"), ("published", "2022-01-08T14:05:00.000+02:00", "published"),
         ("published", "2022-01-08T14:05:00.000+02:00", "thread.published"),
         ("seen", "2022-02-01T00:00:00.000+02:00", "crawled"), ("authors", "A B", "author"),
         ("source", "The A", "thread.site_title"), ("domain", "www.a.example", "thread.site_full"),
         ("domain", "a.example", "thread.site"), ("language", "english", "language")],
    ),
    (
        "Event Registry",
        {"uri": "7", "lang": "eng", "isDuplicate": False, "date": "2022-01-09", "time": "10:00:00",
         "dateTime": "2022-01-09T10:00:00Z", "dateTimePub": "2022-01-08T14:05:00Z", "url": "https://a.example/1",
         "title": "T", "body": BODY, "source": {"uri": "a.example", "dataType": "news", "title": "The A"},
         "authors": [{"uri": "a_b@a.example", "name": "A B", "type": "author"}]},
        [("url", "https://a.example/1", "url"), ("title", "T", "title"),
         ("published", "2022-01-08T14:05:00Z", "dateTimePub"), ("seen", "2022-01-09T10:00:00Z", "dateTime"),
         ("authors", "A B", "authors.name"), ("source", "The A", "source.title"),
         ("domain", "a.example", "source.uri"), ("language", "eng", "lang"), ("seen", "2022-01-09", "date")],
    ),
    (
        "schema.org",
        {"@type": "NewsArticle", "headline": "T", "articleBody": BODY, "datePublished": "2022-01-08",
         "dateModified": "2022-01-09", "author": {"@type": "Person", "name": "A B"},
         "publisher": {"@type": "Organization", "name": "The A"}, "inLanguage": "en"},
        [("title", "T", "headline"), ("published", "2022-01-08", "datePublished"),
         ("updated", "2022-01-09", "dateModified"), ("authors", "A B", "author.name"),
         ("source", "The A", "publisher.name"), ("language", "en", "inLanguage")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("producer", "record", "fields"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_the_record_of_a_producer(producer: str, record: dict[str, Any], fields: list[tuple[str, str, str]]):
    document = read_one_json(record)
    assert (document.text, document.media_type) == (BODY, "text/plain")
    assert document.fields == tuple(Field(*field) for field in fields)


SOURCES = [
    ("https://www.a.example/news/1", "url", "the address of a page"),
    ("https://www.a.example/", "domain", "the address of a front page"),
    ("www.a.example", "domain", "a host"),
    ("The A Times", "source", "a name"),
    ("CNN", "source", "a name without a dot"),
    ("Booking.com News", "source", "a name with a dot"),
    ("St. Paul", "source", "a full stop is no host"),
    ("1.5", "source", "a number is no host"),
    ("a.example/feed", "source", "neither an address nor a host"),
    ("https://[::1", "source", "a broken address"),
]


@pytest.mark.parametrize(("value", "name", "why"), SOURCES)
def test_source_is_an_address_a_host_or_a_name_by_its_value(value: str, name: str, why: str):
    assert read_one_json({"text": BODY, "source": value}).fields == (Field(name, value, "source"),), why


@pytest.mark.parametrize("nothing", ["None", "null", "NaN", "NaT", "", "  ", None, True, {}, [], ["None", None]])
def test_what_serialisers_write_for_nothing_is_no_value(nothing: Any):
    assert read_one_json({"text": BODY, "date_publish": nothing, "authors": nothing}).fields == ()


def test_numbers_stay_as_they_are_written():
    digits = "9" * 5000
    document = read_one("a.json", f'{{"text": "x y", "published": 1641650700.50, "title": {digits}}}'.encode())
    assert document.fields == (Field("title", digits, "title"), Field("published", "1641650700.50", "published"))


def test_nan_and_infinity_are_no_values():
    assert read_one("a.json", b'{"text": "x y", "title": NaN, "published": -Infinity}').fields == ()


def test_of_a_key_that_stands_twice_the_last_counts():
    assert read_one("a.json", b'{"text": "one", "title": "A", "text": "two", "title": "B"}').text == "two"


def test_lone_surrogates_and_nul_never_leave_the_reader():
    document = read_one("a.json", b'{"text": "a \\ud800 b\\u0000 c \\ud83d\\ude00", "title": "\\udfff\\u0000"}')
    assert document.text == "a \ufffd b c 😀"
    assert document.fields == (Field("title", "\ufffd", "title"),)
    assert document.notes == ("NUL characters removed", "lone surrogates replaced by U+FFFD")


FRAGMENT = "<html><body><article>\n<p>One.</p>\n<p>Two.</p>\n</article></body></html>"
TEXTS = [
    ({"html": PAGE, "text": "Bridge closed"}, PAGE, "text/html", "HTML shows what is boilerplate"),
    ({"html": "<p>Teaser</p>", "text": BODY}, BODY, "text/plain", "HTML shorter than the text is not the page"),
    ({"html": "see the file", "text": "x y"}, "x y", "text/plain", "html without a tag is none"),
    ({"html": PAGE}, PAGE, "text/html", "only HTML"),
    ({"text": PAGE}, PAGE, "text/html", "a page under `text`"),
    ({"content": "<p>One.</p>\n<p>Two.</p>"}, FRAGMENT, "text/html", "a fragment under `content` becomes a page"),
    ({"text": "Write <p> and </p>."}, "Write <p> and </p>.", "text/plain", "a text about tags"),
    ({"text": "a < b and c > d"}, "a < b and c > d", "text/plain", "signs"),
    ({"text": "None", "body": BODY}, BODY, "text/plain", "no value gives way to the next key"),
    ({"text": ["One.", "Two."]}, "One.\nTwo.", "text/plain", "a list of paragraphs"),
    ({"_source": {"text": BODY}}, BODY, "text/plain", "a search hit"),
]


@pytest.mark.parametrize(("record", "text", "media_type", "why"), TEXTS)
def test_which_value_is_the_text(record: dict[str, Any], text: str, media_type: str, why: str):
    document = read_one_json(record)
    assert (document.text, document.media_type) == (text, media_type), why


def test_a_text_cut_by_its_source_says_so():
    assert read_one_json({"content": "The bridge… [+1234 chars]"}).notes == ("cut short by the source: [+1234 chars]",)


def test_a_description_is_the_text_only_if_there_is_no_other():
    assert read_one_json({"description": "D", "content": None}).notes == ("only text is the description",)


def test_a_record_without_text_is_refused_with_the_keys_it_has():
    (refusal,) = read_json({"url": "https://a.example/1", "title": "T", "seendate": "20230918T031500Z"})
    assert isinstance(refusal, Unreadable)
    assert (refusal.reason, refusal.record) == ("no_text", None)
    assert refusal.detail.endswith("keys: 'seendate', 'title', 'url'")


REFUSED = [
    (b'"text"', "not_an_object"),
    (b"12", "not_an_object"),
    (b"null", "not_an_object"),
    (b'{"text": "a"', "bad_json"),
    (b'{"text": " \\n "}', "no_text"),
    (b"{}", "no_text"),
    (b"[]", "no_records"),
    (b"", "empty_file"),
    (b" \n ", "empty_file"),
    (b"\xef\xbb\xbf", "empty_file"),
    (b"[" * 100_000, "bad_json"),
    (b'{"a":' * 100_000, "bad_json"),
    (b"\x89PNG\r\n \xff\xfe\x00", "not_text"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_json_files_without_a_document(data: bytes, reason: str):
    assert reason in [found for _, found in outcomes(read("a.json", data))]
