"""Who hears how far a run is: the run's log, or a progress bar on a terminal.

Here: the listeners. Elsewhere: who tells (stages.py, sets.py, ingest.py call a `Report`).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from news_pipeline.engine.document_loop import Report

_LOG_EVERY_SECONDS = 5.0
_MANY = 200


class LineProgress:
    """Says a line every five seconds, and when a stage ends that took so long or has much to do when it begins.

    A stage that is done at once says nothing here: the sentence of its asset tells what it did.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._last: dict[str, float] = {}
        self._told: set[str] = set()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """See stages.Report."""
        now = time.monotonic()
        last = self._last.setdefault(stage, now)
        is_long = now - last >= _LOG_EVERY_SECONDS
        if is_long or (done == 0 and total >= _MANY) or (done == total and stage in self._told):
            self._last[stage] = now
            self._told.add(stage)
            self._say(f"{stage.replace('_', ' ')}: {done:,} of {total:,}")


class BarProgress:
    """One bar a stage that has something to do."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """See stages.Report."""
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage.replace("_", " "), total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)


@contextmanager
def terminal_progress(console: Console) -> Iterator[Report]:
    """Bars on a terminal; lines where the output goes into a file or a pipe."""
    if not console.is_terminal:
        yield LineProgress(lambda line: console.print(line, highlight=False))
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        yield BarProgress(progress)
