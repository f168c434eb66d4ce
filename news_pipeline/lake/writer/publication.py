"""Writes what differs between a snapshot and the lake, in one transaction of the lake."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from news_pipeline.lake.writer import search_index
from news_pipeline.lake.writer.connection import first_line, open_lake
from news_pipeline.lake.writer.known_rows import ARTICLES, next_state, note_rows, read_before, state_path
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import quoted

_INFO = "lake_info"
_MANY = 5_000
"""Articles from which on all cores write them."""


def publish(job: dict[str, Any]) -> dict[str, Any]:
    """Bring the lake up to date with the snapshot. Returns what was done. Raises UserError."""
    with open_lake(job) as connection:
        connection.execute(f"ATTACH {quoted(job['snapshot'])} AS new (READ_ONLY)")
        info = _info(connection, job["name"])
        if info.get("pipeline", job["pipeline"]) != job["pipeline"]:
            raise UserError(
                f"schema {job['name']} of the lake is written by another pipeline. Give this one a name= of its own "
                f"in NEWS_LAKE, or drop the schemas {job['name']} and {job['name']}_search if that one is no more."
            )
        if info.get("data_version") == job["data_version"] and not _has_new_shape(job, info):
            return {"is_new": False, "changed": {}, "snapshot": _latest(connection)}
        token = uuid4().hex
        folder = Path(job["state"])
        with next_state(connection, state_path(folder, token)):
            changed = _compare(connection, job, info)
        _prepare(connection, job["name"])
        connection.begin()
        try:
            _write(connection, job, info, token)
            connection.execute(
                "CALL lake.set_commit_message(?, ?)", [job["name"], f"run {job['run_id']}, data {job['data_version']}"]
            )
            connection.commit()
        except duckdb.Error as error:
            raise UserError(f"nothing was written: {first_line(error)}") from error
        for other in folder.glob("*.duckdb*"):
            if not other.name.startswith(token):
                other.unlink(missing_ok=True)
        return {"is_new": True, "changed": changed, "snapshot": _latest(connection)}


def _info(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, str]:
    """What the lake's schema says of itself; empty if there is none."""
    try:
        return dict(connection.execute(f"SELECT name, value FROM lake.{name}.{_INFO}").fetchall())  # noqa: S608
    except duckdb.CatalogException:
        return {}


def _has_new_shape(job: dict[str, Any], info: dict[str, str]) -> bool:
    return info != {**info, **_shapes(job)}


def _shapes(job: dict[str, Any]) -> dict[str, str]:
    tables = {f"shape of {table['name']}": table["shape"] for table in job["tables"]}
    return {**tables, "shape of search": job["search_shape"], "shape of queries": job["queries_shape"]}


def _compare(connection: duckdb.DuckDBPyConnection, job: dict[str, Any], info: dict[str, str]) -> dict[str, int]:
    """Find what changed; how many parts of each table."""
    for table in job["tables"]:
        table["is_there"] = info.get(f"shape of {table['name']}") == table["shape"]
    state = state_path(Path(job["state"]), info.get("token", "none"))
    if state.is_file():
        connection.execute("SET threads = 1")  # little to write: 1 % of 37,000 articles takes 2.9 CPU s, with two 4.2
    read_before(connection, job["tables"], job["name"], state if state.is_file() else None)
    for table in job["tables"]:
        note_rows(connection, table)
    connection.execute("DETACH DATABASE IF EXISTS state")
    names = [table["name"] for table in job["tables"]]
    counts = {name: _value(connection, f"SELECT count(*) FROM changed_{name}") for name in names}  # noqa: S608
    if counts[ARTICLES] > _MANY:
        connection.execute("RESET threads")
    return {name: count for name, count in counts.items() if count}


