"""A pipeline that is killed, stopped or starved at a chosen point: before or after a commit, a statement, a rename.

`harm` runs an operation in a forked process, counts the points that it passes, and does something to it at one of them.
A fork of a process that has everything imported costs milliseconds, so hundreds of kills fit into minutes. For
test_points.py and benchmarks/points.py; `killing.py` kills whole commands, with Dagster and worker processes.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb

from news_pipeline.duplicates.fingerprints import fingerprint_batch
from news_pipeline.duplicates.overlap import compare_texts
from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import load_tagger
from news_pipeline.library import parse_article
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline.takedown import scrub_databases
from news_pipeline.takedown.scrub_databases import rewrite_warehouse
from news_pipeline_tests.made_up_news import made_up_articles
from news_pipeline_tests.plain_runs import run

Operation = Callable[[], object]
_EVERYWHERE = ("storage", "engine")


class _Points:
    """Counts, and acts once."""

    def __init__(self, at: int | None, act: Callable[[str], object]) -> None:
        self.at, self.act, self.passed = at, act, 0

    def passes(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            self.act(_where())

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def watched(*arguments: Any, **named: Any) -> Any:
            self.passes()
            result = function(*arguments, **named)
            self.passes()
            return result

        return watched


class _WatchedDuckDB:
    """The module duckdb, with points around the statements of its connections."""

    IOException = duckdb.IOException

    def __init__(self, points: _Points) -> None:
        self.points = points

    @contextmanager
    def connect(self, path: str) -> Iterator[mock.Mock]:
        with duckdb.connect(path) as connection:
            yield mock.Mock(execute=self.points.around(connection.execute))


def _where() -> str:
    """Who is at work: the innermost folder of the package but for storage and engine, or the step of a plain run."""
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]
        if frame.f_code is rewrite_warehouse.__code__:
            return "compaction"
        _, package, inside = frame.f_code.co_filename.rpartition("/news_pipeline/")
        folder = ".".join(inside.split("/")[:-1])
        if package and folder and folder not in _EVERYWHERE:
            return folder
        if frame.f_code is run.__code__ and "step" in frame.f_locals:
            return str(frame.f_locals["step"].main_table)
    return "opening"


@contextmanager
def _watched(points: _Points) -> Iterator[None]:
    """Points are around each transaction's commit, each statement outside of one, and each change of a file.

    In a compaction they are around each statement too: it has a connection of its own.
    """
    transaction = Warehouse.transaction

    @contextmanager
    def watched(warehouse: Warehouse) -> Iterator[None]:
        with transaction(warehouse):
            yield
            points.passes()  # all is written, nothing committed
        points.passes()

    with (
        mock.patch.object(Warehouse, "transaction", watched),
        mock.patch.object(Warehouse, "execute", points.around(Warehouse.execute)),
        mock.patch.object(Path, "replace", points.around(Path.replace)),
        mock.patch.object(Path, "rename", points.around(Path.rename)),
        mock.patch.object(Path, "unlink", points.around(Path.unlink)),
        mock.patch.object(scrub_databases, "duckdb", _WatchedDuckDB(points)),
        mock.patch("os.fsync", points.around(os.fsync)),
    ):
        yield


def harm(operation: Operation, at: int | None = None, act: Callable[[], object] | None = None) -> tuple[int, int]:
    """Run it in a process of its own; act at that point.

    Returns how it ended (0; minus the signal that ended it; 1: it raised) and how many points it passed, 0 if killed.
    """
    code, told = harm_where(operation, at, act)
    return code, int(told) if told.isdigit() else 0


def harm_where(operation: Operation, at: int | None = None, act: Callable[[], object] | None = None) -> tuple[int, str]:
    """The same, but if it did not get through it returns who was at work at the point."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(reading)
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background processes ignore it

            def acts(where: str) -> None:
                os.write(writing, f"{where} ".encode())
                (act or (lambda: os.kill(os.getpid(), signal.SIGKILL)))()

            points = _Points(at, acts)
            with _watched(points):
                operation()
            os.write(writing, str(points.passed).encode())
            code = 0
        except BaseException:  # noqa: BLE001 told to the parent, whatever it is
            if os.environ.get("POINTS_TELL"):
                traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read().decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return code, (told.split() or [""])[0 if code else -1]


def warm_up() -> None:
    """Load models and tables in this process, so that forks have them. Opens no database: its threads do not fork."""
    made_up = made_up_articles(events=1)[0]
    text = "\n\n".join(made_up.paragraphs)
    article = parse_article(text)
    parse_article(made_up.page())
    load_tagger("gazetteer").tag([article.body])
    mentions_of(ArticleText(article.title, article.body, None), [])
    compare_texts(article.body, text)
    fingerprint_batch([article.body])
