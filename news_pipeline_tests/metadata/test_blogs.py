"""Blogs at shared hosts are outlets of their own; a quoted headline keeps its signs; a short form gives way."""

import pytest

from news_pipeline.metadata.titles.clean import clean_title
from news_pipeline.shared.domains import blog_of
from news_pipeline_tests.metadata.documents import TITLE, json_ld, meta, page_of


@pytest.mark.parametrize(
    ("url", "blog"),
    [
        ("https://olive.substack.com/p/a-day", "olive"),
        ("https://olivewrites.wordpress.com/2014/05/05/a-day/", "olivewrites"),
        ("https://olive.blogspot.no/2014/05/a-day.html", "olive"),
        ("https://www.olive.tumblr.com/post/1", "olive"),
        ("https://medium.com/@olive/a-day-1a2b", "olive"),
        ("https://medium.com/the-quay/a-day-1a2b", "the-quay"),
        ("https://olive.medium.com/a-day-1a2b", "olive"),
        ("https://www.livejournal.com/users/olive/1.html", "olive"),
        ("https://medium.com/p/1a2b", None),
        ("https://medium.com/", None),
        ("https://en.blog.wordpress.com/a", None),
        ("https://olive.harbour-example.com/a", None),
    ],
)
def test_the_blog_is_told_by_its_host_or_folder(url, blog):
    assert blog_of(url) == blog


@pytest.mark.parametrize(
    ("head", "url", "outlet", "source"),
    [
        ("", "https://olivewrites.wordpress.com/2014/05/05/a-day/", "olivewrites", "blog_address"),
        (meta("og:site_name", "Medium"), "https://medium.com/@olive/a-day", "olive", "blog_address"),
        (
            meta("og:site_name", "Olive Writes"),
            "https://olive.substack.com/p/a-day",
            "Olive Writes",
            "meta:og:site_name",
        ),
        (meta("og:site_name", "Medium"), "https://harbour-example.com/a", "Medium", "meta:og:site_name"),
    ],
)
def test_the_outlet_is_the_blog_and_not_its_host(head, url, outlet, source):
    found = page_of(head, url=url)
    assert (found.outlet, found.outlet_source) == (outlet, source)


def test_a_writer_whose_blog_has_her_name_is_the_author():
    found = page_of(meta("author", "Olive Tredwell"), url="https://olive.substack.com/p/a-day")
    assert (found.outlet, found.authors) == ("olive", ("Olive Tredwell",))


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("«The quay» is closed", "«The quay» is closed"),
        ("Mayor: «The quay is closed»", "Mayor: «The quay is closed»"),
        ("»The quay« is closed", "»The quay« is closed"),
        ("«The quay is closed»", "«The quay is closed»"),
        ("The quay is closed »", "The quay is closed"),
        ("» The quay is closed", "The quay is closed"),
        ("| The quay is closed |", "The quay is closed"),
        ("The quay is closed：Coast Post", "The quay is closed"),
        ("The quay is closed * Coast Post", "The quay is closed"),
        ("Coast Post + The quay is closed", "The quay is closed"),
        ("The quay is closed # Coast Post", "The quay is closed"),
    ],
)
def test_a_quotation_keeps_its_signs_and_a_bar_goes(raw, title):
    assert clean_title(raw, ("Coast Post",)) == title


def test_a_short_form_of_the_address_gives_way_to_the_canonical_link():
    whole, short = "https://harbour-example.no/trade/strike-ends/s/5-95-207", "https://harbour-example.no/5-95-207"
    places = meta("og:url", short) + meta("twitter:url", short)
    ld = json_ld(headline=TITLE, url=short)
    assert page_of(f"<link rel=canonical href='{whole}'>{places}{ld}").url == whole
    other = "https://harbour-example.no/other-article"
    ld = ld.replace(short, other)
    assert page_of(f"<link rel=canonical href='{whole}'>{meta('og:url', other)}{ld}").url == other
