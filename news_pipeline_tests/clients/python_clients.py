"""One long-lived session of a client of the published file: python_clients.py CLIENT PATH.

For each line of standard input an answer as JSON: `held` asks over what is open, `again` closes that and opens the file
anew. The answer: articles, what a search finds, a time with its zone, a list. Runs in the client's own environment.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

COUNT = "SELECT count(*) FROM articles"
SEARCH = "SELECT count(*) FROM search_articles('body')"
TIME = "SELECT CAST(max(published_at) AS VARCHAR) FROM snapshot_info"
LIST = "SELECT authors FROM articles ORDER BY article_id LIMIT 1"
Rows = Callable[[str], Any]


def duckdb_rows(path: str) -> tuple[Rows, Callable[[], None]]:
    """DuckDB's own Python module."""
    import duckdb

    news = duckdb.connect(path, read_only=True)
    return lambda sql: news.execute(sql).fetchall()[0][0], news.close


def pandas_rows(path: str) -> tuple[Rows, Callable[[], None]]:
    """Data frames."""
    import duckdb

    news = duckdb.connect(path, read_only=True)
    return lambda sql: news.execute(sql).df().iloc[0, 0], news.close


def adbc_rows(path: str) -> tuple[Rows, Callable[[], None]]:
    """DuckDB's ADBC driver, through the driver manager."""
    import adbc_driver_duckdb
    import adbc_driver_manager.dbapi

    news = adbc_driver_manager.dbapi.connect(
        driver=adbc_driver_duckdb.driver_path(),
        entrypoint="duckdb_adbc_init",
        db_kwargs={"path": path, "access_mode": "READ_ONLY"},
    )

    def rows(sql: str) -> Any:
        with news.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()[0][0]

    return rows, news.close


def sqlalchemy_rows(path: str) -> tuple[Rows, Callable[[], None]]:
    """SQLAlchemy with duckdb-engine."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(f"duckdb:///{path}", connect_args={"read_only": True})

    def rows(sql: str) -> Any:
        with engine.connect() as news:
            return news.execute(sqlalchemy.text(sql)).fetchall()[0][0]

    return rows, engine.dispose


def ibis_rows(path: str) -> tuple[Rows, Callable[[], None]]:
    """Ibis; the count is an expression of its own."""
    import ibis

    news = ibis.duckdb.connect(path, read_only=True)

    def rows(sql: str) -> Any:
        if sql == COUNT:
            return news.table("articles").count().execute()
        return news.raw_sql(sql).fetchall()[0][0]

    return rows, news.disconnect


CLIENTS = {
    "duckdb": duckdb_rows,
    "pandas": pandas_rows,
    "adbc": adbc_rows,
    "sqlalchemy": sqlalchemy_rows,
    "ibis": ibis_rows,
}


def main(client: str, path: str) -> None:
    """Answer until standard input ends."""
    rows, close = CLIENTS[client](path)
    for line in sys.stdin:
        if line.strip() == "again":
            close()
            rows, close = CLIENTS[client](path)
        answer = [int(rows(COUNT)), int(rows(SEARCH)), str(rows(TIME)), list(rows(LIST))]
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
