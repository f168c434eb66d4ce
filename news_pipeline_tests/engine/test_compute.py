"""Where functions run: order, lookahead, documents that fail, kill or hang, workers that die with their run."""

import contextlib
import itertools
import mmap
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from news_pipeline.engine import workers as workers_module
from news_pipeline.engine.compute import Compute, Inline, LocalProcesses, local_compute
from news_pipeline.engine.faults import LOSSES_SUSPECT, LOSSES_TOGETHER, Fault
from news_pipeline.engine.fork_server import CONTEXT
from news_pipeline.engine.workers import Limits
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.shared.user_error import UserError
from news_pipeline_tests.processes import other_process

RUN = """
import sys
from news_pipeline.engine.compute import LocalProcesses
from news_pipeline_tests.engine.test_compute import slowly
compute = LocalProcesses(2)
chunks = compute.map(slowly, ([{"n": 0}] * 16 for _ in range(100)))
next(chunks)
print("ready", flush=True)
for chunk in chunks: pass
"""

STUBBORN = """
import signal, time
from news_pipeline.engine.interrupts import ends_when_interrupted
signal.signal(signal.SIGTERM, lambda *_: None)
signal.signal(signal.SIGINT, lambda *_: None)
with ends_when_interrupted():
    print("ready", flush=True)
    time.sleep(60)
"""


def doubled(rows: list[Row]) -> list[Outcome]:
    return [{"t": [{"n": 2 * row["n"], "pid": os.getpid()}]} for row in rows]


def slowly(rows: list[Row]) -> list[Outcome]:
    time.sleep(0.1)
    return [{} for _ in rows]


def resting(rows: list[Row]) -> list[Outcome]:
    time.sleep(2)
    return [{} for _ in rows]


def poisoned(rows: list[Row]) -> list[Outcome]:
    """Treats rows by their `does`."""
    for row in rows:
        lose(row.get("tally", os.devnull), row.get("times", -1), row.get("number", signal.SIGKILL))
        match row.get("does"):
            case "raise":
                raise ZeroDivisionError(f"a secret of {row['n']}")
            case "die":
                os._exit(9)
            case "hang":
                time.sleep(600)
            case "eat":
                row["eaten"] = b"x" * 4_000_000_000
            case "eat, unseen by the system's limit":
                shared = mmap.mmap(-1, 600_000_000)
                for _ in range(600):
                    shared.write(b"x" * 1_000_000)
                time.sleep(600)
            case "leave out":
                return []
            case "need":
                raise UserError("the model is not installed")
    return [{"t": [{"n": row["n"]}]} for row in rows]


def lose(file: str, times: int, number: int) -> None:
    """As if somebody killed or stopped the worker, so often in all."""
    with open(file, "ab") as tally:  # noqa: PTH123 in a worker, quickly
        tally.write(b".")
    if os.path.getsize(file) <= times:  # noqa: PTH202
        os.kill(os.getpid(), number)


QUICK = Limits(base_seconds=0.5, start_seconds=2.0)
HUNGRY = Limits(memory_bytes=400_000_000)


@pytest.fixture(scope="module")
def processes() -> Iterator[LocalProcesses]:
    """One pool for all tests: it costs a second to start."""
    compute = LocalProcesses(2)
    yield compute
    compute.close()


@pytest.fixture(params=["inline", "processes"])
def compute(request: pytest.FixtureRequest) -> Compute:
    return Inline() if request.param == "inline" else request.getfixturevalue("processes")


def chunks(*sizes: int) -> list[list[Row]]:
    return [[{"n": 100 * chunk + row} for row in range(size)] for chunk, size in enumerate(sizes)]


@pytest.mark.parametrize("sizes", [(), (1,), (40,), (3, 40, 1, 17)], ids=str)
def test_outcomes_come_in_the_order_of_their_rows(compute: Compute, sizes: tuple[int, ...]) -> None:
    given = chunks(*sizes)
    found = [[outcome["t"][0]["n"] for outcome in part] for part in compute.map(doubled, given)]  # type: ignore[index]
    assert found == [[2 * row["n"] for row in chunk] for chunk in given]


