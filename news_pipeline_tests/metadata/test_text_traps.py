"""Plain texts that lead to wrong dates, and texts that say plainly when they were published."""

from datetime import UTC, date, datetime

import pytest

from news_pipeline_tests.metadata.documents import BODY, text_of

GUARDIAN = "https://www.theguardian.com/a"
CRAWL = "2021-05-05T12:00:00Z"


def field(value, name="published"):
    return {"fields": [(name, value, "date")]}


UNDATED = [
    ("nothing", (), {}),
    ("a copyright year", (("© 2022 The Example", "copyright"),), {}),
    ("a copyright line with a day", (("Copyright The Example, 1 January 2022", "copyright"),), {}),
    ("a day in prose", (), {"body": f"{BODY} On 3 May 2021 the union walked out again."}),
    ("an old letter", (), {"body": f"{BODY} In a letter of 22 November 1963 he wrote otherwise."}),
    ("a quoted year", (), {"body": f"{BODY}\n\n“In 2015 we said no”, she said."}),
    ("a related headline's day", (("Storm Hits Coast, 12 March 2018", "related"),), {}),
    (
        "a related headline further down",
        *((("x", "navigation"),) * 15 + (("Talks fail 12 March 2018", "related"),), {}),
    ),
    ("a day in a caption", (("Workers at the gate on 4 May 2021. Photograph: Jane Doe", "caption"),), {}),
    ("a comment's day", (("John wrote on 6 May 2021:", "comment_form"),), {}),
    ("an update only", ("Updated: 12 Jan 2022",), {}),
    ("an update only, with a time", ("Last updated on 12 January 2022 at 10:15 GMT",), {}),
    ("a German update only", ("Aktualisiert am 12.01.2022",), {}),
    ("an ambiguous order", ("03/04/2021",), {}),
    ("an ambiguous order, Canadian", ("03/04/2021",), {"url": "https://www.cbc.ca/a"}),
    ("an ambiguous order, two digits", ("03/04/21",), {}),
    ("a weekday that fits neither reading", ("Monday, 03/04/2021",), {}),
    ("hours ago without a crawl", ("5 hours ago",), {}),
    ("days ago in a record without a crawl", (), field("2 days ago")),
    ("a month", ("January 2022",), {}),
    ("a year", ("2022",), {}),
    ("a range", ("8-10 January 2022",), {}),
    ("a reading time", ("4 minute read",), {}),
    ("a clock alone", ("12:05 PM",), {}),
    ("a spelt-out null", (), field("None")),
    ("the empty time stamp", (), field("1970-01-01 00:00:00")),
    ("an overflow", (), field("1901-12-13")),
    ("the future", (), field("2082-01-01")),
    ("the beginning of Excel's time", (), field("1899-12-30")),
    ("the beginning of a database's time", (), field("1900-01-01T00:00:00")),
    ("the beginning of DOS", (), field("1980-01-01")),
    ("an old day in a sentence under the title", ("He fled on 22 November 1963 from the town of his birth",), {}),
    ("an old letter's day", (), {"body": f"Dear Sir, 3 March 1911\n\n{BODY}"}),
    ("an old event's dateline", (), {"body": f"The fire of 25 March 1911 is remembered today. {BODY}"}),
    ("after the crawl, on a line of its own", ("9 May 2021",), {"seen": CRAWL}),
    ("after the crawl", (), {**field("2021-05-09"), "seen": CRAWL}),
    ("the crawl only", (), {"seen": CRAWL}),
    ("the file's name only", (), {"uri": "2022/2022-01-08.txt"}),
    ("an impossible day", ("30 February 2021",), {}),
    ("a thirteenth month", ("2021-13-05",), {}),
    (
        "an event announced",
        (),
        {"body": f"{BODY}\n\nThe next meeting is on 9 June 2021 in the town hall, doors open at six."},
    ),
    ("a page number of archives", (("December 2021 (31)", "navigation"),), {}),
    ("a dateline without a year", (), {"body": f"HELSINKI, July 16 (Reuters) - {BODY}"}),
    ("a score", ("Final: 3-2",), {}),
    (
        "a file photo's day where a dateline stands",
        (),
        {"body": f"FILE In this file photo taken on Wednesday, Nov. 8, 2006, a ship leaves.\n\n{BODY}"},
    ),
    ("a sentence where a dateline stands", (), {"body": f"She left on Monday, May 3, 2021, (her birthday). {BODY}"}),
    ("a picture's credit and day", (), {"body": f"Jane Doe/The Example, May 3, 2021, at the gate.\n\n{BODY}"}),
    ("an edition's number", (("No. 20220108/3", "navigation"),), {}),
]
"""(trap, lines under the title, rest): nothing there says when the article was published."""


