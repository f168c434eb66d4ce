"""Mends a data folder as far as that is safe, and says each repair in a line.

What is damaged is moved into the folder `damaged`, never deleted. What can be made again is made again from what is
sound: raw files from the landing folder or the documents in the warehouse, the manifest from the warehouse, the
warehouse from the raw files (by the next run), the snapshot from the warehouse (by the next run).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from news_pipeline.recovery.raw_files import mend_manifest, mend_raw_files
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import begin_rebuild
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.tombstones import mend_tombstones
from news_pipeline.storage.warehouse import Warehouse, is_in_use, open_read_only, open_warehouse

DAMAGED = "damaged"
"""Folder in the data folder for what was moved aside. A takedown does not reach into it."""


def repair(settings: Settings, catalog: Catalog) -> Iterator[str]:
    """Mend what can be mended, and yield a sentence a repair, or a thing that is beyond it. The caller holds the lock.

    All data are read once, so this takes time in proportion to them. Raises UserError where the list of takedowns
    is lost, as nothing may be read without it.
    """
    aside = settings.data_dir / DAMAGED / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    lacking = mend_tombstones(settings.raw_dir)
    if lacking:
        yield f"The list of takedowns and its copy are whole again; one lacked {lacking:,}."
    store = RawStore(settings.raw_dir, settings.raw_address)
    yield from _mend_warehouse(settings, aside)
    if settings.warehouse_path.exists():
        with open_warehouse(settings, catalog) as warehouse:
            yield from mend_manifest(store, aside, warehouse, settings)
            yield from mend_raw_files(store, aside, warehouse, settings)
    else:
        yield from mend_manifest(store, aside, None, settings)
        yield from mend_raw_files(store, aside, None, settings)
        yield from _begin_anew(settings, catalog, store)
    yield from _mend_snapshot(settings, aside)
    yield from _mend_history(settings, aside)


def fault_of_database(path: Path, settings: Settings, *, deep: bool = True) -> str | None:
    """What DuckDB says when the file is opened, and with `deep` when all of it is read; None if it is sound."""
    try:
        with open_read_only(path, settings) as database:
            if deep:
                _read_all(database)
    except duckdb.Error as error:
        return str(error).strip().partition("\n")[0].rstrip(".")
    return None


def fault_of_history(path: Path) -> str | None:
    """What SQLite says of one of Dagster's files; None if it is sound."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            [(says,)] = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        return str(error)
    return None if says == "ok" else str(says)


def history_files(settings: Settings) -> list[Path]:
    """Dagster's databases."""
    return sorted(settings.dagster_dir.rglob("*.db"))


def move_aside(path: Path, aside: Path, settings: Settings) -> Path:
    """Move a file or folder into `aside`, under its path in the data folder; where it is now."""
    target = aside / path.relative_to(settings.data_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    return path.rename(target)


def _read_all(database: Warehouse) -> None:
    """Read every block of every table: DuckDB compares each with its checksum."""
    tables = database.rows(
        "SELECT schema_name, table_name FROM duckdb_tables() "
        "WHERE database_name = current_database() AND NOT temporary ORDER BY ALL"
    )
    for table in tables:
        name = f'"{table["schema_name"]}"."{table["table_name"]}"'
        database.value(f"SELECT bit_xor(hash(part)) FROM {name} AS part")  # noqa: S608 names are ours


def _mend_warehouse(settings: Settings, aside: Path) -> Iterator[str]:
    path = settings.warehouse_path
    fault = fault_of_database(path, settings) if path.exists() else None
    if fault is None:
        return
    if is_in_use(fault):
        raise UserError(f"{path} is in use: {fault}. Close the program that has it open, and ask again.")
    for part in (path, path.with_name(f"{path.name}.wal")):
        if part.exists():
            yield f"{part.name} was moved to {move_aside(part, aside, settings)}: {fault}."


def _begin_anew(settings: Settings, catalog: Catalog, store: RawStore) -> Iterator[str]:
    """A new warehouse that knows that the raw files are to be read."""
    versions = sum(1 for _ in store.manifest())
    if not versions:
        return
    with open_warehouse(settings, catalog) as warehouse, warehouse.transaction():
        begin_rebuild(warehouse)
    yield (
        f"{settings.warehouse_path.name} begins anew: the next run reads the {versions:,} stored versions of files "
        "again. Groups and stories get new ids. For the old ids restore a backup instead."
    )


def _mend_snapshot(settings: Settings, aside: Path) -> Iterator[str]:
    path = settings.published_path
    fault = fault_of_database(path, settings) if path.exists() else None
    if fault and not is_in_use(fault):
        yield f"{path.name} was moved to {move_aside(path, aside, settings)}: {fault}. The next run writes a new one."


def _mend_history(settings: Settings, aside: Path) -> Iterator[str]:
    """All of Dagster's files go together: they refer to one another, and nothing of the news depends on them."""
    faults = ((path, fault_of_history(path)) for path in history_files(settings))
    damaged = next(((path, fault) for path, fault in faults if fault), None)
    if damaged is not None:
        path, fault = damaged
        yield (
            f"Dagster's history was moved to {move_aside(settings.dagster_dir, aside, settings)}: {path.name}, "
            f"{fault}. The records of earlier runs are gone from the UI; the news is untouched."
        )
