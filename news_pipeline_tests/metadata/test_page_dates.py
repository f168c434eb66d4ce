"""Pages that say when their article was published, beside much that says otherwise."""

from datetime import date

import pytest

from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline_tests.metadata.documents import BODY, TITLE, json_ld, meta, page_of

ISO = "2021-05-05"
OTHER = "https://example.com/2019/03/12/other"
OWN = "https://example.com/this"
LATER = "<span class='updated'><time datetime='2021-05-09'></time></span>"
SLASHES = "<p class='date'>03/04/2021</p>"
DAY = date(2021, 5, 5)
TIME = f"<time datetime='{ISO}'>5 May 2021</time>"
STATE = f'<script>window.s = {{"items":[{{"title":"{TITLE}","publishedAt":"2021-05-05T10:00:00Z"}}]}};</script>'
DATED = [
    ("published beats modified", {"head": json_ld(datePublished=ISO, dateModified="2021-06-01")}, DAY),
    ("modified before published", {"head": json_ld(datePublished=ISO, dateModified="2021-04-01")}, DAY),
    ("a meta", {"head": meta("article:published_time", "2021-05-05T08:00:00+02:00")}, DAY),
    (
        "a meta and a comment",
        {"head": meta("date", ISO), "after": "<div class='comment'><time datetime='2021-05-09'></time></div>"},
        DAY,
    ),
    ("a JSON-LD graph", {"head": json_ld("x", **{"@graph": [{"@type": "NewsArticle", "datePublished": ISO}]})}, DAY),
    (
        "JSON-LD beside a list of others",
        {
            "head": json_ld(datePublished=ISO)
            + json_ld("ItemList", itemListElement=[{"@type": "NewsArticle", "datePublished": "2020-01-01"}])
        },
        DAY,
    ),
    (
        "own JSON-LD after another's",
        {"head": json_ld(datePublished="2020-01-01", url=OTHER) + json_ld(datePublished=ISO, url=OWN), "url": OWN},
        DAY,
    ),
    ("a broken script", {"head": json_ld(datePublished=ISO).replace("}", ",}")}, DAY),
    ("a time under the headline", {"after": f"<time datetime='{ISO}'>5 May 2021</time>"}, DAY),
    ("a time and a later update", {"after": f"<time datetime='{ISO}'></time>" + LATER}, DAY),
    ("visible words only", {"after": "<span class='date'>May 5, 2021</span>"}, DAY),
    ("a label", {"after": "<p>Published: 5 May 2021 | Updated: 9 May 2021</p>"}, DAY),
    ("label after update", {"after": "<p>Updated: 9 May 2021 | Published: 5 May 2021</p>"}, DAY),
    ("a layout named after its sidebar", {"frame": "<div class='layout--has-sidebar'>{}</div>", "after": TIME}, DAY),
    ("a page builder's widgets", {"after": f"<div class='elementor-widget elementor-widget-date'>{TIME}</div>"}, DAY),
    ("a class for both days", {"after": f"<time class='entry-date updated' datetime='{ISO}'></time>"}, DAY),
    ("a short year after a label", {"after": "<time>Veröffentlicht am 05.05.21 um 7:39 Uhr</time>", "lang": "de"}, DAY),
    ("an article of another era", {"head": json_ld(datePublished="1975-05-13")}, date(1975, 5, 13)),
    ("seconds in a machine attribute", {"after": "<span class='time' data-time='1620208800'>5h</span>"}, DAY),
    ("milliseconds", {"after": "<span class='timestamp' data-timestamp='1620208800000'>x</span>"}, DAY),
    ("ISO in a machine attribute", {"after": f"<p class='date' data-publish-date='{ISO}'>Wednesday</p>"}, DAY),
    ("instructions", {"head": json_ld("HowTo", datePublished=ISO)}, DAY),
    ("an element a part", {"after": "<p class='date'><i>May</i> <i>05</i> <i>2021</i></p>"}, DAY),
    ("a line around the story", {"frame": "<fieldset>5 May 2021<div>{}</div></fieldset>"}, DAY),
    ("a short year behind a name", {"after": "<p>von <a>Jane Doe</a>, 5.5.21</p>", "lang": "de"}, DAY),
    (
        "where it is filed",
        {
            "after": f"<p>{BODY}</p>" * 30
            + f"<p>This entry was posted on May 5th, 2021 under <a>A</a>.{' More of it.' * 20}</p>"
        },
        DAY,
    ),
    (
        "where it is filed, in German",
        {
            "after": f"<p>{BODY}</p>" * 30
            + f"<p>Dieser Beitrag wurde am 5. Mai 2021 unter <a>A</a> abgelegt.{' Mehr.' * 40}</p>"
        },
        DAY,
    ),
    ("a day that a script writes", {"after": "<p><script>showDate('2021/05/05 10:43')</script></p>"}, DAY),
    ("an application's state", {"head": STATE}, DAY),
    ("an application's state in a string", {"head": STATE.replace('"', r"\"")}, DAY),
    ("the end of the page's title", {"head": f"<title>{TITLE} – DW – 05/13/2021</title>"}, date(2021, 5, 13)),
    ("a title's end in full-width brackets", {"head": f"<title>{TITLE}（2021年5月5日）</title>", "lang": "ja"}, DAY),
    (
        "a link to the article itself",
        {
            "url": OWN,
            "head": f"<link rel='canonical' href='{OWN}'>",
            "after": f"{'<i></i>' * 90}<a href='/this'>{TIME}</a><p class='date'>9 May 2021</p>",
        },
        DAY,
    ),
    (
        "the edition of a front page",
        {
            "head": "<link rel='canonical' href='https://example.com/'>",
            "before": f"<div id='date'>Wednesday, 5 May 2021</div>{'<i></i>' * 90}",
        },
        DAY,
    ),
    ("a time in the figure under the headline", {"after": f"<figure><figcaption>{TIME}</figcaption></figure>"}, DAY),
    ("German months", {"after": "<p class='datum'>5. Mai 2021</p>", "lang": "de"}, DAY),
    ("French months", {"after": "<p class='date'>Publié le 5 mai 2021 à 10h05</p>", "lang": "fr"}, DAY),
    ("Spanish months", {"after": "<p class='fecha'>5 de mayo de 2021</p>", "lang": "es"}, DAY),
    ("Portuguese months", {"after": "<p class='data date'>5 de maio de 2021</p>", "lang": "pt"}, DAY),
    ("Russian months", {"after": "<p class='date'>5 мая 2021, 10:05</p>", "lang": "ru"}, DAY),
    ("Polish months", {"after": "<p class='date'>5 maja 2021</p>", "lang": "pl"}, DAY),
    ("Indonesian months", {"after": "<p class='date'>Rabu, 5 Mei 2021 10:05 WIB</p>", "lang": "id"}, DAY),
    ("Turkish months", {"after": "<p class='date'>5 Mayıs 2021 Çarşamba</p>", "lang": "tr"}, DAY),
    ("Japanese", {"after": "<p class='date'>2021年5月5日 10時05分</p>", "lang": "ja"}, DAY),
    ("Arabic digits", {"after": "<p class='date'>٥ مايو ٢٠٢١</p>", "lang": "ar"}, DAY),
    ("dots are day first", {"after": "<p class='date'>05.04.2021</p>"}, date(2021, 4, 5)),
    ("a German site's slashes", {"after": SLASHES, "url": "https://www.spiegel.de/a"}, date(2021, 4, 3)),
    ("an American site's slashes", {"after": SLASHES, "url": "https://www.latimes.com/a"}, date(2021, 3, 4)),
    (
        "slashes beside a clear date of the page",
        {"after": "<p class='date'>03/04/2021</p><p>25/12/2020</p>"},
        date(2021, 4, 3),
    ),
    ("slashes with a weekday", {"after": "<p class='date'>Saturday 03/04/2021</p>"}, date(2021, 4, 3)),
    (
        "slashes confirmed by the address",
        {"after": SLASHES, "url": "https://example.com/2021/03/04/a"},
        date(2021, 3, 4),
    ),
    ("an AMP page", {"head": json_ld(datePublished=ISO), "url": "https://example.com/a/amp/"}, DAY),
    ("a print page with the address only", {"url": "https://example.com/2021/05/05/a?print=1"}, DAY),
    ("the address in words", {"url": "https://example.com/news/2021/may/05/a"}, DAY),
    ("a form with the clock inside", {"head": json_ld(datePublished="Wed May 05 19:20:36 CEST 2021")}, DAY),
    ("a mail's form", {"head": meta("date", "Wed, 05 May 2021 10:00:00 GMT")}, DAY),
    ("milliseconds", {"head": meta("article:published_time", "2021-05-05T08:00:00.000Z")}, DAY),
    ("a compact stamp", {"head": meta("pubdate", "20210505")}, DAY),
    (
        "a headline in a breadcrumb",
        {
            "before": "<ol class='breadcrumb'><li><h1>Harbour workers</h1></ol>",
            "after": f"<time datetime='{ISO}'></time>",
        },
        DAY,
    ),
    (
        "late in the evening, far in the west",
        {"head": json_ld(datePublished="2021-05-06T03:30:00Z"), "url": "https://www.latimes.com/a"},
        DAY,
    ),
    (
        "late in the evening, in the east",
        {"head": json_ld(datePublished="2021-05-04T20:30:00Z"), "url": "https://www.thehindu.com/a"},
        DAY,
    ),
    ("a crawl of the same day", {"head": json_ld(datePublished=ISO), "seen": "2021-05-05T12:00:00Z"}, DAY),
]
"""(what says it, parts of the page, day)."""


