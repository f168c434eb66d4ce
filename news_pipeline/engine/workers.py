"""A worker process that can be lost: one task at a time, each with a limit of time and memory.

`concurrent.futures` neither tells which task killed a worker, nor ends one that hangs.
"""

import errno
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, LOSSES_INNOCENT, LOSSES_SUSPECT, Failure, Reason
from news_pipeline.engine.fork_server import CONTEXT, ensure_fork_server
from news_pipeline.engine.process_look import Look, look_at, memory_kills
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.shared.user_error import UserError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

Function = Callable[[list[Any]], Any]
"""What a worker does with a task: one outcome a row, or an iterator of parts of the answer."""
STOPPED_SECONDS = 5.0
"""A worker that somebody stopped may be continued so long. Ctrl-Z stops the run too, and then nobody counts."""
_LARGE_BYTES = 1_500_000_000
"""In memory: a worker with all models has under a third of it."""
_TRIALS = 3
"""Workers without a document that must die, before the machine is to blame."""
_STARTS = 5
"""Tries to start a process."""
_SIGNALS = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGQUIT")
_OUTSIDE = (None, 255, *(-getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)))
"""Exit codes of a process that somebody killed. None: it still ends; 255: its fork server was killed."""
_MORE = 2
"""Times the limit that a worker gets in addition, while it has had less of the processor than the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take."""

    base_seconds: float = 30.0
    """For any task. The slowest page of 1 MB takes under 10 s; a loaded machine is three times slower."""
    bytes_a_second: float = 10_000.0
    """spaCy, the slowest step, reads 60,000 a second here."""
    part_seconds: float = 120.0
    """For a part of what is read from a file. One record has 64 MiB at most; the slowest reader takes 1 MB a second."""
    passed_bytes_a_second: float = 500_000.0
    """How fast records are passed over at least, where a file is read on from its middle."""
    start_seconds: float = 60.0
    """More for the first task of a worker: imports and models."""
    memory_bytes: int = 4_000_000_000
    """That it may have in memory, looked at twice a second. A burst is refused by the system at this and the next."""
    reserved_bytes: int = 2_000_000_000
    """What libraries may reserve beside: a worker with models and .34 GB in memory has reserved 1.4 GB."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A part of an answer; more follows."""

    value: Any


def _started(connection: Connection, limits: Limits) -> BaseProcess:
    """A new process. One that is killed before it can say its number is started again."""
    for tries_left in reversed(range(_STARTS)):
        ensure_fork_server()
        process: BaseProcess = CONTEXT.Process(target=_serve, args=(connection, limits), daemon=True)
        try:
            process.start()
            break
        except EOFError:
            if not tries_left:
                raise
    return process


class Worker:
    """One process, and what it is doing."""

    def __init__(self, limits: Limits) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self._process = _started(theirs, limits)
        theirs.close()
        self._deadline = self._seconds = self._allowed = self._cpu_limit = 0.0
        self._stopped_since: float | None = None
        self._memory_kills = memory_kills()
        self._largest = 0
        self._functions: set[str] = set()

    def begin(  # noqa: PLR0913 each is told by who hands out
        self,
        function: Function,
        rows: list[Any],
        seconds: float,
        start_seconds: float,
        first_seconds: float = 0,
        *,
        seconds_a_byte: float = 0,
    ) -> None:
        """Hand over a task, with so many seconds for each part of the answer, and `first_seconds` more for the first.

        `seconds_a_byte` are added for each byte of the task as it is sent, where texts that rows share count once.
        `start_seconds` are added when the worker has yet to load what the function needs.
        """
        name = repr(getattr(function, "func", function))
        packed = ForkingPickler.dumps((function, rows))
        seconds += seconds_a_byte * len(packed)
        self._seconds = seconds
        self._allow(seconds + first_seconds + (0 if name in self._functions else start_seconds))
        self._functions.add(name)
        with suppress(OSError):  # it is dead: answer() tells
            self.connection.send_bytes(packed)

    def answer(self) -> "list[Outcome] | Partial | Failure":
        """What it answered; called when the connection is ready. Raises what is no fault of the documents.

        Each part of an answer has its own time.
        """
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(1)
            code = self._process.exitcode
            says = f"the process ended with code {code}"
            return Failure(Reason.KILLED_WORKER, says, retries=self._retries() if code in _OUTSIDE else 0)
        if isinstance(answer, BaseException):
            raise answer
        self._allow(self._seconds)
        return answer  # type: ignore[no-any-return]

    def failure(self, memory_bytes: int) -> Failure | None:
        """Whether it is over a limit by now, or stopped for good."""
        look, now = look_at(self._process.pid), time.monotonic()
        if self._is_stopped(look, now):
            return Failure(Reason.KILLED_WORKER, "the process was stopped", retries=LOSSES_INNOCENT)
        if now > self._deadline and not self._starves(look, now):
            return Failure(Reason.TOO_SLOW, "over the time limit")
        self._largest = max(self._largest, look.resident_bytes if look else 0)
        if self._largest > memory_bytes:
            return _over(memory_bytes)
        return None

    def end(self) -> None:
        """Kill it: it holds nothing that is worth a farewell."""
        self._process.kill()
        self.connection.close()
        self._process.join(1)

    def _allow(self, seconds: float) -> None:
        look = look_at(self._process.pid)
        self._allowed, self._deadline = seconds, time.monotonic() + seconds
        self._cpu_limit = (look.cpu_seconds if look else 0.0) + seconds

    def _retries(self) -> int:
        """For a document whose worker was killed: whether want of memory may be the cause."""
        kills = memory_kills()
        is_innocent = kills != -1 and kills == self._memory_kills and self._largest < _LARGE_BYTES
        return LOSSES_INNOCENT if is_innocent else LOSSES_SUSPECT

    def _starves(self, look: Look | None, now: float) -> bool:
        """Whether it had less of the processor than its limit, and may go on: the machine is busy with other things."""
        return look is not None and look.cpu_seconds < self._cpu_limit and now < self._deadline + _MORE * self._allowed

    def _is_stopped(self, look: Look | None, now: float) -> bool:
        """Whether a signal stopped it a while ago."""
        if look is None or not look.is_stopped:
            self._stopped_since = None
            return False
        self._stopped_since = self._stopped_since or now
        return now - self._stopped_since > STOPPED_SECONDS


