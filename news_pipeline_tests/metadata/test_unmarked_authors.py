"""Authors of pages that mark none: their own sites, names by the headline, signed lines, pen names, other bylines."""

import pytest

from news_pipeline.metadata.credits.author_names import pen_name, people
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.page.page import read_page

STORY = "The harbour of Kestrel Bay stays closed until the storm is over, the town council decided on Friday."


def _authors(above="", *, head="", body=STORY, below=""):
    source = (
        f'<html><head><title>Harbour stays closed</title><link rel="canonical" href="https://www.quaycourier.com/a/harbour">{head}'
        f"</head><body><main><h1>Harbour stays closed</h1>{above}<p>{STORY}</p>{below}</main></body></html>"
    )
    return extract_metadata(MetadataInput("a.html", read_page(source), (), body, ())).authors


def _meta(name, site="Quay Courier"):
    return f'<meta name="author" content="{name}"><meta property="og:site_name" content="{site}">'


@pytest.mark.parametrize(
    ("what", "above", "names"),
    [
        ("a name and a date by the headline", "<div><b>Martin Oakes</b><i>3 May 2021</i></div>", ("Martin Oakes",)),
        ("a name behind a label", "<div>by <a>Martin Oakes</a></div>", ("Martin Oakes",)),
        ("a name of the story in a sentence", "<p>The mayor, <a>Martin Oakes</a>, left.</p>", ()),
        ("a place", "<div><span>Quay Street</span></div>", ()),
        ("words of a menu", "<div><a>Will Call</a></div>", ()),
        ("a pen name", '<a rel="author">gnarl</a>', ("gnarl",)),
        ("a pen name in a marked byline", '<div class="byline">Posted by<a>Amandla</a></div>', ("Amandla",)),
        ("a pen name behind another label", "<div>Author:<br>in <i>Home</i></div>", ()),
        ("a technical user", '<a rel="author">quayadmin</a>', ()),
        ("the desk", '<div class="byline">by Newsdesk</div>', ()),
        ("the outlet", '<a rel="author">quaycourier</a>', ()),
        ("a line that says by, without a class", "<p>By Martin Oakes</p>", ("Martin Oakes",)),
        ("a label that is a heading", "<h2>Article by</h2><div>Martin Oakes</div>", ("Martin Oakes",)),
        ("a text by", '<div class="byline">Text by <a>Martin Oakes</a></div>', ("Martin Oakes",)),
        ("a given name alone", "<p>by <a>Amanda</a> on 3 May</p>", ("Amanda",)),
        ("a user with digits", "<div>by <a>gnarl201</a></div>", ("gnarl201",)),
        ("a user with a line", '<a rel="author">gn_Arl</a>', ("gn_Arl",)),
        ("a name beside the date", "<div>25.10.2022 - Martin Oakes</div>", ("Martin Oakes",)),
        ("who comments", "<p>By <a>Jo Oakes</a></p><p>Posted by: <a>Ruth Ormond</a> at 5:23 PM</p>", ("Jo Oakes",)),
        ("a firm", "<p>by 松本法律事務所</p>", ()),
        ("what an author is", '<p class="author-description">Licensed Harbour Pilot, Kestrel Academy</p>', ()),
        ("who reviewed", '<p class="author">Reviewed by<a>Jo Oakes</a></p><p class="author">Jo Oakes</p>', ()),
        ("initials for a portrait", '<div class="author"><i>MO</i><div>Martin Oakes</div></div>', ("Martin Oakes",)),
    ],
)  # fmt: skip
def test_a_page_without_a_stated_author(what, above, names):
    assert _authors(above) == names, what


def test_who_is_told_of_and_who_is_the_headline_are_no_authors():
    span = "<div><span>Martin Oakes</span></div>"
    assert _authors(span, body=f"{STORY}\n“No boat will leave,” said Martin Oakes on Friday.") == ()
    assert _authors(span, body=f"{STORY}\nMartin Oakes is a writer in Kestrel Bay.") == ("Martin Oakes",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Martin Oakes, dpa", ("Martin Oakes",)),
        ("Posted by Martin Oakes, Product Manager, Harbour Maps", ("Martin Oakes",)),
        ("By Martin Oakes, Ruth Ormond, and Anna Loxley", ("Martin Oakes", "Ruth Ormond", "Anna Loxley")),
        ("Autorin: Martina Oakes", ("Martina Oakes",)),
        ("By now the boats are safe.", ()),
        ("By Friday Martin Oakes had left the harbour with all his boats and crews.", ()),
    ],
)  # fmt: skip
def test_a_line_of_the_text_that_is_signed(line, names):
    assert _authors(body=f"{line}\n{STORY}") == names


def test_lines_that_are_signed_by_several_are_of_other_texts():
    assert _authors(body=f"By Martin Oakes\n{STORY}\nBy Ruth Ormond") == ()


def test_a_person_whose_own_site_it_is():
    assert _authors(head=_meta("Martin Oakes", "Martin Oakes")) == ("Martin Oakes",)
    assert _authors(head=_meta("Quay Courier")) == ()
    assert _authors(head=_meta("West Harbour Care", "West Harbour Care")) == ()


