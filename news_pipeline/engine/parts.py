"""Reads what comes in parts, such as files: one that fails, kills or hangs its worker is given up where it stands.

Sources are read in batches, each batch by one worker, and their parts come in order. When a batch fails, each source
that it had not ended is read on alone, from where it stands, item by item. When that fails twice without an item, what
stands there is passed over and named. When somebody else killed the worker, that is no failure, up to the bounds of
faults.py.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, LOSSES_TOGETHER, Failure, Reason
from news_pipeline.engine.workers import Partial, Pool, Worker

Read = Callable[[Any, int], Iterator[tuple[int, int, Any]]]
"""What a source is, and the place to begin at -> place after each item, bytes of the item, and the item."""

_ATTEMPTS_ALONE = 2
_PASSED_OVER = 3
"""Places behind a fault that are tried: records of other kinds may have numbers too."""
_PART_SECONDS = 1.0
_PARTS_AHEAD = 2
_POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Source:
    """What is read."""

    what: Any
    """What the function is told."""
    start: int
    """Place to begin at; 0: its beginning."""
    byte_size: int


@dataclass(frozen=True, slots=True)
class PartSize:
    """How large a part is at most."""

    items: int
    byte_size: int


@dataclass(frozen=True, slots=True)
class Part:
    """Some items of a source, or what is given up of it."""

    number: int
    """Of the source, from 0."""
    place: int
    """Where it stands now."""
    items: list[Any] = field(default_factory=list)
    failure: Failure | None = None
    """If it has ended, all behind `place` is given up. Else what lies between the part before and `place` is."""
    has_ended: bool = False


@dataclass(slots=True)
class _Held:
    """What a worker has read of one source, and not sent yet."""

    index: int
    place: int
    items: list[Any] = field(default_factory=list)
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class _InParts:
    """A reading function, for workers: sources in, their items in parts out."""

    func: Read
    size: PartSize

    def __call__(self, sources: list[tuple[Any, int]]) -> Iterator[list[_Held]]:
        held: list[_Held] = []
        count = byte_size = 0
        since = time.monotonic()
        try:
            for index, (what, start) in enumerate(sources):
                held.append(_Held(index, start))
                for place, size, item in self.func(what, start):
                    held[-1].items.append(item)
                    held[-1].place = place
                    count, byte_size = count + 1, byte_size + size
                    is_full = count >= self.size.items or byte_size >= self.size.byte_size
                    if is_full or time.monotonic() - since > _PART_SECONDS:
                        yield held
                        held, count, byte_size, since = [_Held(index, place)], 0, 0, time.monotonic()
                held[-1].has_ended = True
        except ENVIRONMENT_FAULTS:
            raise
        except Exception:
            yield held  # what stands before the fault
            raise
        yield held


@dataclass(slots=True)
class _Reading:
    """How far a source is."""

    number: int
    source: Source
    place: int
    attempts: int = 0
    """Alone, since its last item."""
    losses: int = 0
    """So often a worker that read it was killed from outside, since its last item."""
    passed_over: int = 0
    failure: Failure | None = None
    """Of the place before those that are passed over."""
    has_ended: bool = False

    def take(self, held: _Held) -> Iterator[Part]:
        """What a worker read of it."""
        if held.items and self.failure:
            yield Part(self.number, self.place, failure=self.failure)
            self.failure, self.passed_over = None, 0
        if held.items:
            self.attempts = self.losses = 0
            self.place = held.place
        self.has_ended = held.has_ended
        if self.has_ended and self.failure:
            yield self._given_up(self.failure)
        elif held.items or self.has_ended:
            yield Part(self.number, self.place, held.items, has_ended=self.has_ended)

    def fail(self, failure: Failure) -> Iterator[Part]:
        """It failed alone: it is tried again there, then behind that place, then given up."""
        if self.losses < failure.retries:
            self.losses += 1
            return
        self.attempts += 1
        if self.attempts < _ATTEMPTS_ALONE:
            return
        self.failure = self.failure or failure
        most = 1 if failure.reason is Reason.TOO_SLOW else _PASSED_OVER
        if self.passed_over < most:
            self.place, self.passed_over = self.place + 1, self.passed_over + 1
        else:
            self.has_ended = True
            yield self._given_up(self.failure)

    def _given_up(self, failure: Failure) -> Part:
        return Part(self.number, self.place - self.passed_over, failure=failure, has_ended=True)


@dataclass(slots=True)
class _Task:
    """Sources that one worker reads, one after the other."""

    readings: list[_Reading]
    is_alone: bool = False
    losses: int = 0
    """So often the workers of these sources were killed from outside."""
    worker: Worker | None = None
    ready: deque[Part] = field(default_factory=deque)
    is_done: bool = False


def read_here(read: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
    """The parts of all sources, read in this process: exceptions are caught, hangs and crashes are not."""
    reading_function = _InParts(read, size)
    for reading in _readings(sources):
        while not reading.has_ended:
            try:
                for [held] in reading_function([(reading.source.what, reading.place)]):
                    yield from reading.take(held)
            except ENVIRONMENT_FAULTS:
                raise
            except Exception as error:  # noqa: BLE001 whatever it is, the source is given up with it
                yield from reading.fail(Failure.of(error))


def read_in_workers(pool: Pool, read: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
    """The parts of all sources in order, read by the pool's workers; little is read ahead."""
    waiting, tasks = _batches(_readings(sources), pool.count, size), deque[_Task]()
    try:
        while True:
            while len(tasks) <= pool.count and (batch := next(waiting, None)):
                tasks.append(_Task(batch))
            if not tasks:
                return
            _hand_out(tasks, pool, read, size)
            if tasks[0].ready:
                yield tasks[0].ready.popleft()
            elif tasks[0].is_done:
                tasks.popleft()
            else:
                _listen(tasks, pool)
    finally:
        for task in tasks:
            if task.worker:  # left in the midst of it
                task.worker.end()


