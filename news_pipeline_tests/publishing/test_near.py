"""The views and the macro over places, on a few rows made up here."""

from collections.abc import Iterator

import duckdb
import pytest

from news_pipeline.publishing.near import near_query
from news_pipeline.storage.sql_files import read_sql


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE articles (article_id VARCHAR, title VARCHAR, published_date DATE, outlet VARCHAR, "
            "outlet_domain VARCHAR, outlet_country VARCHAR, duplicate_group_id VARCHAR, is_current BOOLEAN)"
        )
        connection.execute(
            "CREATE TABLE entity_mentions (article_id VARCHAR, part VARCHAR, entity_id VARCHAR, "
            "place_confidence DOUBLE, role VARCHAR)"
        )
        connection.execute(
            "CREATE TABLE entities (entity_id VARCHAR, name VARCHAR, entity_type VARCHAR, admin1 VARCHAR, "
            "country_code VARCHAR, latitude DOUBLE, longitude DOUBLE)"
        )
        connection.execute(
            "INSERT INTO entities VALUES ('la', 'Alexandria', 'GPE', 'Louisiana', 'US', 31.3, -92.4), "
            "('eg', 'Alexandria', 'GPE', 'Alexandria', 'EG', 31.2, 29.9), "
            "('cai', 'Cairo', 'GPE', 'Cairo', 'EG', 30.06, 31.25), "
            "('fj', 'Suva', 'GPE', 'Central', 'FJ', -18.1, 178.4), "
            "('eg-people', 'Egyptian', 'NORP', NULL, 'EG', 26.5, 29.8)"
        )
        connection.execute(
            "INSERT INTO articles VALUES ('a1', 'Fire', NULL, 'Gazette', 'gazette.example', 'US', 'g1', true), "
            "('a2', 'Port', NULL, 'Herald', 'herald.example', NULL, 'g2', true), "
            "('a3', 'Reef', NULL, 'Herald', 'herald.example', NULL, 'g3', true), "
            "('a0', 'Port', NULL, 'Herald', 'herald.example', NULL, 'g2', false)"
        )
        connection.execute(
            "INSERT INTO entity_mentions VALUES ('a1', 'title', 'la', 0.9, NULL), "
            "('a1', 'body', 'la', 0.9, 'dateline'), "
            "('a2', 'body', 'eg', 0.8, NULL), ('a2', 'body', 'cai', 0.99, NULL), "
            "('a2', 'body', 'eg-people', NULL, NULL), ('a3', 'body', 'fj', 0.7, NULL), ('a0', 'body', 'eg', 0.8, NULL)"
        )
        for view in ("article_places", "country_coverage"):
            connection.execute(f"CREATE VIEW {view} AS {read_sql('news_pipeline.publishing', f'views/{view}.sql')}")
        connection.execute(f"CREATE MACRO articles_near(latitude, longitude, km) AS TABLE {near_query()}")
        yield connection


@pytest.mark.parametrize(
    ("point", "wanted", "reason"),
    [
        ("31.3, -92.4, 50", ["a1"], "the town of the state, not its namesake"),
        ("31.2, 29.9, 1", ["a2"], "an article that was replaced does not count"),
        ("30, 31, 400", ["a2"], "an article is one row, however many of its places are near"),
        ("-18.1, -179.9, 250", ["a3"], "over the date line"),
        ("26.5, 29.8, 100", [], "a people is no place"),
        ("0, 0, 20100", ["a2", "a1", "a3"], "the whole earth, the nearest first"),
    ],
)
def test_articles_near_a_point(snapshot, point, wanted, reason):
    rows = snapshot.execute(f"SELECT article_id FROM articles_near({point})").fetchall()  # noqa: S608
    assert [row[0] for row in rows] == wanted, reason


def test_the_nearest_place_of_an_article_stands_in_its_row(snapshot):
    row = snapshot.execute(
        "SELECT place, distance_km, place_confidence FROM articles_near(30.06, 31.25, 400)"
    ).fetchall()
    assert row == [("Cairo", 0.0, 0.99)]


def test_countries_are_covered_by_outlets(snapshot):
    rows = snapshot.execute("FROM country_coverage ORDER BY ALL").fetchall()
    assert rows == [
        ("EG", "herald.example", "Herald", None, 1, 1),
        ("FJ", "herald.example", "Herald", None, 1, 1),
        ("US", "gazette.example", "Gazette", "US", 1, 1),
    ]


def test_the_place_of_a_dateline_is_marked(snapshot):
    rows = snapshot.execute("SELECT entity_id FROM article_places WHERE is_dateline_place").fetchall()
    assert rows == [("la",)]
