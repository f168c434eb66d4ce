"""Reports how far a run is."""

import time
from collections.abc import Callable

Report = Callable[[str, int, int], None]
"""Hears the name of a loop, documents done, documents in all."""

_LOG_EVERY_SECONDS = 5.0
_MANY = 200


def no_report(loop: str, done: int, total: int) -> None:
    """Report to nobody."""


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
