"""CPU time in multiples of a fixed piece of work on the same machine, so that a limit holds on a slow one too."""

import time
from collections.abc import Callable

_TEXT = "harbour council bridge " * 40_000
"""Its words are counted in about 20 ms on a machine of 2024."""


def seconds(do: Callable[[], object]) -> float:
    """CPU seconds of this process while something is done."""
    started = time.process_time()
    do()
    return time.process_time() - started


def paces(do: Callable[[], object]) -> float:
    """How many times as long as the fixed work something takes; the slower of a pace before and one after counts."""
    before = _pace()
    taken = seconds(do)
    return taken / max(before, _pace())


def _pace() -> float:
    return min(seconds(_count) for _ in range(3))


def _count() -> int:
    return sum(len(word.upper()) for word in _TEXT.split())
