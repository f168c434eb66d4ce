"""Records of runs: those of killed processes are closed, those of living ones are not. All processes are real."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import psutil
import pytest

from news_pipeline.defs import dead_runs
from news_pipeline.defs.dead_runs import PROCESS_TAG, adopt_run, close_dead_runs, going_runs

STARTED = dg.DagsterRunStatus.STARTED


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that lives until it is killed."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def record(
    history: dg.DagsterInstance, run_id: str, status: dg.DagsterRunStatus = STARTED, tags: dict[str, str] | None = None
) -> str:
    history.add_run(dg.DagsterRun(job_name="everything", run_id=run_id, status=status, tags=tags or {}))
    return run_id


def status(history: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    run = history.get_run_by_id(run_id)
    assert run
    return run.status


def test_a_killed_run_is_closed_when_the_next_one_starts(
    history: dg.DagsterInstance, sleeper: subprocess.Popen[bytes]
) -> None:
    killed, alive = record(history, "killed"), record(history, "alive")
    adopt_run(history, killed, sleeper.pid)
    sleeper.kill()
    sleeper.wait()
    adopt_run(history, alive, os.getpid())
    assert status(history, killed) == dg.DagsterRunStatus.FAILURE
    assert status(history, alive) == STARTED


def test_a_run_whose_process_lives_is_left_alone(history: dg.DagsterInstance, sleeper: subprocess.Popen[bytes]) -> None:
    run = record(history, "other")
    adopt_run(history, run, sleeper.pid)
    assert close_dead_runs(history) == []
    assert going_runs(history) == [run]


def test_a_run_lives_on_when_the_clock_is_set(
    history: dg.DagsterInstance, sleeper: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """psutil derives the start of a process from the clock."""
    run = record(history, "other")
    adopt_run(history, run, sleeper.pid)
    started = psutil.Process.create_time
    monkeypatch.setattr(psutil.Process, "create_time", lambda process: started(process) - 3600)
    assert close_dead_runs(history) == []
    sleeper.kill()
    sleeper.wait()
    assert close_dead_runs(history) == [run]


def test_the_number_of_a_dead_process_may_be_used_again(history: dg.DagsterInstance) -> None:
    earlier = record(history, "earlier", tags={PROCESS_TAG: f"{socket.gethostname()} {os.getpid()}@1000.00"})
    assert close_dead_runs(history) == [earlier]


def test_a_run_of_another_machine_is_not_ours_to_close(history: dg.DagsterInstance) -> None:
    record(history, "elsewhere", tags={PROCESS_TAG: "another-host 1@1000.00"})
    assert close_dead_runs(history) == []


def test_a_run_that_nobody_signed_is_left_alone(history: dg.DagsterInstance) -> None:
    record(history, "unsigned")
    assert close_dead_runs(history) == []


def test_a_run_that_was_killed_before_it_was_signed_is_closed_after_a_while(
    history: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dagster itself would close it after a day, and start no other until then."""
    killed = record(history, "killed at once")
    other = history.add_run(dg.DagsterRun(job_name="lake_maintenance", run_id="no signature", status=STARTED))
    monkeypatch.setattr(dead_runs, "UNSIGNED_SECONDS", -1.0)
    assert close_dead_runs(history) == [killed]
    assert status(history, other.run_id) == STARTED, "its job has no signature at all"


def test_a_run_that_died_while_it_was_cancelled_is_cancelled(history: dg.DagsterInstance) -> None:
    dead = {PROCESS_TAG: f"{socket.gethostname()} {os.getpid()}@1000.00"}
    run = record(history, "cancelling", dg.DagsterRunStatus.CANCELING, dead)
    assert close_dead_runs(history) == [run]
    assert status(history, run) == dg.DagsterRunStatus.CANCELED


@pytest.mark.parametrize(
    ("state", "is_going"),
    [
        (dg.DagsterRunStatus.NOT_STARTED, True),
        (dg.DagsterRunStatus.STARTING, True),
        (STARTED, True),
        (dg.DagsterRunStatus.CANCELING, True),
        (dg.DagsterRunStatus.SUCCESS, False),
        (dg.DagsterRunStatus.FAILURE, False),
        (dg.DagsterRunStatus.CANCELED, False),
    ],
)
def test_what_counts_as_going(history: dg.DagsterInstance, state: dg.DagsterRunStatus, is_going: bool) -> None:  # noqa: FBT001
    run = record(history, "one", state)
    assert (going_runs(history) == [run]) is is_going
