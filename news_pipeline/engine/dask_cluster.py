"""A Dask cluster as a run sees it: tasks in, answers out. Workers may die and come, the scheduler may restart."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import dask
from distributed import Client, Future, LocalCluster
from distributed.client import CancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from news_pipeline.engine.remote_tasks import Task, code_hash, do_task, pack, unpack
from news_pipeline.shared.user_error import UserError

PATIENCE_SECONDS = 60.0
"""Without a worker, or without a scheduler."""
_POLL_SECONDS = 2.0
_FAULTS = 3
"""Hosts that may fail a task, as with a full disk, before the run ends with it."""
_SETTINGS = {
    "distributed.worker.daemon": False,  # our workers start a process each
    "distributed.scheduler.allowed-failures": 5,  # a document dies below its worker; so many nodes may fail a task
    "distributed.scheduler.work-stealing": False,  # a task is handed out when somebody can do it
    "distributed.comm.timeouts.connect": "10s",
    # what nobody looks at: two workers that wait took 42 ms of CPU a second, now 18
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.large-graph-warning-threshold": "1GB",  # rows go with their task: elsewhere they can be lost
}


class LostTaskError(Exception):
    """Workers died with a task again and again."""


class Pending:
    """A task that was handed over."""

    def __init__(self, task: Task) -> None:
        self.packed = pack(task)
        self.future: Future | None = None
        self.scheduler = ""
        """Whom it was handed to."""
        self.faults = 0
        """So often a host could not do it."""
        self.answer: bytes | None = None
        """Once it was fetched."""


class Cluster:
    """A connection to a scheduler, or a cluster of this host that ends with the run."""

    def __init__(
        self, address: str, say: Callable[[str], None], *, patience: float = PATIENCE_SECONDS, code: str = ""
    ) -> None:
        """`address`: tcp://..., tls://... or local:4. Raises UserError when nobody is there."""
        self._say, self._patience, self._code = say, patience, code or code_hash()
        dask.config.set(_SETTINGS)
        self._local: LocalCluster | None = None
        if address.startswith("local:"):
            self._wanted = int(address.removeprefix("local:"))
            self._local = LocalCluster(
                n_workers=self._wanted,
                threads_per_worker=1,
                processes=True,
                memory_limit=0,  # the process below a worker has its own limit
                dashboard_address=None,
                host="127.0.0.1",
            )
        self._address = self._local.scheduler_address if self._local else address
        self._client = self._connected()
        self._scheduler = self._asked()
        """Which one answers. Asking costs as much as a task, so it is asked again where an answer is long in coming."""
        self._workers = -1
        self._lacking_since: float | None = None
        """The first of the looks without a break that found no worker. A run may do other things for minutes."""

    def workers(self) -> int:
        """Tasks that can run at once now; says so when they are others than before."""
        count = 0
        if self._client.status == "running":
            with suppress(OSError, ValueError, AttributeError):  # it goes just now
                count = int(sum(self._client.nthreads().values()))
        if count != self._workers:
            self._say(f"Dask at {self._address}: {count:,} workers")
            self._workers = count
        self._lacking_since = None if count else self._lacking_since or time.monotonic()
        return count

    def begin(self, tasks: Iterable[Task]) -> list[Pending]:
        """Hand over tasks, all in one message."""
        pending = [Pending(task) for task in tasks]
        if pending:
            self._submit(pending)
        return pending

    def fetch(self, pending: Sequence[Pending]) -> None:
        """Take the answers of all, if they come soon and nothing is wrong with any: `finished` does the rest.

        By themselves four answers cost the run and the scheduler twice as much.
        """
        futures = [each.future for each in pending if each.future is not None]
        if len(futures) < max(2, len(pending)):
            return
        try:
            answers = self._client.sync(
                lambda: self._client.gather(futures, asynchronous=True), callback_timeout=_POLL_SECONDS
            )
        except Exception:  # noqa: BLE001 whatever it is, `finished` meets it again, and knows which task it is of
            return
        for each, answer in zip(pending, answers, strict=True):
            each.answer = answer

    def finished(self, pending: Pending) -> Any:
        """Wait for the answer. Raises LostTaskError, what the task raised, and UserError when nobody works on it."""
        if pending.answer is not None:
            return unpack(pending.answer)
        while True:
            future = pending.future
            if future is None or future.cancelled():
                [future] = self._submit([pending])  # it went with its scheduler
            try:
                return unpack(future.result(timeout=_POLL_SECONDS))
            except TimeoutError as error:
                self._wait_on(pending, error)
            except KilledWorker as error:
                raise LostTaskError(str(error)) from error
            except CancelledError:
                self._submit([pending])
            except (CommClosedError, OSError) as error:
                self._again(pending, error)

    def _wait_on(self, pending: Pending, error: Exception) -> None:
        """After a time without an answer."""
        if pending.future is not None and pending.future.status == "error":
            self._again(pending, error)  # the task's own timeout
            return
        self._look_for_workers()
        self._scheduler = self._asked()
        if pending.scheduler != self._scheduler:
            self._submit([pending])  # another one answers, and knows nothing of it

    def _again(self, pending: Pending, error: Exception) -> None:
        """After an error of the connection, or of the host that worked on it: another host may do it."""
        if pending.future is None or pending.future.status != "error":
            self._reconnect(error)
            return
        pending.faults += 1
        if pending.faults == _FAULTS:
            raise error
        self._submit([pending])

    def forget(self, pending: Pending) -> None:
        """Nobody wants the answer any more."""
        if pending.future is not None:
            pending.future.release()

    def close(self) -> None:
        """Leave the cluster; end it if it is our own."""
        self._client.close(timeout=5)
        if self._local:
            self._local.close(timeout=10)

    def _submit(self, pending: Sequence[Pending]) -> list[Future]:
        while True:
            try:
                packed = [each.packed for each in pending]
                futures: list[Future] = self._client.map(do_task, packed, code=self._code, pure=False)
            except (CommClosedError, OSError, RuntimeError, ValueError) as error:
                self._reconnect(error)
                continue
            for each, future in zip(pending, futures, strict=True):
                each.future, each.scheduler = future, self._scheduler
            return futures

    def _asked(self) -> str:
        """The name of the scheduler: one that was restarted has another."""
        return str(self._client.scheduler_info(n_workers=0).get("id", ""))

    def _look_for_workers(self) -> None:
        if self._client.status not in ("running", "connecting"):
            self._reconnect(ConnectionError(f"the connection is {self._client.status}"))
            return
        found = self.workers()
        if self._local and found < self._wanted:
            self._local.scale(self._wanted)  # Dask gives up on a worker that dies while it starts
        if not found and time.monotonic() - (self._lacking_since or 0) > self._patience:
            raise UserError(
                f"Dask at {self._address} has had no workers for {self._patience:.0f} s. Start some: "
                f"DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker {self._address} --nthreads 1. What was committed "
                "stays, and the next run goes on."
            )

    def _reconnect(self, error: Exception) -> None:
        """The scheduler has gone: wait for the one that comes in its place."""
        if self._client.status == "running" and not isinstance(error, CommClosedError):
            time.sleep(_POLL_SECONDS / 10)
            return
        self._say(f"The connection to Dask at {self._address} is lost ({type(error).__name__}); trying again.")
        self._client.close(timeout=1)
        self._client = self._connected()
        self._scheduler = self._asked()
        self._lacking_since = None

    def _connected(self) -> Client:
        until = time.monotonic() + self._patience
        while True:
            try:
                return Client(self._address, timeout=min(10.0, self._patience), set_as_default=False)
            except (OSError, ValueError, TimeoutError) as error:
                if time.monotonic() > until:
                    raise UserError(
                        f"No Dask scheduler answers at {self._address} ({type(error).__name__}). Start one with `dask "
                        "scheduler`, or look at NEWS_DASK_SCHEDULER."
                    ) from error
                time.sleep(_POLL_SECONDS / 4)
