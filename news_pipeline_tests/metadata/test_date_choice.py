"""Which of several dates is the day of publication, and what a clock time means."""

from datetime import UTC, date, datetime

import pytest

from news_pipeline.metadata.dates.zones import language_zone
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.page.page import read_page
from news_pipeline.readers.document import Field
from news_pipeline_tests.metadata.documents import TITLE, json_ld, page_of, text_of

BODY = "The minister said on Tuesday that the talks would go on, and that nobody would leave the table before noon."


def metadata(*lines, body=BODY, html=None, fields=(), source_uri="a.txt"):
    """lines: (text, role) pairs from line 1 on."""
    header = tuple(HeaderLine(i + 1, text, role) for i, (text, role) in enumerate(lines))
    return extract_metadata(
        MetadataInput(
            source_uri, read_page(html) if html else None, header, body, tuple(Field(*field) for field in fields)
        )
    )


def dated(*texts, **rest):
    return metadata(("A headline of some words", "title"), *[(text, "timestamp") for text in texts], **rest)


def page(head="", body=""):
    return (
        f"<html lang='en'><head><title>A headline of some words</title>{head}</head>"
        f"<body><h1>A headline of some words</h1>{body}<p>{BODY}</p></body></html>"
    )


def test_published_beats_updated_in_either_order():
    assert dated("Updated: 12 Jan 2022", "Published: 10 Jan 2022").published_date == date(2022, 1, 10)
    assert dated("Published: 10 Jan 2022 Updated: 12 Jan 2022").published_date == date(2022, 1, 10)


def test_an_update_alone_is_not_a_publication_date():
    found = dated("Updated: 12 Jan 2022 10:00 GMT")
    assert found.published_date is None
    assert found.updated_at == datetime(2022, 1, 12, 10, tzinfo=UTC)


def test_bangladesh_time_is_six_hours_ahead():
    found = dated("Published: 10 Jan 2022 12:05 PM BdST")
    assert found.published_at == datetime(2022, 1, 10, 6, 5, tzinfo=UTC)
    assert found.published_utc_offset_minutes == 360


@pytest.mark.parametrize(
    ("text", "url", "instant", "why"),
    [
        ("8 July 2022 10:00 ET", None, datetime(2022, 7, 8, 14, 0, tzinfo=UTC), "eastern time in summer is UTC-4"),
        ("8 January 2022 10:00 ET", None, datetime(2022, 1, 8, 15, 0, tzinfo=UTC), "and in winter UTC-5"),
        ("8 July 2022 10:00 IST", None, None, "India, Israel or Ireland: nobody knows"),
        ("8 July 2022 10:00 IST", "https://www.thehindu.com/a", datetime(2022, 7, 8, 4, 30, tzinfo=UTC), "Indian"),
        ("8 July 2022 10:00 IST", "https://www.rte.ie/a", datetime(2022, 7, 8, 9, 0, tzinfo=UTC), "an Irish outlet"),
        ("8 July 2022 10:00", None, None, "no zone, no outlet"),
        ("8 July 2022 10:00", "https://www.spiegel.de/a", datetime(2022, 7, 8, 8, 0, tzinfo=UTC), "German home zone"),
        ("8 July 2022 10:00", "https://www.sbnation.com/a", None, "the US have several clocks"),
        ("8 July 2022 00:00 GMT", None, None, "midnight sharp is a day without a time"),
    ],
)
def test_an_instant_needs_a_zone(text, url, instant, why):
    fields = [("url", url, "url")] if url else []
    found = dated(text, fields=fields)
    assert found.published_at == instant, why
    assert found.published_date == date(2022, int("January" not in text) * 6 + 1, 8)


