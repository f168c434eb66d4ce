"""Further members of the kinds of faults that people report of metadata, whole documents in, one value out."""

import json

import pytest

from news_pipeline.library import parse_article
from news_pipeline_tests.metadata.documents import script as linked

HEADLINE = "Old fish market of Marlow Sound to be torn down"
PARAGRAPHS = (
    "The council of Marlow Sound decided on Monday evening that the old fish market will be torn down next spring.",
    "Traders who have sold herring there for three generations said they had not been asked, and gave a petition in.",
    "The mayor said the stalls would move to the north quay, where a new hall with cold rooms is planned.",
)
TEXT = "\n\n".join(PARAGRAPHS)
OWN = "https://marlowherald.co.uk/market"
NODE = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2024-03-11T08:15:00+01:00",
    "author": {"@type": "Person", "name": "Ilse Brandvik"},
    "publisher": {"@type": "Organization", "name": "Marlow Herald"},
}
LD = json.dumps(NODE)[:-1]
OTHER = {
    "@type": "NewsArticle",
    "headline": "Storm tears roofs from barns",
    "url": "https://marlowherald.co.uk/storm",
    "datePublished": "2021-01-02",
    "author": {"@type": "Person", "name": "Theo Quill"},
}
CANONICAL = f'<link rel="canonical" href="{OWN}">'
BOTH = ("Ilse Brandvik", "Theo Quill")


def _page(head="", after="", title=HEADLINE, heading=HEADLINE):
    story = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return parse_article(
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><main><article>'
        f"<h1>{heading}</h1>{after}{story}</article></main></body></html>"
    )


def _record(**values):
    return parse_article(json.dumps({"title": HEADLINE, "text": TEXT} | values).encode(), name="a.json")


@pytest.mark.parametrize(
    ("what", "script"),
    [
        ("a comma before the end", f"{LD},}}"),
        ("a line of comment by hash", f"# generated\n{LD}}}"),
        ("None", f'{LD}, "image": None}}'),
        ("undefined", f'{LD}, "image": undefined}}'),
        ("single quotes", (LD + "}").replace('"', "'")),
        ("a line break in a string", (LD + "}").replace(HEADLINE, f"{HEADLINE[:20]}\n{HEADLINE[20:]}")),
        ("a tab in a name", (LD + "}").replace("Ilse Brandvik", "Ilse\tBrandvik")),
        ("a template's place", f'{LD}, "section": {{{{ section }}}}}}'),
        ("one brace too many", f"{LD}}}}}"),
        ("entities for quotes", (LD + "}").replace('"', "&quot;")),
        ("a list cut off", f'[{LD}}}, {{"@type": "NewsArt'),
    ],
)
def test_nearly_valid_json_ld_is_read(what, script):
    found = _page(linked(script))
    assert (str(found.published_date), found.authors) == ("2024-03-11", ("Ilse Brandvik",)), what


@pytest.mark.parametrize(
    ("what", "head"),
    [
        ("a list, its own second", CANONICAL + linked([OTHER, NODE | {"url": OWN}])),
        ("a graph", CANONICAL + linked({"@graph": [OTHER, NODE | {"url": OWN}]})),
        ("known by the headline alone", linked([OTHER, NODE])),
        ("another that it mentions", CANONICAL + linked(NODE | {"url": OWN, "mentions": [OTHER]})),
        ("two scripts", CANONICAL + linked(NODE | {"url": OWN}, OTHER)),
        ("a relative address", f'<base href="{OWN[:-6]}">' + linked([OTHER, NODE | {"url": "/market"}])),
    ],
)
def test_of_several_articles_the_page_s_own_counts(what, head):
    found = _page(head)
    assert (str(found.published_date), found.authors) == ("2024-03-11", ("Ilse Brandvik",)), what


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("publishedAt", 1710141300),
        ("publishedAt", "1710141300"),
        ("published_at", 1710141300000),
        ("pub_date", 1710141300.5),
        ("datePublished", {"$date": "2024-03-11T07:15:00Z"}),
        ("published", {"$date": {"$numberLong": "1710141300000"}}),
        ("date_publish", "2024-03-11 08:15:00"),
        ("publicationDate", "11 March 2024"),
        ("webPublicationDate", "2024-03-11T07:15:00Z"),
        ("datetime", "20240311T071500Z"),
    ],
)
def test_days_of_records(key, value):
    assert str(_record(**{key: value}).published_date) == "2024-03-11"


