"""What a date string can mean, and what is no whole date."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.metadata.dates.readings import MAX_LINE, read_dates
from news_pipeline.metadata.dates.words import label_kind
from news_pipeline.shared.word_tables import word_table

ONE_READING = [
    ("20220108", None, date(2022, 1, 8), None, None, "compact, as the third line of scraped text"),
    ("20220108T140500Z", None, date(2022, 1, 8), time(14, 5), 0, "compact with time; dateparser reads the year 1637"),
    ("2022-01-08T14:05:00+06:00", None, date(2022, 1, 8), time(14, 5), 360, "ISO with offset"),
    ("2022-01-08 14:05:07.123456+0530", None, date(2022, 1, 8), time(14, 5, 7), 330, "fraction, offset without colon"),
    ("Saturday, Jan. 8, 2022", "en", date(2022, 1, 8), None, None, "US with weekday"),
    ("8th January 2022 at 5pm", "en", date(2022, 1, 8), time(17), None, "hour without minutes needs am or pm"),
    ("10:21 PM, April 5, 2020", "en", date(2020, 4, 5), time(22, 21), None, "time first"),
    ("23 December 2017 21:14 GMT", "en", date(2017, 12, 23), time(21, 14), 0, "De-cember is not the Spanish 'de'"),
    ("8 de enero de 2022, 14:05", "es", date(2022, 1, 8), time(14, 5), None, "Spanish"),
    ("1er janvier 2022 à 14h05", "fr", date(2022, 1, 1), time(14, 5), None, "French"),
    ("28.04.2023 | 18:00 Uhr", "de", date(2023, 4, 28), time(18), None, "German, dots are day first"),
    ("8. 1. 2022 14:05", "cs", date(2022, 1, 8), time(14, 5), None, "Czech with spaces"),
    ("2022. január 8., szombat 14:05", "hu", date(2022, 1, 8), time(14, 5), None, "Hungarian, year first"),
    ("5 листопада 2020, 12:10", "uk", date(2020, 11, 5), time(12, 10), None, "Ukrainian November"),
    ("2022年1月8日 20時00分", "ja", date(2022, 1, 8), time(20), None, "Japanese"),
    ("٨ يناير ٢٠٢٢", "ar", date(2022, 1, 8), None, None, "Arabic digits"),
    ("8 มกราคม 2565", "th", date(2022, 1, 8), None, None, "Thai Buddhist year"),
    ("Published Fri, Apr 28 20232:23 PM EDT", "en", date(2023, 4, 28), time(14, 23), None, "glued by a scraper"),
    ("13/01/2022", "en", date(2022, 1, 13), None, None, "13 is no month"),
    ("Mon, 10 Jan 2022 06:05:00 +0000", "en", date(2022, 1, 10), time(6, 5), 0, "RFC 5322"),
]

NO_DATE = [
    ("© 2022 BBC", "a copyright year is not a date"),
    ("24/7", "round the clock"),
    ("9/11", "an event"),
    ("January 2022", "a month is not a day"),
    ("8-10 January 2022", "a range"),
    ("Jan 8-10, 2022", "a range"),
    ("2020/7/11-12", "a range"),
    ("30 February 2022", "no such day"),
    ("2021-13-45", "no such day"),
    ("G20 summit in 2022", "no day"),
    ("0208 123 4567", "a telephone number"),
    ("2020-04-15-16-5-0", "an id"),
    ("5 hours ago", "relative, and nothing says when it was seen"),
]


@pytest.mark.parametrize(("text", "language", "day", "clock", "offset", "why"), ONE_READING)
def test_a_date_string_has_one_reading(text, language, day, clock, offset, why):  # noqa: PLR0917
    readings = read_dates(text, language, whole=True)
    assert [(r.value, r.clock, r.offset_minutes) for r in readings] == [(day, clock, offset)], why


@pytest.mark.parametrize(("text", "why"), NO_DATE)
def test_what_is_not_a_whole_date_gives_nothing(text, why):
    assert read_dates(text, "en", whole=True) == (), why


def test_an_ambiguous_numeric_date_gives_both_readings():
    readings = read_dates("03/04/2021")
    assert [(r.value, r.order) for r in readings] == [
        (date(2021, 4, 3), "day_first"),
        (date(2021, 3, 4), "month_first"),
    ]


def test_each_date_of_a_line_has_the_label_before_it():
    readings = read_dates("Published: 10 Jan 2022 12:05 PM BdST Updated: 11 Jan 2022 12:05 PM BdST", "en")
    assert [(r.value.day, r.label, r.zone_word) for r in readings] == [
        (10, "published", "BdST"),
        (11, "updated", "BdST"),
    ]


def test_every_label_is_read_as_what_the_table_says():
    labels = {row["label"]: row["kind"] for row in word_table("news_pipeline.metadata.dates", "date_labels.csv")}
    assert {label: label_kind(f"{label.capitalize()}: ") for label in labels} == labels


def test_the_last_label_before_a_date_counts_and_a_part_of_a_word_is_none():
    assert label_kind("Published 5 May 2021, last updated: ") == "updated"
    assert label_kind("outdated 5 May") is None
    assert label_kind("A version of this article appears in print on ") == "other"


def test_a_compact_number_inside_a_sentence_is_not_a_date():
    assert read_dates("Order number 20220108 was shipped") == ()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=MAX_LINE * 2))
def test_any_text_is_read_and_the_raw_text_stands_in_it(text):
    for reading in read_dates(text, whole=True):
        assert reading.raw == text[reading.start : reading.end]


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y%m%d"]))
def test_every_day_is_read_back_from_common_forms(day, form):
    assert [r.value for r in read_dates(day.strftime(form), "en", whole=True)] == [day]