def test_at_most_one_chunk_is_read_ahead(compute: Compute) -> None:
    read = 0

    def source() -> Iterator[list[Row]]:
        nonlocal read
        for chunk in chunks(2, 2, 2, 2, 2):
            read += 1
            yield chunk

    for done, _ in enumerate(compute.map(doubled, source()), start=1):
        assert read <= done + 1


def with_bad(does: str, *bad: int, size: int = 40) -> list[Row]:
    return [{"n": n, "does": does if n in bad else "work"} for n in range(size)]


@pytest.mark.parametrize("does", ["raise", "leave out"])
def test_a_document_that_fails_is_refused_and_the_rest_goes_on(compute: Compute, does: str) -> None:
    first, second = compute.map(poisoned, [with_bad(does, 0, 17, 39), with_bad("work")])
    assert {n: outcome.reason for n, outcome in enumerate(first) if isinstance(outcome, Fault)} == dict.fromkeys(
        (0, 17, 39), "processing_failed"
    )
    assert [outcome["t"][0]["n"] for outcome in second] == list(range(40))  # type: ignore[index]


def test_what_is_published_of_a_failure_holds_nothing_of_the_document(compute: Compute) -> None:
    [[fault]] = compute.map(poisoned, [with_bad("raise", 0, size=1)])
    assert isinstance(fault, Fault)
    assert fault.detail == "ZeroDivisionError"
    assert "a secret of 0 at" in fault.trace
    assert "test_compute.py" in fault.trace


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("die", "killed_worker"),
        ("hang", "too_slow"),
        ("eat", "killed_worker"),
        ("eat, unseen by the system's limit", "killed_worker"),
    ],
)
def test_a_document_that_takes_its_worker_along_is_refused_and_the_rest_goes_on(
    workers: int, does: str, reason: str
) -> None:
    compute = LocalProcesses(workers, QUICK if does == "hang" else HUNGRY)
    [outcomes] = compute.map(poisoned, [with_bad(does, 3, size=20)])
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Fault)] == [3]
    assert isinstance(outcomes[3], Fault)
    assert outcomes[3].reason == reason
    compute.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP], ids=lambda number: number.name)
@pytest.mark.parametrize("alone", [0, 2])
def test_a_worker_that_is_killed_or_stopped_from_outside_costs_no_document(
    tmp_path: Path, number: signal.Signals, alone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "STOPPED_SECONDS", 0.1)
    compute = LocalProcesses(2)
    tally = tmp_path / "tally"
    lost = {"n": 0, "tally": str(tally), "times": 4, "number": number}
    [outcomes] = compute.map(poisoned, [[lost]], alone)
    assert outcomes == [{"t": [{"n": 0}]}]
    assert tally.stat().st_size == 5
    compute.close()


def test_neighbours_of_a_document_whose_worker_is_killed_from_outside_are_done_together(tmp_path: Path) -> None:
    compute = LocalProcesses(1)
    [rows] = chunks(20)
    rows[3] |= {"tally": str(tmp_path / "tally"), "times": 2}
    rows[5] |= {"tally": str(tmp_path / "other"), "times": 0}
    [outcomes] = compute.map(poisoned, [rows])
    assert not any(isinstance(outcome, Fault) for outcome in outcomes)
    assert (tmp_path / "tally").stat().st_size == 3
    assert (tmp_path / "other").stat().st_size == 1, "the whole slice was done again"
    compute.close()


@pytest.mark.parametrize("want_of_memory", [True, False])
def test_a_document_that_has_its_workers_killed_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, want_of_memory: bool
) -> None:
    """Few tries where the system may have killed them for want of memory, many where it did not."""
    kills = itertools.count() if want_of_memory else itertools.repeat(7)
    monkeypatch.setattr(workers_module, "memory_kills", kills.__next__)
    monkeypatch.setattr(workers_module, "LOSSES_INNOCENT", 20)
    compute = LocalProcesses(2)
    [rows] = chunks(20)
    tally = tmp_path / "tally"
    rows[3] |= {"tally": str(tally), "times": 1000}
    [outcomes] = compute.map(poisoned, [rows])
    refused = {n: outcome.reason for n, outcome in enumerate(outcomes) if isinstance(outcome, Fault)}
    assert refused == {3: "killed_worker"}
    assert tally.stat().st_size == 1 + LOSSES_TOGETHER + 1 + (LOSSES_SUSPECT if want_of_memory else 20)
    compute.close()


