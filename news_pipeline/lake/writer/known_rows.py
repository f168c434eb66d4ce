"""Knows what the lake holds, without reading its files: hashes of what was written last, in a file beside the snapshot.

The name of the file is the token that the lake's own tables hold. So a file of a publication that never came to its
end, or of another lake, is no file of this one; then the lake itself is read. DuckDB's hashes mean something to one
version of it only, which the file names too. No text is in it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from news_pipeline.storage.sql_files import quoted

ARTICLES = "articles"


def note_rows(connection: duckdb.DuckDBPyConnection, table: dict[str, Any]) -> None:
    """Note one table of the snapshot for the next time, and fill changed_NAME with what differs from before_NAME.

    changed_articles tells too whether title or body are others: then `texts` is true.
    """
    name = table["name"]
    connection.execute(f"CREATE TABLE next_state.{name} AS {_parts('new.main', table)}")
    texts = "new.texts IS DISTINCT FROM old.texts" if name == ARTICLES else "false"
    connection.execute(
        f"CREATE TEMP TABLE changed_{name} AS SELECT coalesce(new.part, old.part) AS part, {texts} AS texts "  # noqa: S608
        f"FROM next_state.{name} AS new FULL JOIN before_{name} AS old ON new.part = old.part "
        "WHERE new.hashed IS DISTINCT FROM old.hashed"
    )


def read_before(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[dict[str, Any]], schema: str, state: Path | None
) -> None:
    """Make before_NAME of the state, else of the lake, else of nothing. The state stays attached."""
    if state:
        connection.execute(f"ATTACH {quoted(state)} AS state (READ_ONLY)")
    for table in tables:
        name = table["name"]
        if not table["is_there"]:
            sql = f"{_parts('new.main', table)} LIMIT 0"
        elif state:
            sql = f"FROM state.{name}"
        else:
            sql = _parts(f"lake.{schema}", table)
        connection.execute(f"CREATE TEMP VIEW before_{name} AS {sql}")


@contextmanager
def next_state(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """A file in which `note_rows` keeps what the snapshot holds, for the next time; whole at the end, or not there."""
    beside = path.with_name(f"{path.name}.tmp")
    beside.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"ATTACH {quoted(beside)} AS next_state")
    yield
    connection.execute("DETACH next_state")
    beside.replace(path)


def state_path(folder: Path, token: str) -> Path:
    """The file of a publication, for this version of DuckDB."""
    return folder / f"{token}-{duckdb.__version__}.duckdb"


def _parts(schema: str, table: dict[str, Any]) -> str:
    """The query for part and hash of what a table holds, whatever the order of its rows."""
    rows = f"FROM {schema}.{table['name']}"
    columns = [name for name, _ in table["columns"]]
    if table["name"] != ARTICLES:
        hashed = f"sum(CAST(hash({', '.join(columns)}) AS HUGEINT))"
        return f"SELECT {table['part']} AS part, {hashed} AS hashed {rows} GROUP BY ALL"
    rest = ", ".join(name for name in columns if name not in ("title", "body"))
    texts = f"SELECT {table['part']} AS part, hash(title, body) AS texts, hash({rest}) AS rest {rows}"
    return f"SELECT part, texts, hash(texts, rest) AS hashed FROM ({texts})"  # noqa: S608 names are ours
