"""What is published, what waits, who is at work; and queries on the published snapshot. None of it needs Dagster.

Here: reading and showing. Elsewhere: writing.
"""

import csv
import sys

import duckdb
from rich.console import Console
from rich.table import Table as Grid

from news_pipeline.publishing.snapshot import read_snapshot
from news_pipeline.settings import Settings
from news_pipeline.storage.landing import LandingError, list_landing
from news_pipeline.storage.run_lock import holder, is_locked

_SHOWN_ROWS = 100


class QueryError(Exception):
    """The query cannot be answered; the message says why."""


def show_status(settings: Settings, console: Console) -> None:
    """Print the state of the folders and of the snapshot."""
    console.print(f"landing folder  {settings.landing_dir}", soft_wrap=True, highlight=False)
    try:
        listing = list_landing(settings.landing_dir)
    except LandingError as error:
        console.print(f"                [red]{error}[/]", soft_wrap=True)
        listing = []
    console.print(f"data folder     {settings.data_dir}", soft_wrap=True, highlight=False)
    going = f"yes: {holder(settings.data_dir)}" if is_locked(settings.data_dir) else "no"
    console.print(f"run going       {going}", soft_wrap=True, highlight=False)
    snapshot = read_snapshot(settings.published_path)
    if snapshot is None and settings.published_path.exists():
        console.print(f"published       {settings.published_path} cannot be read; `news-pipeline doctor` says why")
        return
    if snapshot is None:
        console.print(f"published       nothing yet; {len(listing):,} files wait for `news-pipeline run`")
        return
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        about = connection.execute(
            "SELECT CAST(max(published_at) AS VARCHAR), max(run_id) FROM snapshot_info"
        ).fetchall()[0]
        known = dict(connection.execute("SELECT source_path, byte_size FROM source_files").fetchall())
        reasons = connection.execute(
            "SELECT reason, count(*) FROM rejected_documents GROUP BY ALL ORDER BY 2 DESC, 1"
        ).fetchall()
    waiting = sum(known.get(file.source_path) != file.byte_size for file in listing)
    console.print(
        f"published       {settings.published_path}, {about[0]}, run {about[1][:8]}", soft_wrap=True, highlight=False
    )
    console.print(f"files           {len(listing):,} in the folder, {waiting:,} of them new or changed since")
    grid = Grid("table", "rows")
    for name, count in snapshot.rows.items():
        grid.add_row(name, f"{count:,}")
    console.print(grid)
    for reason, count in reasons:
        console.print(f"rejected        {count:,} {reason}")


def _query_hint(error: duckdb.Error) -> str:
    """The next step, by what went wrong."""
    if isinstance(error, duckdb.IOException):
        return "`news-pipeline doctor` looks at the file; the next run writes a new one if it is moved away."
    if "read-only" in str(error):
        return "The snapshot is only read, and replaced by the next run: keep tables of your own in another database."
    return "Tables and columns stand in docs/data-dictionary.md, questions with their SQL in docs/cookbook.md."


def show_query(settings: Settings, sql: str, console: Console, *, as_csv: bool, private: bool = False) -> None:
    """Print the result as a table of at most 100 rows, or all of it as CSV. Raises QueryError.

    `private` asks the database of the steps, which is nobody else's while a run is going.
    """
    path = settings.warehouse_path if private else settings.published_path
    if private and is_locked(settings.data_dir):
        raise QueryError(f"A run is going ({holder(settings.data_dir)}); {path.name} can be asked when it has ended.")
    if not path.exists():
        raise QueryError(f"{path} does not exist yet. Run `news-pipeline run` first.")
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'").fetchall()
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall()
    except duckdb.Error as error:
        raise QueryError(f"{path}: {error}\n{_query_hint(error)}") from error
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows(rows)
        return
    grid = Grid(*names)
    for row in rows[:_SHOWN_ROWS]:
        grid.add_row(*("" if value is None else str(value).replace("[", "\\[") for value in row))
    console.print(grid)
    if len(rows) > _SHOWN_ROWS:
        console.print(f"{_SHOWN_ROWS} of {len(rows):,} rows; --csv prints all.")
