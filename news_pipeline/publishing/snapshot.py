"""Publishes a snapshot: writes it beside its final name, checks it, and puts it in place atomically.

The published file is never opened for writing, so readers never wait. A client keeps the snapshot that it opened, and
sees the next one when it opens the file again.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import duckdb

from news_pipeline.publishing.search_index import search_version, write_search_index
from news_pipeline.publishing.tables import SNAPSHOT_INFO
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse, open_read_only

STORAGE_VERSION = "v1.0.0"
"""DuckDB's file format that clients since 1.1 can open."""


_UNCHANGED = "The snapshot before stays in place."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was published."""

    rows: dict[str, int]
    """Row count by table."""
    data_version: str
    is_new: bool
    """False: the snapshot in place holds the same data already."""
    aside: Path | None = None
    """Where the snapshot lies when it cannot be put in place: on Windows a file in use cannot be replaced."""


def publish(warehouse: Warehouse, run_id: str) -> Snapshot:
    """Write `news.duckdb`, unless the one in place holds the same data. Raises UserError; then that one stays."""
    target = warehouse.settings.published_path
    data_version = warehouse_version(warehouse)
    published = read_snapshot(target)
    if published is not None and published.data_version == data_version:
        return published
    for waiting in reversed(put_aside(target)):
        held = read_snapshot(waiting)
        if held is not None and held.data_version == data_version:
            aside = _put_in_place(waiting, target)
            return replace(held, is_new=aside is None, aside=aside)
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    _remove_leftovers(target)
    try:
        rows = _write(warehouse, beside, run_id, data_version)
        _check(beside, rows, warehouse.catalog.snapshot_views)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        aside = _put_in_place(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return Snapshot(rows, data_version, is_new=True, aside=aside)


def put_aside(target: Path) -> list[Path]:
    """Snapshots that could not be put in place, the oldest first."""
    return sorted(target.parent.glob(f"{target.stem}-[0-9]*{target.suffix}"))


def aside_says(target: Path, aside: Path) -> str:
    """What a person should know of a snapshot that waits."""
    return (
        f"A client has {target} open, and this system does not let a file in use be replaced. The new snapshot is "
        f"{aside}; open that, or close the client: the next run puts it in place."
    )


def _put_in_place(beside: Path, target: Path) -> Path | None:
    """Replace the old snapshot. Returns where the new one lies instead, if a client keeps the old one open (Windows).

    A client that opened the file for writing leaves a write-ahead log, which would break the next file.
    """
    log, aside = target.with_name(f"{target.name}.wal"), None
    try:
        log.unlink(missing_ok=True)
        beside.replace(target)
        log.unlink(missing_ok=True)
    except PermissionError:
        if not target.exists():
            raise
        aside = target.with_name(f"{target.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{target.suffix}")
        beside.replace(aside)
    for old in put_aside(target):
        if old != aside:
            with suppress(PermissionError):  # also open; the next snapshot tries again
                old.unlink()
    return aside


def waits_until(warehouse: Warehouse, interval: timedelta, now: datetime) -> datetime | None:
    """When a new snapshot may follow the one in place. None: at once, or there is nothing new to publish."""
    published = read_snapshot(warehouse.settings.published_path)
    if published is None or published.data_version == warehouse_version(warehouse):
        return None
    with open_read_only(warehouse.settings.published_path, warehouse.settings) as snapshot:
        last: datetime = snapshot.value("SELECT max(published_at) FROM snapshot_info")
    return last + interval if last <= now < last + interval else None


def warehouse_version(warehouse: Warehouse) -> str:
    """A hash of all that a snapshot is made from: the loops' answers, the files, the shape of the tables."""
    contents = warehouse.rows(read_sql(__package__, "contents_version.sql"))
    shape = [(table.ddl, table.view or table.published_by, table.says) for table in warehouse.catalog.published]
    views = sorted(warehouse.catalog.snapshot_views.items())
    return digest(*map(repr, (contents, shape, views, search_version(), version("news-pipeline"))))


