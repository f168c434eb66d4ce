"""Checks of an outlet against its own past: each fires on its own change, and on none in normal times."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from news_pipeline.storage.sql_files import read_sql

NOW = datetime(2022, 1, 10, 12, tzinfo=UTC)
NORMAL = {"published_date": date(2022, 1, 9), "title": "A title", "is_canonical": True, "word_count": 400}
Row = dict[str, Any]


def days(*rows: Iterable[Row], outlet: str = "example.com") -> list[Row]:
    """Articles of an outlet, one list a day, the last of them today."""
    return [
        {"outlet_domain": outlet, "arrived_at": NOW - timedelta(days=len(rows) - 1 - day), **row}
        for day, of_day in enumerate(rows)
        for row in of_day
    ]


def some(count: int, **changed: object) -> list[Row]:
    return [{**NORMAL, **changed} for _ in range(count)]


def drifting(articles: list[Row]) -> list[Row]:
    """What the check finds among these articles."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE articles (outlet_domain VARCHAR, arrived_at TIMESTAMPTZ, published_date DATE, title VARCHAR, "
            "is_canonical BOOLEAN, word_count BIGINT)"
        )
        names = ("outlet_domain", "arrived_at", "published_date", "title", "is_canonical", "word_count")
        connection.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", [[row[name] for name in names] for row in articles]
        )
        cursor = connection.execute(read_sql("news_pipeline.publishing", "outlet_drift.sql"))
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("today", "column", "numbers"),
    [
        (some(10) + some(20, published_date=None), "undated", (0.67, 0.0)),
        (some(20) + some(10, title=None), "untitled", (0.33, 0.0)),
        (some(15) + some(15, is_canonical=False), "copies", (0.5, 0.0)),
        (some(30, word_count=150), "median_words", (150, 400)),
        (some(30, word_count=900), "median_words", (900, 400)),
    ],
    ids=["dates went missing", "titles went missing", "copies", "texts half as long", "texts twice as long"],
)
def test_an_outlet_that_changed_is_named_with_its_numbers(
    today: list[Row], column: str, numbers: tuple[float, float]
) -> None:
    others = days(some(40), some(30), outlet="steady.org")
    [found] = drifting(days(some(25), some(25), today) + others)
    assert (found["outlet_domain"], found["articles"], found["articles_before"]) == ("example.com", 30, 50)
    assert (found[column], found[f"{column}_before"]) == numbers


@pytest.mark.parametrize(
    ("articles", "why"),
    [
        (days(some(25), some(25), some(30)), "nothing changed"),
        (days(some(40) + some(10, published_date=None), some(25) + some(9, published_date=None)), "a little more"),
        (days(some(50), some(10, published_date=None)), "ten articles say little"),
        (days(some(10), some(50, published_date=None)), "a past of ten articles says little"),
        (days(some(50, published_date=None), some(50, published_date=None)), "it never had dates"),
        (days(some(50, published_date=None), some(50)), "dates came back"),
        (days(some(50, published_date=None)), "the first day has no past"),
        (days(some(30, word_count=300), some(30, word_count=550)), "a day of long texts"),
    ],
)
def test_normal_times_are_silent(articles: list[Row], why: str) -> None:
    assert drifting(articles) == [], why


def refused(*of_days: tuple[int, int]) -> list[Row]:
    """What the check of refusals finds on a site with (accepted, refused) documents a day, the last of them today."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE document_sites (article_id VARCHAR, site VARCHAR)")
        connection.execute("CREATE TABLE raw_documents (article_id VARCHAR, arrived_at TIMESTAMPTZ)")
        for state in ("done", "refused"):
            connection.execute(f"CREATE TABLE clean_articles_{state} (key VARCHAR)")
        for day, (accepted, rejected) in enumerate(of_days):
            arrived = NOW - timedelta(days=len(of_days) - 1 - day)
            for number in range(accepted + rejected):
                key, state = f"{day}-{number}", "done" if number < accepted else "refused"
                connection.execute("INSERT INTO document_sites VALUES (?, 'example.com')", [key])
                connection.execute("INSERT INTO raw_documents VALUES (?, ?)", [key, arrived])
                connection.execute(f"INSERT INTO clean_articles_{state} VALUES (?)", [key])  # noqa: S608
        cursor = connection.execute(read_sql("news_pipeline.steps.cleaning", "site_refusals.sql"))
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def test_a_site_whose_documents_lost_their_bodies_is_named_with_its_numbers() -> None:
    assert refused((30, 0), (28, 2), (12, 18)) == [
        {"site": "example.com", "documents": 30, "documents_before": 60, "refused": 0.6, "refused_before": 0.03}
    ]


@pytest.mark.parametrize(
    ("of_days", "why"),
    [
        (((30, 0), (28, 2)), "a few"),
        (((10, 20), (8, 22)), "it was always so"),
        (((10, 20), (30, 0)), "they came back"),
        (((30, 0), (5, 10)), "fifteen documents say little"),
        (((0, 30),), "the first day has no past"),
    ],
)
def test_a_site_in_normal_times_is_silent(of_days: tuple[tuple[int, int], ...], why: str) -> None:
    assert refused(*of_days) == [], why
