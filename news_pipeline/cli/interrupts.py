"""Whether a person or the system asked this process to end, whatever became of the signal."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_ENDING = frozenset((signal.SIGINT, signal.SIGTERM))


@contextmanager
def watched_interrupts() -> Iterator[Callable[[], bool]]:
    """Give a function that says whether SIGINT or SIGTERM has come since the start of the block.

    A handler's exception can get lost: DuckDB turns one that comes during a query into its own "Query interrupted".
    Python's wake-up descriptor notes each signal before any handler is called.
    Outside the main thread, which alone gets signals, the answer is always no.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    has_come = False

    def was_asked_to_end() -> bool:
        nonlocal has_come
        with suppress(BlockingIOError):  # no signal
            has_come = has_come or not _ENDING.isdisjoint(os.read(reading, 65536))
        return has_come

    try:
        yield was_asked_to_end
    finally:
        signal.set_wakeup_fd(before)
        os.close(reading)
        os.close(writing)
