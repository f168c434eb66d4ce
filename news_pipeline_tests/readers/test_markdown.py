"""Markdown becomes HTML, front matter becomes fields, and text that only looks like Markdown stays text."""

import pytest

from news_pipeline.readers import Document, Field, Unreadable
from news_pipeline.readers.markdown import MAX_RENDERED
from news_pipeline_tests.readers.reading import outcomes, read, read_one, zipped


def inner(text: str) -> str:
    """The HTML inside the page's frame."""
    html = read_one("a.md", text.encode()).text
    return html.removeprefix("<html><body><article>\n").removesuffix("\n</article></body></html>").strip()


def fields(front: str) -> dict[str, str]:
    return {field.name: field.value for field in read_one("a.md", f"---\n{front}\n---\nText.\n".encode()).fields}


FIGURE = '<figure><img src="b.jpg" alt="%s"><figcaption>%s</figcaption></figure>'
RENDERED = [
    ("# Title\n\nOne\ntwo.", "<h1>Title</h1>\n<p>One\ntwo.</p>", "headings, wrapped lines"),
    ("1984. A year to remember.", "<p>1984. A year to remember.</p>", "a year that begins a sentence is no list"),
    ("8. Januar: Die Brücke.", "<p>8. Januar: Die Brücke.</p>", "nor is a day"),
    ("1984. Built.\n1985. Opened.", "<p>1984. Built.</p>\n<p>1985. Opened.</p>", "nor are two years"),
    ("1. One\n2. Two", "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>", "a list"),
    ("- One\n- Two", "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "another"),
    ("It makes 5*3*2 or 5**3**2.", "<p>It makes 5*3*2 or 5**3**2.</p>", "products are no emphasis"),
    ("A *big* deal.", "<p>A <em>big</em> deal.</p>", "emphasis"),
    ("    Indented paragraph.", "<p>Indented paragraph.</p>", "news has no code"),
    ("![The bridge](b.jpg)", FIGURE % ("The bridge", "The bridge"), "a caption stays"),
    ("![a <b> \"c\"](b.jpg)", FIGURE % (("a &lt;b&gt; &quot;c&quot;",) * 2), "and is no markup"),
    ("a\n\n---\n\nb", "<p>a</p>\n<hr />\n<p>b</p>", "a rule"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html", "why"), RENDERED)
def test_markdown_becomes_html(text: str, html: str, why: str):
    assert inner(text).replace(">\n<img", "><img").replace("</figcaption>\n", "</figcaption>") == html, why


def test_the_document_is_html_with_the_hash_of_the_file():
    data = b"# Title\n\nText.\n"
    document = read_one("a.md", data)
    assert (document.media_type, document.record, document.byte_size) == ("text/html", None, len(data))
    assert read_one("a.markdown.gz", zipped(data)) == document
    assert document.content_hash == read_one("a.txt", data).content_hash


def test_front_matter_becomes_fields():
    front = (
        "title: Bridge closed\ndate: 2022-01-08\nauthor: Jane Doe\nurl: https://a.example/1\nsource: The A\nlang: en"
    )
    assert fields(front) == {
        "title": "Bridge closed", "published": "2022-01-08", "authors": "Jane Doe", "url": "https://a.example/1",
        "source": "The A", "language": "en",
    }  # fmt: skip


AS_IT_STANDS = [
    ("title: Norway: a story", "title", "Norway: a story", "a colon, for which YAML refuses the whole block"),
    ("title: NO", "title", "NO", "no Boolean"),
    ("title: 12:30", "title", "12:30", "no number to the base of sixty"),
    ("date: 2022-01-08 14:05:00 +06:00", "published", "2022-01-08 14:05:00 +06:00", "no time in UTC"),
    ("title: 'Quoted: \"x\"'", "title", 'Quoted: "x"', "quotation marks"),
    ("Title: Capitals", "title", "Capitals", "a name in capitals"),
    ("title: >\n  Two\n  lines", "title", "Two lines\n", "a folded text"),
    ("source:\n  name: The A", "source", "The A", "a name below"),
    ("title: a: b\nlang: 'en'", "language", "en", "quotation marks where YAML gave up"),
]


@pytest.mark.parametrize(("front", "name", "value", "why"), AS_IT_STANDS)
def test_values_of_front_matter_stay_as_they_are_written(front: str, name: str, value: str, why: str):
    assert fields(front)[name].strip() == value.strip(), why


AUTHORS = [
    "authors: [A B, C D]",
    "authors:\n  - A B\n  - C D",
    "title: x: y\nauthors:\n  - A B\n  - 'C D'",
    'title: x: y\nauthors: [A B, "C D"]',
]


@pytest.mark.parametrize("front", AUTHORS)
def test_a_list_of_authors_is_a_field_each(front: str):
    document = read_one("a.md", f"---\n{front}\n---\nText.".encode())
    assert [field.value for field in document.fields if field.name == "authors"] == ["A B", "C D"]


def test_toml_front_matter_is_read_too():
    document = read_one("a.md", b'+++\ntitle = "Bridge"\ndate = 2022-01-08\n+++\nText.')
    assert document.fields == (Field("title", "Bridge", "title"), Field("published", "2022-01-08", "date"))
    assert "+++" not in document.text


def test_two_rules_with_text_between_them_are_no_front_matter():
    assert "text that stays" in inner("---\ntext that stays\n---\nmore")


def test_front_matter_alone_is_refused():
    assert outcomes(read("a.md", b"---\ntitle: x\n---\n")) == [(None, "no_text")]


def test_a_page_named_as_markdown_is_a_page():
    document = read_one("a.md", b"<!doctype html><p>1984. x")
    assert document.text == "<!doctype html><p>1984. x"


@pytest.mark.parametrize("piece", ["[", "*a ", "![", "> ", "- ", "`", "<a ", "1. ", "[a](", "_a_ "])
def test_hostile_markdown_takes_no_time(piece: str):
    (found,) = read("a.md", (piece * (20_000 // len(piece)) + "x").encode())
    assert isinstance(found, Document)


def test_a_very_long_file_is_read_as_text():
    document = read_one("a.md", b"---\ntitle: T\n---\n" + b"word " * (MAX_RENDERED // 5 + 1))
    assert (document.media_type, len(document.fields)) == ("text/plain", 1)
    assert document.notes == ("too long to be rendered as Markdown, read as text",)


ODD = ["a: &x [1]\nb: *x", "[" * 5000, "a: !!python/object:os.system x", "\t- : :", "&a [*a]", "? [x]\n: y"]


@pytest.mark.parametrize("front", ODD)
def test_odd_front_matter_raises_nothing(front: str):
    (found,) = read("a.md", f"---\n{front}\n---\nText.".encode())
    assert isinstance(found, Document | Unreadable)
