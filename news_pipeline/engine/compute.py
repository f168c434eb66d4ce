"""Where the pure functions run: in worker processes of this machine, or in this process.

A document that fails, kills or hangs its worker is refused by name, and the rest goes on. When a slice of a chunk
fails, each of its documents is tried alone, twice. That costs one more treatment of the slice, where halving would wait
for a hung worker once a level. When somebody else killed the worker, the slice is done again first: faults.py says how
often. A backend needs three methods; dask_compute.py has the third one.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from typing import Any, Protocol

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, LOSSES_TOGETHER, Failure, Reason
from news_pipeline.engine.parts import Part, PartSize, Read, Source, read_here, read_in_workers
from news_pipeline.engine.workers import Function, Limits, Pool, Worker, checked
from news_pipeline.shared.results import Outcome, Row

_MIN_SLICE = 8
ATTEMPTS_ALONE = 2
_POLL_SECONDS = 0.5


class Compute(Protocol):
    """Runs a function over chunks of rows."""

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = ATTEMPTS_ALONE, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        """The outcomes of each chunk, in order; at most `ahead` chunks are read before the first of them is committed.

        A row that cannot be done gives a Fault: when a slice fails, each of its rows is tried `alone` so often. Raises
        what is no fault of a row, such as UserError.
        """
        ...

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """The parts of all sources, in order of these; parts.py says what comes of one that cannot be read."""
        ...

    def close(self) -> None:
        """End whatever was started, at once."""
        ...


class Inline:
    """Everything in this process, for tests and notebooks: exceptions are caught, hangs and crashes are not."""

    def map(
        self,
        function: Function,
        chunks: Iterable[list[Row]],
        alone: int = ATTEMPTS_ALONE,
        ahead: int = 1,  # noqa: ARG002 as every backend
    ) -> Iterator[list[Outcome]]:
        """See Compute."""
        for chunk in chunks:
            yield self._done(function, chunk, alone)

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """See Compute."""
        return read_here(function, sources, size)

    def close(self) -> None:
        """Nothing was started."""

    def _done(self, function: Function, rows: list[Row], alone: int) -> list[Outcome]:
        try:
            return checked(function(rows), rows)
        except ENVIRONMENT_FAULTS:
            raise
        except Exception as error:  # noqa: BLE001 whatever it is, the document is refused with it
            if not alone:
                return [Failure.of(error).fault() for _ in rows]
            return [outcome for row in rows for outcome in self._done(function, [row], alone - 1)]


@dataclass(slots=True)
class _Chunk:
    """A chunk that is being worked on."""

    outcomes: list[Outcome | None]
    missing: int


@dataclass(slots=True)
class _Task:
    """Neighbouring rows of a chunk."""

    chunk: _Chunk
    first: int
    rows: list[Row]
    alone: int
    """So often each row is tried alone when they fail."""
    losses: int = 0
    """So often its worker was killed from outside."""


@dataclass(slots=True)
class _Work:
    """What one call of `map` has to do."""

    function: Function
    tasks: deque[_Task] = field(default_factory=deque)
    busy: dict[Worker, _Task] = field(default_factory=dict)


class LocalProcesses:
    """Worker processes, started when the first task comes."""

    def __init__(self, workers: int, limits: Limits | None = None) -> None:
        self._pool = Pool(workers, limits or Limits())

    def map(
        self,
        function: Function,
        chunks: Iterable[list[Row]],
        alone: int = ATTEMPTS_ALONE,
        ahead: int = 1,  # noqa: ARG002 one more chunk keeps the cores of one host busy
    ) -> Iterator[list[Outcome]]:
        """Each chunk is cut into one slice a worker; the next is read and handed out while one is being worked on."""
        work, running = _Work(function), deque[_Chunk]()
        try:
            for rows in chunks:
                chunk = _Chunk([None] * len(rows), len(rows))
                running.append(chunk)
                work.tasks.extend(_slices(chunk, rows, self._pool.count, alone))
                self._hand_out(work)
                if len(running) > 1:
                    yield self._finished(running.popleft(), work)
            while running:
                yield self._finished(running.popleft(), work)
        finally:
            for worker in work.busy:  # left in the midst of a task
                worker.end()

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        """See Compute."""
        return read_in_workers(self._pool, function, sources, size)

    def close(self) -> None:
        """Kill the workers: what they had not answered is done by the next run."""
        self._pool.close()

    def _finished(self, chunk: _Chunk, work: _Work) -> list[Outcome]:
        while chunk.missing:
            self._hand_out(work)
            connections = {worker.connection: worker for worker in work.busy}
            for connection in wait(connections, _POLL_SECONDS):
                worker = connections[connection]
                self._take(worker, worker.answer(), work)
            for worker in list(work.busy):
                failure = None if worker.connection.poll() else worker.failure(self._pool.limits.memory_bytes)
                if failure:
                    self._take(worker, failure, work)
        return [outcome for outcome in chunk.outcomes if outcome is not None]

    def _hand_out(self, work: _Work) -> None:
        limits = self._pool.limits
        while work.tasks and len(work.busy) < self._pool.count:
            task = work.tasks.popleft()
            worker = self._pool.take()
            work.busy[worker] = task
            seconds_a_byte = 1 / limits.bytes_a_second
            worker.begin(
                work.function, task.rows, limits.base_seconds, limits.start_seconds, seconds_a_byte=seconds_a_byte
            )

    def _take(self, worker: Worker, answer: Any, work: _Work) -> None:
        """What comes of a task: outcomes, another attempt, one with each row alone, or a refusal."""
        task = work.busy.pop(worker)
        if isinstance(answer, Failure) and answer.reason is not Reason.PROCESSING_FAILED:
            self._pool.lose(worker, answer)
        else:
            self._pool.give_back(worker)
        if not isinstance(answer, Failure):
            outcomes = answer
        elif task.losses < (min(answer.retries, LOSSES_TOGETHER) if len(task.rows) > 1 else answer.retries):
            work.tasks.appendleft(replace(task, losses=task.losses + 1))
            return
        elif task.alone and not (answer.retries and len(task.rows) == 1):
            single = [_Task(task.chunk, task.first + at, [row], task.alone - 1) for at, row in enumerate(task.rows)]
            work.tasks.extendleft(reversed(single))
            return
        else:
            outcomes = [answer.fault() for _ in task.rows]
        task.chunk.outcomes[task.first : task.first + len(task.rows)] = outcomes
        task.chunk.missing -= len(task.rows)


def local_compute(workers: int) -> Compute:
    """The backend for so many worker processes on this machine; one is a process too, so that it can be lost."""
    return LocalProcesses(workers)


def _slices(chunk: _Chunk, rows: list[Row], workers: int, alone: int) -> Iterator[_Task]:
    size = max(_MIN_SLICE, -(-len(rows) // workers))
    for start in range(0, len(rows), size):
        yield _Task(chunk, start, rows[start : start + size], alone)
