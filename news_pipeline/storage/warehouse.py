"""Opens and migrates the private database, moves rows in and out, and opens any database for reading."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from news_pipeline.settings import Settings
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import is_of_today, keep_copy, note_format
from news_pipeline.storage.schema import Catalog, Column, Table
from news_pipeline.storage.sql_files import quoted

ROW_GROUP_ROWS = 2048
"""Rows that are stored together; DuckDB takes no fewer."""


class Warehouse:
    """One connection to a database of this pipeline: read-write to the private one for a run, else read-only."""

    def __init__(self, settings: Settings, catalog: Catalog, connection: duckdb.DuckDBPyConnection) -> None:
        self.settings = settings
        self.catalog = catalog
        self.connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: commits at the end, rolls back on any exception."""
        self.connection.begin()
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def execute(self, sql: str, parameters: dict[str, Any] | None = None) -> None:
        """Run one statement whose result nobody needs."""
        self._answer(sql, parameters)

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[Row]:
        """All rows of a query that is known to be small: a chunk, a set, a count."""
        names, rows = self._answer(sql, parameters)
        return [dict(zip(names, values, strict=True)) for values in rows]

    def value(self, sql: str, parameters: dict[str, Any] | None = None) -> Any:
        """The single value of a query."""
        _, rows = self._answer(sql, parameters)
        return rows[0][0]

    def _answer(self, sql: str, parameters: dict[str, Any] | None) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of columns, and rows. Raises UserError when a statement needs more memory than DuckDB may use."""
        try:
            cursor = self.connection.execute(sql, parameters or {})
            return [column[0] for column in cursor.description or []], cursor.fetchall()
        except duckdb.OutOfMemoryException as error:
            says = str(error).partition("\n")[0]
            raise UserError(
                f"DuckDB may use {self.settings.memory_limit} of memory, and a statement needs more ({says}). "
                "Raise NEWS_MEMORY_LIMIT; the next run goes on from here."
            ) from error

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Insert by column name; columns that no row gives become NULL. Raises KeyError for an unknown column."""
        if not rows:
            return
        from news_pipeline.storage.arrow import arrow_table  # noqa: PLC0415 half a second that a run with nothing new saves

        self._insert_arrow(table, arrow_table(self.catalog[table].types, rows), {})

    def insert_packed(self, table: str, streams: Sequence[bytes], same: Mapping[str, Any] | None = None) -> None:
        """Insert rows that `storage.arrow.pack` made bytes of, each with the columns of `same`."""
        if streams:
            from news_pipeline.storage.arrow import unpack  # noqa: PLC0415 as above

            self._insert_arrow(table, unpack(streams), same or {})

    def _insert_arrow(self, table: str, rows: Any, same: Mapping[str, Any]) -> None:
        columns = ", ".join(["*", *(f"${column} AS {column}" for column in same)])
        self.connection.register("incoming", rows)
        try:
            self.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM incoming", dict(same))  # noqa: S608 names are ours
        finally:
            self.connection.unregister("incoming")


def attach(path: Path, name: str) -> str:
    """The statement that opens a private database.

    DuckDB rewrites a whole row group whenever rows are added to it. With its usual 122,880 rows, a row group of web
    pages is gigabytes, in memory and on disk at every checkpoint.
    """
    return f"ATTACH {quoted(path)} AS {name} (ROW_GROUP_SIZE {ROW_GROUP_ROWS})"


