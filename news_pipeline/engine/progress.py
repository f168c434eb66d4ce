"""Reports how far a run is: to whoever listens, and in a file beside the databases for other processes."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from news_pipeline.storage.json_file import replace_json

Report = Callable[[str, int, int], None]
"""Hears the name of a loop, documents done, documents in all."""

_LOG_EVERY_SECONDS = 5.0
_NOTE_EVERY_SECONDS = 1.0
_MANY = 200


def no_report(loop: str, done: int, total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, as it was noted last."""

    loop: str
    done: int
    total: int
    seconds: float
    """Since this loop began."""

    def __str__(self) -> str:
        words = f"{self.loop.replace('_', ' ')}, {self.done:,} of {self.total:,}"
        if not self.done or self.seconds < 1:
            return words
        rate = self.done / self.seconds
        return f"{words}, {rate:,.0f} a second, about {(self.total - self.done) / rate:,.0f} s more in this step"


class NotedProgress:
    """Tells a listener, and notes the same in a file once a second."""

    def __init__(self, listener: Report, data_dir: Path) -> None:
        self._listener, self._file = listener, _progress_file(data_dir)
        self._began: dict[str, float] = {}
        self._noted = 0.0

    def __call__(self, loop: str, done: int, total: int) -> None:
        """See Report."""
        self._listener(loop, done, total)
        now = time.monotonic()
        began = self._began.setdefault(loop, now)
        if now - self._noted >= _NOTE_EVERY_SECONDS or done == total:
            self._noted = now
            replace_json(self._file, asdict(Progress(loop, done, total, now - began)))

    def close(self) -> None:
        """The run is over."""
        self._file.unlink(missing_ok=True)


def noted_progress(data_dir: Path) -> Progress | None:
    """What the run that is going noted last; None: nothing yet."""
    try:
        return Progress(**json.loads(_progress_file(data_dir).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _progress_file(data_dir: Path) -> Path:
    return data_dir / "run.progress.json"


class LineProgress:
    """Says a line every five seconds, when a loop with much to do begins, and when one that took long ends.

    A loop that is done at once says nothing here, as the log line of its asset tells what it did.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._last: dict[str, float] = {}
        self._told: set[str] = set()

    def __call__(self, loop: str, done: int, total: int) -> None:
        """See Report."""
        now = time.monotonic()
        last = self._last.setdefault(loop, now)
        is_long = now - last >= _LOG_EVERY_SECONDS
        if is_long or (done == 0 and total >= _MANY) or (done == total and loop in self._told):
            self._last[loop] = now
            self._told.add(loop)
            self._say(f"{loop.replace('_', ' ')}: {done:,} of {total:,}")
