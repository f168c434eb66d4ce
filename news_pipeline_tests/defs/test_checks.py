"""Checks: a verdict leads a person from the rule to the rows, and its SQL can be pasted where it says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.defs.verdicts import PRIVATE, PUBLIC, verdict
from news_pipeline.engine.rules import Rule
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.checks import RULES as PUBLISHED_RULES
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.schema import Promise, Table, promises, required
from news_pipeline.storage.warehouse import Warehouse, open_read_only, open_warehouse
from news_pipeline_tests.publishing.test_snapshot import finish_article

NO_LONG_TITLES = Promise("No title is long.", "SELECT article_id, title FROM article_metadata WHERE length(title) > 20")


def judged(warehouse: Warehouse, *promises: Promise) -> dict[str, Any]:
    return verdict(warehouse, promises, "Shorten it.", PUBLIC, "raw_documents")


def test_a_kept_rule_says_so(warehouse: Warehouse) -> None:
    assert judged(warehouse, NO_LONG_TITLES) == {
        "passed": True,
        "metadata": {"rules": 1, "offenders": 0},
        "description": "No row breaks the rule.",
    }


def test_a_broken_rule_leads_to_its_rows(warehouse: Warehouse) -> None:
    for number in range(7):
        finish_article(warehouse, f"a{number}", title=f"A title that is longer than it should be {number}")
    found = judged(warehouse, NO_LONG_TITLES)
    assert (found["passed"], found["metadata"]) == (False, {"rules": 1, "offenders": 7})
    words = found["description"]
    assert words.partition("\n")[0] == "No title is long: 7 rows break this rule."
    assert "| source_uri | article_id | title |" in words, "the file's name is there, whatever the query selects"
    assert words.count("A title that is longer") == 5
    assert "These are 5 of 7." in words
    assert "**What to do.** Shorten it." in words
    assert f"**All rows**, with `{PUBLIC}`:\n\n```sql\n{NO_LONG_TITLES.offenders}\n```" in words


def test_every_rule_that_is_broken_is_told_apart(warehouse: Warehouse) -> None:
    finish_article(warehouse, "a", title="A title that is longer than it should be")
    named = Promise("No article is called a.", "SELECT article_id FROM article_metadata WHERE article_id = 'a'")
    words = judged(warehouse, NO_LONG_TITLES, named)["description"]
    assert words.partition("\n")[0] == (
        "No title is long: 1 row breaks this rule; No article is called a: 1 row breaks this rule."
    )
    assert "**No title is long**" in words
    assert words.count("```sql") == 2


def test_each_promise_of_a_column_counts_its_own_rows(warehouse: Warehouse) -> None:
    described = Table(
        "sample",
        "Made up.",
        (
            required("id", "INTEGER", "Number."),
            required("kind", "VARCHAR", "One of two.", allowed=("a", "b")),
            required("share", "FLOAT", "A share.", between=(0, 1)),
        ),
        key=("id",),
    )
    warehouse.execute(described.ddl)
    warehouse.execute("INSERT INTO sample VALUES (1, 'a', 0.5), (1, 'c', 2), (2, NULL, -1), (3, 'c', 1), (4, 'c', 1.5)")
    found = judged(warehouse, *promises(described))
    assert found["metadata"] == {"rules": 6, "offenders": 8}
    first, *_, queries = found["description"].partition("\n")
    assert first == (
        "sample: id identifies a row: 1 row breaks this rule; sample.kind is never NULL: 1 row breaks this rule; "
        "sample.kind is one of a, b: 3 rows break this rule; "
        "sample.share lies between 0 and 1: 3 rows break this rule."
    )
    assert "SELECT id, share FROM sample WHERE share NOT BETWEEN 0 AND 1" in queries


def test_offending_news_is_shown_as_text(warehouse: Warehouse) -> None:
    hostile = "<img src=x onerror=alert(1)> | [x](javascript:alert(1)) ```"
    finish_article(warehouse, "a", title=hostile)
    rows = judged(warehouse, NO_LONG_TITLES)["description"].partition("**What")[0]
    assert not set(rows.replace("&#", "")) & set("<>[]()`")


RULES = [rule for step in STEPS for rule in step.rules if isinstance(rule, Rule)] + list(PUBLISHED_RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table}.{rule.name}")
def test_the_sql_of_a_check_runs_where_it_says(rule: Rule, warehouse: Warehouse, settings: Settings) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run")
    with open_read_only(settings.published_path, settings) as snapshot:
        (snapshot if rule.asks_published else warehouse).rows(rule.offenders)


def test_a_date_that_cannot_be_is_found_with_its_source(warehouse: Warehouse) -> None:
    [rule] = [rule for rule in RULES if rule.name == "dates_plausible"]
    finish_article(warehouse, "old", published_date=date(1899, 12, 31))
    finish_article(warehouse, "good", published_date=date(1995, 1, 8))
    finish_article(warehouse, "undated")
    assert [row["article_id"] for row in warehouse.rows(rule.offenders)] == ["old"]


def test_the_private_database_can_be_asked_while_no_run_is_going(settings: Settings) -> None:
    with open_warehouse(settings, CATALOG):
        pass
    command = [
        "query",
        "--private",
        "SELECT count(*) AS files FROM files",
        "--data-dir",
        str(settings.data_dir),
        "--csv",
    ]
    assert CliRunner().invoke(main, command).output.split() == ["files", "0"]
    with run_lock(settings.data_dir, "another", wait=1, say=print):
        answer = CliRunner().invoke(main, command)
    assert answer.exit_code == 1
    assert "A run is going" in answer.output
    assert PRIVATE.startswith("news-pipeline query --private")


def test_a_private_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["query", "--private", "SELECT 1", "--data-dir", str(tmp_path)])
    assert "pipeline.duckdb does not exist yet. Run `news-pipeline run` first." in " ".join(answer.output.split())
