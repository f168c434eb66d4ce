"""Errors that a user can cause, read aloud: what each says names the file, the reason and the next step."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from news_pipeline.cli.main import main
from news_pipeline.settings import Settings
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline_tests.processes import other_process
from news_pipeline_tests.storage.test_landing import dead_mount

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('ready', flush=True); sys.stdin.readline()"


def call(place: Settings, *arguments: str, **environment: str) -> Result:
    folders = ["--landing", str(place.landing_dir), "--data-dir", str(place.data_dir)]
    return CliRunner().invoke(main, [*arguments, *folders], env={"NEWS_TAGGER": "gazetteer", **environment})


def says(result: Result, *parts: str) -> None:
    words = " ".join(result.output.split())
    assert result.exit_code not in (0, None), words
    assert "Traceback" not in words
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    for part in parts:
        assert " ".join(part.split()) in words


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["query", "SELEC 1"], ["news.duckdb", "syntax error", "docs/cookbook.md"]),
        (["query", "SELECT * FROM artcles"], ["artcles", "articles", "docs/data-dictionary.md"]),
        (["query", "CREATE TABLE mine (a INT)"], ["read-only", "another database"]),
        (["explain", "nothing.txt"], ["nothing.txt", "source_uri"]),
        (["redo", "--stage", "nothing"], ["no stage 'nothing'", "clean_articles"]),
        (["redo", "--from", "2022-13-01"], ["2022-13-01", "%Y-%m-%d"]),
        (["redo", "--stage", "entities", "--source", "a*"], ["entities", "without conditions"]),
        (["forget", "nothing"], ["'nothing'", "source_uri, path, URL or outlet"]),
        (["forget", "*"], ["names everything", "data folder"]),
        (["run", "more"], ["unexpected extra argument", "--help"]),
        (["nothing"], ["No such command 'nothing'", "--help"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_that_cannot_be_understood(place: Settings, arguments: list[str], parts: list[str]) -> None:
    result = CliRunner().invoke(main, arguments) if arguments[0] == "nothing" else call(place, *arguments)
    says(result, *parts)


@pytest.mark.parametrize(
    "arguments", [["query", "SELECT 1"], ["explain", "a.txt"], ["redo", "--all"], ["forget", "a.txt"]], ids=" ".join
)
def test_where_no_run_has_been(settings: Settings, landing: Callable[..., Path], arguments: list[str]) -> None:
    landing("a.txt", "Text.")
    says(call(settings, *arguments), str(settings.data_dir), "does not exist yet", "news-pipeline run")
    assert not settings.data_dir.exists(), "nothing is made by asking"


@pytest.mark.parametrize(
    ("variable", "value", "part"),
    [("NEWS_WORKERS", "zero", "whole number of 1 or more"), ("NEWS_EXPORT", "xlsx", "parquet, csv")],
)
def test_a_setting_that_cannot_be_used(place: Settings, variable: str, value: str, part: str) -> None:
    says(call(place, "status", **{variable: value}), variable, value, part)


@pytest.mark.parametrize("command", [["run"], ["forget", "a.txt"]], ids=" ".join)
def test_a_landing_folder_that_is_not_there(place: Settings, command: list[str]) -> None:
    (place.landing_dir / "a.txt").unlink()
    place.landing_dir.rmdir()
    says(call(place, *command), str(place.landing_dir), "is not a folder", "--landing or NEWS_LANDING_DIR")


@pytest.mark.skipif(not os.access("/dev/fuse", os.W_OK), reason="mounts need root and FUSE")
def test_a_landing_folder_on_a_mount_that_does_not_answer_blocks_no_command(tmp_path: Path) -> None:
    """The settings and click looked at the folder before anybody asked whether it answers."""
    program = Path(sys.executable).with_name("news-pipeline")
    folders = ["--landing", str(tmp_path / "away" / "news"), "--data-dir", str(tmp_path / "data")]
    with dead_mount(tmp_path / "away"):
        found = subprocess.run([program, "status", *folders], capture_output=True, text=True, timeout=120, check=True)
    words = " ".join(found.stdout.split())
    assert f"{tmp_path / 'away' / 'news'} does not answer: it lies on a network mount whose server is away." in words


def test_a_data_folder_that_is_a_file(settings: Settings, landing: Callable[..., Path]) -> None:
    landing("a.txt", "Text.")
    settings.data_dir.write_text("")
    says(call(settings, "run"), str(settings.data_dir), "no folder that can be written", "NEWS_DATA_DIR")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_may_not_be_written(place: Settings) -> None:
    place.data_dir.chmod(0o500)
    says(call(place, "run"), str(place.data_dir), "written")


def test_a_full_disk(place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 5_000_000}))
    says(call(place, "run"), "Only 5 MB are free", str(place.data_dir), "NEWS_DATA_DIR")
    says(call(place, "doctor"), "bad disk", "Make room")


@pytest.mark.parametrize("command", [["run"], ["redo", "--all"], ["forget", "a.txt"]], ids=" ".join)
def test_a_warehouse_that_is_no_database(place: Settings, command: list[str]) -> None:
    place.warehouse_path.write_bytes(b"garbage" * 1000)
    says(call(place, *command), str(place.warehouse_path), "not a valid DuckDB database", "doctor --repair")


@pytest.mark.parametrize("command", [["run"], ["redo", "--all"], ["forget", "a.txt"]], ids=" ".join)
def test_a_warehouse_that_another_program_has_open(place: Settings, command: list[str]) -> None:
    with other_process(HOLD, place.warehouse_path) as holder:
        says(call(place, *command), str(place.warehouse_path), f"PID {holder.pid}", "Close the program")
        holder.communicate("\n")


def test_a_run_that_could_not_begin_does_not_say_that_it_committed_something(place: Settings) -> None:
    place.warehouse_path.write_bytes(b"garbage" * 1000)
    says(call(place, "run"), "It did nothing.", "The published snapshot is as it was.")
    assert "goes on from there" not in call(place, "run").output


def test_a_warehouse_that_is_gone_while_its_raw_files_are_there(place: Settings) -> None:
    place.raw_dir.mkdir()
    RawStore(place.raw_dir).note(StoredFile("a.txt", "00", 5, 1))
    place.warehouse_path.unlink()
    says(call(place, "run"), str(place.warehouse_path), "is gone", "doctor --repair", f"delete {place.data_dir}")


@pytest.mark.parametrize("inside", ["data folder in the landing folder", "landing folder in the data folder"])
@pytest.mark.parametrize("command", [["run"], ["redo", "--all"], ["doctor"]], ids=" ".join)
def test_folders_that_lie_in_one_another(place: Settings, command: list[str], inside: str) -> None:
    if inside.startswith("data"):
        other = replace(place, landing_dir=place.data_dir.parent)
    else:
        other = replace(place, landing_dir=place.data_dir / "landing")
        other.landing_dir.mkdir()
    says(call(other, *command), str(other.landing_dir), str(other.data_dir), "lie in one another", "side by side")


def test_a_run_that_another_run_keeps_waiting(place: Settings) -> None:
    hold = (
        "import sys; from pathlib import Path; from news_pipeline.storage.run_lock import run_lock\n"
        "with run_lock(Path(sys.argv[1]), 'a long run', wait=0, say=print):\n"
        "    print('ready', flush=True); sys.stdin.readline()"
    )
    with other_process(hold, place.data_dir) as holder:
        for command in (["run"], ["redo", "--all"]):
            says(call(place, *command, NEWS_LOCK_WAIT="1"), f"pid {holder.pid}", '"a long run"', "NEWS_LOCK_WAIT")
        holder.communicate("\n")


def test_a_snapshot_that_is_no_database(place: Settings) -> None:
    place.published_path.write_bytes(b"garbage" * 1000)
    says(call(place, "query", "SELECT 1"), str(place.published_path), "not a valid DuckDB database", "doctor")
    assert "cannot be read" in call(place, "status").output


def test_a_warehouse_of_an_earlier_version(place: Settings) -> None:
    with duckdb.connect(str(place.warehouse_path)) as connection:
        connection.execute("DROP VIEW rejected_documents").fetchall()
    says(call(place, "explain", "a.txt"), str(place.warehouse_path), "a run brings it up to date")


def test_help_needs_nothing(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from news_pipeline.cli.main import main; main()", "--help"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {"run", "status", "doctor", "query", "forget", "rebuild", "ui"} <= set(told.stdout.split())
