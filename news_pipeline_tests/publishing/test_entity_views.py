"""The views over mentions, on a few rows made up here: who is named where, when, by whom, together with whom."""

from collections.abc import Iterator

import duckdb
import pytest

from news_pipeline.storage.sql_files import read_sql

VIEWS = ("article_entities", "entity_days", "entity_outlets", "entity_co_mentions", "person_weeks")

ARTICLES = """
INSERT INTO articles VALUES
    ('a1', DATE '2022-01-08', NULL, 'The Paper', 'paper.example', 'g1', true),
    ('a2', NULL, DATE '2022-01-08', 'Copycat', 'copycat.example', 'g1', true),
    ('a3', DATE '2022-01-09', NULL, NULL, NULL, 'g2', true),
    ('a0', DATE '2022-01-08', NULL, 'The Paper', 'paper.example', 'g1', false)
"""
MENTIONS = """
INSERT INTO entity_mentions (article_id, part, sentence, start_char, surface, entity_id) VALUES
    ('a1', 'title', 0, 4, 'Blinken', 'blinken'), ('a1', 'body', 0, 10, 'Antony Blinken', 'blinken'),
    ('a1', 'body', 0, 30, 'Almaty', 'almaty'), ('a1', 'body', 5, 90, 'Moscow', 'moscow'),
    ('a2', 'body', 0, 10, 'Antony Blinken', 'blinken'), ('a2', 'body', 1, 30, 'Almaty', 'almaty'),
    ('a3', 'body', 4, 70, 'Almaty', 'almaty'), ('a3', 'caption', 0, 5, 'Tokyo', 'tokyo'),
    ('a3', 'caption', 1, 40, 'ALMATY', 'almaty'), ('a1', 'caption', 0, 0, 'Moscow', 'moscow'),
    ('a0', 'body', 0, 0, 'Almaty', 'almaty')
"""


@pytest.fixture(scope="module")
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE articles (article_id VARCHAR, published_date DATE, inferred_date DATE, outlet VARCHAR, "
            "outlet_domain VARCHAR, duplicate_group_id VARCHAR, is_current BOOLEAN)"
        )
        connection.execute(
            "CREATE TABLE entity_mentions (article_id VARCHAR, part VARCHAR, sentence INTEGER, start_char INTEGER, "
            "surface VARCHAR, entity_id VARCHAR, entity_type VARCHAR, role VARCHAR)"
        )
        connection.execute("CREATE TABLE entities (entity_id VARCHAR, name VARCHAR, entity_type VARCHAR)")
        connection.execute(
            "INSERT INTO entities VALUES ('blinken', 'Antony Blinken', 'PERSON'), ('almaty', 'Almaty', 'GPE'), "
            "('moscow', 'Moscow', 'GPE'), ('tokyo', 'Tokyo', 'GPE')"
        )
        connection.execute(ARTICLES)
        connection.execute(MENTIONS)
        connection.execute(
            "INSERT INTO entity_mentions "
            "VALUES ('a3', 'caption', 2, 80, 'Antony Blinken', 'blinken', 'PERSON', 'credit')"
        )
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {view} AS {read_sql('news_pipeline.publishing', f'views/{view}.sql')}")
        yield connection


def test_an_article_names_an_entity_in_title_and_lead(snapshot):
    found = snapshot.execute(
        "SELECT name, mention_count, in_title, in_lead, first_sentence, first_char, first_surface "
        "FROM article_entities WHERE article_id = 'a1' ORDER BY name"
    ).fetchall()
    assert found == [
        ("Almaty", 1, False, True, 0, 30, "Almaty"),
        ("Antony Blinken", 2, True, True, 0, 10, "Blinken"),
        ("Moscow", 2, False, False, 5, 90, "Moscow"),
    ]


def test_what_only_a_caption_names_has_no_place_in_the_body(snapshot):
    found = snapshot.execute(
        "SELECT name, mention_count, in_title, in_lead, in_caption, first_sentence, first_char, first_surface "
        "FROM article_entities WHERE article_id = 'a3' ORDER BY name"
    ).fetchall()
    assert found == [
        ("Almaty", 2, False, False, True, 4, 70, "Almaty"),
        ("Tokyo", 1, False, False, True, None, None, "Tokyo"),
    ]


def test_days_count_current_articles_and_a_text_of_many_copies_once(snapshot):
    found = snapshot.execute(
        "SELECT CAST(day AS VARCHAR), article_count, group_count, mention_count FROM entity_days "
        "WHERE name = 'Almaty' ORDER BY day"
    ).fetchall()
    assert found == [("2022-01-08", 2, 1, 2), ("2022-01-09", 1, 1, 2)]


def test_outlets_leave_out_articles_of_unknown_outlet(snapshot):
    found = snapshot.execute(
        "SELECT outlet, article_count, mention_count FROM entity_outlets WHERE name = 'Almaty' ORDER BY outlet"
    ).fetchall()
    assert found == [("Copycat", 1, 1), ("The Paper", 1, 1)]


def test_company_is_counted_by_article_by_text_and_by_sentence_in_both_directions(snapshot):
    found = snapshot.execute(
        "SELECT name, other_name, article_count, group_count, sentence_count FROM entity_co_mentions ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("Almaty", "Antony Blinken", 2, 1, 1),
        ("Almaty", "Moscow", 1, 1, 0),
        ("Almaty", "Tokyo", 1, 1, 0),
        ("Antony Blinken", "Almaty", 2, 1, 1),
        ("Antony Blinken", "Moscow", 1, 1, 0),
        ("Moscow", "Almaty", 1, 1, 0),
        ("Moscow", "Antony Blinken", 1, 1, 0),
        ("Tokyo", "Almaty", 1, 1, 0),
    ]


def test_a_photographer_is_none_of_the_story(snapshot):
    rows = snapshot.execute("SELECT article_id FROM article_entities WHERE name = 'Antony Blinken' ORDER BY ALL")
    assert rows.fetchall() == [("a1",), ("a2",)]


def test_people_by_week_and_outlet(snapshot):
    rows = snapshot.execute("SELECT name, CAST(week AS VARCHAR), outlet, article_count FROM person_weeks ORDER BY ALL")
    assert rows.fetchall() == [
        ("Antony Blinken", "2022-01-03", "Copycat", 1),
        ("Antony Blinken", "2022-01-03", "The Paper", 1),
    ]