def test_a_worker_that_gets_little_of_the_processor_has_more_time() -> None:
    """It sleeps longer than its limit, as on a machine that does other things meanwhile."""
    before = LocalProcesses(1)
    list(before.map(doubled, chunks(1)))  # the fork server starts once, and loads what no worker waits for again
    before.close()
    compute = LocalProcesses(1, Limits(base_seconds=1.7, start_seconds=0.0))
    assert list(compute.map(resting, chunks(1))) == [[{}]]
    compute.close()


def test_a_long_text_has_more_time_than_a_short_one() -> None:
    compute = LocalProcesses(1, Limits(base_seconds=0.4, start_seconds=0.0, bytes_a_second=1000.0))
    [[long]] = compute.map(resting, [[{"text": "x" * 30_000}]])
    [[short]] = compute.map(resting, [[{"text": "x"}]])
    assert long == {}
    assert isinstance(short, Fault)
    assert short.reason == "too_slow"
    compute.close()


def test_a_model_that_is_missing_is_no_fault_of_the_documents(compute: Compute) -> None:
    with pytest.raises(UserError, match="the model is not installed"):
        list(compute.map(poisoned, [with_bad("need", 5)]))
    assert len(list(compute.map(doubled, chunks(3)))) == 1, "and the next stage can still be run"


def test_workers_that_cannot_live_at_all_are_no_fault_of_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers_module, "_serve", os._exit)
    compute = LocalProcesses(2, QUICK)
    with pytest.raises(UserError, match="worker processes die before they do anything"):
        list(compute.map(doubled, chunks(3)))
    compute.close()


@pytest.mark.parametrize(("killed", "is_survived"), [(1, True), (4, True), (5, False)])
def test_a_worker_that_is_killed_at_its_birth_is_started_again(
    monkeypatch: pytest.MonkeyPatch, killed: int, *, is_survived: bool
) -> None:
    """Whoever starts it waits for its number, and finds the end of the connection."""
    start, tries = CONTEXT.Process.start, itertools.count()

    def killed_at_birth(process: Any) -> None:
        if next(tries) < killed:
            raise EOFError
        start(process)

    monkeypatch.setattr(CONTEXT.Process, "start", killed_at_birth)
    compute = LocalProcesses(1)
    with contextlib.nullcontext() if is_survived else pytest.raises(EOFError):
        assert len(list(compute.map(doubled, chunks(3)))) == 1
    compute.close()


def test_closing_does_not_wait_for_a_worker_that_hangs() -> None:
    compute = LocalProcesses(1)
    work = compute.map(poisoned, iter([with_bad("work"), with_bad("hang", 0), with_bad("work")]))
    next(work)
    started = time.monotonic()
    work.close()  # type: ignore[attr-defined]
    compute.close()
    assert time.monotonic() - started < 10, "two seconds on an idle machine"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_an_interrupt_ends_a_run_at_once_whatever_it_does(number: signal.Signals) -> None:
    with other_process(STUBBORN) as run:
        started = time.monotonic()
        run.send_signal(number)
        assert run.wait(30) == 128 + number
        assert time.monotonic() - started < 10, "two seconds on an idle machine; it would sleep for a minute"


def test_work_is_shared_among_other_processes(processes: LocalProcesses) -> None:
    [outcomes] = processes.map(doubled, chunks(40))
    pids = {outcome["t"][0]["pid"] for outcome in outcomes}  # type: ignore[index]
    assert os.getpid() not in pids


def test_workers_start_only_when_there_is_a_chunk() -> None:
    before = set(psutil.Process().children(recursive=True))
    compute = LocalProcesses(2)
    assert list(compute.map(doubled, [])) == []
    assert set(psutil.Process().children(recursive=True)) == before
    compute.close()


def test_one_worker_is_a_process_too_so_that_the_run_outlives_it() -> None:
    compute = local_compute(1)
    [[outcome]] = compute.map(doubled, chunks(1))
    assert outcome["t"][0]["pid"] != os.getpid()  # type: ignore[index]
    compute.close()


def test_workers_die_with_a_run_that_is_killed() -> None:
    with other_process(RUN) as run:
        family = psutil.Process(run.pid).children(recursive=True)
        assert len(family) >= 3, "the fork server and two workers"
        run.send_signal(signal.SIGKILL)
        run.wait()
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
