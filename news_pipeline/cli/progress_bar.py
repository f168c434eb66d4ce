"""Progress of a run: bars on a terminal, lines where the output goes into a file or a pipe."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from news_pipeline.engine.progress import LineProgress, Report
from news_pipeline.steps.redo import stages


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        """Empty until it can be told."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed and task.id else "", style="dim")


class BarProgress:
    """One bar for the whole run, and one for each loop that has something to do."""

    def __init__(self, progress: Progress, order: Sequence[str]) -> None:
        self._progress = progress
        self._order = order
        self._whole = progress.add_task("all steps", total=len(order))
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, loop: str, done: int, total: int) -> None:
        """See Report."""
        if loop not in self._tasks:
            self._tasks[loop] = self._progress.add_task(loop.replace("_", " "), total=total)
        self._progress.update(self._tasks[loop], completed=done, total=total)
        if loop in self._order:
            self._progress.update(self._whole, completed=self._order.index(loop) + (done == total))


@contextmanager
def terminal_progress(console: Console) -> Iterator[Report]:
    """Listens to a run and draws. The bars are gone when it ends."""
    with _own_output(console) as own:
        if not own.is_terminal:
            yield LineProgress(lambda line: own.print(line, highlight=False))
            return
        columns = (
            TextColumn("{task.description:<20}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=own, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
            yield BarProgress(progress, stages())


@contextmanager
def _own_output(console: Console) -> Iterator[Console]:
    """A console that goes on while a step runs.

    Dagster points the file descriptors 1 and 2 at its log files during each step. A duplicate that is taken before
    still leads to the terminal.
    """
    try:
        descriptor = os.dup(console.file.fileno())
    except (OSError, ValueError):  # no file behind it: a test's buffer
        yield console
        return
    with os.fdopen(descriptor, "w", encoding=console.encoding, errors="replace") as stream:
        yield Console(
            file=stream, force_terminal=console.is_terminal, width=console.width if console.is_terminal else 200
        )
