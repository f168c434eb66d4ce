"""RSS and Atom: each entry is a record, and other XML is refused."""

import warnings

import pytest

from news_pipeline.readers import Document, Field, Unreadable
from news_pipeline_tests.paces import paces
from news_pipeline_tests.readers.reading import outcomes, read, read_one, zipped

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)

TEXT = "<description>The bridge was closed.</description>"


def rss(*items: str, head: str = "<title>The A</title>") -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{head}{inner}</channel></rss>'.encode()


def atom(*entries: str) -> bytes:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    head = "<title>The A</title><author><name>Jane Doe</name></author>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{inner}</feed>'.encode()


def entry(item: str) -> Document:
    return read_one("a.rss", rss(item))


def values(document: Document, name: str) -> list[str]:
    return [field.value for field in document.fields if field.name == name]


def test_each_entry_is_a_record_and_a_feed_can_be_resumed():
    data = rss(*[f"<title>T</title><description>Text {number}</description>" for number in (1, 2, 3)])
    for name, content in (("a.rss", data), ("a.xml", data), ("a.xml.gz", zipped(data)), ("a.atom", data)):
        assert outcomes(read(name, content)) == [(1, "Text 1"), (2, "Text 2"), (3, "Text 3")]
        for start in range(4):
            assert read(name, content, start=start) == read(name, content)[start:]


def test_the_fields_of_an_rss_item():
    document = entry(
        "<title>Bridge &amp; ferry</title><link>https://a.example/1</link>"
        "<pubDate>Sat, 08 Jan 2022 14:05 BdST</pubDate><dc:creator>Jane Doe, John Roe</dc:creator>" + TEXT
    )
    assert document.fields == (
        Field("url", "https://a.example/1", "entry.link"),
        Field("title", "Bridge & ferry", "entry.title"),
        Field("published", "Sat, 08 Jan 2022 14:05 BdST", "entry.published"),
        Field("authors", "Jane Doe, John Roe", "entry.author"),
        Field("source", "The A", "feed.title"),
    )


DATES = [
    (
        "<pubDate>08/01/2022 14:05</pubDate>",
        ("published", "08/01/2022 14:05"),
        "as it stands, not as feedparser reads it",
    ),
    ("<pubDate>yesterday</pubDate>", ("published", "yesterday"), "also what is no date"),
    ("<dc:date>2022-01-08</dc:date>", ("published", "2022-01-08"), "RSS 1.0 dates its items so"),
]


@pytest.mark.parametrize(("element", "field", "why"), DATES)
def test_a_date_stays_as_it_is_written(element: str, field: tuple[str, str], why: str):
    found = [(item.name, item.value) for item in entry(element + TEXT).fields if item.name in {"published", "updated"}]
    assert found == [field], why


def test_an_update_is_no_publication_and_the_other_way_round():
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # feedparser gives one for the other, with a warning
        entries = [f"<{name}>x</{name}><summary>x</summary>" for name in ("updated", "published")]
        first, second = read("a.atom", atom(*entries))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (values(first, "published"), values(first, "updated")) == ([], ["x"])
    assert (values(second, "published"), values(second, "updated")) == (["x"], [])


def test_an_atom_entry_without_authors_has_those_of_its_feed():
    own, inherited = read(
        "a.atom", atom("<author><name>A B</name></author><summary>x</summary>", "<summary>x</summary>")
    )
    assert isinstance(own, Document)
    assert isinstance(inherited, Document)
    assert (values(own, "authors"), values(inherited, "authors")) == (["A B"], ["Jane Doe"])


def test_an_item_taken_over_from_elsewhere_names_its_own_source():
    document = entry('<source url="https://b.example/feed">The B</source>' + TEXT)
    assert values(document, "source") == ["The B"]


def test_the_address_behind_a_feed_proxy_comes_first():
    document = entry(
        "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>" + TEXT
    )
    assert values(document, "url") == ["https://a.example/1", "https://feeds.example/~r/1"]


def test_content_goes_before_the_summary_which_becomes_the_description():
    document = entry(TEXT + "<content:encoded><![CDATA[<p>Long text.</p><p>More.</p>]]></content:encoded>")
    assert "<article>\n<p>Long text.</p><p>More.</p>\n</article>" in document.text
    assert (document.media_type, document.notes) == ("text/html", ())
    assert values(document, "description") == ["The bridge was closed."]


def test_a_summary_alone_is_noted():
    document = entry(TEXT)
    assert (document.text, document.media_type) == ("The bridge was closed.", "text/plain")
    assert document.notes == ("only text is the summary",)


TYPES = [
    ("<description>Rain &amp; wind</description>", "text/plain", "a sign is no markup"),
    ("<description>Rain &amp;amp; wind</description>", "text/html", "an entity is"),
    ("<description>&lt;p&gt;Rain&lt;/p&gt;</description>", "text/html", "a tag is"),
    ("<description>5 &lt; 6</description>", "text/plain", "less than"),
]


@pytest.mark.parametrize(("element", "media_type", "why"), TYPES)
def test_text_or_html(element: str, media_type: str, why: str):
    assert entry(element).media_type == media_type, why