@pytest.mark.parametrize(("what", "parts", "day"), DATED, ids=[what for what, _, _ in DATED])
def test_a_page_that_says_so_has_its_date(what, parts, day):
    assert page_of(**parts).published_date == day


@pytest.mark.parametrize(
    ("published", "modified", "shown", "day", "why"),
    [
        ("2023-06-24", "2023-06-24", "February 1, 2023", date(2023, 2, 1), "both are the day of the site's build"),
        ("2023-06-24", None, "February 1, 2023", date(2023, 6, 24), "without a change it is what it says"),
        ("2023-06-24", "2023-06-29", "February 1, 2023", date(2023, 6, 24), "the change is another day"),
        ("2023-06-24", "2023-06-24", "June 23, 2023", date(2023, 6, 24), "the day before is the same moment elsewhere"),
        ("2023-06-24", "2023-06-24", "June 29, 2023", date(2023, 6, 24), "a later day is of something else"),
        ("2023-06-24T22:00Z", "2023-06-24T22:01Z", "June 23, 2023", date(2023, 6, 23), "nowhere was it the day before"),
        ("2023-06-24T04:00Z", "2023-06-24T04:01Z", "June 23, 2023", date(2023, 6, 23), "in America it was"),
        ("2023-06-24", "2023-06-24", "Of the visit to the old harbour, June 1, 2023", date(2023, 6, 24), "another day"),
    ],
)
def test_a_day_of_build_gives_way_to_the_day_that_is_shown(published, modified, shown, day, why):
    values = {"datePublished": published, **({"dateModified": modified} if modified else {})}
    found = page_of(json_ld(**values), after=f"<div class='post-date'>{shown}</div>")
    assert found.published_date == day, why