@pytest.mark.parametrize(
    ("key", "value", "names"),
    [
        ("authors", "['Ilse Brandvik', 'Theo Quill']", BOTH),
        ("authors", '["Ilse Brandvik", "Theo Quill"]', BOTH),
        ("authors", '{"Ilse Brandvik","Theo Quill"}', BOTH),
        ("author", [{"name": "Ilse Brandvik"}, {"name": "Theo Quill"}], BOTH),
        ("byline", "By Ilse Brandvik and Theo Quill", BOTH),
        ("creator", ["Ilse Brandvik", "Theo Quill"], BOTH),
        ("dc:creator", "Ilse Brandvik; Theo Quill", BOTH),
        ("author", {"first": "Ilse", "last": "Brandvik"}, BOTH[:1]),
        ("authors", "Brandvik, Ilse", BOTH[:1]),
        ("authors", "Brandvik, I.", ("I. Brandvik",)),
        ("authors", "van der Meer, Anouk", ("Anouk van der Meer",)),
        ("authors", "O&#x27;Dell, Ruth", ("Ruth O'Dell",)),
        ("authors", '<a href="/x">Ilse Brandvik</a>', BOTH[:1]),
        ("authors", "Ilse&nbsp;Brandvik", BOTH[:1]),
    ],
)
def test_authors_of_records(key, value, names):
    assert _record(**{key: value}).authors == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ilse Brandvik, harbours correspondent", BOTH[:1]),
        ("Ilse Brandvik<br>Chief maritime reporter", BOTH[:1]),
        ("Words: Ilse Brandvik Pictures: Theo Quill", BOTH[:1]),
        ("By Ilse Brandvik | Senior Writer", BOTH[:1]),
        ("Ilse Brandvik — Environment Editor", BOTH[:1]),
        ("Von Ilse Brandvik, Redakteurin", BOTH[:1]),
        ("Par Ilse Brandvik, envoyée spéciale à Oslo", BOTH[:1]),
        ("Por Ilse Brandvik, corresponsal en Oslo", BOTH[:1]),
        ("By Ilse Brandvik in Marlow Sound and Theo Quill in Brussels", BOTH),
    ],
)
def test_bylines_with_a_role(byline, names):
    assert _page(after=f'<p class="byline">{byline}</p>').authors == names


@pytest.mark.parametrize("user", ["mh_admin", "webteam", "ibrandvik", "cms-import", "user42"])
def test_a_technical_user_gives_way_to_the_byline(user):
    node = NODE | {"author": {"@type": "Person", "name": user}}
    assert _page(linked(node), '<p class="byline">By Ilse Brandvik</p>').authors == ("Ilse Brandvik",)


@pytest.mark.parametrize(
    "address",
    [
        "https://news.google.com/rss/articles/CBMiX2h?oc=5",
        "https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=x",
        "https://www.msn.com/en-us/news/world/market/ar-AA1x",
        "https://news.yahoo.com/market-torn-down-071500123.html",
        "https://feeds.feedburner.com/~r/marlow/~3/xyz/",
        "https://flip.it/abc123",
    ],
)
def test_behind_a_portal_stands_the_source_that_it_names(address):
    assert _record(url=address, source="Marlow Herald").outlet == "Marlow Herald"


@pytest.mark.parametrize(
    ("found", "url"),
    [
        (_page('<link rel="canonical" href="//marlowherald.co.uk/market">'), OWN),
        (_page('<link rel="canonical" href="marlowherald.co.uk/market">'), OWN),
        (_page('<base href="https://marlowherald.co.uk/a/"><link rel="canonical" href="b">'), f"{OWN[:-6]}a/b"),
        (_page('<meta property="og:url" content="/market">' + linked(NODE | {"url": OWN})), OWN),
        (_record(url="//marlowherald.co.uk/market"), OWN),
        (_record(url="marlowherald.co.uk/market?utm_source=x"), OWN),
    ],
)
def test_addresses_are_completed(found, url):
    assert found.url == url


GRAPH = {"publisher": {"@id": "#o"}, "author": [{"@id": "#a"}, {"@id": "#b"}]}
PEOPLE = [{"@type": "Person", "@id": f"#{sign}", "name": name} for sign, name in zip("ab", BOTH, strict=True)]
ORGANISATION = {"@type": "NewsMediaOrganization", "@id": "#o", "name": "Marlow Herald"}


