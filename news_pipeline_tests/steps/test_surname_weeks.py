"""A bare surname is the person whom the articles of those weeks name by it, whatever the order in which they come."""

from datetime import date
from random import Random

import pytest

from news_pipeline.entities.tagger import MODEL
from news_pipeline.shared.results import Row
from news_pipeline.steps.entities.step import ENTITIES
from news_pipeline.steps.mentions.step import STEP as MENTIONS
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop, run_step, with_tagger
from news_pipeline_tests.upstream import put_articles, take_articles

ANNA = "Senator Anna Hollin spoke in Boston. Critics said that Hollin had promised schools in {}."
ROBERT = "President Robert Hollin spoke in Boston. Critics said that Hollin had promised schools in {}."
BARE = "Voters in Ohio said that Hollin had promised more. Critics of Hollin said so in {}."
THEN, NOW = date(1998, 3, 4), date(2016, 5, 4)
ARTICLES: dict[str, tuple[str, date | None]] = {
    **{f"anna-{town}": (ANNA.format(town), NOW) for town in ("Denver", "Chicago", "Dallas")},
    **{f"robert-{town}": (ROBERT.format(town), THEN) for town in ("Denver", "Chicago", "Dallas")},
    "bare-now": (BARE.format("Seattle"), NOW),
    "bare-then": (BARE.format("Seattle"), THEN),
    "bare-between": (BARE.format("Seattle"), date(2007, 1, 1)),
    "bare-undated": (BARE.format("Seattle"), None),
}


def put(warehouse: Warehouse, *keys: str) -> None:
    rows = {key: {"published_date": ARTICLES[key][1], "language": "en"} for key in keys}
    put_articles(warehouse, {key: ARTICLES[key][0] for key in keys}, rows)


def run(warehouse: Warehouse) -> None:
    run_step(MENTIONS, with_tagger(warehouse, MODEL))
    run_loop(ENTITIES, warehouse)


def named(warehouse: Warehouse) -> dict[str, str | None]:
    """The entity of the bare surname in each article that has no more."""
    rows = warehouse.rows(
        "SELECT DISTINCT article_id, entities.name FROM entity_mentions LEFT JOIN entities USING (entity_id) "
        "WHERE surface = 'Hollin' AND article_id LIKE 'bare%'"
    )
    return {row["article_id"]: row["name"] for row in rows}


def tables(warehouse: Warehouse) -> list[list[Row]]:
    return [
        warehouse.rows(f"FROM {table} ORDER BY ALL")
        for table in ("surname_weeks", "entities", "entity_aliases", "entity_mentions")
    ]


def test_a_bare_surname_is_that_of_its_weeks(warehouse: Warehouse) -> None:
    put(warehouse, *ARTICLES)
    run(warehouse)
    assert named(warehouse) == {
        "bare-now": "Anna Hollin",
        "bare-then": "Robert Hollin",
        "bare-between": None,
        "bare-undated": None,
    }
    [anna] = warehouse.rows("FROM entities WHERE name = 'Anna Hollin'")
    assert (anna["aliases"], anna["article_count"]) == (["Anna Hollin", "Hollin"], 4)


def test_a_surname_of_several_people_is_no_row(warehouse: Warehouse) -> None:
    put(warehouse, *ARTICLES)
    run(warehouse)
    assert warehouse.rows("FROM entities WHERE name = 'Hollin'") == []
    [alias] = warehouse.rows("FROM entity_aliases WHERE entity_key = 'hollin'")
    assert (alias["entity_id"], alias["is_ignored"]) == (None, False)


def test_a_corrected_day_moves_the_surname(warehouse: Warehouse) -> None:
    put(warehouse, *ARTICLES)
    run(warehouse)
    warehouse.execute(
        "UPDATE article_metadata SET published_date = $day WHERE article_id = 'bare-between'", {"day": NOW}
    )
    run(warehouse)
    assert named(warehouse)["bare-between"] == "Anna Hollin"
    assert ENTITIES.count_outdated(warehouse) == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(warehouse: Warehouse, seed: int) -> None:
    keys = sorted(ARTICLES)
    Random(seed).shuffle(keys)  # noqa: S311 no secret
    for start in range(0, len(keys), 3):
        put(warehouse, *keys[start : start + 3])
        run(warehouse)
    in_portions = tables(warehouse)
    take_articles(warehouse, *keys)
    run(warehouse)
    put(warehouse, *keys)
    run(warehouse)
    assert tables(warehouse) == in_portions
