"""What is nearly right comes in: broken JSON-LD, references, addresses without scheme, entities, unseen characters."""

import json
from datetime import UTC, date, datetime

import pytest

from news_pipeline.metadata.dates.epochs import epoch_moment
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.outlets.urls import completed
from news_pipeline.metadata.page.page import read_page
from news_pipeline.metadata.plain_text import plain
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import BODY, TITLE, page_of, script

NODE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2023-02-01T08:00:00+01:00",
    "author": {"@type": "Person", "name": "Jane Roe"},
    "publisher": {"@type": "Organization", "name": "Quay Courier"},
}
LD = json.dumps(NODE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{LD};", "a semicolon after it"),
        (f"// data of the page\n{LD}", "a line of comment"),
        (f"/* data */ {LD}", "a comment"),
        (LD.replace('"author"', '/* who */ "author"'), "a comment inside"),
        (LD.replace('"author"', '// who\n"author"'), "a line of comment inside"),
        (f"<!-- data -->\n{LD}\n<!-- end -->", "comments of HTML"),
        (f"//<![CDATA[\n{LD}\n//]]>", "CDATA"),
        (f"\ufeff{LD}", "a byte order mark"),
        (LD.replace("}}", "},}"), "a comma before the end"),
        (LD.replace('", "author"', '" "author"'), "a comma that is missing"),
        (LD.replace(TITLE, 'Workers "vote" to end their strike'), "quotes that are not escaped"),
        (LD.replace(TITLE, "Workers\\' vote to end their strike"), "an escape that JSON has not got"),
        (LD.replace(TITLE, "Harbour workers\n vote to end their strike"), "a line break in a string"),
        (f'{{"@type": "WebSite", "name": "Quay Courier"}}\n{LD}', "two objects without a list"),
        (f"var article = {LD};", "an assignment"),
        (LD[:-2], "an end that is cut"),
        (LD + "}", "a bracket too many"),
        (LD.replace('"', "&quot;"), "entities for quotes"),
        (json.dumps([[NODE]]), "a list in a list"),
    ],
)
def test_json_ld_that_is_nearly_valid_is_read(text, why):
    found = page_of(script(text))
    assert found.published_date == date(2023, 2, 1), why
    assert found.authors == ("Jane Roe",), why
    assert found.outlet == "Quay Courier", why


@pytest.mark.parametrize(
    "text", ["", "{", "no data", "window.x = function () { return 1 }", "{{ article }}", "[" * 3000]
)
def test_a_script_that_is_no_json_gives_nothing(text):
    assert page_of(script(text)).published_date is None


def test_references_stand_for_what_they_name():
    graph = [
        {"@type": "Organization", "@id": "#us", "name": "Quay Courier"},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        {**NODE, "author": [{"@id": "#jane"}], "publisher": {"@id": "#us"}},
    ]
    found = page_of(script(json.dumps({"@graph": graph})))
    assert (found.authors, found.outlet) == (("Jane Roe",), "Quay Courier")


OTHER = {
    **NODE,
    "headline": "A whale swims up the river",
    "datePublished": "2024-05-05",
    "author": {"name": "Rita Moe"},
}


@pytest.mark.parametrize(
    ("nodes", "why"),
    [
        ([OTHER, NODE], "by its headline, without any address"),
        ([NODE, OTHER], "whatever comes first"),
        ([{**OTHER, "url": "https://quay.example/b"}, {**NODE, "url": "/a"}], "by its address, though a relative one"),
    ],
)
def test_of_several_articles_the_pages_own_is_taken(nodes, why):
    head = script(json.dumps(nodes)) + "<link rel='canonical' href='https://quay.example.org/a'>"
    found = page_of(head)
    assert (found.published_date, found.authors) == (date(2023, 2, 1), ("Jane Roe",)), why


UNSEEN = ("\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u200d", "\u202a", "\x07")
FORMS = [
    *[(f"North{sign}ern {{}}", "Northern {}") for sign in UNSEEN],
    ("Northern\u00a0{}", "Northern {}"),
    ("Northern&nbsp;{}", "Northern {}"),
    ("Northern  \n {}", "Northern {}"),
    ("<b>Northern</b> {}", "Northern {}"),
    ("<span class='x'>Northern</span><br/>{}", "Northern {}"),
    ("N&ouml;rthern {}", "Nörthern {}"),
    ("N&amp;ouml;rthern {}", "Nörthern {}"),
    ("N&#246;rthern {}", "Nörthern {}"),
    ("NÃ¶rthern {}", "Nörthern {}"),
]