def test_a_day_of_build_in_other_tags_gives_way_too():
    head = meta("article:published_time", "2023-06-24T10:33Z") + meta("article:modified_time", "2023-06-24T10:32Z")
    assert page_of(head, after="<div class='post-date'>February 1, 2023</div>").published_date == date(2023, 2, 1)


@pytest.mark.parametrize(
    "label", ["Effective beginning", "Gültig seit:", "Aktuelles Datum und Uhrzeit:", "Current date:"]
)
def test_a_day_of_something_else_is_no_publication(label):
    assert page_of(after=f"<div>{label} June 24, 2023</div>").published_date is None


FOOTER_TIME = "<time itemprop='datePublished' datetime='{0}'>{0}</time>"


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (["2023-02-01"], date(2023, 2, 1)),
        (["2023-02-01", "2023-02-01"], date(2023, 2, 1)),
        (["2023-02-01", "2022-01-01"], None),
    ],
)
@pytest.mark.parametrize("name", ["footer", "teaser"])
def test_a_mark_of_publication_counts_in_a_footer_if_it_is_the_only_day(name, days, day):
    marks = "".join(FOOTER_TIME.format(each) for each in days)
    assert page_of(after=f"<div class='{name}'>{marks}</div>").published_date == day


def test_the_moment_of_an_hatom_mark_is_in_its_title():
    mark = "<abbr class='published' itemprop='datePublished' title='2023-02-01T14:33:00-07:00'>2:33 PM</abbr>"
    assert page_of(after=mark).published_date == date(2023, 2, 1)


