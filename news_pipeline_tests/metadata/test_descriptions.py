"""Section, kind, access, keywords, main image with credit, the outlet's country and agencies that helped."""

from datetime import date

import pytest

from news_pipeline.metadata.about.article_kind import folded
from news_pipeline.readers.json.fields import fields_of
from news_pipeline.shared.word_tables import word_table
from news_pipeline.storage.columns import ARTICLE_KINDS
from news_pipeline_tests.metadata.documents import BODY, json_ld, meta, page_of, text_of

IMAGE = "https://img.harbour-example.com/2024/ships.jpg"


def _evidence(found, field):
    return [(row.value, row.source, row.is_chosen) for row in found.evidence if row.field == field]


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (json_ld(articleSection="Harbours &amp; Ports"), "Harbours & Ports"),
        (json_ld(articleSection=["Trade", "Unions"]), "Trade"),
        (meta("article:section", "Trade"), "Trade"),
        (meta("article:section", "https://harbour-example.com/trade") + meta("section", "Trade"), "Trade"),
        (meta("article:section", "Harbour Gazette") + meta("og:site_name", "Harbour Gazette"), None),
        ("", None),
    ],
)
def test_a_section_is_what_the_page_calls_it_but_no_address_and_not_the_outlet(head, section):
    found = page_of(head)
    assert found.section == section
    assert (section is not None) == any(chosen for _, _, chosen in _evidence(found, "section"))


@pytest.mark.parametrize(
    ("head", "url", "kind"),
    [
        (json_ld("NewsArticle"), None, "news"),
        (json_ld("OpinionNewsArticle"), None, "opinion"),
        (json_ld("http://schema.org/LiveBlogPosting"), None, "live"),
        (json_ld("NewsArticle", articleSection="Meinung"), None, "opinion"),
        (json_ld("NewsArticle", articleSection="Idées"), None, "opinion"),
        (json_ld("NewsArticle", genre="Press Release"), None, "press_release"),
        (json_ld("AdvertiserContentArticle"), None, "sponsored"),
        (meta("article:opinion", "true"), None, "opinion"),
        ("", "https://harbour-example.com/opinion/2024/strike", "opinion"),
        ("", "https://live.harbour-example.com/strike", "live"),
        ("", "https://harbour-example.com/news/opinion", None),
        (json_ld("BlogPosting"), "https://harbour-example.com/news/strike-opinion.html", None),
    ],
)
def test_the_kind_is_what_the_publisher_calls_it(head, url, kind):
    found = page_of(head, url=url)
    assert found.article_kind == kind
    assert kind is None or (kind, True) in [(value, chosen) for value, _, chosen in _evidence(found, "article_kind")]


def test_a_headline_may_say_the_kind_but_a_word_of_it_does_not():
    assert page_of("<title>Live: strike at the harbour</title>" + meta("og:title", "Live: x")).article_kind is None
    head = "<title>Opinion | The strike</title>" + meta("og:title", "Opinion | The strike was right")
    assert page_of(json_ld("NewsArticle", headline="Opinion | The strike was right") + head).article_kind == "opinion"


@pytest.mark.parametrize(
    ("head", "is_free"),
    [
        (json_ld(isAccessibleForFree=True), True),
        (json_ld(isAccessibleForFree="False"), False),
        (json_ld(isAccessibleForFree="http://schema.org/False"), False),
        (meta("article:content_tier", "locked"), False),
        (meta("article:content_tier", "free"), True),
        (meta("article:content_tier", "metered"), None),
        ("", None),
    ],
)
def test_access_is_what_the_page_says(head, is_free):
    assert page_of(head).is_free is is_free


@pytest.mark.parametrize(
    ("head", "keywords"),
    [
        (json_ld(keywords="harbour, strike, Harbour"), ("harbour", "strike")),
        (json_ld(keywords=["harbour", "pay &amp; hours"]), ("harbour", "pay & hours")),
        (json_ld(keywords=[{"@type": "DefinedTerm", "name": "harbour"}]), ("harbour",)),
        (
            meta("article:tag", "harbour") + meta("article:tag", "strike") + meta("keywords", "x y"),
            ("harbour", "strike"),
        ),
        (meta("keywords", "harbour; strike"), ("harbour", "strike")),
        ("", ()),
    ],
)
def test_keywords_come_from_one_place_and_each_once(head, keywords):
    assert page_of(head).keywords == keywords


@pytest.mark.parametrize(
    ("head", "url", "image"),
    [
        (meta("og:image", IMAGE), None, IMAGE),
        (json_ld(image={"@type": "ImageObject", "contentUrl": IMAGE}), None, IMAGE),
        (json_ld(image=[IMAGE, IMAGE + "?2"]), None, IMAGE),
        (
            meta("og:image", "/2024/ships.jpg"),
            "https://harbour-example.com/a/b",
            "https://harbour-example.com/2024/ships.jpg",
        ),
        (meta("og:image", "https://harbour-example.com/img/logo.png") + meta("twitter:image", IMAGE), None, IMAGE),
        (meta("og:image", "https://harbour-example.com/img/logo.png"), None, None),
        (meta("og:image", "data:image/png;base64,AAAA"), None, None),
    ],
)
def test_the_main_image_is_a_whole_address_and_no_logo(head, url, image):
    assert page_of(head, url=url).image_url == image