def test_an_entry_without_text_is_refused_and_the_next_one_read():
    first, second = read("a.rss", rss("<title>T</title><link>https://a.example/1</link>", TEXT))
    assert isinstance(first, Unreadable)
    assert (first.record, first.reason) == (1, "no_text")
    assert first.detail == "an entry without text; it has: source, title, url"
    assert isinstance(second, Document)


def test_a_feed_with_broken_xml_is_read_and_says_so():
    data = rss(TEXT, "<title>A & B</title>" + TEXT, TEXT)
    found = read("a.rss", data)
    assert [item.record for item in found] == [1, 2, 3]
    assert all(isinstance(item, Document) and "the XML of the feed is broken" in item.notes for item in found)


ENCODINGS = [
    ("utf-8", "iso-8859-1", "what is valid UTF-8 is UTF-8, whatever the XML says"),
    ("windows-1251", "windows-1251", "as the XML says"),
    ("utf-16", "utf-16", "a byte order mark"),
]


@pytest.mark.parametrize(("encoding", "declared", "why"), ENCODINGS)
def test_the_encoding_of_a_feed(encoding: str, declared: str, why: str):
    item = "<item><description>Мост закрыт</description></item>"
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{item}</channel></rss>'
    assert read_one("a.xml", text.encode(encoding)).text == "Мост закрыт", why


NO_FEEDS = [
    (b"<!DOCTYPE story [<!ENTITY a 'b'>]><story><body/></story>", "not_a_feed", "an article as XML"),
    (b"<html><body>Not found</body></html>", "not_a_feed", "an error page"),
    (b"hello", "not_a_feed", "no XML"),
    (b"<rss xmlns:a='x\xc2\xa0y'><channel><a:b/></channel></rss>", "bad_feed", "XML on which feedparser raises"),
    (b"<rss><channel/></rss>", "no_records", "a feed without entries"),
    (b"", "empty_file", "nothing"),
    (b" \n", "empty_file", "white space"),
    (b"\xff\xd8\xff\xe0JFIF", "not_text", "a picture"),
]


@pytest.mark.parametrize(("data", "reason", "why"), NO_FEEDS)
def test_other_xml_is_refused(data: bytes, reason: str, why: str):
    assert outcomes(read("a.xml", data)) == [(None, reason)], why


def test_the_refusal_names_the_root():
    (refusal,) = read("a.xml", b"<ns:catalogue/>")
    assert isinstance(refusal, Unreadable)
    assert "<ns:catalogue>" in refusal.detail


def test_bytes_that_look_like_the_name_of_a_file_are_not_opened():
    assert outcomes(read("a.rss", b"/etc/passwd")) == [(None, "not_a_feed")]


def test_entities_do_not_multiply():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    item = "<item><description>x &e8;</description></item>"
    data = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{bomb}]><rss><channel>{item}</channel></rss>'
    assert sum(len(item.text) for item in read("a.rss", data.encode()) if isinstance(item, Document)) < 1000


def test_of_a_wordpress_export_only_published_posts_are_articles():
    def item(kind: str, status: str) -> str:
        return (
            f"<item><title>{kind}</title><content:encoded><![CDATA[<p>The council voted.</p>]]></content:encoded>"
            f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status></item>"
        )

    kinds = [("post", "publish"), ("post", "draft"), ("attachment", "inherit"), ("page", "publish")]
    data = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        f"{''.join(item(*kind) for kind in kinds)}</channel></rss>"
    )
    found = read("a.xml", data.encode())
    assert [isinstance(item, Document) for item in found] == [True, False, False, True]
    assert "draft" in found[1].detail


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<urlset><url><loc>https://a.example/</loc></url></urlset>", "sitemap"),
        ("<sitemapindex/>", "sitemap"),
        ('<mets xmlns="http://www.loc.gov/METS/"/>', "page_layout"),
        ('<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"/>', "page_layout"),
    ],
)
def test_xml_that_holds_no_article_says_what_to_do(xml, reason):
    (refusal,) = read("a.xml", xml.encode())
    assert refusal.reason == reason
    assert "put" in refusal.detail or "convert" in refusal.detail


@pytest.mark.parametrize("tags", ["<a>", "<a/>", "<a>b</a>"], ids=["nested", "empty", "short"])
def test_a_file_of_tags_is_no_feed(tags: str):
    found: list[Document | Unreadable] = []
    data = rss(f"<title>T</title>{TEXT}{tags * 150_000}")
    assert paces(lambda: found.extend(read("a.rss", data))) < 200
    [refusal] = found
    assert isinstance(refusal, Unreadable)
    assert (refusal.reason, "tags in" in refusal.detail) == ("bad_feed", True)


def test_a_long_feed_of_short_entries_is_read():
    items = ["<title>T</title><guid>1</guid><category>a</category><description>Text</description>"] * 11_000
    data = rss(*items)
    assert data.count(b"<") > 100_000
    assert len(read("a.rss", data)) == 11_000


def test_a_tag_with_thousands_of_attributes_is_read_in_time():
    attributes = " ".join(f"a{number}=''" for number in range(50_000))
    data = rss(TEXT).replace(b"<item>", f"<item {attributes}>".encode())
    found: list[Document | Unreadable] = []
    assert paces(lambda: found.extend(read("a.rss", data))) < 500
    [document] = found
    assert isinstance(document, Document)
    assert document.text == "The bridge was closed."
