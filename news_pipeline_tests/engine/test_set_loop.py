"""The loop over sets, by groups of duplicates on hand-made links: the partition is a function of the documents."""

import os
import random
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from news_pipeline.engine.compute import LocalProcesses
from news_pipeline.engine.ledger import data_version
from news_pipeline.engine.pipeline import LoopResult
from news_pipeline.engine.set_loop import SetRows
from news_pipeline.engine.workers import Limits
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import TableRows
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.duplicates.rows import group_rows
from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS, GROUPS
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import ledger_row, make_settings, run_loop
from news_pipeline_tests.upstream import made_up, put_articles, take_articles

Partition = frozenset[frozenset[str]]


def arrive(warehouse: Warehouse, keys: list[str], pairs: set[tuple[str, str]]) -> None:
    """Articles come with their links to those that are there; a pair belongs to the later of the two."""
    put_articles(warehouse, dict.fromkeys(keys, "text"))
    there = {row["article_id"] for row in warehouse.rows("SELECT article_id FROM clean_articles")}
    for key in keys:
        own = {pair for pair in pairs if key in pair and set(pair) <= there}
        set_links(warehouse, key, own)


def set_links(warehouse: Warehouse, key: str, pairs: set[tuple[str, str]]) -> None:
    """As the step before leaves them: the article's links on either side, and its answer in the ledger."""
    about = {"key": key}
    warehouse.execute("DELETE FROM copy_links WHERE article_id_a = $key OR article_id_b = $key", about)
    warehouse.execute("DELETE FROM ledger WHERE stage = 'copy_links' AND key = $key", about)
    warehouse.insert("copy_links", [link(*sorted(pair)) for pair in sorted(pairs)])
    warehouse.insert("ledger", [ledger_row("copy_links", key, str(sorted(pairs)))])


def link(a: str, b: str) -> dict[str, object]:
    figures = {"coverage_a": 0.9, "coverage_b": 0.9, "shared_words": 100, "longest_run": 50}
    return {"article_id_a": a, "article_id_b": b, "relation": "near", **figures}


def run(warehouse: Warehouse, unit_size: int = 2000) -> LoopResult:
    return run_loop(replace(GROUPS, unit_size=unit_size), warehouse)


