"""A reader of a lake, in the Python that has the extension: statements in, rows out, as JSON."""

import importlib.util
import json
import sys
from pathlib import Path

import duckdb


def connect(catalog: str, news: str = "") -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in ("ducklake", "sqlite_scanner", "postgres_scanner"):
        spec = importlib.util.find_spec(f"duckdb_extension_{name}")
        [folder] = spec.submodule_search_locations if spec and spec.submodule_search_locations else []
        [path] = Path(folder).glob("extensions/*/*.duckdb_extension")
        connection.execute(f"LOAD '{path}'")
    connection.execute(f"ATTACH 'ducklake:{catalog}' AS lake (READ_ONLY)")
    if news:
        connection.execute(f"ATTACH '{news}' AS snapshot (READ_ONLY)")
    connection.execute("USE lake; SET TimeZone = 'UTC'")
    return connection


if __name__ == "__main__":
    question = json.load(sys.stdin)
    lake = connect(question["catalog"], question["news"])
    json.dump([lake.execute(sql).fetchall() for sql in question["statements"]], sys.stdout, default=str)
