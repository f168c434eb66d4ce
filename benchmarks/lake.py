"""CPU seconds of publishing into a lake: all rows, 1 % of the articles changed, nothing new.

    NEWS_LAKE_PYTHON=lake/bin/python python -m benchmarks.lake data/news.duckdb 128

takes a published snapshot and multiplies its articles, with all that hangs on them, so many times. The catalogue is a
file; NEWS_LAKE_CATALOG names an empty database of PostgreSQL in its place, such as `postgres:dbname=trial`.
"""

import os
import resource
import sys
import tempfile
from pathlib import Path

import duckdb

from news_pipeline.lake.publish import publish_to_lake
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.macros import contents_of
from news_pipeline.settings import load_settings

SHARED_IDS = ("entity_id", "run_id")
"""They name what the copies have in common."""


def multiply(source: Path, target: Path, times: int) -> None:
    """A snapshot with each article so many times under other ids, and its index."""
    with duckdb.connect(str(target), config={"storage_compatibility_version": "v1.0.0"}) as connection:
        connection.execute(f"ATTACH '{source}' AS old (READ_ONLY); CREATE TABLE copies AS FROM range({times}) AS t(n)")
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'old' AND schema_name = 'main'"
        ).fetchall()
        for schema, table in tables:
            types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE old.{schema}.{table}").fetchall()}
            own = [n for n, kind in types.items() if "_id" in n and kind == "VARCHAR" and n not in SHARED_IDS]
            renamed = ", ".join(f"{name} || '~' || n AS {name}" for name in own)
            several = f"SELECT * REPLACE ({renamed}) FROM old.{schema}.{table}, copies"  # noqa: S608 names are ours
            rows = several if own else f"FROM old.{schema}.{table}"
            connection.execute(f"CREATE TABLE {table} AS SELECT {', '.join(types)} FROM ({rows})")  # noqa: S608
        connection.execute(INDEX)


INDEX = """
CREATE SCHEMA search;
CREATE TABLE search.documents AS
SELECT document * 1000 + n AS document, article_id || '~' || n AS article_id, word_count
FROM old.search.documents, copies;
CREATE TABLE search.words AS
SELECT word_id, word, article_count * (SELECT count(*) FROM copies) AS article_count FROM old.search.words;
CREATE TABLE search.postings AS
SELECT word_id, document * 1000 + n AS document, frequency FROM old.search.postings, copies ORDER BY ALL;
DROP TABLE copies
"""


def change(path: Path) -> int:
    """Give one article of a hundred other words, in all tables that are about it, and say how many."""
    with duckdb.connect(str(path)) as connection:
        chosen = "WHERE hash(article_id) % 100 = 0"
        for table, column in (
            ("articles", "title"),
            ("metadata_evidence", "value"),
            ("removed_lines", "text"),
            ("entity_mentions", "surface"),
        ):
            connection.execute(f"UPDATE {table} SET {column} = coalesce({column}, '') || ' anew' {chosen}")  # noqa: S608
        return int(connection.execute(f"SELECT count(*) FROM articles {chosen}").fetchall()[0][0])  # noqa: S608


def main(source: Path, times: int) -> None:
    """Print the CPU seconds of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = os.environ.get("NEWS_LAKE_PYTHON", "this")
        catalog = os.environ.get("NEWS_LAKE_CATALOG", f"sqlite:{folder}/catalogue.sqlite")
        lake = f"{catalog};data={folder}/files"
        settings = load_settings(
            {"data_dir": folder / "data", "landing_dir": folder, "lake": lake, "lake_python": python}
        )
        settings.data_dir.mkdir()
        multiply(source, settings.published_path, times)
        for version, what in (("1", "all"), ("2", "1 %"), ("3", "1 % again"), ("3", "nothing new")):
            changed = change(settings.published_path) if what.startswith("1 %") else 0
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = publish_to_lake(settings, contents_of(CATALOG), "run", version)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            print(f"{what}: {seconds:.1f} CPU s, peak {after.ru_maxrss / 1000:.0f} MB, {changed} changed, {done}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
