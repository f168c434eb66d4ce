"""Runs of the command line that are killed with SIGKILL, and the runs that finish their work.

Also measures what is left alive after a kill, and what the run after it did. For test_kills.py and benchmarks/kills.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import psutil

from news_pipeline.defs.history import open_history
from news_pipeline.settings import load_settings
from news_pipeline_tests.same_news import differences

Target = Literal["group", "main"]
"""Who gets SIGKILL: the run's whole process group, or its main process alone."""

AT_PUBLISHING = "publishing"
_POLL_SECONDS = 0.005
_RUN_SECONDS = 3600.0
_ORPHAN_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A run that nobody kills."""

    snapshot: Path
    seconds: float
    """From the start of the process to its end."""
    commit_to_publishing: float
    """Seconds."""
    seconds_to_first_step: float


@dataclass(frozen=True, slots=True)
class KilledRun:
    """One run that was killed, and the run after it."""

    moment: float | str
    """Seconds after its first commit, or AT_PUBLISHING."""
    target: Target
    step: str
    """What the run was doing, as Dagster's history tells."""
    orphan_seconds: float
    """How long the last process of the killed run outlived it; -1.0 if one never ended."""
    seconds_to_first_step: float
    """Of the next run, from the start of its process."""
    finish_seconds: float
    kept_rows: int
    """Ledger rows in the end that the killed run wrote."""
    ledger_rows: int
    differences: list[str]


class RunFailedError(Exception):
    """A run did not end as it should; the message holds what it printed."""


class TooLateError(Exception):
    """The run was over before the moment of its kill."""


def run_undisturbed(landing: Path, data_dir: Path, environment: dict[str, str]) -> Undisturbed:
    """One whole run in a fresh data folder, timed. Raises RunFailedError."""
    started = time.time()
    process = _start(landing, data_dir, environment)
    _wait_until(_first_commit(data_dir), process)
    committed = time.time()
    _wait_until((data_dir / "news.duckdb").exists, process)
    published = time.time()
    _finish(process, data_dir)
    [first_step, *_] = _steps(data_dir, environment)[0]
    return Undisturbed(
        data_dir / "news.duckdb", time.time() - started, published - committed, first_step.start - started
    )


def kill_and_finish(  # noqa: PLR0917 a run, its kill, and what it should give
    landing: Path,
    data_dir: Path,
    environment: dict[str, str],
    moment: float | str,
    target: Target,
    undisturbed: Path,
) -> KilledRun:
    """Kill a run at a moment in a fresh data folder, run again, and compare. Raises TooLateError, RunFailedError."""
    process = _start(landing, data_dir, environment)
    _wait_until(_first_commit(data_dir), process)
    if moment == AT_PUBLISHING:
        _wait_until(lambda: any(data_dir.glob("news.duckdb*")), process)
    elif isinstance(moment, float):
        time.sleep(moment)
    if process.poll() is not None or (data_dir / "news.duckdb").exists():
        process.wait()
        raise TooLateError(f"the run was over {moment} s after its first commit")
    killed_at = time.time()
    (os.killpg if target == "group" else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    session = process.pid
    started = time.time()
    process = _start(landing, data_dir, environment)
    orphan_seconds = _wait_for_orphans(session, killed_at)
    _finish(process, data_dir)
    finish_seconds = time.time() - started
    first_run, second_run = _steps(data_dir, environment)
    kept_rows, ledger_rows = _kept(data_dir / "pipeline.duckdb", killed_at)
    return KilledRun(
        moment,
        target,
        next((step.name for step in reversed(first_run) if step.is_going), "between steps"),
        orphan_seconds,
        second_run[0].start - started,
        finish_seconds,
        kept_rows,
        ledger_rows,
        differences(undisturbed, data_dir / "news.duckdb"),
    )


def _start(landing: Path, data_dir: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """`news-pipeline run` in a session of its own, so that all its processes can be found by it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", "from news_pipeline.cli.main import main; main()", "run"]
    with (data_dir / "output.txt").open("ab") as output:
        return subprocess.Popen(
            [*command, "--landing", str(landing), "--data-dir", str(data_dir)],
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _finish(process: subprocess.Popen[bytes], data_dir: Path) -> None:
    if process.wait(timeout=_RUN_SECONDS) != 0:
        output = (data_dir / "output.txt").read_text(encoding="utf-8", errors="replace")
        raise RunFailedError(f"exit code {process.returncode}: {output[-3000:]}")


def _first_commit(data_dir: Path) -> Callable[[], bool]:
    """The raw store's manifest is written just before the first chunk is committed."""
    manifest = data_dir / "raw" / "manifest.jsonl"
    return lambda: manifest.exists() and manifest.stat().st_size > 0


def _wait_until(condition: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    while not condition():
        if process.poll() is not None:
            if process.returncode == 0 and condition():
                return
            raise RunFailedError(f"the run ended with {process.returncode} before it was to be killed")
        time.sleep(_POLL_SECONDS)


def _wait_for_orphans(session: int, since: float) -> float:
    """Seconds until no process of the session is left; -1.0 if one is after _ORPHAN_SECONDS."""
    while any(_is_of(pid, session) for pid in psutil.pids()):
        if time.time() - since > _ORPHAN_SECONDS:
            return -1.0
        time.sleep(0.05)
    return time.time() - since


def _is_of(pid: int, session: int) -> bool:
    try:
        return os.getsid(pid) == session and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, PermissionError, psutil.Error):
        return False


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    start: float
    is_going: bool


def _steps(data_dir: Path, environment: dict[str, str]) -> list[list[_Step]]:
    """The steps of each run, oldest run first, in order of their start."""
    settings = load_settings({"data_dir": data_dir}, environment)
    with open_history(settings) as history:
        runs = sorted(history.get_run_records(), key=lambda record: record.create_timestamp)
        return [
            sorted(
                (
                    _Step(stats.step_key, stats.start_time, stats.end_time is None)
                    for stats in history.get_run_step_stats(record.dagster_run.run_id)
                    if stats.start_time is not None
                ),
                key=lambda step: step.start,
            )
            for record in runs
        ]


def _kept(warehouse: Path, killed_at: float) -> tuple[int, int]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        [(kept, rows)] = connection.execute(
            "SELECT count(*) FILTER (epoch(processed_at) < $at), count(*) FROM ledger", {"at": killed_at}
        ).fetchall()
    return kept, rows
