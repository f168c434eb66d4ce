"""The Dagster instance on disk that the command line, the UI, schedules and sensors share.

Its settings are those of `dagster.yaml` beside `workspace.yaml`; its records lie in NEWS_DATA_DIR/dagster.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import dagster as dg
import yaml
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import Pool

from news_pipeline.settings import Settings, as_environment, project_dir
from news_pipeline.shared.user_error import UserError

_FOLDERS: set[Path] = set()  # of `hold_open`
_OF_COMMANDS = "dagster-command.yaml"
_NO_LOGS = {"module": "dagster.core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}
_HELD: dict[Path, sqlite3.Connection] = {}


@contextmanager
def open_history(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The shared instance, its files held open, for a run in this process.

    It keeps no copy of what steps write to the terminal: they write nothing, and Dagster would start two processes for
    each, which answer Ctrl-C with a traceback. Raises UserError when the files cannot be read or written.
    """
    home = _home(settings)
    hold_open(home)
    try:
        with dg.DagsterInstance.from_config(str(home), _OF_COMMANDS) as instance:
            yield instance
    except DatabaseError as error:
        full = "full" in str(error.orig)
        remedy = (
            f"Make room on the disk of {home}."
            if full
            else "`news-pipeline doctor --repair` moves it aside; the news does not depend on it."
        )
        raise UserError(f"Dagster's history in {home} cannot be used: {error.orig}. {remedy}") from error
    finally:
        _let_go(home)


def dagster_environment(settings: Settings) -> dict[str, str]:
    """Environment variables for a Dagster process with the same settings and history."""
    return {**as_environment(settings), "DAGSTER_HOME": str(_home(settings))}


def hold_open(folder: Path) -> None:
    """Keep Dagster's SQLite files below the folder open in this process, from their first use on.

    Dagster opens and closes a file for each record: 956 times in a run with nothing new on `seeds/`. When the last
    connection to a file closes, SQLite checkpoints the write-ahead log, deletes it, and waits for the disk. These were
    2,200 waits, and 10 of the run's 17 seconds on a disk that takes 4 ms for each. With one idle connection to each
    file, besides Dagster's own, 29 waits and 7 seconds are left.

    `synchronous = NORMAL` waits at checkpoints only. After a power cut the newest records may be gone, but the files
    are sound. What is done and what is pending stands in the warehouse, not here.
    """
    _FOLDERS.add(folder)


@event.listens_for(Pool, "connect")
def _hold(connection: Any, _record: object) -> None:
    """Open a second connection to the file, which stays.

    WAL is Dagster's own mode, here set before Dagster makes its tables. The second connection holds the log only once
    it has read something.
    """
    path = _path(connection)
    if path is not None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if path not in _HELD:
            _HELD[path] = sqlite3.connect(path, check_same_thread=False)
            _HELD[path].execute("PRAGMA schema_version").fetchone()


@event.listens_for(Pool, "close")
def _touch(connection: Any, _record: object) -> None:
    """Set the file's time after a write. The UI shows new records when the file changes, but they are in the log."""
    path = _path(connection)
    if path is not None and connection.total_changes:
        with suppress(FileNotFoundError):  # the file was deleted meanwhile
            os.utime(path)


def _path(connection: Any) -> Path | None:
    """The file of a connection, if it is one to hold open."""
    if not _FOLDERS or not isinstance(connection, sqlite3.Connection):
        return None
    path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    return path if any(path.is_relative_to(folder) for folder in _FOLDERS) else None


def _let_go(folder: Path) -> None:
    _FOLDERS.discard(folder)
    for path in [path for path in _HELD if path.is_relative_to(folder)]:
        _HELD.pop(path).close()


def _home(settings: Settings) -> Path:
    """A DAGSTER_HOME whose `dagster.yaml` is the project's with absolute folders. Written only when it would change."""
    home = settings.dagster_dir
    home.mkdir(parents=True, exist_ok=True)
    configuration = _configuration(home)
    for name, content in (("dagster.yaml", configuration), (_OF_COMMANDS, {**configuration, "compute_logs": _NO_LOGS})):
        text, target = yaml.safe_dump(content, sort_keys=False), home / name
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    return home


def _configuration(home: Path) -> dict[str, Any]:
    own = project_dir() / "dagster.yaml"
    source = own if own.exists() else files("news_pipeline.defs").joinpath("dagster.yaml")
    configuration: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    if "postgres" not in configuration["storage"]:
        configuration["storage"] = {"sqlite": {"base_dir": str(home)}}
    for part, folder in (("local_artifact_storage", home), ("compute_logs", home / "compute_logs")):
        if part in configuration:
            configuration[part]["config"]["base_dir"] = str(folder)
    return configuration
