"""One clean-up for titles, people and outlets: every form in which a value is written, times every field and place."""

import html
import json

import pytest

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline.metadata.placeholders import is_placeholder
from news_pipeline.metadata.titles.clean import clean_title
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, TITLE

SITE = "The Quay Courier"
REST = {"title": "harbour opens again today", "authors": "Larsson", "outlet": "Courier"}
PLACES = ("json", "json_ld", "meta", "shown")
UNSEEN = (
    0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2063, 0xFEFF, 0x202A, 0x202E, 0x2066, 0x2069, 0x61C, 0x180E,
    0xFFF9, 0xFFFC, 0xE0001, 0x07, 0x7F,
)  # fmt: skip
FORMS = (
    *[(f"North{chr(sign)}ern {{}}", "Northern {}") for sign in UNSEEN],
    ("Northern\u00a0{}", "Northern {}"),
    ("Northern\u2003{}", "Northern {}"),
    ("Northern\u2028{}", "Northern {}"),
    ("Northern&nbsp;{}", "Northern {}"),
    ("Northern&amp;nbsp;{}", "Northern {}"),
    ("Northern&#8203; {}", "Northern {}"),
    ("\t Northern  \n {}  ", "Northern {}"),
    ("<b>Northern</b> {}", "Northern {}"),
    ("<span class='x'>Northern</span><br/>{}", "Northern {}"),
    ("<p>Northern {}</p>", "Northern {}"),
    ("&lt;i&gt;Northern&lt;/i&gt; {}", "Northern {}"),
    ("<!-- desk -->Northern {}", "Northern {}"),
    ("<![CDATA[Northern {}]]>", "Northern {}"),
    ('<a href="/x">Northern {}</a>', "Northern {}"),
    ("<em>Northern {}", "Northern {}"),
    ("N&ouml;rthern {}", "Nörthern {}"),
    ("N&amp;ouml;rthern {}", "Nörthern {}"),
    ("N&#xf6;rthern {}", "Nörthern {}"),
    ("N\\u00f6rthern {}", "Nörthern {}"),
    ("NÃ¶rthern {}", "Nörthern {}"),
    ("NÃƒÂ¶rthern {}", "Nörthern {}"),
    ("No\u0308rthern {}", "Nörthern {}"),
)
SEPARATORS = (
    " | ", " - ", " – ", " — ", " · ", " « ", " » ", " :: ", " / ", " ~ ", "|", " > ", " • ", " @ ", " // ", " : ",
    " ⁄ ", " >> ", " ❘ ",
    " ← ", " › ", " ‹ ", " * ", " + ", " ¦ ", "｜", " － ", " _ ", " ▸ ", " ■ ", " # ", " = ", " ― ", " ・ ",
)  # fmt: skip
EMPTY = (
    "", "   ", "...", "-", "—", "«»", "????", "&nbsp;", "&#8203;", "\u200b", "<b></b>", "null", "None", "undefined",
    "NaN", "nil", "N/A", "n.a.", "k.A.", "unknown", "true", "TBA", "[object Object]", "{{ title }}", "{title}",
    "${title}", "%title%", "(no title)", "[no title]", "no name", "<title>", "Untitled Document", "New Page 1",
    "404 Not Found", "Loading…", "test", "lorem ipsum", "Home", "admin", "root", "Anonymous", "Guest",
)  # fmt: skip


def page(field, value, *, place="json_ld", site=None):
    """A page that says the value of the field in that place."""
    shown = head = ""
    if place == "json_ld":
        name = {"title": "headline", "authors": "author", "outlet": "publisher"}[field]
        node = {"@type": "NewsArticle", name: value if field == "title" else {"@type": "Person", "name": value}}
        head = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    elif place == "meta":
        name = {"title": "property='og:title'", "authors": "name='author'", "outlet": "property='og:site_name'"}[field]
        head = f'<meta {name} content="{html.escape(value)}">'
    elif place == "head":
        head = f"<title>{html.escape(value)}</title>"
    else:
        by = f"<h1>{TITLE}</h1><p class='byline'>By {html.escape(value)}</p>"
        shown = f"<h1>{html.escape(value)}</h1>" if field == "title" else by
    site_name = f"<meta property='og:site_name' content='{site}'>" if site else ""
    source = f"<html><head>{head}{site_name}</head><body>{shown}<p>{BODY}</p></body></html>"
    return MetadataInput("a", read_page(source), (), BODY, ())


def record(field, value):
    name = {"outlet": "source"}.get(field, field)
    return MetadataInput("a.json", None, (), BODY, (Field(name, value, name),))


def read(document, field):
    found = extract_metadata(document)
    return {"title": found.title, "authors": "; ".join(found.authors) or None, "outlet": found.outlet}[field]


@pytest.mark.parametrize("field", REST)
@pytest.mark.parametrize("place", PLACES)
def test_every_form_of_a_value_reads_alike_in_every_field_and_place(field, place):
    if (field, place) == ("outlet", "shown"):
        return  # nothing that a page shows names its outlet
    wrong = {}
    for form, clean in FORMS:
        given = form.format(REST[field])
        found = read(record(field, given) if place == "json" else page(field, given, place=place), field)
        if found != clean.format(REST[field]):
            wrong[form] = found
    assert wrong == {}


@pytest.mark.parametrize(("field", "value"), [("title", TITLE), ("authors", "Jane Larsson")])
def test_a_sites_name_is_cut_at_either_end_behind_any_separator(field, value):
    wrong = {}
    place = "head" if field == "title" else "json_ld"
    for separator in SEPARATORS:
        for written in (f"{value}{separator}{SITE}", f"{SITE}{separator}{value}"):
            found = read(page(field, written, place=place, site=SITE), field)
            if found != value:
                wrong[written] = found
    assert wrong == {}


@pytest.mark.parametrize("field", REST)
def test_what_software_writes_for_nothing_is_no_value(field):
    wrong = {}
    for text in EMPTY:
        for document in (page(field, text), page(field, text, place="meta"), record(field, text)):
            if (found := read(document, field)) is not None:
                wrong[text] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "400 jobs lost at the harbour",
        "Test match ends in a draw",
        "Nobody is unknown",
        "Home rule returns",
        "502 days on",
    ],
)
def test_a_headline_that_begins_like_a_placeholder_stays(text):
    assert not is_placeholder(text)
    assert read(page("title", text), "title") == text


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"Coast Post >> News >> {TITLE}", TITLE),
        (f"Coast Post | Home | {TITLE}", TITLE),
        (f"News > {TITLE}", f"News > {TITLE}"),
    ],
)
def test_a_section_between_a_sites_name_and_the_headline_is_cut_with_it(raw, title):
    assert clean_title(raw, ("Coast Post",)) == title