def _prepare(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """The schemas, once, and how files are packed."""
    known = {schema for (schema,) in connection.execute(
        "SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'lake'"
    ).fetchall()}  # fmt: skip
    for schema in {name, f"{name}_search"} - known:
        connection.execute(f"CREATE SCHEMA lake.{schema}")
        connection.execute(f"CALL lake.set_option('parquet_compression', 'zstd', schema => {quoted(schema)})")


def _write(connection: duckdb.DuckDBPyConnection, job: dict[str, Any], info: dict[str, str], token: str) -> None:
    name = job["name"]
    for table in job["tables"]:
        _write_table(connection, table, name)
    if info.get("shape of search") != job["search_shape"]:
        search_index.write_whole(connection, job)
    elif _value(connection, f"SELECT count(*) FROM changed_{ARTICLES} WHERE texts"):  # noqa: S608
        search_index.update(connection, f"{name}_search", f"SELECT part FROM changed_{ARTICLES} WHERE texts")  # noqa: S608
    if info.get("shape of queries") != job["queries_shape"]:
        _write_queries(connection, job)
    connection.execute(f"CREATE TABLE IF NOT EXISTS lake.{name}.{_INFO} (name VARCHAR, value VARCHAR)")
    connection.execute(
        f"COMMENT ON TABLE lake.{name}.{_INFO} IS 'What the writer of this schema notes: who it is, what it wrote.'"
    )
    connection.execute(f"DELETE FROM lake.{name}.{_INFO}")  # noqa: S608
    about = {"pipeline": job["pipeline"], "data_version": job["data_version"], "token": token, **_shapes(job)}
    connection.executemany(f"INSERT INTO lake.{name}.{_INFO} VALUES (?, ?)", list(about.items()))  # noqa: S608


def _write_table(connection: duckdb.DuckDBPyConnection, table: dict[str, Any], schema: str) -> None:
    name, target = table["name"], f"lake.{schema}.{table['name']}"
    columns = ", ".join(column for column, _ in table["columns"])
    order = f"ORDER BY {', '.join(table['order'])}" if table["order"] else ""
    if not table["is_there"]:
        make_table(connection, table, target)
        connection.execute(f"INSERT INTO {target} SELECT {columns} FROM new.main.{name} {order}")  # noqa: S608
    elif _value(connection, f"SELECT count(*) FROM changed_{name}"):  # noqa: S608
        is_changed = f"{table['part']} IN (SELECT part FROM changed_{name})"  # noqa: S608
        connection.execute(f"DELETE FROM {target} WHERE {is_changed}")  # noqa: S608
        connection.execute(
            f"INSERT INTO {target} SELECT {columns} FROM new.main.{name} WHERE {is_changed} {order}"  # noqa: S608
        )


def make_table(connection: duckdb.DuckDBPyConnection, table: dict[str, Any], target: str) -> None:
    """An empty table of the lake as it is described, in the place of one that may be there."""
    connection.execute(f"DROP TABLE IF EXISTS {target}")
    typed = ", ".join(f"{column} {kind}" for column, kind in table["columns"])
    connection.execute(f"CREATE TABLE {target} ({typed})")
    for comment in table["comments"]:
        connection.execute(comment)


def _write_queries(connection: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> None:
    """Views and macros. DuckLake resolves names in a view from its schema, but not those in a macro: they get it."""
    name = job["name"]
    there = connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE database_name = 'lake' AND schema_name = ?", [name]
    ).fetchall()
    for (view,) in reversed(there):
        connection.execute(f"DROP VIEW lake.{name}.{view}")
    connection.execute(f"USE lake.{name}")
    for view, says, query in job["views"]:
        connection.execute(f"CREATE VIEW lake.{name}.{view} AS {query}")
        connection.execute(f"COMMENT ON VIEW lake.{name}.{view} IS {quoted(says)}")
    named = {table["name"] for table in job["tables"]} | {view for view, _, _ in job["views"]}
    for macro, parameters, query, is_table in job["macros"]:
        kind = "TABLE " if is_table else ""
        connection.execute(
            f"CREATE OR REPLACE MACRO lake.{macro}({parameters}) AS {kind}{_with_schema(query, name, named)}"
        )
    connection.execute("USE memory")


def _with_schema(query: str, schema: str, named: set[str]) -> str:
    """The query with the schema before the names of tables and views, and before those of the search index."""
    query = re.sub(r"\bsearch\.(?=\w)", f"{schema}_search.", query)

    def qualified(match: re.Match[str]) -> str:
        return f"{match[1]}{schema}.{match[2]}" if match[2] in named else match[0]

    return re.sub(r"(\b(?:FROM|JOIN)\s+)(\w+)\b(?!\.)", qualified, query)


def _latest(connection: duckdb.DuckDBPyConnection) -> int:
    return int(_value(connection, "SELECT id FROM lake.current_snapshot()"))


def _value(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    return connection.execute(sql).fetchall()[0][0]