@pytest.mark.parametrize(
    ("text", "url", "day", "why"),
    [
        ("03/04/2021", None, None, "nothing settles it"),
        ("Saturday, 03/04/2021", None, date(2021, 4, 3), "3 April 2021 was a Saturday"),
        ("Thursday, 03/04/2021", None, date(2021, 3, 4), "4 March 2021 was a Thursday"),
        ("03/04/2021", "https://www.theguardian.com/a", date(2021, 4, 3), "British"),
        ("03/04/2021", "https://www.latimes.com/a", date(2021, 3, 4), "American"),
        ("03/04/2021", "https://example.com/2021/03/04/a", date(2021, 3, 4), "the address tells"),
        ("03/04/2021", "https://www.cbc.ca/a", None, "Canadians write both"),
    ],
)
def test_day_and_month_are_settled_by_evidence_or_not_at_all(text, url, day, why):
    found = dated(text, fields=[("url", url, "url")] if url else [])
    assert found.published_date == day, why
    readings = {row.value for row in found.evidence if row.raw_text == text and row.field != "title"}
    assert readings == {"2021-04-03", "2021-03-04"}, "both readings stay"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("© 2022 The Daily Example. All rights reserved.", "a copyright year is not a publication date"),
        (f"{BODY} In a letter of 3 May 2019 he had written otherwise.", "a date inside a sentence is the story's"),
        (f"{BODY}\n\nRelated: Storm hits coast, 12 March 2018", "a related article's date"),
    ],
)
def test_dates_of_other_things_are_not_taken(body, why):
    found = metadata(("A headline of some words", "title"), body=body)
    assert (found.published_date, found.published_at) == (None, None), why


def test_page_metadata_beats_text_and_modification():
    head = json_ld(datePublished="2022-01-08T14:05:00Z", dateModified="2022-02-01T10:00:00Z")
    found = metadata(html=page(head, "<span class='date'>9 January 2022</span>"))
    assert (found.published_date, found.published_source) == (date(2022, 1, 8), "json_ld.datePublished")
    assert found.updated_at == datetime(2022, 2, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<footer>© 2022 Example, 1 January 2022</footer>", "a footer"),
        ("<div class='related'><time datetime='2021-05-05'>5 May 2021</time></div>", "a related article"),
        ("<aside><time datetime='2021-05-05'></time></aside>", "an aside"),
        ("<div class='comments'><time datetime='2021-05-05'></time></div>", "a comment"),
        ("<nav><span class='date'>Friday, 5 May 2021</span></nav>", "today's date in the navigation"),
    ],
)
def test_a_page_without_a_date_of_its_own_has_none(body, why):
    assert metadata(html=page("", body)).published_date is None, why


@pytest.mark.parametrize(
    ("stamp", "rest", "day", "why"),
    [
        ("2020-05-02T02:54:29Z", {"url": "https://abc7ny.com/a"}, date(2020, 5, 1), "the evening before in New York"),
        ("2020-05-02T02:54:29Z", {"url": "https://www.sbnation.com/a"}, date(2020, 5, 1), "all zones of the country"),
        (
            "2020-05-02T06:54:29Z",
            {"url": "https://www.sbnation.com/a"},
            date(2020, 5, 2),
            "zones that differ: as written",
        ),
        ("2020-05-01T20:54:29Z", {"lang": "en"}, date(2020, 5, 1), "a language of the world"),
        ("2020-05-01T23:54:29Z", {"lang": "en-US"}, date(2020, 5, 1), "what software writes when nobody chose"),
        ("2020-05-01T20:54:29+00:00", {"lang": "en-IN"}, date(2020, 5, 2), "a region that somebody chose"),
        ("2020-05-02T02:54:29Z", {"after": "<p class='date'>May 1, 2020</p>"}, date(2020, 5, 1), "the day shown"),
        ("2020-05-01T14:05:00Z", {"after": "<p class='date'>May 2, 2020</p>"}, date(2020, 5, 1), "no zone makes it so"),
    ],
)
def test_a_moment_in_utc_is_put_on_the_outlets_calendar(stamp, rest, day, why):
    assert page_of(json_ld(datePublished=stamp), **rest).published_date == day, why


@pytest.mark.parametrize(
    ("language", "zone", "why"),
    [
        ("ja", "Asia/Tokyo", "one clock"),
        ("de-AT", "Europe/Vienna", "a region"),
        ("en-IN", "Asia/Kolkata", "a region"),
        ("en", None, "a language of the world"),
        ("en-US", None, "what software writes when nobody chose"),
        ("pt-BR", None, "a region of several clocks"),
        (None, None, "nothing known"),
    ],
)
def test_a_language_tells_the_clock_only_where_its_news_live_by_one(language, zone, why):
    assert language_zone(language) == zone, why


