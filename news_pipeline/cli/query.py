"""`news-pipeline query`: one SQL statement, on the published snapshot or on the database of the steps."""

import sys

import duckdb
from rich.console import Console

from news_pipeline.cli.result_formats import PRINTERS, WRITERS
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.run_lock import holder, is_locked
from news_pipeline.storage.warehouse import open_read_only


def _query_hint(error: duckdb.Error) -> str:
    """The next step, by what went wrong."""
    if isinstance(error, duckdb.IOException):
        return "`news-pipeline doctor` looks at the file; the next run writes a new one if it is moved away."
    if "read-only" in str(error):
        return "The snapshot is only read, and replaced by the next run: keep tables of your own in another database."
    return "Tables and columns stand in docs/data-dictionary.md, questions with their SQL in docs/cookbook.md."


def show_query(settings: Settings, sql: str, console: Console, *, form: str = "table", private: bool = False) -> None:
    """Print the result in one of FORMATS; a table shows at most 100 rows. Raises UserError.

    `private` asks the database of the steps, which nobody else can open while a run is going.
    """
    path = settings.warehouse_path if private else settings.published_path
    if private and is_locked(settings.data_dir):
        raise UserError(f"A run is going ({holder(settings.data_dir)}); {path.name} can be asked when it has ended.")
    if not path.exists():
        raise UserError(f"{path} does not exist yet. Run `news-pipeline run` first.")
    try:
        with open_read_only(path, settings) as database:
            cursor = database.connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall()
    except duckdb.Error as error:
        raise UserError(f"{path}: {error}\n{_query_hint(error)}") from error
    if form in WRITERS:
        WRITERS[form](names, rows, sys.stdout)
    else:
        PRINTERS[form](names, rows, console)