def group_ids(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse.rows("SELECT article_id, duplicate_group_id FROM group_members ORDER BY ALL")
    assert len(rows) == len({row["article_id"] for row in rows}), "one group an article"
    broken = "SELECT duplicate_group_id FROM group_members GROUP BY ALL HAVING count(*) FILTER (is_canonical) <> 1"
    assert warehouse.rows(broken) == [], "one canonical article a group"
    return {row["article_id"]: row["duplicate_group_id"] for row in rows}


def partition(warehouse: Warehouse) -> Partition:
    groups: dict[str, set[str]] = {}
    for key, group in group_ids(warehouse).items():
        groups.setdefault(group, set()).add(key)
    return frozenset(frozenset(members) for members in groups.values())


def redirects(warehouse: Warehouse) -> dict[str, str]:
    return {row["old_id"]: row["new_id"] for row in warehouse.rows("SELECT old_id, new_id FROM id_redirects")}


def test_the_order_of_arrival_and_the_size_of_batches_do_not_matter(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311
    keys = [f"{number:02}" for number in range(16)]
    near = [pair for pair in combinations(keys, 2) if int(pair[0]) // 4 == int(pair[1]) // 4]
    pairs = set(dice.sample(near, len(near) * 2 // 3)) | set(dice.sample(list(combinations(keys, 2)), 4))
    found = set()
    for number, (batch, unit_size) in enumerate([(16, 2000), (8, 3), (7, 2), (4, 5), (5, 2000)]):
        order = random.Random(number).sample(keys, len(keys))  # noqa: S311
        with open_warehouse(make_settings(tmp_path / str(number)), CATALOG) as warehouse:
            for start in range(0, len(order), batch):
                arrive(warehouse, order[start : start + batch], pairs)
                run(warehouse, unit_size)
            found.add(partition(warehouse))
    assert len(found) == 1
    assert 1 < len(next(iter(found))) < len(keys), "the example has groups, and more than one"


def test_only_what_is_touched_is_done_again(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a", "b", "c", "d"], {("a", "b")})
    assert run(warehouse).processed == 4
    assert run(warehouse).processed == 0
    arrive(warehouse, ["e"], {("a", "e")})
    assert run(warehouse).processed == 1
    before = data_version(GROUPS.name, warehouse)
    assert run(warehouse).data_version == before


def test_inputs_are_looked_through_twice_however_many_units_there_are(warehouse: Warehouse) -> None:
    arrive(warehouse, [f"{number:02}" for number in range(12)], {("01", "07"), ("02", "03")})
    warehouse.execute("CREATE TEMP SEQUENCE looks")
    inputs = f"SELECT * FROM ({GROUPS.inputs}) WHERE (SELECT nextval('looks')) > 0"  # noqa: S608
    assert run_loop(replace(GROUPS, unit_size=1, inputs=inputs), warehouse).processed == 12
    assert warehouse.value("SELECT nextval('looks')") == 3, "at the beginning and at the end"
    assert len(partition(warehouse)) == 10


def test_a_newcomer_that_joins_two_groups_to_one_leaves_a_redirect(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a", "b", "c"], {("b", "c")})
    run(warehouse)
    before = group_ids(warehouse)
    arrive(warehouse, ["a"], {("a", "b"), ("a", "c")})
    run(warehouse)
    assert set(group_ids(warehouse).values()) == {before["b"]}
    assert redirects(warehouse) == {before["a"]: before["b"]}


def test_a_link_that_vanishes_splits_the_group_and_the_larger_part_keeps_the_id(warehouse: Warehouse) -> None:
    all_pairs = set(combinations("abc", 2))
    arrive(warehouse, ["a", "b", "c"], all_pairs)
    run(warehouse)
    before = group_ids(warehouse)
    assert len(set(before.values())) == 1
    set_links(warehouse, "a", set())
    run(warehouse)
    after = group_ids(warehouse)
    assert after["b"] == after["c"] == before["b"]
    assert after["a"] != before["a"]
    assert redirects(warehouse) == {}, "the id still stands for most of its members"


def test_an_id_that_lives_again_leads_nowhere_else(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a", "b"], set())
    run(warehouse)
    alone = group_ids(warehouse)
    arrive(warehouse, ["b"], {("a", "b")})
    run(warehouse)
    assert len(redirects(warehouse)) == 1
    set_links(warehouse, "b", set())
    set_links(warehouse, "a", {("a", "z")})
    run(warehouse)
    ids = set(group_ids(warehouse).values())
    assert len(ids) == 2
    assert not ids & set(redirects(warehouse)), alone


def test_an_article_that_is_taken_down_leaves_its_group(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a", "b", "c"], set(combinations("abc", 2)))
    run(warehouse)
    before = group_ids(warehouse)
    forget(warehouse, "a")
    run(warehouse)
    assert group_ids(warehouse) == {"b": before["b"], "c": before["c"]}


def test_an_article_that_comes_back_does_not_take_the_id_that_others_kept(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a"], set())
    run(warehouse)
    arrive(warehouse, ["b", "c"], set(combinations("abc", 2)))
    run(warehouse)
    forget(warehouse, "a")
    run(warehouse)
    arrive(warehouse, ["a"], set())
    run(warehouse)
    assert partition(warehouse) == {frozenset("a"), frozenset("bc")}


def test_a_failure_leaves_the_sets_as_they_were(warehouse: Warehouse) -> None:
    arrive(warehouse, ["a", "b"], {("a", "b")})
    run(warehouse)
    before = group_ids(warehouse)
    arrive(warehouse, ["c"], {("a", "c")})
    broken = replace(GROUPS, replaces={**GROUPS.replaces, "no_such_table": "true"})
    with pytest.raises(Exception, match="no_such_table"):
        run_loop(broken, warehouse)
    assert group_ids(warehouse) == before
    assert run(warehouse).processed == 1


def test_a_text_that_changes_leaves_its_group_whoever_found_the_link(warehouse: Warehouse) -> None:
    def run_all() -> None:
        for stage in (FINGERPRINTS, COPY_LINKS):
            run_loop(stage, warehouse)
        run(warehouse)

    story = made_up(1)
    put_articles(warehouse, {"a": story}, arrival=1)
    run_all()
    put_articles(warehouse, {"b": f"{story}\nOne line more."}, arrival=2)
    run_all()
    assert partition(warehouse) == {frozenset("ab")}
    put_articles(warehouse, {"a": made_up(2)}, arrival=1)
    run_all()
    assert partition(warehouse) == {frozenset("a"), frozenset("b")}


def forget(warehouse: Warehouse, key: str) -> None:
    set_links(warehouse, key, set())
    warehouse.execute("DELETE FROM ledger WHERE stage = 'copy_links' AND key = $key", {"key": key})
    take_articles(warehouse, key)


def poisoned(unit: SetRows) -> TableRows:
    """Groups, unless an article is bad: its name says how."""
    for row in unit["members"]:
        match row["article_id"].partition("-")[0]:
            case "raise":
                raise ZeroDivisionError("a secret")
            case "die":
                os._exit(9)
            case "hang":
                time.sleep(600)
    return group_rows(unit)


@pytest.mark.parametrize(
    ("does", "reason"), [("raise", "processing_failed"), ("die", "killed_worker"), ("hang", "too_slow")]
)
def test_a_set_that_the_code_fails_on_is_left_alone_and_all_others_are_grouped(
    warehouse: Warehouse, does: str, reason: str
) -> None:
    bad = f"{does}-1"
    arrive(warehouse, ["a", "b", "c", "d", bad], {("a", "b"), ("c", bad)})
    compute = LocalProcesses(1, Limits(base_seconds=1.0, start_seconds=3.0) if does == "hang" else Limits())
    loop = replace(GROUPS, function=poisoned)
    result = run_loop(loop, warehouse, compute)
    assert partition(warehouse) == {frozenset("ab"), frozenset("c"), frozenset("d"), frozenset({bad})}
    rows = warehouse.rows("SELECT key, state, reason, code_version, trace FROM ledger_failures ORDER BY key")
    assert [(row["key"], row["state"], row["reason"]) for row in rows] == [
        ("c", "done", reason),
        (bad, "done", reason),
    ]
    assert {row["code_version"] for row in rows} == {GROUPS.code_version}
    assert all(("a secret" in row["trace"]) is (does == "raise") for row in rows)
    [problem] = result.problems
    assert "gave up on sets of 2 articles" in problem
    assert "secret" not in problem
    assert run_loop(loop, warehouse, compute).processed == 0, "it is not tried again and again"
    assert run_loop(replace(GROUPS, code_version="mended"), warehouse, compute).problems == ()
    assert partition(warehouse) == {frozenset("ab"), frozenset({"c", bad}), frozenset("d")}
    compute.close()


def test_keys_that_fail_together_are_tried_in_parts(warehouse: Warehouse) -> None:
    keys = [f"{number:03}" for number in range(100)]
    arrive(warehouse, [*keys, "raise-1"], set())
    calls: list[int] = []

    def counting(unit: SetRows) -> TableRows:
        calls.append(len(unit["members"]))
        return poisoned(unit)

    assert run_loop(replace(GROUPS, function=counting), warehouse).processed == 101
    assert len(partition(warehouse)) == 101
    assert calls.count(1) <= 8, "few are tried alone"
    assert len(calls) < 30


def test_a_set_that_cannot_even_be_left_alone_ends_the_run_with_a_message(warehouse: Warehouse) -> None:
    arrive(warehouse, ["raise-1"], set())
    with pytest.raises(UserError, match="duplicate_groups fails on raise-1"):
        run_loop(replace(GROUPS, function=poisoned, on_failure=poisoned), warehouse)
