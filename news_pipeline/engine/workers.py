"""A worker process that can be lost: one task at a time, each with a limit of time and memory.

`concurrent.futures` neither tells which task killed a worker, nor ends one that hangs.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, Failure, Reason
from news_pipeline.shared.results import Outcome, Row

Function = Callable[[list[Row]], list[Outcome]]
_CONTEXT: Any = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Worker:
    """One process, and what it is doing."""

    def __init__(self) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._deadline = 0.0
        self._functions: set[str] = set()

    def begin(self, function: Function, rows: list[Row], seconds: float, start_seconds: float) -> None:
        """Hand over a task. `start_seconds` are added when the worker has yet to load what the function needs."""
        name = repr(getattr(function, "func", function))
        self._deadline = time.monotonic() + seconds + (0 if name in self._functions else start_seconds)
        self._functions.add(name)
        with suppress(OSError):  # it is dead: answer() tells
            self.connection.send((function, rows))

    def answer(self) -> "list[Outcome] | Failure":
        """What it answered; called when the connection is ready. Raises what is no fault of the documents."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(1)
            return Failure(Reason.KILLED_WORKER, f"the process ended with code {self._process.exitcode}")
        if isinstance(answer, BaseException):
            raise answer
        return answer  # type: ignore[no-any-return]

    def failure(self, memory_bytes: int) -> Failure | None:
        """Whether it is over a limit by now."""
        if time.monotonic() > self._deadline:
            return Failure(Reason.TOO_SLOW, "over the time limit")
        used = self._memory()
        if used > memory_bytes:
            return Failure(Reason.KILLED_WORKER, f"over {memory_bytes / 1e9:.0f} GB of memory")
        return None

    def end(self) -> None:
        """Kill it: it holds nothing that is worth a farewell."""
        self._process.kill()
        self.connection.close()
        self._process.join(1)

    def _memory(self) -> int:
        """Bytes in memory; 0 where the system does not tell."""
        try:
            resident = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(resident) * _PAGE_BYTES


def answered(function: Function, rows: list[Row]) -> list[Outcome]:
    """The outcomes. Raises ValueError when there is not one a row."""
    outcomes = function(rows)
    if len(outcomes) != len(rows):
        raise ValueError(f"{len(outcomes)} outcomes for {len(rows)} rows")
    return outcomes


def _serve(connection: Connection) -> None:
    """The worker's life: a function and rows in, outcomes or a failure out."""
    _begin_worker()
    while True:
        try:
            function, rows = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(answered(function, rows))
        except BrokenPipeError:
            return
        except ENVIRONMENT_FAULTS as error:
            connection.send(error)
        except Exception as error:  # noqa: BLE001 whatever it is, the document is refused with it
            connection.send(Failure.of(error))


def _begin_worker() -> None:
    """Die with the run, even when it is killed in the midst of a task.

    Ctrl-C reaches all processes of a terminal: what it means is the run's to say. One thread a worker for numerical
    libraries: the workers themselves are the parallelism.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    run = parent_process()
    if run is not None:
        threading.Thread(target=_die_with, args=(run,), daemon=True).start()


def _die_with(run: BaseProcess) -> None:
    run.join()
    os._exit(1)
