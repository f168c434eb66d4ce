"""`pipeline_runs`: one row a run, whatever becomes of it; in the snapshot too, without making it new."""

import json
import shutil
from dataclasses import replace

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner, Result

from news_pipeline.cli.main import main
from news_pipeline.definitions import build_defs
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.engine.run_journal import begin_journal
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.storage.data_format import copy_before_upgrade
from news_pipeline.storage.warehouse import Warehouse, open_read_only, open_warehouse
from news_pipeline_tests.conftest import make_settings

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
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


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The folders of one run; tests that go on from there take a copy."""
    settings = make_settings(tmp_path_factory.mktemp("first"), tagger="gazetteer")
    settings.landing_dir.mkdir()
    for name, text in {"a.txt": STORY, "b.txt": "Too short.", "c.pdf": "%PDF"}.items():
        (settings.landing_dir / name).write_text(text)
    assert call(settings, "run").exit_code == 0
    return settings


@pytest.fixture
def copy(first: Settings, settings: Settings) -> Settings:
    shutil.copytree(first.landing_dir, settings.landing_dir)
    shutil.copytree(first.data_dir, settings.data_dir)
    return replace(settings, tagger="gazetteer")


def test_a_run_says_what_it_read_did_and_refused(first: Settings) -> None:
    [run] = runs(first)
    assert (run["outcome"], run["started_by"], run["job"]) == ("succeeded", "news-pipeline run", "everything")
    assert (run["files_read"], run["documents_read"], run["failed_checks"]) == (3, 2, 0)
    assert sum(json.loads(run["refused"]).values()) == 2
    assert run["ended_at"] >= run["started_at"]
    done = {part["step"]: part for part in json.loads(run["steps"])}
    assert (done["clean_articles"]["done"], done["clean_articles"]["refused"]) == (2, 1)
    assert json.loads(run["step_versions"])["clean_articles"] == CLEANING.loops[0].code_version
    [shown] = runs(first, published=True)
    assert shown["outcome"] == "published"
    with duckdb.connect(str(first.published_path), read_only=True) as news:
        rows = news.execute("SELECT done FROM run_steps WHERE step = 'clean_articles'").fetchall()
    assert rows == [(2,)]


def test_looking_whether_anything_is_new_is_no_run(first: Settings) -> None:
    assert "no run was started" in call(first, "run").output
    assert len(runs(first)) == 1


@pytest.mark.slow
def test_a_run_that_finds_the_same_news_makes_no_new_snapshot(copy: Settings) -> None:
    before = copy.published_path.stat()
    assert call(copy, "rebuild", "--yes").exit_code == 0
    assert [run["job"] for run in runs(copy)] == ["everything", "rebuild", "everything"]
    assert copy.published_path.stat().st_ino == before.st_ino, "the same news is not published again"


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


@pytest.mark.slow
def test_a_failed_run_says_where_and_the_copy_of_before_an_upgrade_stays_until_a_good_one(
    copy: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ValueError("a secret of the document")

    with open_warehouse(copy, CATALOG) as warehouse:
        warehouse.execute("UPDATE data_format SET layout = 'of an earlier program'")
    (copy.landing_dir / "d.txt").write_text(STORY.replace("river", "lake"))
    with monkeypatch.context() as patched, dg.DagsterInstance.ephemeral() as history:
        patched.setattr("news_pipeline.defs.publication.publish", fail)
        job = build_defs(copy, lambda *_: None).resolve_job_def(EVERYTHING)
        assert not job.execute_in_process(instance=history, raise_on_error=False, run_config=QUIET).success
    _, run = runs(copy)
    assert (run["outcome"], run["failed_step"], run["failure"]) == ("failed", "news_database", "ValueError")
    assert "secret" not in str(run)
    assert copy_before_upgrade(copy).exists(), "a failed run leaves it"
    assert "upgrade" in call(copy, "doctor").output
    result = call(copy, "run")
    assert result.exit_code == 0, result.output
    assert "was deleted: the first run of this version went well" in result.output
    assert not copy_before_upgrade(copy).exists()
