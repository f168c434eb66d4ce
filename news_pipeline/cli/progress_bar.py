"""Progress on the terminal: a bar for each loop that has something to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from news_pipeline.engine.progress import LineProgress, Report


class BarProgress:
    """One bar a loop."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, loop: str, done: int, total: int) -> None:
        """See Report."""
        if loop not in self._tasks:
            self._tasks[loop] = self._progress.add_task(loop.replace("_", " "), total=total)
        self._progress.update(self._tasks[loop], completed=done, total=total)


@contextmanager
def terminal_progress(console: Console) -> Iterator[Report]:
    """Bars on a terminal; lines where the output goes into a file or a pipe."""
    if not console.is_terminal:
        yield LineProgress(lambda line: console.print(line, highlight=False))
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        yield BarProgress(progress)
