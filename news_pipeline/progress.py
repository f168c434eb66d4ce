"""Who hears how far a run is: the run's log, or a progress bar on a terminal.

Here: the two listeners. Elsewhere: who tells (stages.py, sets.py, ingest.py call a `Report`).
"""

import logging
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_LOG_EVERY_SECONDS = 5.0


class LogProgress:
    """Writes a line when a stage begins, every five seconds, and when it ends."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """See stages.Report."""
        now = time.monotonic()
        if done in (0, total) or now - self._last >= _LOG_EVERY_SECONDS:
            self._last = now
            self._log.info("%s: %d of %d", stage, done, total)


class BarProgress:
    """One bar a stage that has something to do."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "BarProgress":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """See stages.Report."""
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage.replace("_", " "), total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)
