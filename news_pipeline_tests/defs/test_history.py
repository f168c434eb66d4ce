"""Dagster's records on disk: few waits for the disk, readable by every other process at once, old folders open."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
import yaml
from sqlalchemy import create_engine, text

from news_pipeline.defs.history import open_history
from news_pipeline.settings import Settings
from news_pipeline.takedown.scrub_databases import blank_history
from news_pipeline_tests.postgres import postgres_server

ROOT = Path(__file__).parent.parent.parent

_WATCHER = """
import sys, time
import dagster as dg
with dg.DagsterInstance.from_config(sys.argv[1]) as history:
    history.watch_event_logs("a", None, lambda entry, _: print(entry.dagster_event.message, flush=True))
    print("watching", flush=True)
    time.sleep(60)
"""
"""What the web server does for the page of a run. It loads none of our code."""


@pytest.fixture
def history(settings: Settings) -> Iterator[dg.DagsterInstance]:
    with open_history(settings) as instance:
        yield instance


def run_that_says(history: dg.DagsterInstance, words: str, run_id: str = "a") -> None:
    if not history.has_run(run_id):
        history.add_run(dg.DagsterRun(job_name="everything", run_id=run_id))
    history.report_engine_event(words, history.get_run_by_id(run_id))


def said(history: dg.DagsterInstance, run_id: str = "a") -> list[str]:
    records = history.get_records_for_run(run_id).records
    return [record.event_log_entry.get_dagster_event().message or "" for record in records]


def logs(settings: Settings) -> set[tuple[str, int]]:
    """SQLite's write-ahead logs, each with the number of its file: one that was deleted and made anew has another."""
    return {(path.name, path.stat().st_ino) for path in settings.dagster_dir.rglob("*.db-wal")}


def test_the_write_ahead_logs_stay_from_one_record_to_the_next(settings: Settings, history: dg.DagsterInstance) -> None:
    run_that_says(history, "first")
    before = logs(settings)
    run_that_says(history, "second")
    assert {name for name, _ in before} >= {"a.db-wal", "runs.db-wal", "index.db-wal"}
    assert logs(settings) == before
    assert said(history) == ["first", "second"]


def test_when_it_is_closed_nothing_stands_beside_the_files(settings: Settings) -> None:
    with open_history(settings) as history:
        run_that_says(history, "a word")
    assert [path.name for path in settings.dagster_dir.rglob("*") if path.suffix in (".db-wal", ".db-shm")] == []


def test_databases_elsewhere_are_left_as_they_are(history: dg.DagsterInstance, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/elsewhere.db")
    with engine.connect() as connection:
        modes = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    engine.dispose()
    assert modes == ["delete", 2]


def test_another_process_that_watches_a_run_hears_each_event_at_once(
    settings: Settings, history: dg.DagsterInstance
) -> None:
    run_that_says(history, "before")
    command = [sys.executable, "-c", _WATCHER, str(settings.dagster_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout
        assert watcher.stdout.readline() == "watching\n"
        run_that_says(history, "after")
        heard = [watcher.stdout.readline(), watcher.stdout.readline()]
        watcher.kill()
    assert heard == ["before\n", "after\n"]


def test_a_folder_of_an_earlier_version_opens_with_its_runs(settings: Settings) -> None:
    home = settings.dagster_dir
    home.mkdir(parents=True)
    storage = {"sqlite": {"base_dir": str(home)}}
    (home / "dagster.yaml").write_text(yaml.safe_dump({"storage": storage}))
    with dg.DagsterInstance.from_config(str(home)) as earlier:
        run_that_says(earlier, "long ago")
    custom = {"module": "news_pipeline.history_storage", "class": "HistoryStorage", "config": {"base_dir": str(home)}}
    (home / "dagster.yaml").write_text(yaml.safe_dump({"storage": {"custom": custom}}))
    with open_history(settings) as history:
        assert [run.run_id for run in history.get_runs()] == ["a"]
        assert said(history) == ["long ago"]


def test_what_is_wiped_is_gone_and_the_history_goes_on(history: dg.DagsterInstance) -> None:
    run_that_says(history, "before")
    history.wipe()
    assert list(history.get_runs()) == []
    run_that_says(history, "after", "b")
    run_that_says(history, "again")
    assert said(history, "b") == ["after"]
    assert said(history) == ["again"]


def test_what_is_taken_down_leaves_no_bytes_though_the_files_are_open(
    settings: Settings, history: dg.DagsterInstance
) -> None:
    shown = {"sample": dg.MetadataValue.md("a secret word")}
    history.report_runless_asset_event(dg.AssetMaterialization("articles", metadata=shown))
    assert blank_history(settings.dagster_dir) > 0
    files = [path for path in settings.dagster_dir.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"a secret word" in path.read_bytes()] == []
    stored = history.get_latest_materialization_event(dg.AssetKey("articles"))
    assert stored is not None
    assert stored.asset_materialization is not None
    assert stored.asset_materialization.metadata["sample"].value == "_Removed by a takedown._"


@pytest.mark.slow
def test_the_history_may_be_in_postgresql(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As deploy/dagster.postgres.yaml has it, with a server of our own."""
    pytest.importorskip("dagster_postgres", reason="pip install dagster-postgres sqlalchemy<2.1")
    with postgres_server() as words:
        server = dict(word.split("=") for word in words.split())
        for name, value in {"HOST": server["host"], "USER": "postgres", "PASSWORD": "none", "DB": "postgres"}.items():
            monkeypatch.setenv(f"DAGSTER_PG_{name}", value)
        storage = yaml.safe_load((ROOT / "deploy" / "dagster.postgres.yaml").read_text(encoding="utf-8"))
        storage["storage"]["postgres"]["postgres_db"]["port"] = int(server["port"])
        own = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
        (tmp_path / "dagster.yaml").write_text(yaml.safe_dump({**own, **storage}), encoding="utf-8")
        monkeypatch.setattr("news_pipeline.defs.history.project_dir", lambda: tmp_path)
        for words_said in ("one", "two"):
            with open_history(settings) as history:
                run_that_says(history, words_said)
        with open_history(settings) as history:
            assert said(history) == ["one", "two"]
    assert list(settings.dagster_dir.rglob("*.db")) == []
