"""Dagster's records in files that stay open: whoever else reads them sees each at once, and few files are open."""

import threading
from collections.abc import Iterator

import dagster as dg
import psutil
import pytest
from dagster._core.storage.dagster_run import DagsterRun
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

from news_pipeline.defs.history import open_history
from news_pipeline.defs.history_storage import KEPT_FILES
from news_pipeline.settings import Settings
from news_pipeline.takedown.scrub_databases import blank_history


@pytest.fixture
def history(settings: Settings) -> Iterator[dg.DagsterInstance]:
    with open_history(settings) as instance:
        yield instance


def run_that_says(history: dg.DagsterInstance, words: str, run_id: str = "a") -> None:
    if not history.has_run(run_id):
        history.add_run(DagsterRun(job_name="everything", run_id=run_id))
    history.report_engine_event(words, history.get_run_by_id(run_id))


def test_another_process_reads_what_is_written_while_the_files_are_open(
    settings: Settings, history: dg.DagsterInstance
) -> None:
    run_that_says(history, "first")
    run_that_says(history, "second")
    plain = SqliteEventLogStorage(str(settings.dagster_dir / "history" / "runs"))
    records = plain.get_records_for_run("a").records
    assert [record.event_log_entry.get_dagster_event().message for record in records] == ["first", "second"]


def test_a_page_that_watches_a_run_hears_of_its_events_at_once(settings: Settings, history: dg.DagsterInstance) -> None:
    run_that_says(history, "before")
    heard = threading.Event()
    with open_history(settings) as page:
        page.watch_event_logs("a", None, lambda entry, _: heard.set() if "after" in str(entry) else None)
        run_that_says(history, "after")
        assert heard.wait(timeout=20)


def test_few_files_are_open_however_many_runs_are_looked_at(settings: Settings, history: dg.DagsterInstance) -> None:
    for number in range(3 * KEPT_FILES):
        run_that_says(history, "a word", f"run {number}")
    assert all(history.get_records_for_run(f"run {number}").records for number in range(3 * KEPT_FILES))
    runs = settings.dagster_dir / "history" / "runs"  # each with its log and index beside it while it is open
    assert (
        len({file.path for file in psutil.Process().open_files() if file.path.startswith(f"{runs}/")}) <= 3 * KEPT_FILES
    )
    assert len(list(runs.glob("run *.db"))) == 3 * KEPT_FILES


def test_when_it_is_closed_nothing_stands_beside_the_files(settings: Settings) -> None:
    with open_history(settings) as history:
        run_that_says(history, "a word")
    assert [path.name for path in settings.dagster_dir.rglob("*") if path.suffix in (".db-wal", ".db-shm")] == []


def test_what_is_wiped_is_gone_and_the_history_goes_on(history: dg.DagsterInstance) -> None:
    run_that_says(history, "before")
    history.wipe()
    assert list(history.get_runs()) == []
    run_that_says(history, "after", "b")
    assert history.get_records_for_run("a").records == []
    assert len(history.get_records_for_run("b").records) == 1


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