def test_a_number_in_json_ld_is_a_moment():
    assert page_of(json_ld(datePublished=1675238400)).published_date == date(2023, 2, 1)


@pytest.mark.parametrize(
    "around",
    ["<form action='/x'>{}</form>", "<header><button class='menu'><div>Menu</div>{}</header>"],
)
def test_a_form_or_an_unclosed_button_around_the_whole_page_hides_no_date(around):
    inside = f"<h1>{TITLE}</h1><p class='date'>3 March 2021</p><p>{BODY}</p>"
    page = read_page(f"<html><head><title>{TITLE}</title></head><body>{around.format(inside)}</body></html>")
    found = extract_metadata(MetadataInput("a", page, (), BODY, ()))
    assert found.published_date == date(2021, 3, 3)


def test_texts_of_a_long_menu_take_no_places_of_dates():
    menu = "".join(f"<li>Section {number}: item {number}</li>" for number in range(10, 400))
    inside = f"<ul>{menu}</ul><h1>{TITLE}</h1><time datetime='2021-03-03'>3 March 2021</time><p>{BODY}</p>"
    page = read_page(f"<html><head><title>{TITLE}</title></head><body>{inside}</body></html>")
    assert extract_metadata(MetadataInput("a", page, (), BODY, ())).published_date == date(2021, 3, 3)


@pytest.mark.parametrize(
    "shown",
    [
        "<ul><li><p class=title>Mise en ligne</p><p class=content>3 mars 2021</p></li></ul>",
        "<div><h3>Published</h3><p><time datetime='2021-03-03'>3 March 2021</time></p></div>",
        "<dl><dt>Date published:</dt><dd>3 March 2021</dd></dl>",
        "<div><h4>Published</h4><h3 hidden>Publish date</h3> <time datetime='2021-03-03'>3 March 2021</time></div>",
    ],
)
def test_a_label_in_an_element_of_its_own_says_what_the_date_after_it_is(shown):
    body = "".join(f"<p>{line} Paragraph {number}.</p>" for number, line in enumerate([TITLE] * 70))
    found = page_of("", after=f"{body}<div>{shown}</div>")
    assert str(found.published_date) == "2021-03-03"


@pytest.mark.parametrize(
    "shown", ["<dt>Last updated</dt><dd>3 March 2021</dd>", "<dt>Opening</dt><dd>3 March 2021</dd>"]
)
def test_a_label_of_something_else_dates_no_article(shown):
    assert page_of("", after=f"<nav><dl>{shown}</dl></nav>").published_date is None