@pytest.mark.parametrize(("form", "clean"), FORMS)
@pytest.mark.parametrize("field", ["title", "authors", "source"])
def test_every_field_is_cleaned_alike(form, clean, field):
    rest = {"title": "harbour opens again today", "authors": "Larsson", "source": "Courier"}[field]
    given = Field(field, form.format(rest), field)
    found = extract_metadata(MetadataInput("a.json", None, (), BODY, (given,), text=BODY))
    value = {"title": found.title, "authors": ", ".join(found.authors), "source": found.outlet}[field]
    assert value == clean.format(rest)


def test_a_word_in_angle_brackets_that_is_no_tag_of_text_stays():
    assert plain("Why &lt;video&gt; won") == "Why <video> won"


@pytest.mark.parametrize(
    ("address", "base", "whole"),
    [
        ("//quay.example.org/a", None, "https://quay.example.org/a"),
        ("quay-news.com/2023/a", None, "https://quay-news.com/2023/a"),
        ("www.quay-news.com/a", None, "https://www.quay-news.com/a"),
        ("/a", "https://quay-news.com/b/c", "https://quay-news.com/a"),
        ("story.html", "https://quay-news.com/b/c", "https://quay-news.com/b/story.html"),
        ("?id=4", "https://quay-news.com/b", "https://quay-news.com/b?id=4"),
        (" https://quay-news.com/a ", None, "https://quay-news.com/a"),
        ("https://quay-news.com/a?x=1&amp;y=2", None, "https://quay-news.com/a?x=1&y=2"),
        ("/a", None, "/a"),
        ("javascript:void(0)", "https://quay-news.com/", "javascript:void(0)"),
    ],
)
def test_addresses_are_completed(address, base, whole):
    assert completed(address, base) == whole


@pytest.mark.parametrize(
    ("head", "url", "given"),
    [
        ("<link rel='canonical' href='//www.quay-news.com/a'>", "https://www.quay-news.com/a", None),
        ("<meta property='og:url' content='www.quay-news.com/a'>", "https://www.quay-news.com/a", None),
        (
            "<base href='https://www.quay-news.com/x/'><link rel='canonical' href='a'>",
            "https://www.quay-news.com/x/a",
            None,
        ),
        ("<link rel='canonical' href='/a'>", "https://www.quay-news.com/a", "https://www.quay-news.com/b?x=1"),
    ],
)
def test_a_pages_address_is_completed(head, url, given):
    assert page_of(head, url=given).url == url


def test_an_address_that_cannot_be_completed_is_refused():
    row = next(row for row in page_of("<link rel='canonical' href='/a'>").evidence if row.field == "url")
    assert (row.value, row.raw_text, row.refused) == (None, "/a", "no web address")


@pytest.mark.parametrize(
    "text", ["1675238400", "1675238400000", "1675238400.0", "1675238400000000", "1.6752384e12", "1675238400000000000"]
)
def test_a_number_is_a_moment(text):
    assert epoch_moment(text) == datetime(2023, 2, 1, 8, 0, tzinfo=UTC)
    found = extract_metadata(MetadataInput("a", None, (), BODY, (Field("published", text, "ts"),), text=BODY))
    assert found.published_date == date(2023, 2, 1)


@pytest.mark.parametrize("text", ["", "0", "12", "20230201", "1", "99999999999999999999", "1e400", "-1675238400"])
def test_other_numbers_are_no_moments(text):
    assert epoch_moment(text) is None


def test_a_field_that_is_no_date_stays_as_refused():
    given = Field("published", "soon", "date")
    found = extract_metadata(MetadataInput("a", None, (), BODY, (given,), text=BODY))
    row = next(row for row in found.evidence if row.source == "json:date")
    assert (row.value, row.refused, found.published_date) == (None, "no date can be read", None)