ROUGHLY = {"a month": "month", "a year": "year"}
"""What these say all the same: a month or a year, which is no date."""


@pytest.mark.parametrize(("trap", "lines", "rest"), UNDATED, ids=[trap for trap, _, _ in UNDATED])
def test_a_text_that_does_not_say_has_no_date(trap, lines, rest):
    found = text_of(*lines, **rest)
    assert (found.published_date, found.published_at) == (None, None)
    assert found.published_precision == ROUGHLY.get(trap)


JAN = date(2022, 1, 10)
DATED = [
    ("a label", ("Published: 10 Jan 2022",), {}, JAN),
    ("a label and an update", ("Published: 10 Jan 2022 Updated: 12 Jan 2022",), {}, JAN),
    ("an update and a label", ("Updated: 12 Jan 2022", "Published: 10 Jan 2022"), {}, JAN),
    ("a bare day", ("Jan. 10, 2022",), {}, JAN),
    ("ISO", ("2022-01-10",), {}, JAN),
    ("compact", ("20220110",), {}, JAN),
    ("posted on", ("Posted on January 10, 2022 by admin",), {}, JAN),
    ("a weekday", ("Monday 10 January 2022",), {}, JAN),
    ("by and the day", (("by Jane Doe 10 January 2022 4:45pm", "related"),), {}, JAN),
    ("an agency before the day", (("Associated Press January 10, 2022 GMT", "related"),), {}, JAN),
    ("a label after names", (("Jane Doe · CBC News · Posted: Jan 10, 2022 4:00 AM EST", "navigation"),), {}, JAN),
    ("slashes, British", ("10/01/2022",), {"url": GUARDIAN}, JAN),
    ("slashes, American", ("01/10/2022",), {"url": "https://www.latimes.com/a"}, JAN),
    ("slashes with a weekday", ("Monday, 01/10/2022",), {}, JAN),
    ("slashes and a clear date", ("10/01/2022", "25/12/2021"), {}, JAN),
    ("slashes confirmed by a record", ("10/01/2022",), {"fields": [("published", "2022-01-10", "date")]}, JAN),
    ("a day above the clear one", ("25/01/2022",), {}, date(2022, 1, 25)),
    ("a dateline with a year", (), {"body": f"HELSINKI, January 10, 2022 (Reuters) - {BODY}"}, JAN),
    ("a dateline of two places", (), {"body": f"Rio de Janeiro, Brazil, 10 January 2022 (AFP) – {BODY}"}, JAN),
    ("a first line of the body", (), {"body": f"10 January 2022\n\n{BODY}"}, JAN),
    ("the address", (), {"url": "https://example.com/2022/01/10/a"}, JAN),
    ("hours ago with a crawl", (), {**field("5 hours ago"), "seen": "2022-01-10T12:00:00Z"}, JAN),
    ("a record", (), field("2022-01-10T23:30:00+09:00"), JAN),
    ("a record in the American manner", (), {**field("01-25-2022")}, date(2022, 1, 25)),
    ("an old day, plainly labelled", ("Published: 22 November 1963",), {}, date(1963, 11, 22)),
    ("an old day on a line of its own", ("13 May 1975",), {}, date(1975, 5, 13)),
    ("an old compact day", ("19750513",), {}, date(1975, 5, 13)),
    ("an old day in a record", (), field("1985-03-02T05:00:00+0000"), date(1985, 3, 2)),
    ("an old address", (), {"url": "https://www.nytimes.com/1985/03/02/us/a.html"}, date(1985, 3, 2)),
    ("an old day, plainly labelled, in another order", ("Date: Nov. 22, 1963",), {}, date(1963, 11, 22)),
    ("an archive of later years below", ("10 January 2022", ("December 2023 (31)", "navigation")), {}, JAN),
    ("another article's day above the title", ("10 January 2022",), {}, JAN),
]
"""(what says it, lines under the title, rest, day)."""


