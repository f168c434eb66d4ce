"""Exports the published snapshot as Parquet and CSV by month, with a manifest.

NEWS_EXPORT switches it on. Only months whose rows have changed are written again. Each file is replaced atomically,
the manifest last. No cell of a CSV file begins like a formula of a spreadsheet.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from news_pipeline.settings import Settings
from news_pipeline.storage.schema import Catalog, Table
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse, open_read_only

FORMATS = {
    "parquet": "FORMAT parquet, COMPRESSION zstd",
    "csv": "FORMAT csv, HEADER",
}
_WHOLE = "all"
"""The part of a table that does not go by months."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file: the rows of a table in a month, or all of them."""

    table: str
    month: str
    """Such as 2022-01, of the published or inferred day of the article; undated; all."""
    rows: int
    hash: str
    """Changes when, and only when, the rows change."""
    path: str
    """Relative to the manifest."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export did."""

    format: str
    files: int
    written: int


def export_snapshot(settings: Settings, catalog: Catalog) -> list[Export]:
    """Bring the export folders up to date with the published snapshot, one for each format of the settings."""
    wanted = settings.export_formats
    if not wanted:
        return []
    with open_read_only(settings.published_path, settings, catalog) as snapshot:
        about = snapshot.rows(
            "SELECT DISTINCT data_version, CAST(published_at AS VARCHAR) AS published_at FROM snapshot_info"
        )
        return [_export(name, settings.exports_dir / name, snapshot, about[0]) for name in wanted]


def exports_wait(settings: Settings, data_version: str) -> bool:
    """Whether an export that the settings ask for is not of this version, or lacks a file."""
    for name in settings.export_formats:
        parts, version = _read_manifest(settings.exports_dir / name)
        if version != data_version or not all((settings.exports_dir / name / part.path).is_file() for part in parts):
            return True
    return False


def _export(name: str, folder: Path, snapshot: Warehouse, about: dict[str, str]) -> Export:
    before, version = _read_manifest(folder)
    there = {part.path: part for part in before if (folder / part.path).is_file()}
    if version == about["data_version"] and len(there) == len(before):
        return Export(name, len(there), 0)
    parts = [part for table in snapshot.catalog.published for part in _parts(table, name, snapshot)]
    changed = [part for part in parts if there.get(part.path) != part]
    for part in changed:
        _write(part, folder, name, snapshot)
    _write_manifest(folder, {**about, "format": name, "files": [asdict(part) for part in parts]})
    kept = {part.path for part in parts} | {"manifest.json"}
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in kept:
            path.unlink()
    return Export(name, len(parts), len(changed))


def _parts(table: Table, name: str, snapshot: Warehouse) -> Iterator[Part]:
    sql = f"SELECT month, rows, hash FROM ({_hashes(table)}) ORDER BY month"  # noqa: S608 names are ours
    for row in snapshot.rows(sql):
        month = row["month"]
        path = f"{table.name}.{name}" if month == _WHOLE else f"{table.name}/{month}.{name}"
        yield Part(table.name, month, row["rows"], row["hash"], path)


def _hashes(table: Table) -> str:
    rows = f"SELECT {_month(table)} AS month, part FROM {table.name} AS part {_with_articles(table)}"  # noqa: S608
    added = "sum(CAST(md5_number_lower(CAST(part AS VARCHAR)) AS HUGEINT))"  # the same in any order of rows
    return f"SELECT month, count(*) AS rows, CAST({added} AS VARCHAR) AS hash FROM ({rows}) GROUP BY month"  # noqa: S608


def _write(part: Part, folder: Path, name: str, snapshot: Warehouse) -> None:
    table = snapshot.catalog[part.table]
    columns = ", ".join(
        _cell(column.name, column.type) if name == "csv" else f"part.{column.name}" for column in table.columns
    )
    order = f"ORDER BY {', '.join(f'part.{key}' for key in table.key)}" if table.key else ""
    target = folder / part.path
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.tmp")
    select = (
        f"SELECT {columns} FROM {table.name} AS part {_with_articles(table)} "  # noqa: S608 names are ours
        f"WHERE {_month(table)} = '{part.month}' {order}"
    )
    try:
        snapshot.execute(f"COPY ({select}) TO {quoted(beside)} ({FORMATS[name]})")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _month(table: Table) -> str:
    """The month of the article that a row is about; tables of sets are one file."""
    if not _is_of_articles(table):
        return f"'{_WHOLE}'"
    day = "coalesce(dated.published_date, dated.inferred_date)"
    return f"coalesce(strftime({day}, '%Y-%m'), 'undated')"


def _with_articles(table: Table) -> str:
    return "LEFT JOIN articles AS dated ON dated.article_id = part.article_id" if _is_of_articles(table) else ""


def _is_of_articles(table: Table) -> bool:
    return any(column.name == "article_id" for column in table.columns)


def _cell(column: str, kind: str) -> str:
    """SQL for a cell that no spreadsheet takes for a formula: an apostrophe goes before text that begins like one."""
    if kind != "VARCHAR":
        return f"part.{column}"
    return read_sql(__package__, "spreadsheet_cell.sql").replace("written", f"part.{column}") + f" AS {column}"


def _read_manifest(folder: Path) -> tuple[list[Part], str | None]:
    """The parts that the manifest names, and their version; ([], None) if it is missing or cannot be read."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return [Part(**part) for part in manifest["files"]], manifest["data_version"]
    except (OSError, ValueError, KeyError, TypeError):
        return [], None


def _write_manifest(folder: Path, manifest: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / "manifest.json.tmp"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / "manifest.json")