ARRIVED = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "header", "html"),
    [
        ((Field("published", "2023-03-04", "date"),), (), None),
        ((Field("url", "https://quay-news.com/2023/03/04/a", "url"),), (), None),
        ((), (HeaderLine(1, TITLE, "title"), HeaderLine(2, "Published: 4 March 2023", "timestamp")), None),
        ((), (), "<meta property='article:published_time' content='2023-03-04'>"),
        ((), (), script(LD.replace("2023-02-01", "2030-02-01"))),
        ((), (), "<time datetime='2023-03-04'>4 March 2023</time>"),
    ],
)
def test_nothing_was_published_after_it_was_first_read(fields, header, html):
    page = (
        f"<html><head><title>{TITLE}</title>{html}</head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>"
        if html
        else None
    )
    document = MetadataInput("a", read_page(page) if page else None, header, BODY, fields, arrived=ARRIVED)
    found = extract_metadata(document)
    assert found.published_date is None
    assert any(row.refused == "after arrival" and row.value for row in found.evidence)


def test_a_day_of_slack_is_left_for_zones():
    given = (Field("published", "2023-03-02", "date"),)
    assert extract_metadata(MetadataInput("a", None, (), BODY, given, arrived=ARRIVED)).published_date == date(
        2023, 3, 2
    )


@pytest.mark.parametrize(
    "separator", [" | ", " - ", " – ", " — ", " · ", " « ", " » ", " :: ", " / ", " ~ ", "|", " > ", " • ", " @ "]
)
def test_a_sites_name_is_cut_behind_any_separator(separator):
    head = f"<title>{TITLE}{separator}The Quay Courier</title><meta property='og:site_name' content='The Quay Courier'>"
    html = f"<html><head>{head}</head><body><p>{BODY}</p></body></html>"
    assert extract_metadata(MetadataInput("a", read_page(html), (), BODY, ())).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        " | ",
        " - Home",
        "Home",
        "Untitled Document",
        "null",
        "...",
        "-",
        "404 Not Found",
        "Loading…",
        "New Page 1",
        "«»",
    ],
)
def test_what_templates_write_is_no_title(text):
    html = f"<html><head><title>{text}</title></head><body><p>{BODY}</p></body></html>"
    assert extract_metadata(MetadataInput("a", read_page(html), (), BODY, ())).title is None


@pytest.mark.parametrize(
    "kind",
    ["application/ld+json; charset=utf-8", "APPLICATION/LD+JSON", "application/json+ld", " application/ld+json "],
)
def test_json_ld_is_known_by_its_type_in_any_spelling(kind):
    node = json.dumps({"@type": "newsarticle", "headline": TITLE, "author": "Jane Roe"})
    assert page_of(f"<script type='{kind}'>{node}</script>").authors == ("Jane Roe",)


@pytest.mark.parametrize(
    "publisher",
    [{"publisher": "#org"}, {"publisher": [{"@id": "#org"}]}, {}],
    ids=["a bare reference", "a list of references", "said of the site only"],
)
def test_a_publisher_by_reference_is_the_outlet(publisher):
    article = {"@type": "NewsArticle", "headline": TITLE, **publisher}
    site = {"@type": "WebSite", "@id": "#site", "publisher": {"@id": "#org"}}
    graph = {"@graph": [site, article, {"@type": "Organization", "@id": "#org", "name": "Quay Courier"}]}
    assert page_of(script(json.dumps(graph))).outlet == "Quay Courier"


@pytest.mark.parametrize(
    "written",
    [
        "https:/quay.example.org/a",
        "https//quay.example.org/a",
        "https://https://quay.example.org/a",
        "https%3A%2F%2Fquay.example.org%2Fa",
        "https:\\/\\/quay.example.org\\/a",
        "[the story](https://quay.example.org/a)",
    ],
)
def test_what_exports_do_to_an_address_is_undone(written):
    given = Field("url", written, "url")
    found = extract_metadata(MetadataInput("a", None, (), BODY, (given,)))
    assert found.url == "https://quay.example.org/a"


def test_elements_of_a_byline_that_cleaning_joins_are_kept_apart():
    byline = "<p class='byline'>By <a href='/authors/ot'>Olive Tredwell</a><span>Political Editor</span></p>"
    page = read_page(f"<html><body><h1>{TITLE}</h1>{byline}<p>{BODY}</p></body></html>")
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(2, "By Olive TredwellPolitical Editor", "byline"))
    assert extract_metadata(MetadataInput("a", page, header, BODY, ())).authors == ("Olive Tredwell",)


def test_short_english_with_many_names_is_no_pidgin():
    text = "Police arrest Juan Carlos Mendez and Luis Ortega near Tijuana. Inspector Diego Salas thanks them."
    assert extract_metadata(MetadataInput("a", None, (), text, ())).language == "en"
