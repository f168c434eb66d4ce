"""Hands articles of all pipelines of the lake to whoever compares them, and writes the pairs that were found.

Files of a folder go to and fro, as neither side can read the other's database.
"""

from pathlib import Path
from typing import Any

import duckdb

from news_pipeline.lake.writer.connection import first_line, open_lake
from news_pipeline.lake.writer.publication import make_table
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import quoted

_SEEN = (
    "md5_number_lower(concat_ws(chr(1), coalesce(body, chr(2)), word_count, coalesce(published, ''), "
    "coalesce(CAST(day AS VARCHAR), ''), outlet_domain))"
)


def changes(job: dict[str, Any]) -> dict[str, Any]:
    """Write articles that are not known as they are now to changed.parquet, and all ids to present.parquet.

    `token` names what was read; if `read_to` is the same, nothing is written. Raises UserError.
    """
    folder = Path(job["folder"])
    with open_lake(job, writes=False) as connection:
        snapshot = int(_rows(connection, "SELECT id FROM lake.current_snapshot()")[0][0])
        versions = {name: _version(connection, name, snapshot) for name in _pipelines(connection)}
        if not versions:
            raise UserError("no pipeline has published into the lake yet")
        token = " ".join(f"{name}={version}" for name, version in sorted(versions.items()))
        result = {"is_new": token != job["read_to"], "token": token, "snapshot": snapshot, "pipelines": list(versions)}
        if not result["is_new"]:
            return result
        parts = [_articles(name, snapshot) for name in versions]
        connection.execute(
            f"CREATE TEMP VIEW articles AS SELECT *, {_SEEN} AS seen_hash FROM ({' UNION ALL '.join(parts)})"  # noqa: S608
        )
        known = f"read_parquet({quoted(folder / 'known.parquet')})"
        _copy(connection, f"SELECT articles.* FROM articles ANTI JOIN {known} AS known USING (article_id, seen_hash)",  # noqa: S608
              folder / "changed.parquet")  # fmt: skip
        _copy(connection, "SELECT article_id FROM articles", folder / "present.parquet")
        return result


def texts(job: dict[str, Any]) -> dict[str, Any]:
    """Write the bodies of the articles in wanted.parquet, as they were in `snapshot`, to texts.parquet."""
    folder = Path(job["folder"])
    with open_lake(job, writes=False) as connection:
        at = f"AT (VERSION => {job['snapshot']})"
        wanted = f"read_parquet({quoted(folder / 'wanted.parquet')})"
        names = [name for (name,) in _rows(connection, f"SELECT DISTINCT pipeline FROM {wanted}")]  # noqa: S608
        parts = [
            f"SELECT article_id || '@{name}' AS article_id, body FROM lake.{name}.articles {at} "  # noqa: S608
            f"WHERE article_id IN (SELECT own_id FROM {wanted} WHERE pipeline = '{name}')"
            for name in names
        ]
        _copy(connection, " UNION ALL ".join(parts), folder / "texts.parquet")
    return {}


def pairs(job: dict[str, Any]) -> dict[str, Any]:
    """Make the table of pairs what pairs.parquet says, in one transaction. Raises UserError."""
    table = job["table"]
    columns = ", ".join(name for name, _ in table["columns"])
    target, key = f"lake.main.{table['name']}", ", ".join(table["order"])
    with open_lake(job) as connection:
        new = f"SELECT {columns} FROM read_parquet({quoted(Path(job['folder']) / 'pairs.parquet')})"  # noqa: S608
        connection.execute(f"CREATE TEMP TABLE now AS {new}")
        [(rows,)] = _rows(connection, "SELECT count(*) FROM now")
        connection.begin()
        try:
            is_new = not _is_there(connection, table)
            if is_new:
                make_table(connection, table, target)
            connection.execute(f"CREATE TEMP TABLE gone AS FROM {target} EXCEPT FROM now")
            connection.execute(f"CREATE TEMP TABLE come AS FROM now EXCEPT FROM {target}")
            [(differing,)] = _rows(connection, "SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come)")
            if not differing and not is_new:
                connection.rollback()
                return {"rows": rows, "is_new": False}
            if differing:
                connection.execute(f"DELETE FROM {target} WHERE ({key}) IN (SELECT ({key}) FROM gone)")  # noqa: S608
                connection.execute(f"INSERT INTO {target} FROM come ORDER BY {key}")
            connection.execute("CALL lake.set_commit_message(?, ?)", [table["name"], f"pairs {job['version']}"])
            connection.commit()
        except duckdb.Error as error:
            raise UserError(f"nothing was written: {first_line(error)}") from error
    return {"rows": rows, "is_new": True}


def _pipelines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Schemas that a pipeline writes."""
    sql = "SELECT schema_name FROM duckdb_tables() WHERE database_name = 'lake' AND table_name = 'lake_info' ORDER BY 1"
    return [name for (name,) in _rows(connection, sql)]


def _version(connection: duckdb.DuckDBPyConnection, name: str, snapshot: int) -> str:
    at = f"AT (VERSION => {snapshot})"
    sql = f"SELECT value FROM lake.{name}.lake_info {at} WHERE name IN ('pipeline', 'data_version') ORDER BY name"  # noqa: S608
    return "/".join(value for (value,) in _rows(connection, sql))


def _articles(name: str, snapshot: int) -> str:
    """The query for a pipeline's articles, as the comparison wants them."""
    return (
        f"SELECT article_id || '@{name}' AS article_id, '{name}' AS pipeline, article_id AS own_id, body, word_count, "  # noqa: S608
        "coalesce(CAST(published_at AS VARCHAR), CAST(published_date AS VARCHAR)) AS published, "
        "CAST(published_date - DATE '1970-01-01' AS INTEGER) AS day, outlet_domain, strlen(body) AS byte_size "
        f"FROM lake.{name}.articles AT (VERSION => {snapshot})"
    )


def _is_there(connection: duckdb.DuckDBPyConnection, table: dict[str, Any]) -> bool:
    """Whether the table is in the lake with these columns."""
    sql = (
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'lake' AND schema_name = 'main' "
        "AND table_name = ? ORDER BY column_index"
    )
    found = [name for (name,) in connection.execute(sql, [table["name"]]).fetchall()]
    return found == [name for name, _ in table["columns"]]


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet)")


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return connection.execute(sql).fetchall()