def read_snapshot(path: Path) -> Snapshot | None:
    """The `snapshot_info` of the published file; None if there is none, or it cannot be read."""
    if not path.exists():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute("SELECT data_version, table_name, row_count FROM snapshot_info").fetchall()
    except duckdb.Error:
        return None
    return Snapshot({table: count for _, table, count in rows}, rows[0][0] if rows else "", is_new=False)


def _write(warehouse: Warehouse, beside: Path, run_id: str, data_version: str) -> dict[str, int]:
    rows: dict[str, int] = {}
    warehouse.execute(f"ATTACH {quoted(beside)} AS snapshot (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        for table in sorted(warehouse.catalog.published, key=lambda table: table.name != "articles"):
            rows[table.name] = _copy(warehouse, table.name)
            for comment in table.comments("snapshot.main"):
                warehouse.execute(comment)
        warehouse.execute("USE snapshot")
        for view, (says, query) in warehouse.catalog.snapshot_views.items():
            warehouse.execute(f"CREATE VIEW {view} AS {query}")
            warehouse.execute(f"COMMENT ON VIEW {view} IS {quoted(says)}")
        write_search_index(warehouse)
        _describe(warehouse, rows, run_id, data_version)
    finally:
        warehouse.execute("USE pipeline")
        warehouse.execute("DETACH snapshot")
    return rows


def _copy(warehouse: Warehouse, name: str) -> int:
    """Copy the described columns; rows about articles that are not published yet stay behind."""
    table = warehouse.catalog[name]
    columns = ", ".join(column.name for column in table.columns)
    about = [column.name for column in table.columns if column.references in ("articles", "articles.article_id")]
    known = " AND ".join(f"{column} IN (SELECT article_id FROM snapshot.articles)" for column in about)  # noqa: S608
    order = f"ORDER BY {', '.join(table.key)}" if table.key else ""
    rows = f"({table.published_by})" if table.published_by else name
    select = f"SELECT {columns} FROM {rows} WHERE {known or 'true'} {order}"  # noqa: S608 names are ours
    warehouse.execute(f"CREATE TABLE snapshot.{name} AS {select}")
    return int(warehouse.value(f"SELECT count(*) FROM snapshot.{name}"))  # noqa: S608


def _describe(warehouse: Warehouse, rows: dict[str, int], run_id: str, data_version: str) -> None:
    warehouse.execute(SNAPSHOT_INFO.ddl)
    for comment in SNAPSHOT_INFO.comments():
        warehouse.execute(comment)
    about = {
        "run_id": run_id,
        "published_at": datetime.now(UTC),
        "code_version": version("news-pipeline"),
        "duckdb_version": duckdb.__version__,
        "data_version": data_version,
    }
    warehouse.insert(
        "snapshot_info", [{**about, "table_name": table, "row_count": count} for table, count in rows.items()]
    )


def _check(path: Path, rows: dict[str, int], views: Iterable[str]) -> None:
    """Open the file as a reader does, and count."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            for table, expected in rows.items():
                found = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]  # noqa: S608 table names are ours
                if found != expected:
                    raise UserError(f"{path}: {table} has {found} rows, {expected} were written. {_UNCHANGED}")
            for view in views:
                connection.execute(f"SELECT * FROM {view} LIMIT 0")  # noqa: S608 all of some would be much to compute
            connection.execute("SELECT * FROM search_articles('a')").fetchall()
    except duckdb.Error as error:
        raise UserError(f"{path} cannot be read back: {error}. {_UNCHANGED}") from error


def _remove_leftovers(target: Path) -> None:
    """Half-written snapshots of runs that were killed. The caller holds the run lock, so nobody is writing one."""
    for leftover in target.parent.glob(f"{target.name}.*.tmp*"):
        leftover.unlink(missing_ok=True)