def test_an_image_by_reference_is_resolved():
    graph = [
        {"@type": "NewsArticle", "headline": "x", "image": {"@id": "#pic"}},
        {"@type": "ImageObject", "@id": "#pic", "url": IMAGE, "creditText": "Olive Tredwell"},
    ]
    found = page_of(f"<script type='application/ld+json'>{__import__('json').dumps({'@graph': graph})}</script>")
    assert (found.image_url, found.image_credit) == (IMAGE, "Olive Tredwell")


@pytest.mark.parametrize(
    ("shown", "credit"),
    [
        ("<figure><img src=x><span class='photo-credit'>Photo: Olive Tredwell / Coast Pictures</span></figure>",
         "Olive Tredwell / Coast Pictures"),
        ("<figure><img src=x><figcaption>Ships <small class='credit'>© Olive Tredwell</small></figcaption></figure>",
         "Olive Tredwell"),
        ("<p class='credit'>Olive Tredwell</p>", None),
    ],
)  # fmt: skip
def test_the_credit_of_the_main_image_is_the_one_that_a_figure_shows(shown, credit):
    assert page_of(meta("og:image", IMAGE), after=shown).image_credit == credit


def test_without_an_image_there_is_no_credit():
    assert page_of("", after="<figure><span class='credit'>Olive Tredwell</span></figure>").image_credit is None


@pytest.mark.parametrize(
    ("url", "country", "source"),
    [
        ("https://www.theguardian.com/world/a", "GB", "outlet_table"),
        ("https://harbour-example.no/a", "NO", "domain_suffix"),
        ("https://harbour-example.com/a", None, None),
        ("https://harbour-example.io/a", None, None),
    ],
)
def test_the_country_of_the_outlet_has_evidence(url, country, source):
    found = page_of("", url=url)
    assert found.outlet_country == country
    assert _evidence(found, "outlet_country") == ([(country, source, True)] if country else [])


@pytest.mark.parametrize(
    ("line", "agencies", "contributing"),
    [
        ("The Associated Press contributed to this report.", (), ("AP",)),
        ("(With inputs from Reuters)", (), ("Reuters",)),
        ("Additional reporting by AFP", (), ("AFP",)),
        ("© AFP", ("AFP",), ()),
    ],
)
def test_help_of_an_agency_is_not_its_copy(line, agencies, contributing):
    found = text_of(("By Olive Tredwell", "byline"), body=f"{BODY}\n\n{line}")
    assert (found.agencies, found.contributing_agencies) == (agencies, contributing)


def test_an_agency_whose_copy_it_is_does_not_help_too():
    body = f"BERGEN (Reuters) - {BODY}\n\nReuters contributed to this report."
    found = text_of(body=body)
    assert (found.agencies, found.contributing_agencies) == (("Reuters",), ())


def test_a_month_is_given_as_bounds_and_no_day_is_made_up():
    found = page_of(meta("article:published_time", "2024-02"))
    assert (found.published_date, found.published_precision) == (None, "month")
    assert [str(day) for day in (found.published_from, found.published_to)] == ["2024-02-01", "2024-02-29"]
    year = text_of("Published: 2023")
    assert (year.published_date, str(year.published_from), str(year.published_to)) == (None, "2023-01-01", "2023-12-31")


def test_an_update_alone_says_by_when_it_was_published():
    for found in (page_of(after="<p>Updated: 9 May 2021</p>"), text_of("Last updated: May 9, 2021")):
        assert (found.published_date, found.published_from, found.published_to) == (None, None, date(2021, 5, 9))


def test_a_day_is_its_own_bounds():
    found = page_of(meta("article:published_time", "2024-02-03"))
    assert found.published_from == found.published_to == found.published_date


def test_kinds_are_those_of_the_column_and_words_are_folded():
    rows = word_table("news_pipeline.metadata.about", "article_kinds.csv")
    assert {row["kind"] for row in rows} == set(ARTICLE_KINDS)
    assert [row["word"] for row in rows if row["place"] == "section" and folded(row["word"]) != row["word"]] == []
    assert len({(row["place"], row["word"]) for row in rows}) == len(rows)


def test_a_record_says_them_too():
    given = (("section", "Trade", "category"), ("keywords", "harbour", "tags"), ("keywords", "strike", "tags"),
             ("image", IMAGE, "urlToImage"))  # fmt: skip
    found = text_of(fields=given)
    assert (found.section, found.keywords, found.image_url) == ("Trade", ("harbour", "strike"), IMAGE)


def test_the_fields_of_a_json_record_are_read_as_such():
    record = {"title": "x", "category": "Trade", "tags": ["harbour", "strike"], "urlToImage": IMAGE}
    given = {(field.name, field.value) for field in fields_of(record)}
    assert given >= {("section", "Trade"), ("keywords", "harbour"), ("keywords", "strike"), ("image", IMAGE)}
