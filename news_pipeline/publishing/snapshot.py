"""Publishes a snapshot: writes it beside its final name, checks it, and puts it in place atomically.

The published file is never opened for writing, so readers never wait. A client keeps the snapshot that it opened, and
sees the next one when it opens the file again.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import duckdb

from news_pipeline.engine import ledger
from news_pipeline.publishing.near import near_query
from news_pipeline.publishing.search_index import search_version
from news_pipeline.publishing.search_tables import SEARCH_TABLES
from news_pipeline.publishing.snapshot_contents import STORAGE_VERSION, write_changes, write_whole
from news_pipeline.publishing.tables import SNAPSHOT_INFO
from news_pipeline.publishing.view_columns import SAYS
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_read_only

GROWTH = 1.2
"""By so much a snapshot may grow by changes before it is written whole again: deleted rows keep their place in it."""
_BASE = "snapshot in place"
"""The note about the file that the next snapshot may be a copy of."""
_UNCHANGED = "The snapshot before stays in place."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was published."""

    rows: dict[str, int]
    """Row count by table."""
    data_version: str
    is_new: bool
    """False: the snapshot in place holds the same data already."""
    changes_only: bool = False
    """Only what has changed was written, into a copy of the snapshot before."""
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
    whole_size = _size_of_base(warehouse, target)
    write_whole_next(warehouse)  # should this one fail
    try:
        if whole_size:
            copyfile(target, beside)
            rows = write_changes(warehouse, beside, run_id, data_version)
        else:
            rows = write_whole(warehouse, beside, run_id, data_version)
        _check(beside, rows, warehouse.catalog.snapshot_views)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        aside = _put_in_place(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    _note_base(warehouse, target, None if aside else whole_size or target.stat().st_size)
    return Snapshot(rows, data_version, is_new=True, changes_only=bool(whole_size), aside=aside)


def write_whole_next(warehouse: Warehouse) -> None:
    """Let the next snapshot be a new file: a copy would hold the bytes of what was deleted."""
    ledger.note(_BASE, None, warehouse)


def _size_of_base(warehouse: Warehouse, target: Path) -> int | None:
    """When changes may be written into a copy of the snapshot, its size when it was last written whole; else None."""
    noted = ledger.noted(_BASE, warehouse)
    if noted is None or not target.exists() or target.with_name(f"{target.name}.wal").exists():
        return None
    base = json.loads(noted)
    whole_size = int(base.pop("whole_size"))
    is_as_written = base == _file_state(warehouse, target)
    return whole_size if is_as_written and target.stat().st_size <= GROWTH * whole_size else None


def _note_base(warehouse: Warehouse, target: Path, whole_size: int | None) -> None:
    """Remember the file as it was put in place, so that one that somebody else wrote into is not built upon."""
    state = {**_file_state(warehouse, target), "whole_size": whole_size}
    ledger.note(_BASE, json.dumps(state) if whole_size else None, warehouse)


def _file_state(warehouse: Warehouse, target: Path) -> dict[str, object]:
    stat = target.stat()
    comments = [list(table.comments()) for table in (*warehouse.catalog.published, SNAPSHOT_INFO, *SEARCH_TABLES)]
    layout = digest(*map(repr, (_shape(warehouse), comments, duckdb.__version__, STORAGE_VERSION)))
    return {"layout": layout, "size": stat.st_size, "modified": stat.st_mtime_ns}


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
    return digest(*map(repr, (contents, *_shape(warehouse))))


def _shape(warehouse: Warehouse) -> tuple[object, ...]:
    """What a snapshot is made by."""
    tables = [(table.ddl, table.view or table.published_by, table.says) for table in warehouse.catalog.published]
    views = [*sorted(warehouse.catalog.snapshot_views.items()), *sorted(SAYS.items())]
    return tables, views, (near_query(), *search_version()), version("news-pipeline")


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
            [(rare,)] = connection.execute("SELECT min_by(word, article_count) FROM search.words").fetchall()
            question = "SELECT * FROM search_articles($word, at_most := 1)"
            connection.execute(question, {"word": rare or "a"}).fetchall()  # a common word is in all articles
    except duckdb.Error as error:
        raise UserError(f"{path} cannot be read back: {error}. {_UNCHANGED}") from error


def _remove_leftovers(target: Path) -> None:
    """Half-written snapshots of runs that were killed. The caller holds the run lock, so nobody is writing one."""
    for leftover in target.parent.glob(f"{target.name}.*.tmp*"):
        leftover.unlink(missing_ok=True)