def test_an_instant_in_utc_belongs_to_the_outlets_local_day():
    found = metadata(
        html=page(json_ld(datePublished="2024-08-26T23:27:57Z")), fields=[("url", "https://www.welt.de/a/b", "url")]
    )
    assert found.published_date == date(2024, 8, 27)
    assert found.published_at == datetime(2024, 8, 26, 23, 27, 57, tzinfo=UTC)
    assert found.published_utc_offset_minutes == 120


@pytest.mark.parametrize(
    ("value", "seen", "day", "why"),
    [
        ("2082-01-01", None, None, "an article from the future"),
        ("1970-01-01", None, None, "an empty timestamp"),
        ("1901-12-14", None, None, "an overflow"),
        ("2022-01-08", "2021-12-01T00:00:00Z", None, "published after it was crawled"),
        ("2022-01-08", "2022-01-08T12:00:00Z", date(2022, 1, 8), "the crawl of the same day"),
        ("None", None, None, "news-please writes the word"),
    ],
)
def test_implausible_dates_of_records_stay_evidence(value, seen, day, why):
    fields = [("published", value, "date_publish")] + ([("seen", seen, "date_download")] if seen else [])
    assert metadata(fields=fields).published_date == day, why


def test_a_crawl_time_is_not_a_publication_date():
    assert metadata(fields=[("seen", "2022-01-08T12:00:00Z", "date_download")]).published_date is None


def test_a_plainly_labelled_old_date_counts():
    assert dated("Published: 22 November 1963").published_date == date(1963, 11, 22)


def test_the_address_dates_an_article_that_says_nothing_else():
    found = metadata(fields=[("url", "https://example.com/news/2022/jan/08/a-story", "url")])
    assert (found.published_date, found.published_source) == (date(2022, 1, 8), "url_path")


def test_a_month_in_the_address_is_evidence_but_no_date():
    found = metadata(fields=[("url", "https://example.com/2022/01/a-story", "url")])
    assert found.published_date is None
    assert ("2022-01", "month") in {(row.value, row.precision) for row in found.evidence}


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("03.03.2021 – ", "2021-03-03"),
        ("3.3.21 - ", "2021-03-03"),
        ("03.03.2021, 14:05 Uhr | ", "2021-03-03"),
        ("2021-03-03: ", "2021-03-03"),
        ("03.03.2021 „", "2021-03-03"),
        ("03.03.2021 bis ", None),
        ("7.5 - ", None),
    ],
)
def test_a_numeric_day_at_the_beginning_of_the_story_is_its_dateline(start, day):
    body = (
        f"{start}Die Hafenarbeiter haben ihren Streik nach drei Wochen beendet und kehren am Montag zurück.\n\n{BODY}"
    )
    found = text_of(body=body)
    assert (str(found.published_date) if found.published_date else None) == day


def test_an_entry_of_a_calendar_is_no_dateline():
    assert text_of(body=f"03.03.2021 - Chor - Stadthalle\n\n{BODY}").published_date is None


@pytest.mark.parametrize(
    ("line", "day", "why"),
    [
        ("Closed from 3/13/2021 on.", "2021-03-04", "the month first"),
        ("Closed from 13/3/2021 on.", "2021-04-03", "the day first"),
        ("Closed from 3/13/2021 to 14/3/2021.", None, "both"),
        ("Closed from 5/6/2021 on, 13/13/2021, 1/2/33/2021.", None, "none says"),
    ],
)
def test_numeric_dates_of_the_story_tell_the_order_of_its_own(line, day, why):
    text = f"{TITLE}\n\nPublished 03/04/2021\n\n{BODY} {line}"
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(3, "Published 03/04/2021", "timestamp"))
    found = extract_metadata(MetadataInput("a.txt", None, header, f"{BODY} {line}", (), text=text)).published_date
    assert (str(found) if found else None) == day, why


def test_an_ambiguous_day_that_would_lie_after_the_arrival_has_one_reading():
    read = datetime(2021, 3, 20, tzinfo=UTC)
    header = (HeaderLine(1, TITLE, "title"), HeaderLine(2, "Published 03/12/2021", "timestamp"))
    found = extract_metadata(MetadataInput("a.txt", None, header, BODY, (), arrived=read))
    assert str(found.published_date) == "2021-03-12"