@pytest.mark.parametrize(("what", "lines", "rest", "day"), DATED, ids=[what for what, _, _, _ in DATED])
def test_a_text_that_says_so_has_its_date(what, lines, rest, day):
    assert text_of(*lines, **rest).published_date == day


ZONES = [
    ("10 January 2022 12:05 BdST", {}, (2022, 1, 10, 6, 5), "Bangladesh"),
    ("10 January 2022 12:05 GMT+6", {}, (2022, 1, 10, 6, 5), "an offset"),
    ("10 January 2022 12:05 +0600", {}, (2022, 1, 10, 6, 5), "an offset without a name"),
    ("10 July 2022 12:05 EDT", {}, (2022, 7, 10, 16, 5), "daylight time"),
    ("10 July 2022 12:05 ET", {}, (2022, 7, 10, 16, 5), "eastern time in summer"),
    ("10 January 2022 12:05 AEDT", {}, (2022, 1, 10, 1, 5), "Australia"),
    ("10 January 2022 12:05 IST", {}, None, "India, Ireland or Israel"),
    ("10 January 2022 12:05 IST", {"url": "https://www.thehindu.com/a"}, (2022, 1, 10, 6, 35), "India"),
    ("10 January 2022 12:05", {}, None, "no zone"),
    ("10 January 2022 12:05", {"url": GUARDIAN}, (2022, 1, 10, 12, 5), "the outlet's home"),
    ("10 January 2022 12:05", {"url": "https://www.nytimes.com/a"}, (2022, 1, 10, 17, 5), "the outlet's own zone"),
    ("10 January 2022 12:05", {"url": "https://www.sbnation.com/a"}, None, "a country of several zones"),
    ("10 January 2022", {"url": GUARDIAN}, None, "no time of day"),
    ("10 January 2022 00:00 GMT", {}, None, "midnight sharp is a day"),
    ("10 January 2022 12:05 МСК", {}, (2022, 1, 10, 9, 5), "Moscow, in Russian"),
    ("10 January 2022 12:05 HNE", {}, (2022, 1, 10, 17, 5), "Eastern Canada, in French"),
    ("10 January 2022 12:05 AST", {}, None, "Arabia or the Atlantic"),
    ("10 January 2022 12:05 AST", {"url": "https://www.arabnews.com/a"}, (2022, 1, 10, 9, 5), "Arabia"),
    ("10 January 2022 12:05 CT", {"url": "https://www.chicagotribune.com/a"}, (2022, 1, 10, 18, 5), "Chicago"),
    ("10 January 2022 12:05 AEST", {}, (2022, 1, 10, 1, 5), "Sydney's summer, whatever the letters say"),
    ("10 January 2022 12:05 AT THE GATE", {}, None, "a word in capitals"),
    ("10 January 2022 12:05 XYZT", {}, None, "no zone that anybody knows"),
]


@pytest.mark.parametrize(("line", "rest", "moment", "why"), ZONES)
def test_a_moment_needs_a_time_of_day_and_a_zone(line, rest, moment, why):
    found = text_of(line, **rest)
    assert found.published_at == (datetime(*moment, tzinfo=UTC) if moment else None), why
    assert found.published_date is not None


def test_months_and_years_are_evidence_and_no_date():
    seen = {
        (row.value, row.precision) for line in ("January 2022", "Published: 2021") for row in text_of(line).evidence
    }
    assert {("2022-01", "month"), ("2021", "year")} <= seen


def test_an_update_is_kept_beside_the_publication():
    found = text_of("Published: 10 Jan 2022 09:00 GMT Updated: 12 Jan 2022 10:00 GMT")
    assert found.published_at == datetime(2022, 1, 10, 9, tzinfo=UTC)
    assert found.updated_at == datetime(2022, 1, 12, 10, tzinfo=UTC)
