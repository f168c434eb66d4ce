"""Judgements in the tables: they win over words, redo just what they name, survive re-runs and show as evidence."""

from dataclasses import replace
from pathlib import Path

import pytest

from news_pipeline.engine.decisions import load_decisions
from news_pipeline.settings import Settings
from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS, GROUPS, JUDGEMENTS, STEP
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop
from news_pipeline_tests.duplicates.texts import article, paragraphs
from news_pipeline_tests.upstream import put_articles

HEADER = "article_a,article_b,verdict,note"
BODIES = {
    "a": article(paragraphs(8, seed=1)),
    "b": article(paragraphs(8, seed=1)[1:]),
    "twin": article(paragraphs(8, seed=1)),
    "other": article(paragraphs(8, seed=2)),
}


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, judgements=tmp_path / "judgements.csv")


def run(settings: Settings, warehouse: Warehouse, *lines: str) -> int:
    """How many articles were compared again."""
    settings.judgements.write_text("\n".join([HEADER, *lines]))
    assert load_decisions(JUDGEMENTS, settings, warehouse) == ()
    run_loop(FINGERPRINTS, warehouse)
    compared = run_loop(COPY_LINKS, warehouse).processed
    run_loop(GROUPS, warehouse)
    return compared


def groups(warehouse: Warehouse) -> list[list[str]]:
    sql = "SELECT list(article_id ORDER BY article_id) AS members FROM group_members GROUP BY duplicate_group_id"
    return sorted(row["members"] for row in warehouse.rows(sql))


def judged(warehouse: Warehouse) -> list[tuple[str, ...]]:
    sql = (
        "SELECT article_id_a, article_id_b, relation, judged FROM duplicate_pairs WHERE judged IS NOT NULL ORDER BY ALL"
    )
    return [tuple(row.values()) for row in warehouse.rows(sql)]


def test_a_judgement_wins_and_is_gone_when_its_line_is(settings: Settings, warehouse: Warehouse) -> None:
    put_articles(warehouse, BODIES)
    assert run(settings, warehouse) == 4
    assert groups(warehouse) == [["a", "b", "twin"], ["other"]]
    lines = ("other.txt,b,same,the same dispatch in other words", "a,b.txt,not same,")
    assert run(settings, warehouse, *lines) == 3, "the twin is not named"
    assert groups(warehouse) == [["a", "twin"], ["b", "other"]]
    assert judged(warehouse) == [("a", "b", "near", "not same"), ("b", "other", "partial", "same")]
    assert run(settings, warehouse, *lines) == 0, "it survives the next run and costs nothing"
    assert run(settings, warehouse) == 3
    assert groups(warehouse) == [["a", "b", "twin"], ["other"]]
    assert judged(warehouse) == []


def test_even_twins_can_be_parted(settings: Settings, warehouse: Warehouse) -> None:
    put_articles(warehouse, BODIES)
    run(settings, warehouse, "a,twin,not same,")
    assert groups(warehouse) == [["a", "b"], ["other"], ["twin"]]
    assert judged(warehouse) == [("a", "twin", "exact", "not same")]


def test_a_judgement_waits_for_an_article_that_is_not_there_yet(settings: Settings, warehouse: Warehouse) -> None:
    put_articles(warehouse, {"a": BODIES["a"]})
    run(settings, warehouse, "a,other,same,")
    [problem] = warehouse.rows(read_sql("news_pipeline.steps.duplicates", "judgements_usable.sql"))
    assert problem == {"problem": "line 2: no document has the article_id or source_uri other"}
    put_articles(warehouse, {"other": BODIES["other"]})
    run(settings, warehouse, "a,other,same,")
    assert groups(warehouse) == [["a", "other"]]
    assert warehouse.rows(read_sql("news_pipeline.steps.duplicates", "judgements_usable.sql")) == []


def test_the_check_stands_among_the_rules() -> None:
    assert "judgements_usable" in [rule.name for rule in STEP.rules]
