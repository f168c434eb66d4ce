"""Stories over several runs, on hand-made links: ids that stay, merges, splits, late articles."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.stories.step import DATED_STORIES, UNDATED_STORIES
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline.stories.assignment import COSINE_ONE
from news_pipeline_tests.conftest import ledger_row, make_settings, run_loop
from news_pipeline_tests.upstream import put_articles

START = date(2022, 1, 1)
Links = dict[tuple[str, str], float]


def arrive(warehouse: Warehouse, days: dict[str, int | None], cosines: Links) -> None:
    """Canonical articles with their links to those that are there; a pair belongs to the later of the two."""
    metadata = {key: {"published_date": None if n is None else START + timedelta(days=n)} for key, n in days.items()}
    put_articles(warehouse, dict.fromkeys(days, "text"), metadata)
    there = {row["article_id"] for row in warehouse.rows("SELECT article_id FROM clean_articles")}
    for key, day in days.items():
        about = {"key": key}
        warehouse.execute("DELETE FROM group_members WHERE article_id = $key", about)
        warehouse.execute("DELETE FROM story_links WHERE article_id_a = $key OR article_id_b = $key", about)
        warehouse.execute("DELETE FROM ledger WHERE stage = 'story_links' AND key = $key", about)
        warehouse.insert("group_members", [{"article_id": key, "duplicate_group_id": f"g{key}", "is_canonical": True}])
        own = {pair: cosine for pair, cosine in cosines.items() if key in pair and set(pair) <= there}
        warehouse.insert(
            "story_links",
            [
                {"article_id_a": a, "article_id_b": b, "dot_product": round(cosine * COSINE_ONE)}
                for (a, b), cosine in own.items()
            ],
        )
        warehouse.insert("ledger", [ledger_row("story_links", key, str((day, sorted(own.items()))))])


def run(warehouse: Warehouse, unit_size: int = 2000) -> int:
    stages = (replace(stage, unit_size=unit_size) for stage in (DATED_STORIES, UNDATED_STORIES))
    return sum(run_loop(stage, warehouse).processed for stage in stages)


def story_ids(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse.rows("SELECT article_id, story_id FROM story_members ORDER BY ALL")
    assert len(rows) == len({row["article_id"] for row in rows}), "one story an article"
    return {row["article_id"]: row["story_id"] for row in rows}


def partition(warehouse: Warehouse) -> frozenset[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for key, story in story_ids(warehouse).items():
        stories.setdefault(story, set()).add(key)
    return frozenset(frozenset(members) for members in stories.values())


def redirects(warehouse: Warehouse) -> dict[str, str]:
    return {row["old_id"]: row["new_id"] for row in warehouse.rows("SELECT old_id, new_id FROM id_redirects")}


def changes(warehouse: Warehouse) -> list[tuple[object, ...]]:
    assert warehouse.rows("SELECT * FROM story_changes WHERE changed_at IS NULL") == []
    rows = warehouse.rows("SELECT old_story_id, new_story_id, change, group_count FROM story_changes ORDER BY ALL")
    return [tuple(row.values()) for row in rows]


def test_an_id_stays_while_its_story_grows(warehouse: Warehouse) -> None:
    arrive(warehouse, {"m": 0, "n": 1}, {("m", "n"): 0.5})
    run(warehouse)
    before = story_ids(warehouse)
    assert before["m"] == before["n"]
    arrive(warehouse, {"a": 0, "z": 3, "u": None}, dict.fromkeys(combinations("amnuz", 2), 0.5))
    run(warehouse)
    assert set(story_ids(warehouse).values()) == {before["m"]}
    assert changes(warehouse) == []


def test_a_story_that_undated_articles_joined_keeps_its_id_when_its_days_are_done_again(warehouse: Warehouse) -> None:
    arrive(warehouse, {"a": 0, "b": 1, "u": None}, dict.fromkeys(combinations("abu", 2), 0.5))
    run(warehouse)
    before = story_ids(warehouse)
    assert len(set(before.values())) == 1
    warehouse.execute("UPDATE ledger SET input_hash = NULL WHERE stage = $stage", {"stage": DATED_STORIES.name})
    run(warehouse)
    assert story_ids(warehouse) == before
    assert changes(warehouse) == []


@pytest.mark.parametrize(
    "late", [{"l": 0}, {"l": 1}, {"a": 0}], ids=["the first day", "the day between", "smallest id"]
)
def test_a_late_article_that_joins_two_stories_keeps_one_id_and_redirects_the_other(
    warehouse: Warehouse, late: dict[str, int | None]
) -> None:
    weak: Links = {("b", "c"): 0.16, ("b", "d"): 0.16, ("c", "d"): 0.6}
    arrive(warehouse, {"b": 0, "c": 2, "d": 2}, weak)
    run(warehouse)
    before = story_ids(warehouse)
    assert before["b"] != before["c"] == before["d"]
    (name,) = late
    arrive(warehouse, late, {(min(name, other), max(name, other)): 0.9 for other in "bcd"})
    run(warehouse)
    after = story_ids(warehouse)
    assert set(after.values()) in ({before["b"]}, {before["c"]})
    (gone,) = {before["b"], before["c"]} - set(after.values())
    assert redirects(warehouse) == {gone: after["b"]}
    moved = 1 if gone == before["b"] else 2
    assert changes(warehouse) == [(gone, after["b"], "merged", moved)]


def test_a_redirect_to_an_id_that_is_redirected_leads_on(warehouse: Warehouse) -> None:
    warehouse.insert("id_redirects", [{"kind": "story", "old_id": "first", "new_id": "second"}])
    warehouse.insert("id_redirects", [{"kind": "story", "old_id": "second", "new_id": "third"}])
    arrive(warehouse, {"a": 0}, {})
    run(warehouse)
    assert redirects(warehouse) == {"first": "third", "second": "third"}


def test_articles_that_leave_a_story_are_a_split(warehouse: Warehouse) -> None:
    arrive(warehouse, {"a": 0, "b": 0, "c": 0}, dict.fromkeys(combinations("abc", 2), 0.6))
    run(warehouse)
    before = story_ids(warehouse)
    arrive(warehouse, {"c": 0}, {})
    run(warehouse)
    after = story_ids(warehouse)
    assert after["a"] == after["b"] == before["a"] != after["c"]
    assert changes(warehouse) == [(before["c"], after["c"], "split", 1)]
    assert redirects(warehouse) == {}


def test_an_undated_article_moves_with_the_date_that_is_found_for_it(warehouse: Warehouse) -> None:
    arrive(warehouse, {"a": 0, "u": None}, {("a", "u"): 0.6})
    run(warehouse)
    before = story_ids(warehouse)
    assert before["u"] == before["a"]
    arrive(warehouse, {"u": 30}, {})
    run(warehouse)
    after = story_ids(warehouse)
    assert after["a"] == before["a"] != after["u"]


def test_only_the_days_that_an_article_can_change_are_done_again(warehouse: Warehouse) -> None:
    arrive(warehouse, {f"{n:02}": n for n in range(0, 60, 2)}, {})
    assert run(warehouse) == 30
    assert run(warehouse) == 0
    arrive(warehouse, {"late": 10}, {})
    assert run(warehouse) == 4, "its day and the week after"


def test_late_articles_of_days_far_apart_leave_the_stories_between_alone(warehouse: Warehouse) -> None:
    """The days in hand are not one stretch: each has its own week before it."""
    arrive(warehouse, {"a": 149, "b": 150}, {("a", "b"): 0.6})
    run(warehouse)
    before = story_ids(warehouse)
    arrive(warehouse, {"x": 0, "y": 150}, {})
    run(warehouse)
    after = story_ids(warehouse)
    assert (after["a"], after["b"]) == (before["a"], before["b"])
    assert after["a"] == after["b"]


def news(seed: int) -> tuple[dict[str, int | None], Links]:
    """Events of a few days with texts that are alike, and some look-alikes; a fifth without a date."""
    dice = random.Random(seed)  # noqa: S311
    event = {f"{number:02}": dice.randrange(4) for number in range(15)}
    days = {key: None if dice.random() < 0.2 else 3 * e + dice.randrange(4) for key, e in event.items()}
    likely = {pair: 0.5 if event[pair[0]] == event[pair[1]] else 0.12 for pair in combinations(sorted(event), 2)}
    cosines = {pair: cosine + dice.choice((-0.3, -0.05, 0.0, 0.05, 0.15)) for pair, cosine in likely.items()}
    return days, {pair: cosine for pair, cosine in cosines.items() if cosine >= 0.1}


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_arrival_and_the_size_of_batches_do_not_matter(tmp_path: Path, seed: int) -> None:
    days, cosines = news(seed)
    found = set()
    for number, (batch, unit_size) in enumerate([(15, 2000), (5, 2), (2, 2000)]):
        order = random.Random(number).sample(sorted(days), len(days))  # noqa: S311
        with open_warehouse(make_settings(tmp_path / str(number)), CATALOG) as warehouse:
            for start in range(0, len(order), batch):
                arrive(warehouse, {key: days[key] for key in order[start : start + batch]}, cosines)
                run(warehouse, unit_size)
            found.add(partition(warehouse))
    assert len(found) == 1
    assert 1 < len(next(iter(found))) < len(days)
