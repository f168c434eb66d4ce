"""Pages that lead to wrong dates: nothing on them says when the article was published."""

import json

import pytest

from news_pipeline_tests.metadata.documents import TITLE, json_ld, meta, page_of

ISO = "2021-05-05"
OWN = {"url": "https://example.com/this"}
FAR = "<i></i>" * 90
FRONT = "<link rel='canonical' href='https://example.com/'>"
EDITION = "<p id='date'>Wednesday, 5 May 2021</p>"
COMMENTS = "".join(f"<a href='/this#c{day}'><time datetime='2021-05-0{day}'></time></a>" for day in (5, 6))
PUBLISHED_DAYS = "<p class='post-date'>5 May 2021</p><p class='post-date'>7 May 2021</p>"
OTHER = "https://example.com/2019/03/12/other"


def state(**article):
    """A script with the state of an application that shows the article."""
    return f"<script>window.__STATE__ = {json.dumps({'page': article})};</script>"


UNDATED = [
    ("a copyright year", {"after": "<p>© 2022 The Example</p>"}),
    ("a copyright line with a day", {"after": "<footer>© The Example, 1 January 2022</footer>"}),
    ("a span of copyright years", {"after": "<p class='legal'>Copyright 1998-2022</p>"}),
    ("a meta of copyright", {"head": "<meta name='copyright' content='2022'>"}),
    ("a quoted year", {"after": "<p>“In 2015 we said no”, she said.</p>"}),
    (
        "an event's day in prose",
        {"after": f"<p>{'The talks began. ' * 9}On 3 May 2021 the union walked out again.</p>"},
    ),
    ("a birthday", {"after": f"<p>{'He led the union. ' * 9}He was born on 7 June 1961 in the north.</p>"}),
    ("a range of days", {"after": "<p>8-10 January 2022</p>"}),
    ("a related article", {"after": f"<div class='related'><time datetime='{ISO}'>5 May 2021</time></div>"}),
    ("related articles of several days", {"after": "<ul class='more-news'><li>5 May 2021<li>6 May 2021</ul>"}),
    ("most read", {"before": f"<div class='most-read'><time datetime='{ISO}'></time></div>"}),
    ("a sidebar", {"before": "<div class='sidebar'><span class='date'>5 May 2021</span></div>"}),
    ("an aside", {"after": f"<aside><time datetime='{ISO}'></time></aside>"}),
    ("a comment", {"after": f"<div class='comments'><time datetime='{ISO}'>5 May 2021</time></div>"}),
    ("a German comment", {"after": "<section class='kommentare'><span class='datum'>05.05.2021</span></section>"}),
    ("today in the navigation", {"before": "<nav><span class='date'>Friday, 5 May 2021</span></nav>"}),
    (
        "today in the masthead",
        {"before": "<div id='top'><div id='date'>Wednesday, May 5, 2021</div></div>" + "<i></i>" * 40},
    ),
    ("a breaking ticker", {"before": f"<div class='ticker'><time datetime='{ISO}'>5 May</time></div>"}),
    ("an update only, in JSON-LD", {"head": json_ld(dateModified="2021-05-05T10:00:00Z")}),
    ("an update only, in a meta", {"head": meta("article:modified_time", "2021-05-05T10:00:00Z")}),
    ("an update only, visible", {"after": "<p class='date'>Updated: 5 May 2021</p>"}),
    ("an update only, in German", {"after": "<p class='date'>Aktualisiert am 5. Mai 2021</p>", "lang": "de"}),
    (
        "an update only, in a time element",
        {"after": f"<span class='updated'><time datetime='{ISO}'>5 May 2021</time></span>"},
    ),
    ("a page's change", {"head": "<meta http-equiv='last-modified' content='Wed, 05 May 2021 10:00:00 GMT'>"}),
    ("a meta that expires", {"head": "<meta http-equiv='expires' content='Wed, 05 May 2021 10:00:00 GMT'>"}),
    (
        "listed articles in JSON-LD",
        {"head": json_ld("ItemList", itemListElement=[{"@type": "NewsArticle", "datePublished": ISO}])},
    ),
    (
        "a mentioned article in JSON-LD",
        {"head": json_ld("WebSite", mentions=[{"@type": "NewsArticle", "datePublished": ISO}])},
    ),
    ("an event in JSON-LD", {"head": json_ld("Event", startDate=ISO)}),
    ("an organisation's founding", {"head": json_ld("Organization", foundingDate="1901-05-05")}),
    ("another article's JSON-LD", {"head": json_ld(datePublished=ISO, url=OTHER), "url": "https://example.com/this"}),
    ("the empty time stamp", {"head": meta("article:published_time", "1970-01-01T00:00:00Z")}),
    ("an overflow", {"head": meta("article:published_time", "1901-12-13T20:45:52Z")}),
    ("a day of the year 1", {"head": json_ld(datePublished="0001-01-01T00:00:00")}),
    ("the future", {"head": json_ld(datePublished="2082-01-01T00:00:00Z")}),
    ("after the crawl", {"head": json_ld(datePublished="2022-01-08"), "seen": "2021-12-01T10:00:00Z"}),
    ("a month only", {"head": json_ld(datePublished="2021-05")}),
    ("a year only", {"head": json_ld(datePublished="2021")}),
    ("words", {"head": json_ld(datePublished="yesterday")}),
    ("a relative day without a crawl", {"after": "<time>2 days ago</time>"}),
    ("nothing in the attribute", {"after": "<time datetime=''></time>"}),
    ("an ambiguous date on a page without a country", {"after": "<p class='date'>03/04/2021</p>"}),
    ("an impossible day", {"head": json_ld(datePublished="2021-02-30")}),
    ("a month in the address", {"url": "https://example.com/2021/05/harbour"}),
    ("a number in the address", {"url": "https://example.com/news/20219999-harbour"}),
    (
        "an address of another site's article",
        {"head": f"<link rel='canonical' href='{OTHER}'>", "url": "https://other.org/x"},
    ),
    ("a version number", {"after": "<p>10.4.2021.7</p>"}),
    ("a telephone number", {"after": "<p>Call 05/05-2021 for more</p>"}),
    ("a score", {"after": "<p>The match of 2021 ended 5-4</p>"}),
    ("a video's upload", {"head": json_ld("VideoObject", uploadDate=ISO)}),
    (
        "a related article in an application's state",
        {"head": state(title="Storm hits the coast", publishedAt=ISO) + state(title=TITLE, id=7, text="x" * 3000)},
    ),
    (
        "two days beside the title in an application's state",
        {"head": state(title=TITLE, publishedAt=ISO, children=[{"publishedAt": "2021-05-09"}])},
    ),
    ("an update in an application's state", {"head": state(title=TITLE, updatedAt=ISO)}),
    ("a clock that a script writes", {"before": "<script>document.write(new Date())</script>"}),
    ("a day in a long script", {"after": f"<script>var a = 1; showDate('{ISO}'); {'b();' * 60}</script>"}),
    ("days of comments at their own addresses", {"after": FAR + COMMENTS} | OWN),
    ("a photo's day", {"after": "<figure><figcaption>The gate, 5 May 2021. Photo: J. Doe</figcaption></figure>"}),
    ("an embedded post", {"after": "<blockquote class='twitter-tweet'>Jane (@j) May 5, 2021</blockquote>"}),
    ("a quoted letter", {"after": "<blockquote><p>5 May 2021</p><p>Dear Sir</p></blockquote>"}),
    ("an update's machine attribute", {"after": "<span class='date' data-updated-time='1620208800'>today</span>"}),
    ("a key in a machine attribute", {"after": "<span class='date' data-source='0020210505'>x</span>"}),
    ("the end of an event", {"after": "<span class='date' data-end-date='2021-05-05'>soon</span>"}),
    ("a day inside the page's title", {"head": "<title>Events of 5 May 2021 in town | The Example</title>"}),
    ("an article's page in a front page's manner", {"before": EDITION + FAR} | OWN),
    ("two days of a front page", {"head": FRONT, "before": EDITION + "<p class='date'>Friday, 7 May 2021</p>" + FAR}),
    ("how long a video can be seen", {"after": "<p class='date'>Verfügbar bis 05.05.2021</p>", "lang": "de"}),
    ("when a programme was broadcast", {"after": "<p>First aired: 5 May 2021</p>"}),
    ("since when a reader is a member", {"after": "<p>Member since: 5 May 2021</p>"}),
    ("when a source was read", {"after": "<p>Retrieved on 5 May 2021</p>"}),
    ("the print edition's day", {"after": "<p class='date'>In print on 6 May 2021, Section A</p>"}),
    ("a date of birth", {"after": "<p>Date of birth: 5 May 1971</p>"}),
    (
        "a widget of the sidebar",
        {"after": "<div class='widget widget_recent'><span class='date'>5 May 2021</span></div>"},
    ),
    ("several published days far from the headline", {"after": FAR + PUBLISHED_DAYS}),
    ("a newsletter box", {"after": "<div class='newsletter'><span class='date'>5 May 2021</span></div>"}),
]
"""(trap, parts of the page): nothing there says when the article was published."""


ROUGHLY = {"a month only": "month", "a year only": "year", "a month in the address": "month"}
"""What these say all the same: a month or a year, which is no date."""


@pytest.mark.parametrize(("trap", "parts"), UNDATED, ids=[trap for trap, _ in UNDATED])
def test_a_page_that_does_not_say_has_no_date(trap, parts):
    found = page_of(**parts)
    assert (found.published_date, found.published_at) == (None, None)
    assert found.published_precision == ROUGHLY.get(trap)
