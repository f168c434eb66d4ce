"""Where the pure functions run: in this process, or in local worker processes.

A backend needs two methods; a Dask cluster would be a third class here.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Protocol

from news_pipeline.shared.results import Outcome, Row

Function = Callable[[list[Row]], list[Outcome]]
_MIN_SLICE = 8


class Compute(Protocol):
    """Runs a function over chunks of rows."""

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """The outcomes of each chunk, in order; at most one chunk is read ahead."""
        ...

    def close(self) -> None:
        """End whatever was started."""
        ...


class Inline:
    """Everything in this process."""

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """See Compute."""
        return map(function, chunks)

    def close(self) -> None:
        """Nothing was started."""


class LocalProcesses:
    """A pool of worker processes, started when the first chunk comes."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """Each chunk is cut into one slice a worker; the next is read and submitted while one is being worked on."""
        running: deque[list[Future[list[Outcome]]]] = deque()
        for chunk in chunks:
            running.append([self._started().submit(function, part) for part in _slices(chunk, self._workers)])
            if len(running) > 1:
                yield _gathered(running.popleft())
        while running:
            yield _gathered(running.popleft())

    def close(self) -> None:
        """End the workers; work that nobody waits for is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
            context = get_context(method)
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin_worker)
        return self._pool


def local_compute(workers: int) -> Compute:
    """The backend for so many worker processes on this machine."""
    return Inline() if workers == 1 else LocalProcesses(workers)


def _slices(chunk: list[Row], workers: int) -> list[list[Row]]:
    size = max(_MIN_SLICE, -(-len(chunk) // workers))
    return [chunk[start : start + size] for start in range(0, len(chunk), size)]


def _gathered(parts: list[Future[list[Outcome]]]) -> list[Outcome]:
    return [outcome for part in parts for outcome in part.result()]


def _begin_worker() -> None:
    """Die with the run, even when it is killed: a pool's queue alone would keep its workers waiting for ever.

    One thread a worker for numerical libraries: the workers themselves are the parallelism.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    run = parent_process()
    if run is not None:
        threading.Thread(target=_die_with, args=(run,), daemon=True).start()


def _die_with(run: BaseProcess) -> None:
    run.join()
    os._exit(1)
