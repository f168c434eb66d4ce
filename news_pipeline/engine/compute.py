"""Where the pure functions run: in worker processes of this machine, or in this process.

A document that fails, kills or hangs its worker is refused by name, and the rest goes on. When a slice of a chunk
fails, each of its documents is tried alone, twice. That costs one more treatment of the slice, where halving would wait
for a hung worker once a level. A backend needs two methods; a Dask cluster would be a third class.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any, Protocol

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, Failure, Reason
from news_pipeline.engine.workers import Function, Worker, answered
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.shared.user_error import UserError

_MIN_SLICE = 8
_ATTEMPTS_ALONE = 2
_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take."""

    base_seconds: float = 30.0
    """For any task. The slowest page of 1 MB takes under 10 s; a loaded machine is three times slower."""
    bytes_a_second: float = 10_000.0
    """spaCy, the slowest step, reads 60,000 a second here."""
    start_seconds: float = 60.0
    """More for the first task of a worker: imports and models."""
    memory_bytes: int = 4_000_000_000


class Compute(Protocol):
    """Runs a function over chunks of rows."""

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """The outcomes of each chunk, in order; at most one chunk is read ahead.

        A row that cannot be done gives a Fault. Raises what is no fault of a row, such as UserError.
        """
        ...

    def close(self) -> None:
        """End whatever was started, at once."""
        ...


class Inline:
    """Everything in this process, for tests and notebooks: exceptions are caught, hangs and crashes are not."""

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """See Compute."""
        for chunk in chunks:
            yield self._done(function, chunk)

    def close(self) -> None:
        """Nothing was started."""

    def _done(self, function: Function, rows: list[Row], attempt: int = 0) -> list[Outcome]:
        try:
            return answered(function, rows)
        except ENVIRONMENT_FAULTS:
            raise
        except Exception as error:  # noqa: BLE001 whatever it is, the document is refused with it
            if attempt >= _ATTEMPTS_ALONE:
                return [Failure.of(error).fault()]
            return [outcome for row in rows for outcome in self._done(function, [row], attempt + 1)]


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
    attempt: int = 0
    """Alone; 0: with others."""


@dataclass(slots=True)
class _Work:
    """What one call of `map` has to do."""

    function: Function
    tasks: deque[_Task] = field(default_factory=deque)
    busy: dict[Worker, _Task] = field(default_factory=dict)


class LocalProcesses:
    """Worker processes, started when the first chunk comes."""

    def __init__(self, workers: int, limits: Limits | None = None) -> None:
        self._count = workers
        self._limits = limits or Limits()
        self._idle: list[Worker] = []
        self._works = False
        """Some task of this run was answered: workers as such can live."""

    def map(self, function: Function, chunks: Iterable[list[Row]]) -> Iterator[list[Outcome]]:
        """Each chunk is cut into one slice a worker; the next is read and handed out while one is being worked on."""
        work, running = _Work(function), deque[_Chunk]()
        try:
            for rows in chunks:
                chunk = _Chunk([None] * len(rows), len(rows))
                running.append(chunk)
                work.tasks.extend(_slices(chunk, rows, self._count))
                self._hand_out(work)
                if len(running) > 1:
                    yield self._finished(running.popleft(), work)
            while running:
                yield self._finished(running.popleft(), work)
        finally:
            for worker in work.busy:  # left in the midst of a task
                worker.end()

    def close(self) -> None:
        """Kill the workers: what they had not answered is done by the next run."""
        while self._idle:
            self._idle.pop().end()

    def _finished(self, chunk: _Chunk, work: _Work) -> list[Outcome]:
        while chunk.missing:
            self._hand_out(work)
            connections = {worker.connection: worker for worker in work.busy}
            for connection in wait(connections, _POLL_SECONDS):
                worker = connections[connection]
                self._take(worker, worker.answer(), work)
            for worker in list(work.busy):
                failure = None if worker.connection.poll() else worker.failure(self._limits.memory_bytes)
                if failure:
                    self._take(worker, failure, work)
        return [outcome for outcome in chunk.outcomes if outcome is not None]

    def _hand_out(self, work: _Work) -> None:
        while work.tasks and len(work.busy) < self._count:
            task = work.tasks.popleft()
            worker = self._idle.pop() if self._idle else Worker()
            work.busy[worker] = task
            seconds = self._limits.base_seconds + _size(task.rows) / self._limits.bytes_a_second
            worker.begin(work.function, task.rows, seconds, self._limits.start_seconds)

    def _take(self, worker: Worker, answer: list[Outcome] | Failure, work: _Work) -> None:
        """What comes of a task: outcomes, another attempt with each row alone, or a refusal."""
        task = work.busy.pop(worker)
        if not isinstance(answer, Failure):
            self._works = True
            self._idle.append(worker)
        elif answer.reason is Reason.PROCESSING_FAILED:
            self._idle.append(worker)
        else:
            worker.end()
            self._check_workers(answer)
        if not isinstance(answer, Failure):
            outcomes = answer
        elif task.attempt < _ATTEMPTS_ALONE:
            alone = [_Task(task.chunk, task.first + at, [row], task.attempt + 1) for at, row in enumerate(task.rows)]
            work.tasks.extendleft(reversed(alone))
            return
        else:
            outcomes = [answer.fault()]
        task.chunk.outcomes[task.first : task.first + len(task.rows)] = outcomes
        task.chunk.missing -= len(task.rows)

    def _check_workers(self, failure: Failure) -> None:
        """A worker died before any task was answered: if one without documents dies too, the machine is to blame."""
        if self._works or failure.reason is not Reason.KILLED_WORKER:
            return
        worker = Worker()
        worker.begin(_nothing, [], self._limits.base_seconds, self._limits.start_seconds)
        worker.connection.poll(self._limits.base_seconds + self._limits.start_seconds)
        answer = worker.answer() if worker.connection.poll() else failure
        worker.end()
        if isinstance(answer, Failure):
            raise UserError(
                f"worker processes die before they do anything ({answer.says}). Look at the machine's memory and at "
                "`news-pipeline doctor`."
            )
        self._works = True


def local_compute(workers: int) -> Compute:
    """The backend for so many worker processes on this machine; one is a process too, so that it can be lost."""
    return LocalProcesses(workers)


def _nothing(rows: list[Row]) -> list[Outcome]:  # noqa: ARG001 as every function
    return []


def _slices(chunk: _Chunk, rows: list[Row], workers: int) -> Iterator[_Task]:
    size = max(_MIN_SLICE, -(-len(rows) // workers))
    for start in range(0, len(rows), size):
        yield _Task(chunk, start, rows[start : start + size])


def _size(value: Any) -> int:
    """About how many bytes of text there are in rows."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, Mapping):
        return sum(_size(part) for part in value.values())
    if isinstance(value, list | tuple):
        return sum(_size(part) for part in value)
    return 8