def test_a_visible_byline_goes_before_a_technical_user():
    assert _authors('<div class="byline">by Martin Oakes</div>', head=_meta("MartOak")) == ("Martin Oakes",)
    assert _authors('<div class="byline">by Martin Oakes</div>', head=_meta("Ruth")) == ("Ruth",)


def test_bylines_far_below_the_headline_are_of_other_texts():
    own, other = '<div class="byline">by Martin Oakes</div>', '<div class="byline">by Ruth Ormond</div>'
    assert _authors(own, below="<p>.</p>" * 80 + other) == ("Martin Oakes",)
    assert _authors(below="<p>.</p>" * 80 + other) == ("Ruth Ormond",)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("martin oakes", ("Martin Oakes",)),
        ("martin van der oakes", ()),
        ("April Oakes", ("April Oakes",)),
        ("20 April", ()),
        ("Updated April", ()),
        ("© Martin Oakes", ("Martin Oakes",)),
        ("harbour office", ()),
    ],
)
def test_names_as_users_type_them(raw, names):
    assert people(raw, is_field=True) == names


def test_a_line_that_says_by_tells_who_of_those_marked_wrote():
    marked = '<div><a href="/author/oakes">Martin Oakes</a>{}<a href="/author/ormond">Ruth Ormond</a></div>'
    assert _authors(f"<div>By <b>Martin Oakes</b></div>{marked.format('<i>reviewed by</i>')}") == ("Martin Oakes",)
    assert _authors(marked.format("<i>and</i>")) == ("Martin Oakes", "Ruth Ormond")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Ein Artikel von Martin Oakes", ("Martin Oakes",)),
        ("Mehr Artikel von Martin Oakes", ("Martin Oakes",)),
        ("Weitere Artikel", ()),
        ("Zur Person", ()),
        ("Bayerische Landesanstalt", ()),
        ("Das Magazin", ()),
        ("Union der Häfen", ()),
    ],
)
def test_words_that_lead_to_a_name(raw, names):
    assert people(raw) == names


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("by\ngnarl", ("gnarl",)),
        ("gnarl", ("gnarl",)),
        ("von gnarl\nam 3. Mai", ("gnarl",)),
        ("Harbour\nby\ngnarl\nChapter 1", ("gnarl",)),
        ("Datum:\n03.02.2022\nAutor:\nse", ()),
        ("3 May 2021\n•\nShare", ()),
        ("by", ()),
        ("", ()),
    ],
)
def test_a_pen_name_stands_behind_its_label(raw, names):
    assert pen_name(raw) == names


FAR = "<p>.</p>" * 80


@pytest.mark.parametrize(
    ("what", "below", "names"),
    [
        ("a line that says by below the story", "<p>Written by Martin Oakes</p>", ("Martin Oakes",)),
        ("two of them", "<p>Written by Martin Oakes</p><p>By Ruth Ormond</p>", ()),
        ("a heading", "<h3>Author</h3><p>Martin Oakes</p>", ("Martin Oakes",)),
        ("a sentence", '<p class="author">This post was written by Ruth Ormond, Head of Tides</p>', ("Ruth Ormond",)),
        ("an aside", '<div class="sidebar"><a rel="author">Ruth Ormond</a></div>', ("Ruth Ormond",)),
        ("a link", '<div class="sidebar"><a href="/author/ruth-ormond">Ruth Ormond</a></div>', ()),
        ("who comments", '<div class="comments"><p class="author">Ruth Ormond<i>says:</i></p></div>', ()),
        ("teasers", "".join(f'<p class="byline">by {name} Oakes</p>' for name in ("Ruth", "Martin", "Jo")), ()),
        ("a menu", "<nav><a>Martin Oakes</a></nav>", ()),
    ],
)  # fmt: skip
def test_far_from_the_headline(what, below, names):
    assert _authors(below=FAR + below) == names, what


def test_a_sentence_of_the_text_says_who_wrote_it():
    assert _authors(body=f"This post was written by Ruth Ormond, MD, doctor, Kestrel Health.\n{STORY}") == (
        "Ruth Ormond",
    )
    assert _authors(body=f"The harbour rules were written by the council of Kestrel Bay.\n{STORY}") == ()


def _of_site(address, title, user):
    source = (
        f'<html><head><title>Harbour | {title}</title><link rel="canonical" href="{address}"></head><body><main>'
        f'<h1>Harbour</h1><a rel="author">{user}</a><p>{STORY}</p></main></body></html>'
    )
    return extract_metadata(MetadataInput("a.html", read_page(source), (), STORY, ())).authors


def test_a_host_may_write_the_name_of_its_owner():
    assert _of_site("https://ruth-ormond.net/a/harbour", "Ruth Ormond", "admin") == ("Ruth Ormond",)
    assert _of_site("https://ormond.net/a/harbour", "Ruth Ormond", "admin") == ()
    assert _of_site("https://gnarl.wordpress.com/a/harbour", "Tides and gulls", "gnarl") == ("gnarl",)
