"""Tells which program wrote a data folder: a newer one's is refused, an older one's database is copied first.

The note is a table of its own, which holds one row and is in no catalogue: it is read before the tables are migrated.
"""

import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from shutil import copyfile

import duckdb

from news_pipeline.settings import Settings
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.schema import Catalog

DATA_FORMAT = 1
"""Raise it when an earlier program, which would not notice, must not open what this one writes."""
_TABLE = "data_format"


def copy_before_upgrade(settings: Settings) -> Path:
    """Where the database lies as it was before this program first opened it; until its first good run."""
    return settings.warehouse_path.with_name(f"{settings.warehouse_path.name}.before-upgrade")


def layout_of(catalog: Catalog) -> str:
    """A hash of all tables with their columns."""
    return digest(*(table.ddl for table in catalog.tables if not table.view))


def is_of_today(connection: duckdb.DuckDBPyConnection, settings: Settings, catalog: Catalog) -> bool:
    """Whether this layout wrote the database, or nothing has been written yet.

    Raises UserError when a program with a newer format wrote it.
    """
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary"
    ).fetchall()
    if (_TABLE,) not in tables:
        return not tables
    [(number, layout, program)] = connection.execute(f"SELECT format, layout, program FROM {_TABLE}").fetchall()  # noqa: S608 our own name
    if number > DATA_FORMAT:
        raise UserError(
            f"{settings.data_dir} was written by a newer program: news-pipeline {program}, data format {number}. This "
            f"is {version('news-pipeline')}, which knows formats up to {DATA_FORMAT}. Install that version again, or "
            "restore a backup of before it."
        )
    return bool(layout == layout_of(catalog))


def note_format(connection: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
    """Sign the database, in the transaction that migrates it."""
    connection.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (format INTEGER, layout VARCHAR, program VARCHAR)")
    signed = [DATA_FORMAT, layout_of(catalog), version("news-pipeline")]
    if connection.execute(f"FROM {_TABLE}").fetchall() != [tuple(signed)]:
        connection.execute(f"DELETE FROM {_TABLE}")  # noqa: S608
        connection.execute(f"INSERT INTO {_TABLE} VALUES (?, ?, ?)", signed)  # noqa: S608


def keep_copy(settings: Settings) -> None:
    """Copy the database, which nobody has open, beside itself; a copy that is there already is older, and stays.

    Raises UserError when there is no room for it.
    """
    copy = copy_before_upgrade(settings)
    if copy.exists():
        return
    beside = copy.with_name(f"{copy.name}.tmp")
    try:
        copyfile(settings.warehouse_path, beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(copy)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UserError(
            f"{settings.warehouse_path} is of an earlier version, and no copy of it could be kept before the upgrade: "
            f"{error.strerror}. Make room for {settings.warehouse_path.stat().st_size / 1e6:.0f} MB. Nothing was "
            "changed."
        ) from error


def drop_copy(settings: Settings) -> Path | None:
    """Delete the copy after a good run; its path, or None if there was none."""
    copy = copy_before_upgrade(settings)
    if not copy.exists():
        return None
    copy.unlink()
    return copy
