"""Where Dagster's records lie: its own SQLite files, held open.

Dagster opens a file anew for each record that it writes or reads, a thousand times in a run with nothing new, and
SQLite brings its log into the file, and both to the disk, whenever the last connection closes: that is most of such a
run's time. Here: the same storages with connections that stay open. Elsewhere: their place and settings (history.py,
dagster.yaml).

What a machine that loses power had just written may be gone, as SQLite's `synchronous = NORMAL` has it; the files stay
sound, and what is done and what is not stands in the warehouse.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any

from dagster._core.event_api import EventHandlerFn
from dagster._core.storage.event_log.sqlite.sqlite_event_log import (
    INDEX_SHARD_NAME,
    SqliteEventLogStorage,
    SqliteEventLogStorageWatchdog,
)
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import (
    DagsterSqliteStorage,
    _event_logs_directory,
    _runs_directory,
)
from dagster._serdes import ConfigurableClassData
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool
from watchdog.events import FileSystemEvent
from watchdog.observers import Observer

KEPT_FILES = 4
"""Files that one storage holds open; each run has one of its own, and the web server may be shown any of them."""
_MODE = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
"""The first is Dagster's own mode, from before its tables are made."""


class OpenFiles:
    """Connections to the files that were used last. Threads may share one."""

    def __init__(self) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def begin(self, address: str) -> Iterator[Connection]:
        """A transaction in the file."""
        with self.engine(address).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all; they open again when they are used again."""
        with self._lock:
            while self._engines:
                self._engines.popitem()[1].dispose()

    def engine(self, address: str) -> Engine:
        """What makes connections to the file."""
        with self._lock:
            engine = self._engines.pop(address) if address in self._engines else _make_engine(address)
            self._engines[address] = engine
            while len(self._engines) > KEPT_FILES:
                self._engines.popitem(last=False)[1].dispose()
            return engine


def _make_engine(address: str) -> Engine:
    waiting = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False}
    engine = create_engine(address, poolclass=QueuePool, connect_args=waiting)
    event.listen(engine, "connect", lambda connection, _: connection.executescript(_MODE))
    return engine


class RunRecords(SqliteRunStorage):
    """Runs and their tags."""

    def __init__(self, conn_string: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._files = OpenFiles()
        super().__init__(conn_string, inst_data)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A transaction."""
        with self._files.begin(self._conn_string) as connection:
            yield connection

    def dispose(self) -> None:
        """Close the file."""
        self._files.close()


class EventRecords(SqliteEventLogStorage):
    """Events: a file for each run, and one, the index, for what is asked of all runs."""

    _obs: Any  # Dagster says None, and puts an observer there

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._files = OpenFiles()
        super().__init__(base_dir, inst_data)

    @contextmanager
    def run_connection(self, run_id: str | None = None) -> Iterator[Connection]:
        """A transaction in the file of a run."""
        address = self.conn_string_for_shard(run_id)  # type: ignore[arg-type] # Dagster refuses None there
        with self._db_lock:
            if run_id not in self._initialized_dbs:
                self._initdb(self._files.engine(address))
                self._initialized_dbs.add(run_id)
        with self._files.begin(address) as connection:
            yield connection

    def index_connection(self) -> AbstractContextManager[Connection]:
        """A transaction in the index."""
        return self.run_connection(INDEX_SHARD_NAME)

    def watch(self, run_id: str, cursor: str | None, callback: EventHandlerFn) -> None:
        """Tell of new events of a run. While its file is open they stand in the log beside it."""
        if not self._obs:
            self._obs = Observer()
            self._obs.start()
        watchdog = _Watchdog(self, run_id, callback, cursor)
        watched = self._obs.schedule(watchdog, self._base_dir, recursive=True)
        self._watchers[run_id][callback] = (watchdog, watched)

    def wipe(self) -> None:
        """Delete all."""
        self._files.close()
        super().wipe()

    def dispose(self) -> None:
        """Close the files."""
        super().dispose()
        self._files.close()


class _Watchdog(SqliteEventLogStorageWatchdog):
    @property
    def patterns(self) -> list[str]:
        return [self._log_path, f"{self._log_path}-wal"]

    def on_modified(self, event: FileSystemEvent) -> None:  # noqa: ARG002 either file
        self._process_log()


class HistoryStorage(DagsterSqliteStorage):
    """Dagster's SQLite storage, with the two above in it."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._run_storage = RunRecords.from_local(_runs_directory(base_dir))
        self._event_log_storage = EventRecords(_event_logs_directory(base_dir))

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> "HistoryStorage":
        """As `storage` in dagster.yaml names it."""
        return cls(config_value["base_dir"], inst_data)
