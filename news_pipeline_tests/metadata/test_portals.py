"""The outlet behind a portal, on a shared host, and the language of short English."""

import pytest

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.language import detect_language
from news_pipeline.readers.document import Field
from news_pipeline.shared.domains import registered_domain
from news_pipeline_tests.metadata.documents import BODY


def record(**values):
    fields = tuple(Field(name, value, name) for name, value in values.items())
    return extract_metadata(MetadataInput("a", None, (), BODY, fields, text=BODY))


@pytest.mark.parametrize(
    "url",
    [
        "https://news.google.com/rss/articles/CBMiExample",
        "https://www.bing.com/news/apiclick.aspx?id=1",
        "https://feedproxy.google.com/~r/quay/~3/1/",
        "https://feeds.feedburner.com/quay/1",
        "https://t.co/abcdef",
        "https://flip.it/abcdef",
        "https://www.msn.com/en-us/news/a/ar-1",
        "https://news.yahoo.com/a-story-1.html",
    ],
)
def test_behind_a_portal_the_source_that_it_names_counts(url):
    found = record(url=url, source="Quay Courier")
    assert (found.outlet, found.outlet_domain) == ("Quay Courier", None)


def test_a_portal_that_names_nobody_is_no_outlet_unless_it_publishes_itself():
    assert record(url="https://news.google.com/rss/articles/1").outlet_domain is None
    assert record(url="https://news.google.com/rss/articles/1", source="Google News").outlet is None
    assert record(url="https://news.yahoo.com/a-story-1.html").outlet_domain == "yahoo.com"


def test_a_portals_record_may_name_the_domain():
    assert record(url="https://news.google.com/rss/articles/1", domain="quay-news.com").outlet_domain == "quay-news.com"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("jane.blogspot.se", "jane.blogspot.se"),
        ("www.jane.blogspot.com", "jane.blogspot.com"),
        ("jane.wordpress.com", "jane.wordpress.com"),
        ("jane.substack.com", "jane.substack.com"),
        ("www.substack.com", "substack.com"),
        ("jane.tumblr.com", "jane.tumblr.com"),
        ("www.quay-news.co.uk", "quay-news.co.uk"),
    ],
)
def test_a_blog_on_a_shared_host_is_a_site_of_its_own(host, domain):
    assert registered_domain(f"https://{host}/a") == domain


ENGLISH = (
    "Talks between Kim Seo-yeon and Park Ji-hoon of Daehan Shipping in Busan and Incheon ended on Friday, "
    "and no deal was made."
)
PIDGIN = (
    "Di pipo wey dey live for Lagos don tok say dem no sabi wetin go hapun, and dem dey wait make goment come help dem."
)


def test_short_english_with_many_names_is_english():
    assert detect_language(ENGLISH).code == "en"
    assert detect_language(PIDGIN).code == "pcm"


@pytest.mark.parametrize("guess", ["pcm", "en", "is", "it"])
def test_a_guess_is_doubted_where_the_words_are_those_of_english(monkeypatch, guess):
    monkeypatch.setattr("news_pipeline.metadata.language.classify", lambda model, text: (guess, 0.7))
    assert detect_language(ENGLISH).code == "en"
    assert detect_language(PIDGIN).code == guess
    assert detect_language(ENGLISH * 4).code == ("en" if guess == "pcm" else guess), "a long text is not doubted"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Park Min Jun met Li Wei Guo in Sunhae on Monday. Han Seo Yun and Zhao Lan also attended.", "en"),
        ("Sutrisno and Prabawa Hardjo met in Jatisari. Lukman Pandjaya did not come to the talks.", "en"),
        ("Der Bürgermeister Hans Müller trat am Montag nach nur drei Wochen im Amt überraschend zurück.", "de"),
        ("Borgmesteren Hans Møller trådte mandag tilbage efter kun tre uger i embedet for byen.", "da"),
    ],
)
def test_names_do_not_outweigh_the_words_of_a_short_text(text, code):
    found = detect_language(text)
    assert found is not None
    assert found.code == code
