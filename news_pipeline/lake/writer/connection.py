"""Opens the lake for writing, and lets one process write at a time."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import quoted

_LOCK = 6_022_140_857
"""The number of the advisory lock in PostgreSQL. One for all pipelines: DuckLake misses conflicts of deletes there."""
_POLL_SECONDS = 0.2
_CONFIG = {"autoload_known_extensions": False, "autoinstall_known_extensions": False}
"""Two extensions are loaded, from installed packages, and no others."""


@contextmanager
def open_lake(job: dict[str, Any], *, writes: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lake attached as `lake`. If it writes, no other process does so. Raises UserError."""
    catalog, data = job["catalog"], job["data"]
    kind, _, where = catalog.partition(":")
    config = {**_CONFIG, "memory_limit": job["memory_limit"], "temp_directory": job["spill"]}
    with duckdb.connect(config=config) as connection:
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        for name in ("ducklake", "sqlite_scanner" if kind == "sqlite" else "postgres_scanner"):
            connection.execute(f"LOAD {quoted(extension(name))}")
        with _locked(connection, kind, where, job["wait"]) if writes else nullcontext():
            Path(data).mkdir(parents=True, exist_ok=True)
            # small changes kept in the catalogue itself (inlining) have lost rows beside deletes: none here
            options = f"DATA_PATH {quoted(data)}, DATA_INLINING_ROW_LIMIT 0" if writes else "READ_ONLY"
            try:
                connection.execute(f"ATTACH {quoted('ducklake:' + catalog)} AS lake ({options})")
            except duckdb.Error as error:
                raise UserError(f"the lake cannot be opened: {first_line(error)}") from error
            yield connection


def extension(name: str) -> Path:
    """The file of an extension of DuckDB, from its wheel. Raises UserError."""
    spec = find_spec(f"duckdb_extension_{name}")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.is_file():
            return path
    wheel = f"duckdb-extension-{name.replace('_', '-')}"
    raise UserError(f"there is no {wheel} for its DuckDB, {duckdb.__version__}")


def first_line(error: Exception) -> str:
    """What DuckDB says, without the statement, which may hold an address."""
    return str(error).splitlines()[0][:300]


def _locked(connection: duckdb.DuckDBPyConnection, kind: str, where: str, wait: int) -> AbstractContextManager[None]:
    return _locked_file(where, wait) if kind == "sqlite" else _locked_server(connection, where, wait)


@contextmanager
def _locked_server(connection: duckdb.DuckDBPyConnection, where: str, wait: int) -> Iterator[None]:
    """PostgreSQL holds the lock for as long as the transaction of a second connection is open."""
    holder = connection.cursor()
    try:
        holder.execute(f"ATTACH {quoted(where)} AS lake_lock (TYPE postgres)")
    except duckdb.Error as error:
        raise UserError(f"PostgreSQL, the lake's catalogue, cannot be reached: {first_line(error)}") from error
    holder.begin()
    try:
        _ask(holder, f"SELECT set_config('lock_timeout', '{wait}s', true)")
        _ask(holder, f"SELECT 1 FROM (SELECT pg_advisory_xact_lock({_LOCK})) AS held")  # noqa: S608
    except duckdb.Error as error:
        raise UserError(f"another pipeline writes to the lake. Waited {wait} s: {first_line(error)}") from error
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # the server has gone, and the lock with it
            holder.rollback()


def _ask(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    connection.execute(f"FROM postgres_query('lake_lock', {quoted(sql)})").fetchall()


@contextmanager
def _locked_file(where: str, wait: int) -> Iterator[None]:
    """A lock of the operating system beside the catalogue; it goes with the process."""
    import fcntl  # noqa: PLC0415 not on Windows, where a lake's catalogue is PostgreSQL

    path = Path(where)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as file:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise UserError(f"another process writes to the lake. Waited {wait} s.") from None
                time.sleep(_POLL_SECONDS)
        with sqlite3.connect(path) as catalogue:
            catalogue.execute("PRAGMA journal_mode = WAL")  # readers do not wait for the writer, nor it for them
        catalogue.close()
        yield
