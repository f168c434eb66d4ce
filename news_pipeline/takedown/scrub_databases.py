"""Removes the bytes that databases keep of deleted rows.

DuckDB marks deleted rows and leaves their bytes in the file: the private database is written anew. SQLite leaves them
in free pages, and Dagster's history holds the samples that runs showed: these are blanked, and the files vacuumed.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.warehouse import attach

_SHOWN = {
    "MarkdownMetadataEntryData": "md_str",
    "JsonMetadataEntryData": "data",
    "TextMetadataEntryData": "text",
    "TableMetadataEntryData": "records",
}
"""Kinds of metadata that may hold news text, and the field that holds it. Numbers, paths and schemas stay."""

_BLANK: dict[str, object] = {
    "md_str": "_Removed by a takedown._",
    "text": "removed by a takedown",
    "data": {},
    "records": [],
}


def rewrite_warehouse(settings: Settings) -> None:
    """Copy the private database into a new file and put that in its place. The caller holds the run lock.

    Needs as much free disk as the database takes. Raises UserError when another program has it open.
    """
    path = settings.warehouse_path
    beside = path.with_name(f"{path.name}.compact.tmp")
    beside.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute(attach(beside, "compact")).fetchall()
            tables = connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'pipeline' AND NOT temporary ORDER BY ALL"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f'CREATE TABLE compact."{table}" AS FROM pipeline."{table}"').fetchall()
            connection.execute("DETACH compact").fetchall()
        beside.replace(path)  # views are made at the next opening
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    except duckdb.IOException as error:
        raise UserError(f"{path} cannot be rewritten: {error}. Close the program that has it open.") from error
    finally:
        beside.unlink(missing_ok=True)


def blank_history(dagster_dir: Path) -> int:
    """Blank texts, tables and samples in all stored events of Dagster, and return how many events had any.

    Numbers, and with them the plots, stay. The output of earlier runs is emptied.
    """
    blanked = sum(_blank_database(path) for path in sorted(dagster_dir.rglob("*.db")))
    for output in (*dagster_dir.rglob("*.out"), *dagster_dir.rglob("*.err")):
        output.write_bytes(b"")
    return blanked


def _blank_database(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        blanked = 0
        for table, column in _text_columns(connection):
            sql = f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" LIKE \'%MetadataEntryData%\''  # noqa: S608
            for rowid, text in connection.execute(sql).fetchall():
                stored = json.loads(text)
                changed = _blanked(stored)
                if changed != stored:
                    sql = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608
                    connection.execute(sql, (json.dumps(changed), rowid))
                    blanked += 1
        connection.commit()
        if blanked:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return blanked


def _text_columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for column in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
            if column[2].upper() in ("TEXT", "VARCHAR") or column[2].upper().startswith("VARCHAR"):
                yield table, column[1]


def _blanked(value: Any) -> Any:
    """The same JSON without what `_SHOWN` names; entries of Dagster's own labels stay."""
    if isinstance(value, list):
        return [_blanked(item) for item in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("label", "")).startswith("dagster"):
        return value
    result = {key: _blanked(item) for key, item in value.items()}
    shown = _SHOWN.get(str(value.get("__class__")))
    if shown is not None and shown in result:
        result[shown] = _BLANK[shown]
    return result