@contextmanager
def open_warehouse(settings: Settings, catalog: Catalog, *, remake: bool = False) -> Iterator[Warehouse]:
    """The private database, made and migrated as needed. The caller holds the run lock.

    Raises UserError when another program has the file open, or a column's type has changed; `remake` empties
    such a table instead, as a rebuild would.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(
        config={"memory_limit": settings.memory_limit, "temp_directory": str(settings.data_dir / "spill")}
    )
    try:
        _attach(connection, settings)
        if not is_of_today(connection, settings, catalog):
            connection.execute("CHECKPOINT").fetchall()
            connection.execute("USE memory; DETACH pipeline").fetchall()
            keep_copy(settings)
            _attach(connection, settings)
    except duckdb.Error as error:
        connection.close()
        raise UserError(cannot_open(settings.warehouse_path, error)) from error
    except UserError:
        connection.close()
        raise
    try:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute("SET enable_progress_bar = false").fetchall()  # we have our own
        warehouse = Warehouse(settings, catalog, connection)
        with warehouse.transaction():
            migrate(warehouse, remake=remake)
            note_format(connection, catalog)
        yield warehouse
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    connection.execute(attach(settings.warehouse_path, "pipeline")).fetchall()
    connection.execute("USE pipeline").fetchall()


_IN_USE = r"\block\b"
_REMEDIES = (
    (_IN_USE, "Close the program that has it open; SQL clients should open news.duckdb, which is never locked."),
    (r"no space|disk quota", "The disk is full: make room. What was committed stays."),
    (r"permission|read-only", "Let the user who runs the pipeline write there, or set NEWS_DATA_DIR."),
    (r"we can only read|serialization version|newer version", "A newer DuckDB wrote it: install that."),
)
"""What DuckDB says of a file that it cannot open, and what helps."""
_REPAIR = (
    "If it is damaged, `news-pipeline doctor --repair` moves it aside, and the next run makes everything again from "
    "the stored raw files. Groups and stories get new ids, unless you restore a backup instead."
)


def cannot_open(path: Path, error: duckdb.Error) -> str:
    """What a person should know of a database that cannot be opened: file, reason, what to do."""
    remedy = next((says for seen, says in _REMEDIES if re.search(seen, str(error), re.IGNORECASE)), _REPAIR)
    return f"{path} cannot be opened: {str(error).rstrip('.')}. {remedy}"


def is_in_use(fault: str) -> bool:
    """Whether DuckDB means that another program has the file open."""
    return re.search(_IN_USE, fault, re.IGNORECASE) is not None


@contextmanager
def open_read_only(path: Path, settings: Settings, catalog: Catalog | None = None) -> Iterator[Warehouse]:
    """A database as every client sees it: nothing can be changed. Raises duckdb.Error."""
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        yield Warehouse(settings, catalog or Catalog(()), connection)


@contextmanager
def open_published(settings: Settings, catalog: Catalog | None = None) -> Iterator[Warehouse]:
    """The published snapshot, as every client sees it. Raises UserError where nothing is published."""
    if not settings.published_path.exists():
        raise UserError(f"{settings.published_path} does not exist yet. Run `news-pipeline run` first.")
    with open_read_only(settings.published_path, settings, catalog) as snapshot:
        yield snapshot


def migrate(warehouse: Warehouse, *, remake: bool = False) -> None:
    """Make what is missing: tables, columns of existing tables, views. No row is lost, unless `remake` empties a table.

    Raises UserError when a column has another type than its description.
    """
    known: dict[str, dict[str, str]] = {}
    for row in warehouse.rows(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = current_database() AND NOT internal"
    ):
        known.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    tables = [table for table in warehouse.catalog.tables if not table.view]
    is_changed = [_migrate_table(warehouse, table, known.get(table.name, {}), remake=remake) for table in tables]
    _make_views(warehouse, renew=any(is_changed))


def _make_views(warehouse: Warehouse, *, renew: bool) -> None:
    """Create or replace all described views, and drop the others; where all are as described, only with `renew`.

    The comment of a view is a hash of its description. To make the views takes half of the time of opening a database.
    """
    views = {table.name: table.view for table in warehouse.catalog.tables if table.view}
    signed = {name: digest(query) for name, query in views.items()}
    found = warehouse.rows(
        "SELECT view_name, comment FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"
    )
    made = {row["view_name"]: row["comment"] for row in found}
    if made == signed and not renew:
        return
    for name in made.keys() - views.keys():
        warehouse.execute(f"DROP VIEW {name}")
    for name, query in views.items():
        warehouse.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        warehouse.execute(f"COMMENT ON VIEW {name} IS '{signed[name]}'")


def _migrate_table(warehouse: Warehouse, table: Table, known: dict[str, str], *, remake: bool) -> bool:
    """Whether anything was missing."""
    changed = [column for column in table.columns if known.get(column.name, _type(column)) != _type(column)]
    if changed and not remake:
        column = changed[0]
        raise UserError(
            f"{table.name}.{column.name} is {known[column.name]} in {warehouse.settings.warehouse_path}, but this "
            f"version needs {column.type}. Run `news-pipeline rebuild`, which starts from the stored raw files."
        )
    if changed:
        warehouse.execute(f"DROP TABLE {table.name}")
    if changed or not known:
        warehouse.execute(table.ddl)
        return True
    missing = [column for column in table.columns if column.name not in known]
    for column in missing:
        warehouse.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {column.type}")
    return bool(missing)


def _type(column: Column) -> str:
    """As DuckDB spells it."""
    return "TIMESTAMP WITH TIME ZONE" if column.type == "TIMESTAMPTZ" else column.type
