"""Dates told from the moment of reading: a day only where the crawl's moment makes it one."""

from datetime import UTC, date, datetime

import pytest

from news_pipeline.metadata.dates.relative import day_told
from news_pipeline_tests.metadata.documents import page_of, text_of

NOON = datetime(2022, 1, 10, 12, tzinfo=UTC)
NIGHT = datetime(2022, 1, 10, 5, 30, tzinfo=UTC)
TOLD = [
    ("5 hours ago", NOON, date(2022, 1, 10), "the same day"),
    ("an hour ago", NOON, date(2022, 1, 10), "one hour"),
    ("5 hours ago", NIGHT, None, "before or after midnight"),
    ("20 hours ago", NOON, date(2022, 1, 9), "the day before"),
    ("45 min ago", NOON, date(2022, 1, 10), "minutes"),
    ("2 days ago", NOON, date(2022, 1, 8), "days"),
    ("3 weeks ago", NOON, None, "a week has seven days"),
    ("4 months ago", NOON, None, "a month has thirty"),
    ("vor 5 Stunden", NOON, date(2022, 1, 10), "German"),
    ("vor 2 Tagen", NOON, date(2022, 1, 8), "German days"),
    ("il y a 3 heures", NOON, date(2022, 1, 10), "French"),
    ("hace 2 días", NOON, date(2022, 1, 8), "Spanish"),
    ("há 5 horas", NOON, date(2022, 1, 10), "Portuguese"),
    ("3 uur geleden", NOON, date(2022, 1, 10), "Dutch"),
    ("2 dager siden", NOON, date(2022, 1, 8), "Norwegian"),
    ("5 часов назад", NOON, date(2022, 1, 10), "Russian"),
    ("2 дні тому", NOON, date(2022, 1, 8), "Ukrainian"),
    ("2 dni temu", NOON, date(2022, 1, 8), "Polish"),
    ("5 saat önce", NOON, date(2022, 1, 10), "Turkish"),
    ("5 jam lalu", NOON, date(2022, 1, 10), "Indonesian"),
    ("5時間前", NOON, date(2022, 1, 10), "Japanese"),
    ("2天前", NOON, date(2022, 1, 8), "Chinese"),
    ("3시간 전", NOON, date(2022, 1, 10), "Korean"),
    ("5 giờ trước", NOON, date(2022, 1, 10), "Vietnamese"),
    ("منذ 5 ساعات", NOON, date(2022, 1, 10), "Arabic"),
    ("5 minutes read", NOON, None, "a time to read"),
    ("5 hours", NOON, None, "a duration"),
    ("2 days", NOON, None, "a duration"),
    ("fa 5", NOON, None, "no unit"),
]


@pytest.mark.parametrize(("text", "seen", "day", "why"), TOLD)
def test_a_relative_text_names_a_day_or_none(text, seen, day, why):
    assert day_told(text, seen) == day, why


CRAWL = "2022-01-10T12:00:00Z"


def test_a_page_that_was_crawled_says_hours_ago_under_its_headline():
    found = page_of(after="<p class='date'>5 hours ago</p>", seen=CRAWL)
    assert (found.published_date, found.published_at, found.published_precision) == (date(2022, 1, 10), None, "day")


def test_a_text_with_a_crawl_says_so_in_a_header_line():
    assert text_of("2 days ago", seen=CRAWL).published_date == date(2022, 1, 8)


@pytest.mark.parametrize(
    "parts",
    [
        {"after": "<p class='date'>5 hours ago</p>"},
        {"after": "<p class='date'>5 hours ago</p>", "seen": "2022-01-10"},
        {"after": "<div class='comments'><p class='date'>5 hours ago</p></div>", "seen": CRAWL},
        {"after": "<p>The ship left 5 hours ago, they said.</p>", "seen": CRAWL},
        {"after": "<p class='date'>Updated 5 hours ago</p>", "seen": CRAWL},
    ],
    ids=["no crawl", "a crawl without a time of day", "a comment", "a sentence", "an update"],
)
def test_a_relative_text_that_says_nothing_about_publication_gives_no_date(parts):
    assert page_of(**parts).published_date is None
