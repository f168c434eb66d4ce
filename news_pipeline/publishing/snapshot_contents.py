"""Writes what is in a snapshot: everything into a new file, or what has changed into a copy of the one before.

Both give the same tables and the same answers of the search. The order of rows in the file may differ, and so may the
numbers of words and articles in the search index.
"""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from news_pipeline.publishing.near import write_near_macro
from news_pipeline.publishing.search_index import update_search_index, write_search_index
from news_pipeline.publishing.tables import ARTICLES, SNAPSHOT_INFO
from news_pipeline.publishing.view_columns import view_comments
from news_pipeline.storage.schema import Table
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse

STORAGE_VERSION = "v1.0.0"
"""DuckDB's file format that clients since 1.1 can open. A copy keeps it."""


def write_whole(warehouse: Warehouse, file: Path, run_id: str, data_version: str) -> dict[str, int]:
    """Write a new file. Returns the row count by table."""
    warehouse.execute(f"ATTACH {quoted(file)} AS snapshot (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        for table in _articles_first(warehouse):
            order = f"ORDER BY {', '.join(table.key)}" if table.key else ""
            warehouse.execute(f"CREATE TABLE snapshot.{table.name} AS {_select(table)} {order}")
        warehouse.execute("USE snapshot")
        with warehouse.transaction():  # one wait for the disk for 500 statements
            for table in warehouse.catalog.published:
                for comment in table.comments():
                    warehouse.execute(comment)
            for view, (says, query) in warehouse.catalog.snapshot_views.items():
                warehouse.execute(f"CREATE VIEW {view} AS {query}")
                warehouse.execute(f"COMMENT ON VIEW {view} IS {quoted(says)}")
            for comment in list(view_comments(warehouse)):
                warehouse.execute(comment)
            write_near_macro(warehouse)
        write_search_index(warehouse)
        warehouse.execute(SNAPSHOT_INFO.ddl)
        with warehouse.transaction():
            for comment in SNAPSHOT_INFO.comments():
                warehouse.execute(comment)
            return _describe(warehouse, run_id, data_version)
    finally:
        warehouse.execute("USE pipeline")
        warehouse.execute("DETACH snapshot")


def write_changes(warehouse: Warehouse, file: Path, run_id: str, data_version: str) -> dict[str, int]:
    """Bring a copy of the snapshot before up to date. Its tables, views and macros must be those of today."""
    warehouse.execute(f"ATTACH {quoted(file)} AS snapshot")
    try:
        with warehouse.transaction():
            for table in _articles_first(warehouse):
                if len(table.key) == 1:
                    _replace_changed_rows(warehouse, table)
                else:
                    _replace_changed_parts(warehouse, table)
            warehouse.execute("USE snapshot")
            update_search_index(warehouse)
            warehouse.execute("DELETE FROM snapshot_info")
            rows = _describe(warehouse, run_id, data_version)
        warehouse.execute("CHECKPOINT snapshot")
        return rows
    finally:
        warehouse.execute("USE pipeline")
        warehouse.execute("DETACH snapshot")


def _articles_first(warehouse: Warehouse) -> list[Table]:
    """Other tables leave out what is about articles that are not published yet."""
    return sorted(warehouse.catalog.published, key=lambda table: table.name != ARTICLES.name)


def _select(table: Table) -> str:
    """The described columns; rows about articles that are not published yet stay behind."""
    known = " AND ".join(f"{column} IN (SELECT article_id FROM snapshot.articles)" for column in _about(table))  # noqa: S608
    rows = f"({table.published_by})" if table.published_by else table.name
    return f"SELECT {_columns(table)} FROM {rows} WHERE {known or 'true'}"  # noqa: S608 names are ours


def _about(table: Table) -> list[str]:
    """The columns that name an article."""
    return [column.name for column in table.columns if column.references in ("articles", "articles.article_id")]


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _replace_changed_rows(warehouse: Warehouse, table: Table) -> None:
    """For tables with one row a key. What is to be published, which may be a view, is computed once.

    DuckDB's hashes are compared within this connection only: another version of it has others.
    """
    [key] = table.key
    if_changed = ", ".join(
        f"CASE WHEN NOT is_same THEN {column.name} END AS {column.name}"
        for column in table.columns
        if column.name != key
    )
    there = f"SELECT {key}, hash({_columns(table)}) AS hashed FROM snapshot.{table.name}"  # noqa: S608 names and queries are ours
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE before AS {there}")
    warehouse.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS SELECT {key}, is_same, {if_changed} FROM ("  # noqa: S608
        f"SELECT wanted.*, before.hashed IS NOT DISTINCT FROM {_hash_of('wanted', table)} AS is_same "
        f"FROM ({_select(table)}) AS wanted LEFT JOIN before ON before.{key} = wanted.{key})"
    )
    if table.name == ARTICLES.name:
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE touched AS {read_sql(__package__, 'search/touched.sql')}")
    warehouse.execute(f"DELETE FROM snapshot.{table.name} WHERE {key} NOT IN (SELECT {key} FROM wanted WHERE is_same)")  # noqa: S608
    warehouse.execute(f"INSERT INTO snapshot.{table.name} SELECT {_columns(table)} FROM wanted WHERE NOT is_same")  # noqa: S608


def _replace_changed_parts(warehouse: Warehouse, table: Table) -> None:
    """For other tables: the rows of an article are replaced together; of tables without articles, those of a key.

    The sum of the hashes of these rows tells whether they are others, whatever their order.
    """
    part, wanted = (_about(table) or [f"hash({', '.join(table.key)})"])[0], _select(table)
    hashed = f"CAST(hash({_columns(table)}) AS HUGEINT)"
    both = (
        f"SELECT {part} AS part, {hashed} AS hashed FROM ({wanted}) "  # noqa: S608
        f"UNION ALL SELECT {part}, -{hashed} FROM snapshot.{table.name}"
    )
    changed = f"SELECT part FROM ({both}) GROUP BY part HAVING sum(hashed) <> 0"  # noqa: S608
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE changed AS {changed}")
    if warehouse.value("SELECT count(*) FROM changed"):
        is_changed = f"{part} IN (SELECT part FROM changed)"  # noqa: S608
        warehouse.execute(f"DELETE FROM snapshot.{table.name} WHERE {is_changed}")  # noqa: S608
        warehouse.execute(f"INSERT INTO snapshot.{table.name} SELECT * FROM ({wanted}) WHERE {is_changed}")  # noqa: S608


def _hash_of(rows: str, table: Table) -> str:
    return f"hash({', '.join(f'{rows}.{column.name}' for column in table.columns)})"


def _describe(warehouse: Warehouse, run_id: str, data_version: str) -> dict[str, int]:
    names = [table.name for table in _articles_first(warehouse)]
    rows = {name: int(warehouse.value(f"SELECT count(*) FROM {name}")) for name in names}  # noqa: S608
    about = {
        "run_id": run_id,
        "published_at": datetime.now(UTC),
        "code_version": version("news-pipeline"),
        "duckdb_version": duckdb.__version__,
        "data_version": data_version,
    }
    warehouse.insert(
        SNAPSHOT_INFO.name, [{**about, "table_name": table, "row_count": count} for table, count in rows.items()]
    )
    return rows
