"""The views over stories: time order, who was first, outlets. On the snapshot's own tables, without a pipeline."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.storage.sql_files import read_sql

FIRST, SECOND = date(2022, 1, 8), date(2022, 1, 9)
EARLY, LATE = datetime(2022, 1, 8, 6, tzinfo=UTC), datetime(2022, 1, 8, 18, tzinfo=UTC)
ARTICLES: dict[str, dict[str, Any]] = {
    "copy": {"published_date": SECOND, "outlet": "Echo", "duplicate_group_id": "wire", "is_canonical": False},
    "day": {"published_date": FIRST, "outlet": "Daily", "duplicate_group_id": "own"},
    "late": {"published_date": FIRST, "published_at": LATE, "outlet": "Daily", "duplicate_group_id": "more"},
    "wire": {"published_date": FIRST, "published_at": EARLY, "outlet": "Wire", "duplicate_group_id": "wire"},
    "inferred": {"inferred_date": SECOND, "outlet_domain": "blog.example", "duplicate_group_id": "blog"},
    "undated": {"duplicate_group_id": "alone"},
    "superseded": {"published_date": FIRST, "published_at": EARLY, "duplicate_group_id": "old", "is_current": False},
}


@pytest.fixture
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in ("articles", "stories"):
            connection.execute(CATALOG[table].ddl)
        connection.execute("INSERT INTO stories BY NAME SELECT 's' AS story_id, 'A dam broke' AS title")
        for article_id, given in ARTICLES.items():
            row = {"article_id": article_id, "story_id": "s", "is_canonical": True, "is_current": True, **given}
            marks = ", ".join(f"${name} AS {name}" for name in row)
            connection.execute(f"INSERT INTO articles BY NAME SELECT {marks}", row)
        for view in ("story_timeline", "story_outlets"):
            connection.execute(f"CREATE VIEW {view} AS {read_sql('news_pipeline.publishing', f'views/{view}.sql')}")
        yield connection


def test_a_timeline_runs_by_day_then_time_of_day_and_ends_with_what_nothing_dates(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    rows = snapshot.execute(
        "SELECT position, article_id, days_after_first, is_first, day_is_inferred FROM story_timeline ORDER BY position"
    ).fetchall()
    assert rows == [
        (1, "wire", 0, True, False),
        (2, "late", 0, False, False),
        (3, "day", 0, False, False),
        (4, "copy", 1, False, False),
        (5, "inferred", 1, False, True),
        (6, "undated", None, False, False),
    ]


def test_the_first_of_each_text_is_marked(snapshot: duckdb.DuckDBPyConnection) -> None:
    later = snapshot.execute("SELECT article_id FROM story_timeline WHERE NOT is_first_of_group").fetchall()
    assert later == [("copy",)]


def test_outlets_of_a_story_with_their_own_texts(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = snapshot.execute(
        "SELECT outlet, article_count, text_count, own_text_count, days_after_first, is_first "
        "FROM story_outlets ORDER BY outlet"
    ).fetchall()
    assert rows == [
        ("Daily", 2, 2, 2, 0, False),
        ("Echo", 1, 1, 0, 1, False),
        ("Wire", 1, 1, 1, 0, True),
        ("blog.example", 1, 1, 1, 1, False),
    ]


def test_a_story_without_any_date_has_no_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    snapshot.execute("UPDATE articles SET published_date = NULL, published_at = NULL, inferred_date = NULL")
    assert snapshot.execute("SELECT bool_or(is_first) FROM story_timeline").fetchall() == [(False,)]
