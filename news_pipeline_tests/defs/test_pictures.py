"""Pictures as assets show them: numbers from the tables, drawn when they change, taken over while they do not."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import dagster as dg
import duckdb
import pytest

from news_pipeline.defs.charts.pictures import PICTURES, pictures
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import load_settings
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

NEW_YEAR = date(2022, 1, 1)


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    """The published columns that the pictures are drawn from."""
    with duckdb.connect() as connection:
        made = Warehouse(load_settings(environment={}), CATALOG, connection)
        made.execute(
            "CREATE TABLE articles "
            "(published_date DATE, outlet VARCHAR, outlet_domain VARCHAR, is_canonical BOOLEAN, "
            "duplicate_group_id VARCHAR)"
        )
        made.execute("CREATE TABLE duplicate_groups (duplicate_group_id VARCHAR, article_count INTEGER)")
        made.execute(
            "CREATE TABLE entities (name VARCHAR, entity_type VARCHAR, article_count INTEGER, mention_count INTEGER, "
            "entity_id VARCHAR, latitude DOUBLE, longitude DOUBLE)"
        )
        yield made


def add(warehouse: Warehouse, day: date | None, outlet: str | None = "The Hill", *, copy: bool = False) -> None:
    warehouse.execute(
        "INSERT INTO articles VALUES ($day, $outlet, NULL, $canonical, 'g')",
        {"day": day, "outlet": outlet, "canonical": not copy},
    )


def numbers(warehouse: Warehouse, picture: str) -> list[dict[str, Any]]:
    return warehouse.rows(read_sql("news_pipeline.defs.charts", f"{picture}.sql"))


@pytest.mark.parametrize(
    ("days", "unit"), [(61, "day"), (62, "week"), (433, "week"), (434, "month"), (1859, "month"), (1860, "year")]
)
def test_a_long_time_is_shown_by_larger_units(warehouse: Warehouse, days: int, unit: str) -> None:
    add(warehouse, NEW_YEAR)
    add(warehouse, NEW_YEAR + timedelta(days=days))
    assert {row["unit"] for row in numbers(warehouse, "articles_a_day")} == {unit}


def test_one_date_that_is_far_off_does_not_squeeze_the_others(warehouse: Warehouse) -> None:
    add(warehouse, date(1970, 1, 1))
    for number in range(300):
        add(warehouse, NEW_YEAR + timedelta(days=number % 30))
    assert {row["unit"] for row in numbers(warehouse, "articles_a_day")} == {"day"}


def test_small_outlets_are_put_together_and_unknown_ones_apart(warehouse: Warehouse) -> None:
    for number in range(7):
        for _ in range(7 - number):
            add(warehouse, NEW_YEAR, f"Outlet {number}")
    add(warehouse, NEW_YEAR, None)
    add(warehouse, None, "undated articles are not in this picture")
    counts = {row["outlet"]: row["articles"] for row in numbers(warehouse, "articles_a_day")}
    assert counts == {"Outlet 0": 7, "Outlet 1": 6, "Outlet 2": 5, "Outlet 3": 4, "Outlet 4": 3, "": 3, None: 1}


def test_an_outlet_without_a_name_is_shown_by_its_domain(warehouse: Warehouse) -> None:
    warehouse.execute("INSERT INTO articles VALUES ('2022-01-01', NULL, 'example.org', true, 'g')")
    assert numbers(warehouse, "articles_a_day")[0]["outlet"] == "example.org"


def test_copies_are_counted_by_outlet_and_in_all(warehouse: Warehouse) -> None:
    warehouse.execute("INSERT INTO duplicate_groups VALUES ('g', 2)")
    add(warehouse, NEW_YEAR, "The Hill")
    add(warehouse, NEW_YEAR, None, copy=True)
    assert numbers(warehouse, "share_of_copies") == [
        {"outlet": "", "articles": 2, "alone": 0, "originals": 1, "copies": 1},
        {"outlet": "The Hill", "articles": 1, "alone": 0, "originals": 1, "copies": 0},
        {"outlet": None, "articles": 1, "alone": 0, "originals": 0, "copies": 1},
    ]


def test_an_empty_table_has_nothing_to_draw(warehouse: Warehouse) -> None:
    assert {shown.value for shown in pictures("articles", warehouse, {}).values()} == {"Nothing to draw yet."}


def test_a_picture_is_an_image_with_the_sql_of_its_numbers(warehouse: Warehouse) -> None:
    warehouse.execute(
        "INSERT INTO entities (name, entity_type, article_count, mention_count) VALUES ('Reuters', 'ORG', 3, 9)"
    )
    shown = str(pictures("entities", warehouse, {})["top_entities"].value)
    image = shown.partition("data:image/svg+xml;base64,")[2].partition(")")[0]
    assert "Reuters" in b64decode(image).decode()
    assert f"```sql\n{read_sql('news_pipeline.defs.charts', 'top_entities.sql')}\n```" in shown


def test_a_picture_is_drawn_only_when_its_numbers_have_changed(warehouse: Warehouse) -> None:
    warehouse.execute(
        "INSERT INTO entities (name, entity_type, article_count, mention_count) VALUES ('Reuters', 'ORG', 3, 9)"
    )
    drawn = str(pictures("entities", warehouse, {})["top_entities"].value)
    marked = drawn.partition("\n")[0] + "\nwhat was drawn before"
    before: dict[str, dg.MetadataValue[Any]] = {"top_entities": dg.MetadataValue.md(marked)}
    assert pictures("entities", warehouse, before)["top_entities"].value == marked
    warehouse.execute("UPDATE entities SET article_count = 4")
    assert pictures("entities", warehouse, before)["top_entities"].value != marked


def test_only_some_assets_have_pictures(warehouse: Warehouse) -> None:
    assert pictures("source_files", warehouse, {}) == {}
    assert set(PICTURES) == {"articles", "entities"}
