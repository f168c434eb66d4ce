"""Writes the published articles of each day as a Parquet file, in folders that tools read as partitions.

`exports/by_day/published_date=2022-01-08/articles.parquet`; DuckDB, Polars and Spark take the day from the path.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from news_pipeline.settings import Settings
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse, open_published

_FILE = "articles.parquet"
_FOLDER = "published_date="
_HASH = "rows_hash"
"""Key in the file's own metadata."""


@dataclass(frozen=True, slots=True)
class Day:
    """What one day holds."""

    day: date
    articles: int
    is_written: bool
    """False: the file held these rows already, or there are none."""


def write_days(settings: Settings, catalog: Catalog, first: date, last: date) -> list[Day]:
    """Bring the files of the days from `first` to `last`, both included, up to date with the published snapshot.

    Only days whose rows have changed are written. A day without articles has no file. Raises UserError where nothing
    is published.
    """
    with open_published(settings, catalog) as snapshot:
        there = _hashes_there(settings.days_dir, snapshot)
        sql = read_sql(__package__, "day_hashes.sql")
        found = {row["day"]: row for row in snapshot.rows(sql, {"first": first, "last": last})}
        for day in there.keys() - found.keys():
            if first <= day <= last:
                _remove(settings.days_dir, day)
        days = []
        for day, row in found.items():
            is_changed = there.get(day) != row["hash"]
            if is_changed:
                _write(settings.days_dir, day, row["hash"], snapshot)
            days.append(Day(day, row["articles"], is_changed))
        return days


def refresh_days(settings: Settings, catalog: Catalog) -> int:
    """Bring those days up to date that have a file. Returns how many changed."""
    there = list(_days_there(settings.days_dir))
    if not there:
        return 0
    days = write_days(settings, catalog, min(there), max(there))
    return sum(day.is_written for day in days) + len(set(there) - {day.day for day in days})


def _days_there(folder: Path) -> Iterator[date]:
    for path in folder.glob(f"{_FOLDER}*/{_FILE}"):
        yield date.fromisoformat(path.parent.name.removeprefix(_FOLDER))


def _hashes_there(folder: Path, snapshot: Warehouse) -> dict[date, str]:
    """What the files say of their rows. Where one cannot be read, all count as missing and are written again."""
    if not next(_days_there(folder), None):
        return {}
    sql = read_sql(__package__, "day_files.sql")
    try:
        return {row["day"]: row["hash"] for row in snapshot.rows(sql, {"files": f"{folder}/{_FOLDER}*/{_FILE}"})}
    except duckdb.Error:
        return dict.fromkeys(_days_there(folder), "")


def _write(folder: Path, day: date, rows_hash: str, snapshot: Warehouse) -> None:
    target = folder / f"{_FOLDER}{day}" / _FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{_FILE}.tmp")
    select = f"SELECT * FROM articles WHERE published_date = DATE '{day}' ORDER BY article_id"  # noqa: S608 a date
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{_HASH}: {quoted(rows_hash)}}}"
    try:
        snapshot.execute(f"COPY ({select}) TO {quoted(beside)} ({options})")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _remove(folder: Path, day: date) -> None:
    (folder / f"{_FOLDER}{day}" / _FILE).unlink(missing_ok=True)
    (folder / f"{_FOLDER}{day}").rmdir()
