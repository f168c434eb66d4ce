"""Links between articles by their terms: the same whatever the order of arrival, the chunks and the portions."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.stories.step import STORY_LINKS
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline.stories.assignment import LINK_FLOOR, WINDOW_DAYS
from news_pipeline_tests.conftest import ledger_row, make_settings, run_loop
from news_pipeline_tests.upstream import put_articles

START = date(2022, 1, 1)
Pairs = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article as the steps before leave it."""

    day: int | None
    is_canonical: bool
    terms: Mapping[int, tuple[int, bool]]
    """Weight, and whether it is a key, by term."""


def some_articles(chance: random.Random, count: int) -> dict[str, Weighed]:
    return {
        f"article {number:02}": Weighed(
            chance.choice([None, *range(1, 31)]),
            chance.random() < 0.9,
            {term: (chance.randint(500, 6_000), chance.random() < 0.6) for term in chance.sample(range(25), 6)},
        )
        for number in range(count)
    }


def put(warehouse: Warehouse, articles: Mapping[str, Weighed], arrival: int) -> None:
    days = {key: {"published_date": one.day and START + timedelta(days=one.day)} for key, one in articles.items()}
    put_articles(warehouse, dict.fromkeys(articles, "text"), days, arrival=arrival)
    for key, one in articles.items():
        place = {"article_id": key, "duplicate_group_id": f"group of {key}", "is_canonical": one.is_canonical}
        warehouse.insert("group_members", [place])
        if one.is_canonical:
            rows = [
                {"article_id": key, "term": term, "weight": weight, "word": str(term), "is_key": is_key}
                for term, (weight, is_key) in one.terms.items()
            ]
            warehouse.insert("story_terms", rows)
            warehouse.insert("ledger", [ledger_row("story_terms", key)])


def expected(articles: Mapping[str, Weighed]) -> Pairs:
    """By looking at every pair."""
    found: Pairs = {}
    for (a, one), (b, other) in combinations(sorted(articles.items()), 2):
        shared = [(one.terms[term], other.terms[term]) for term in one.terms.keys() & other.terms.keys()]
        dot_product = sum(left[0] * right[0] for left, right in shared)
        days = (one.day, other.day)
        is_near = None in days or abs(days[0] - days[1]) <= WINDOW_DAYS  # type: ignore[operator] # neither is None
        has_key = any(left[1] and right[1] for left, right in shared)
        if one.is_canonical and other.is_canonical and is_near and has_key and dot_product >= LINK_FLOOR:
            found[a, b] = dot_product
    return found


def links(warehouse: Warehouse) -> Pairs:
    rows = warehouse.rows("SELECT article_id_a, article_id_b, dot_product FROM story_links")
    found = {(row["article_id_a"], row["article_id_b"]): row["dot_product"] for row in rows}
    assert len(found) == len(rows), "a pair is looked at once"
    return found


@pytest.mark.parametrize("seed", range(6))
def test_links_are_those_of_all_pairs_whatever_the_batches_chunks_and_portions(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    articles = some_articles(chance, 40)
    order = chance.sample(sorted(articles), len(articles))
    loop = replace(STORY_LINKS, portion_chunks=chance.choice([1, 2, 50]))
    settings = replace(make_settings(tmp_path), chunk_documents=chance.choice([3, 7, 200]))
    size = chance.choice([5, 13, 40])
    with open_warehouse(settings, CATALOG) as warehouse:
        for start in range(0, len(order), size):
            put(warehouse, {key: articles[key] for key in order[start : start + size]}, arrival=start)
            run_loop(loop, warehouse)
        found = links(warehouse)
    assert found == expected(articles)
    assert len(found) > 20