def _readings(sources: Iterable[Source]) -> Iterator[_Reading]:
    for number, source in enumerate(sources):
        yield _Reading(number, source, source.start)


def _batches(readings: Iterator[_Reading], workers: int, size: PartSize) -> Iterator[list[_Reading]]:
    """Neighbours that together are about a part; a large one is alone."""
    most = max(1, size.items // workers)
    while batch := list(islice(readings, 1)):
        byte_size = batch[0].source.byte_size
        while byte_size < size.byte_size and len(batch) < most and (more := next(readings, None)):
            batch.append(more)
            byte_size += more.source.byte_size
        yield batch


def _hand_out(tasks: Iterable[_Task], pool: Pool, read: Read, size: PartSize) -> None:
    free = pool.count - sum(task.worker is not None for task in tasks)
    for task in islice((task for task in tasks if not task.worker and not task.is_done), free):
        task.worker = pool.take()
        function = _InParts(read, PartSize(1, 1) if task.is_alone else size)
        passed = sum(reading.source.byte_size for reading in task.readings if reading.place)
        task.worker.begin(
            function,
            [(reading.source.what, reading.place) for reading in task.readings],
            pool.limits.part_seconds,
            pool.limits.start_seconds,
            passed / pool.limits.passed_bytes_a_second,
        )


def _listen(tasks: deque[_Task], pool: Pool) -> None:
    """Take what workers have read, and notice which of them fail. One that is ahead waits in its own process."""
    heard = {
        task.worker.connection: (task.worker, task)
        for task in tasks
        if task.worker and (task is tasks[0] or len(task.ready) < _PARTS_AHEAD)
    }
    answered = wait(heard, _POLL_SECONDS)
    for connection, (worker, task) in heard.items():
        if connection not in answered:
            failure = worker.failure(pool.limits.memory_bytes)
            if failure:
                _fail(task, worker, failure, tasks, pool)
            continue
        answer = worker.answer()
        if isinstance(answer, Partial):
            for held in answer.value:
                task.ready.extend(task.readings[held.index].take(held))
        elif isinstance(answer, Failure):
            _fail(task, worker, answer, tasks, pool)
        else:
            pool.give_back(worker)
            task.worker, task.is_done = None, True


def _fail(task: _Task, worker: Worker, failure: Failure, tasks: deque[_Task], pool: Pool) -> None:
    """What its task had not ended is read on behind what it has read: alone, or again if somebody killed the worker."""
    if failure.reason is Reason.PROCESSING_FAILED:
        pool.give_back(worker)
    else:
        pool.lose(worker, failure)
    task.worker, task.is_done = None, True
    if task.is_alone:
        task.ready.extend(task.readings[0].fail(failure))
    at = tasks.index(task) + 1
    left = [reading for reading in task.readings if not reading.has_ended]
    if not task.is_alone and task.losses < min(failure.retries, LOSSES_TOGETHER):
        tasks.insert(at, _Task(left, losses=task.losses + 1))
        return
    for reading in reversed(left):
        tasks.insert(at, _Task([reading], is_alone=True))
