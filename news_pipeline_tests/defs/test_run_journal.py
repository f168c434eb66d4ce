"""`pipeline_runs`: one row a run, whatever becomes of it; in the snapshot too, without making it new."""

import json
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner, Result

from news_pipeline.cli.main import main
from news_pipeline.engine.run_journal import begin_journal
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.storage.data_format import copy_before_upgrade
from news_pipeline.storage.warehouse import Warehouse, open_read_only, open_warehouse

STORY = "Flood closes bridge\n\n" + "\n\n".join(
    f"The river rose again on day {day}, and officials of the harbour described the old levee as damaged."
    for day in range(9)
)


def call(settings: Settings, *arguments: str) -> Result:
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    return CliRunner().invoke(main, [*arguments, *folders], env={"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "1"})


def runs(settings: Settings, *, published: bool = False) -> list[Row]:
    path = settings.published_path if published else settings.warehouse_path
    with open_read_only(path, settings) as database:
        return database.rows("SELECT * FROM pipeline_runs ORDER BY started_at")


def test_a_run_says_what_it_read_did_and_refused(settings: Settings, landing: Callable[..., Path]) -> None:
    landing("a.txt", STORY)
    landing("b.txt", "Too short.")
    landing("c.pdf", "%PDF")
    assert call(settings, "run").exit_code == 0
    [run] = runs(settings)
    assert (run["outcome"], run["started_by"], run["job"]) == ("succeeded", "news-pipeline run", "everything")
    assert (run["files_read"], run["documents_read"], run["failed_checks"]) == (3, 2, 0)
    assert sum(json.loads(run["refused"]).values()) == 2
    assert run["ended_at"] >= run["started_at"]
    done = {part["step"]: part for part in json.loads(run["steps"])}
    assert (done["clean_articles"]["done"], done["clean_articles"]["refused"]) == (2, 1)
    assert json.loads(run["step_versions"])["clean_articles"] == CLEANING.loops[0].code_version
    [shown] = runs(settings, published=True)
    assert shown["outcome"] == "published"
    with duckdb.connect(str(settings.published_path), read_only=True) as news:
        rows = news.execute("SELECT done FROM run_steps WHERE step = 'clean_articles'").fetchall()
    assert rows == [(2,)]


def test_a_run_that_finds_nothing_new_makes_no_new_snapshot(settings: Settings, landing: Callable[..., Path]) -> None:
    landing("a.txt", STORY)
    assert call(settings, "run").exit_code == 0
    before = settings.published_path.stat()
    assert "no run was started" in call(settings, "run").output
    assert len(runs(settings)) == 1, "looking whether anything is new is no run"
    assert call(settings, "rebuild", "--yes").exit_code == 0
    assert [run["job"] for run in runs(settings)] == ["everything", "rebuild", "everything"]
    assert settings.published_path.stat().st_ino == before.st_ino, "the same news is not published again"


def test_a_run_that_failed_is_there_with_the_step(
    settings: Settings, landing: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ValueError("a secret of the document")

    landing("a.txt", STORY)
    monkeypatch.setattr("news_pipeline.defs.publication.publish", fail)
    assert call(settings, "run").exit_code == 1
    [run] = runs(settings)
    assert (run["outcome"], run["failed_step"], run["failure"]) == ("failed", "news_database", "ValueError")
    assert "secret" not in str(run)


def test_a_killed_run_is_known_by_the_next(warehouse: Warehouse) -> None:
    begin_journal(warehouse, "one", "schedule", "everything", {}).note_step(
        "clean_articles", done=3, refused=1, withdrawn=0, seconds=0.5, warnings=2
    )
    begin_journal(warehouse, "two", "schedule", "everything", {}).end("succeeded")
    begin_journal(warehouse, "three", "schedule", "everything", {})
    found = warehouse.rows("SELECT run_id, outcome, warnings FROM pipeline_runs ORDER BY started_at")
    assert [tuple(row.values()) for row in found] == [
        ("one", "killed", 2),
        ("two", "succeeded", 0),
        ("three", "going", 0),
    ]


def test_the_copy_of_before_an_upgrade_goes_with_the_first_good_run(
    settings: Settings, landing: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    landing("a.txt", STORY)
    assert call(settings, "run").exit_code == 0
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.execute("UPDATE data_format SET layout = 'of an earlier program'")
    landing("b.txt", STORY.replace("river", "lake"))
    with monkeypatch.context() as patched:
        patched.setattr("news_pipeline.defs.publication.publish", lambda *_: dg.Failure("no"))
        assert call(settings, "run").exit_code == 1
    assert copy_before_upgrade(settings).exists(), "a failed run leaves it"
    assert "upgrade" in call(settings, "doctor").output
    result = call(settings, "run")
    assert result.exit_code == 0, result.output
    assert "was deleted: the first run of this version went well" in result.output
    assert not copy_before_upgrade(settings).exists()