class Pool:
    """So many workers at most, started when they are needed."""

    def __init__(self, count: int, limits: Limits) -> None:
        self.count, self.limits = count, limits
        self._idle: list[Worker] = []
        self._works = False
        """Some task of this run was answered: workers as such can live."""

    def take(self) -> Worker:
        """A worker that does nothing yet."""
        return self._idle.pop() if self._idle else Worker(self.limits)

    def give_back(self, worker: Worker) -> None:
        """It answered."""
        self._works = True
        self._idle.append(worker)

    def lose(self, worker: Worker, failure: Failure) -> None:
        """End it. Raises UserError when a worker without any document dies too: then the machine is to blame."""
        worker.end()
        if self._works or failure.reason is not Reason.KILLED_WORKER:
            return
        answers = (self._trial(failure) for _ in range(_TRIALS))
        if all(isinstance(answer, Failure) for answer in answers):
            raise UserError(
                f"worker processes die before they do anything ({failure.says}). Look at the machine's memory and at "
                "`news-pipeline doctor`."
            )
        self._works = True

    def _trial(self, failure: Failure) -> Any:
        """What a worker without any document answers."""
        trial = Worker(self.limits)
        trial.begin(_nothing, [], self.limits.base_seconds, self.limits.start_seconds)
        trial.connection.poll(self.limits.base_seconds + self.limits.start_seconds)
        answer = trial.answer() if trial.connection.poll() else failure
        trial.end()
        return answer

    def close(self) -> None:
        """Kill the workers: what they had not answered is done by the next run."""
        while self._idle:
            self._idle.pop().end()


def checked(outcomes: list[Outcome], rows: list[Row]) -> list[Outcome]:
    """The outcomes. Raises ValueError when there is not one a row."""
    if len(outcomes) != len(rows):
        raise ValueError(f"{len(outcomes)} outcomes for {len(rows)} rows")
    return outcomes


def _serve(connection: Connection, limits: Limits) -> None:
    """The worker's life: a function and rows in, outcomes or a failure out."""
    _begin_worker(limits.memory_bytes + limits.reserved_bytes)
    while True:
        try:
            function, rows = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(rows)
            if isinstance(answer, Iterator):
                for part in answer:
                    connection.send(Partial(part))
                connection.send([])
            else:
                connection.send(checked(answer, rows))
        except BrokenPipeError:
            return
        except MemoryError:
            connection.send(_over(limits.memory_bytes))
        except ENVIRONMENT_FAULTS as error:
            connection.send(_over(limits.memory_bytes) if getattr(error, "errno", 0) == errno.ENOMEM else error)
        except Exception as error:  # noqa: BLE001 whatever it is, the document is refused with it
            connection.send(Failure.of(error))


def _nothing(rows: list[Row]) -> list[Outcome]:  # noqa: ARG001 as every function
    return []


def _over(memory_bytes: int) -> Failure:
    return Failure(Reason.KILLED_WORKER, f"over {memory_bytes / 1e9:.0f} GB of memory")


def _begin_worker(most_bytes: int) -> None:
    """Die with the run, even when it is killed in the midst of a task.

    Ctrl-C reaches all processes of a terminal: what it means is the run's to say. One thread a worker for numerical
    libraries: the workers themselves are the parallelism.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if resource:  # what it writes and nobody else sees: heap, stacks, private maps; not files that it maps to read them
        _, allowed = resource.getrlimit(resource.RLIMIT_DATA)
        bound = most_bytes if allowed == resource.RLIM_INFINITY else min(most_bytes, allowed)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    run = parent_process()
    if run is not None:
        threading.Thread(target=_die_with, args=(run,), daemon=True).start()


def _die_with(run: BaseProcess) -> None:
    run.join()
    os._exit(1)
