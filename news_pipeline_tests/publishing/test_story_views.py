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
        (1, "wire", 0, False, False),
        (2, "late", 0, False, False),
        (3, "day", 0, False, False),
        (4, "copy", 1, False, False),
        (5, "inferred", 1, False, True),
        (6, "undated", None, False, False),
    ]


def test_the_first_printing_of_a_text_is_marked(snapshot: duckdb.DuckDBPyConnection) -> None:
    first = snapshot.execute("SELECT article_id FROM story_timeline WHERE is_first_of_group").fetchall()
    assert first == [("wire",)], "a text that one article prints has no first printing"


def test_outlets_of_a_story_with_their_own_texts(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = snapshot.execute(
        "SELECT outlet, article_count, text_count, own_text_count, days_after_first, is_first, undated_articles "
        "FROM story_outlets ORDER BY outlet"
    ).fetchall()
    assert rows == [
        ("Daily", 2, 2, 2, 0, False, 0),
        ("Echo", 1, 1, 0, 1, False, 0),
        ("Wire", 1, 1, 1, 0, False, 0),
        ("blog.example", 1, 1, 1, 1, False, 1),
    ]


def test_an_article_of_the_same_day_without_a_time_leaves_nobody_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    rows = snapshot.execute("SELECT DISTINCT is_first, first_among, undated_articles FROM story_timeline").fetchall()
    assert rows == [(False, ["day", "wire"], 2)], "what is inferred or undated is counted, and no more"


def firsts(snapshot: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str]]:
    """Articles and outlets that were first."""
    articles = snapshot.execute("SELECT article_id FROM story_timeline WHERE is_first ORDER BY ALL").fetchall()
    outlets = snapshot.execute("SELECT outlet FROM story_outlets WHERE is_first ORDER BY ALL").fetchall()
    return [row[0] for row in articles], [row[0] for row in outlets]


FIRSTS = [
    ("a time before every other stated one", "DELETE FROM articles WHERE article_id = 'day'", ["wire"], ["Wire"]),
    (
        "a day before all others",
        "UPDATE articles SET published_date = '2022-01-07' WHERE article_id = 'day'",
        ["day"],
        ["Daily"],
    ),
    (
        "one minute twice",
        "UPDATE articles SET published_at = '2022-01-08 06:00:00+00' WHERE article_id IN ('day', 'wire')",
        [],
        [],
    ),
    ("one outlet", "UPDATE articles SET outlet = 'Wire' WHERE article_id <> 'day'", [], []),
    (
        "one outlet states its dates",
        "UPDATE articles SET published_date = NULL, published_at = NULL WHERE article_id <> 'wire'",
        [],
        [],
    ),
    (
        "an agency whose two printings overlap",
        "UPDATE articles SET agencies = ['Newswire'] WHERE article_id IN ('wire', 'day')",
        [],
        ["Newswire"],
    ),
    (
        "the agency, by the copy of its text",
        "UPDATE articles SET agencies = ['Newswire'], published_date = '2022-01-07', "
        "published_at = NULL WHERE article_id IN ('wire', 'day')",
        [],
        ["Newswire"],
    ),
]


@pytest.mark.parametrize(("about", "change", "articles", "outlets"), FIRSTS)
def test_who_was_first(about: str, change: str, articles, outlets, snapshot: duckdb.DuckDBPyConnection) -> None:
    snapshot.execute(change)
    assert firsts(snapshot) == (articles, outlets), about


def test_a_story_without_any_date_has_no_first(snapshot: duckdb.DuckDBPyConnection) -> None:
    snapshot.execute("UPDATE articles SET published_date = NULL, published_at = NULL, inferred_date = NULL")
    assert firsts(snapshot) == ([], [])
    rows = snapshot.execute("SELECT DISTINCT first_among, undated_articles FROM story_timeline").fetchall()
    assert rows == [(None, 6)]


def version(article_id: str, **given: Any) -> dict[str, Any]:
    about = {"story_id": "s", "is_canonical": True, "is_current": True, "duplicate_group_id": f"of {article_id}"}
    return {"article_id": article_id, **about, **given}


VERSIONS = [
    ({"title": "UPDATE 2-Dam breaks"}, {"title": "UPDATE 1-Dam breaks"}, (True, "update_number")),
    ({"title": "Dam breaks"}, {"title": "UPDATE 1-Dam breaks"}, (False, "update_number")),
    ({"published_date": SECOND}, {"published_date": FIRST}, (True, "dates")),
    ({"published_date": FIRST}, {"published_date": FIRST}, (None, None)),
    ({"published_date": FIRST}, {}, (None, None)),
    ({"title": "(3rd LD) Dam breaks"}, {"title": "AP-Dam breaks, 2nd Ld-Writethru"}, (True, "update_number")),
    ({"title": "REFILE-UPDATE 3-Dam breaks"}, {"title": "WRAPUP 2-Dam breaks"}, (True, "update_number")),
    ({"title": "Rossi takes 3rd lead of the season"}, {"title": "Dam breaks"}, (None, None)),
    ({"title": "Update your phone"}, {"title": "Dam breaks"}, (None, None)),
]


@pytest.mark.parametrize(("own", "other", "order"), VERSIONS)
def test_the_order_of_versions_where_numbers_or_dates_tell_it(own, other, order) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in ("articles", "duplicate_pairs"):
            connection.execute(CATALOG[table].ddl)
        for row in (version("a", **own), version("b", **other), version("c"), version("d")):
            marks = ", ".join(f"${name} AS {name}" for name in row)
            connection.execute(f"INSERT INTO articles BY NAME SELECT {marks}", row)
        pairs = [("a", "b", "partial", 0.5, 0.4), ("a", "c", "partial", 0.3, 0.2), ("a", "d", "template", 0.9, 0.9)]
        connection.executemany("INSERT INTO duplicate_pairs VALUES (?, ?, ?, ?, ?, 90, 90, 40, NULL, NULL)", pairs)
        view = read_sql("news_pipeline.publishing", "views/text_versions.sql")
        rows = connection.execute(
            f"SELECT article_id, other_article_id, is_later, order_reason FROM ({view}) ORDER BY ALL"  # noqa: S608 ours
        ).fetchall()
    is_later, reason = order
    assert rows == [("a", "b", is_later, reason), ("b", "a", None if is_later is None else not is_later, reason)]