@pytest.mark.parametrize(
    ("what", "head"),
    [
        ("in the graph", linked({"@graph": [NODE | GRAPH, *PEOPLE, ORGANISATION]})),
        ("in other scripts", linked(NODE | GRAPH, *PEOPLE, ORGANISATION)),
        ("with a type", linked(NODE | GRAPH | {"publisher": {"@id": "#o", "@type": "x"}}, *PEOPLE, ORGANISATION)),
        (
            "of the site",
            linked(
                {key: value for key, value in NODE.items() if key != "publisher"} | {"author": GRAPH["author"]},
                {"@type": "WebSite", "name": "x", "publisher": {"@id": "#o"}},
                *PEOPLE,
                ORGANISATION,
            ),
        ),
    ],
)  # fmt: skip
def test_references_are_resolved(what, head):
    found = _page(head)
    assert (found.outlet, found.authors) == ("Marlow Herald", BOTH), what


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Fish &amp;amp; chips: market of Marlow Sound goes", "Fish & chips: market of Marlow Sound goes"),
        ("Market of <em>Marlow Sound</em> goes &#8211; at last", "Market of Marlow Sound goes – at last"),
        ("“Market” of Marlow&nbsp;Sound goes&hellip;", "“Market” of Marlow Sound goes…"),
    ],
)
def test_markup_in_titles(raw, title):
    assert _page(title=raw, heading=raw).title == title


@pytest.mark.parametrize("sign", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202a"])
def test_signs_that_nobody_sees(sign):
    site = f'<meta property="og:site_name" content="Marlow{sign} Herald">'
    head = f'{site}<meta name="author" content="{sign}Ilse Bran{sign}dvik">'
    raw = HEADLINE[:10] + sign + HEADLINE[10:]
    found = _page(head, title=raw, heading=raw)
    assert (found.title, found.authors, found.outlet) == (HEADLINE, ("Ilse Brandvik",), "Marlow Herald")


@pytest.mark.parametrize("separator", [" » ", " · ", " :: ", " — ", " • ", " // ", " ‹ ", " ~ "])
def test_the_site_s_name_behind_any_separator(separator):
    site = '<meta property="og:site_name" content="Marlow Herald">'
    assert _page(site, title=f"{HEADLINE}{separator}Marlow Herald", heading="").title == HEADLINE


@pytest.mark.parametrize("title", ["Untitled", "-", "Home", "|", "Marlow Herald", "null"])
def test_a_title_that_says_nothing(title):
    assert _record(title=title, source="Marlow Herald").title is None


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://marlownotes.blogspot.com/2024/03/market.html", "marlownotes.blogspot.com"),
        ("https://marlownotes.wordpress.com/2024/03/11/market/", "marlownotes.wordpress.com"),
        ("https://marlownotes.substack.com/p/market", "marlownotes.substack.com"),
        ("https://marlownotes.tumblr.com/post/1/market", "marlownotes.tumblr.com"),
    ],
)
def test_blogs_of_shared_hosts(address, domain):
    assert _record(url=address).outlet_domain == domain


@pytest.mark.parametrize(
    ("subject", "lines", "outlet"),
    [
        (
            f"Fwd: {HEADLINE}",
            "---------- Forwarded message ---------\nFrom: Marlow Herald <news@marlowherald.co.uk>\n"
            f"Date: Mon, 11 Mar 2024 at 08:15\nSubject: {HEADLINE}\nTo: kari.lund@gmail.com\n\n{TEXT}",
            "Marlow Herald",
        ),
        (
            f"WG: {HEADLINE}",
            "-----Ursprüngliche Nachricht-----\nVon: Marlow Herald <news@marlowherald.co.uk>\n"
            f"Gesendet: Montag, 11. März 2024 08:15\nAn: Kari Lund\nBetreff: {HEADLINE}\n\n{TEXT}",
            "Marlow Herald",
        ),
        (f"FW: {HEADLINE}", "\n".join(f"> {line}" for line in f"{HEADLINE}\n\n{TEXT}".split("\n")), None),
    ],
)
def test_a_private_sender_is_no_outlet(subject, lines, outlet):
    mail = (
        f"From: Kari Lund <kari.lund@gmail.com>\nTo: x@example.org\nSubject: {subject}\n"
        f"Date: Tue, 12 Mar 2024 09:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n{lines}\n"
    )
    found = parse_article(mail, name="a.eml")
    assert (found.title, found.outlet) == (HEADLINE, outlet)
