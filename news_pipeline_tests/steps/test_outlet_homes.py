"""Where an outlet lives: learned from its articles, used for them, whatever the order in which they come."""

from itertools import permutations

import pytest

from news_pipeline.entities.tagger import MODEL
from news_pipeline.shared.results import Row
from news_pipeline.steps.mentions.step import MENTIONS, SPANS, STEP
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop, run_step, with_tagger
from news_pipeline_tests.upstream import put_articles, take_articles

IN_TENNESSEE, IN_GERMANY = "geonames:4619013", "geonames:2935022"
OUTLET = {"outlet_domain": "lakesidepost.com", "language": "en"}
BODIES = {
    "a": "Officials in Camden and Huntingdon met on Tuesday. The road to Big Sandy, Tennessee, is closed.",
    "b": "A school in Paris, Tennessee, will open. Students from Camden and McKenzie, Tennessee, will attend.",
    "c": "The fire in Huntingdon spread to McKenzie, Tennessee, and to Gleason, Tennessee.",
    "d": "A fire broke out in Dresden on Monday, the mayor said.",
}


def run(warehouse: Warehouse) -> None:
    run_step(STEP, with_tagger(warehouse, MODEL))


def homes(warehouse: Warehouse) -> list[Row]:
    return warehouse.rows("FROM outlet_homes ORDER BY outlet_domain")


def dresden_of(warehouse: Warehouse, article_id: str) -> list[str]:
    rows = warehouse.rows(
        "SELECT entity_key FROM mentions WHERE surface = 'Dresden' AND article_id = $id", {"id": article_id}
    )
    return [row["entity_key"] for row in rows]


def put(warehouse: Warehouse, *keys: str) -> None:
    put_articles(warehouse, {key: BODIES[key] for key in keys}, dict.fromkeys(keys, OUTLET))


def test_an_outlet_lives_where_its_articles_play_and_means_the_towns_there(warehouse: Warehouse) -> None:
    put(warehouse, *BODIES)
    put_articles(warehouse, {"e": BODIES["d"]}, {"e": {"language": "en"}})
    run(warehouse)
    (home,) = homes(warehouse)
    assert home["latitude"] == pytest.approx(36.2, abs=0.6)
    assert home["longitude"] == pytest.approx(-88.4, abs=0.8)
    assert home["country_code"] == "US"
    assert "huntingdon" in home["names"]
    assert dresden_of(warehouse, "d") == [IN_TENNESSEE]
    assert dresden_of(warehouse, "e") == [IN_GERMANY], "no outlet, no home"
    assert MENTIONS.count_outdated(warehouse) == 0


@pytest.mark.parametrize("order", [order for order in permutations(BODIES) if order[0] in "ad"][::4])
def test_the_order_of_arrival_changes_neither_homes_nor_places(warehouse: Warehouse, order: tuple[str, ...]) -> None:
    for key in order:
        put(warehouse, key)
        run(warehouse)
    one_by_one = homes(warehouse), warehouse.rows("FROM mentions ORDER BY ALL")
    take_articles(warehouse, *BODIES)
    run(warehouse)
    assert homes(warehouse) == [], "without articles there is no home"
    put(warehouse, *BODIES)
    run(warehouse)
    assert (homes(warehouse), warehouse.rows("FROM mentions ORDER BY ALL")) == one_by_one


def test_rows_of_a_program_without_the_loop_of_spans_do_not_count_twice(warehouse: Warehouse) -> None:
    put(warehouse, *BODIES)
    put_articles(warehouse, {"g": "Ein Haus in Dresden."}, {"g": {"language": "de"}})
    run(warehouse)
    tables = ("place_votes", "untagged_articles", "outlet_homes")
    before = [warehouse.rows(f"FROM {table} ORDER BY ALL") for table in tables]
    assert all(before)
    warehouse.execute("DELETE FROM article_spans")
    warehouse.execute("DELETE FROM ledger WHERE stage = 'article_spans'")
    run(warehouse)
    assert [warehouse.rows(f"FROM {table} ORDER BY ALL") for table in tables] == before


def test_one_more_article_of_the_same_place_redoes_no_other(warehouse: Warehouse) -> None:
    put(warehouse, *BODIES)
    run(warehouse)
    put_articles(warehouse, {"f": "A bridge in Camden, Tennessee, is closed."}, {"f": OUTLET})
    assert run_step(STEP, warehouse).processed == 1


def test_each_article_is_done_once_and_a_new_home_reads_no_names_again(warehouse: Warehouse) -> None:
    put(warehouse, "d")
    warehouse = with_tagger(warehouse, MODEL)
    assert [run_loop(loop, warehouse).processed for loop in (SPANS, MENTIONS)] == [1, 1]
    put(warehouse, "a", "b", "c")
    assert [run_loop(loop, warehouse).processed for loop in (SPANS, MENTIONS)] == [3, 4]
    assert dresden_of(warehouse, "d") == [IN_TENNESSEE]
