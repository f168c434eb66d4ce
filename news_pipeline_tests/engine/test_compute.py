"""Where functions run: order, lookahead, exceptions, and workers that do not outlive their run."""

import os
import signal
import time
from collections.abc import Iterator

import psutil
import pytest

from news_pipeline.engine.compute import Compute, Inline, LocalProcesses, local_compute
from news_pipeline.shared.results import Outcome, Row
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


def doubled(rows: list[Row]) -> list[Outcome]:
    return [{"t": [{"n": 2 * row["n"], "pid": os.getpid()}]} for row in rows]


def slowly(rows: list[Row]) -> list[Outcome]:
    time.sleep(0.1)
    return [{} for _ in rows]


def failing(rows: list[Row]) -> list[Outcome]:
    raise ZeroDivisionError(f"at {rows[0]['n']}")


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


def test_an_exception_of_the_function_reaches_the_caller(compute: Compute) -> None:
    with pytest.raises(ZeroDivisionError, match="at 0"):
        list(compute.map(failing, chunks(3)))
    assert len(list(compute.map(doubled, chunks(3)))) == 1, "and the next stage can still be run"


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


def test_one_worker_is_the_run_itself() -> None:
    [[outcome]] = local_compute(1).map(doubled, chunks(1))
    assert outcome["t"][0]["pid"] == os.getpid()  # type: ignore[index]
    assert isinstance(local_compute(2), LocalProcesses)


def test_workers_die_with_a_run_that_is_killed() -> None:
    with other_process(RUN) as run:
        family = psutil.Process(run.pid).children(recursive=True)
        assert len(family) >= 3, "the fork server and two workers"
        run.send_signal(signal.SIGKILL)
        run.wait()
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
