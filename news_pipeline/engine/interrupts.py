"""Ends a run soon after SIGINT or SIGTERM, whatever it does: a kill loses nothing, a query may take minutes."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = "news-pipeline: stopped. What is committed stays; the next run goes on."
_SECONDS = 1.0
_ENDING = {signal.SIGINT, signal.SIGTERM}
_ACTIVE = threading.Event()
"""The outermost context listens."""


@contextmanager
def ends_when_interrupted(seconds: float = _SECONDS) -> Iterator[None]:
    """Leave the process if it is still in this context so many seconds after such a signal.

    Whoever handles the signal (Dagster, click, Python) goes first. Does nothing outside of the main thread.
    """
    can_listen = threading.current_thread() is threading.main_thread() and hasattr(signal, "set_wakeup_fd")
    if _ACTIVE.is_set() or not can_listen:
        yield
        return
    heard, told = socket.socketpair()
    told.settimeout(0)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    left = threading.Event()
    _ACTIVE.set()
    threading.Thread(target=_listen, args=(heard, left, seconds), daemon=True).start()
    try:
        yield
    finally:
        left.set()
        _ACTIVE.clear()
        signal.set_wakeup_fd(before)
        told.close()


def _listen(heard: socket.socket, left: threading.Event, seconds: float) -> None:
    with heard:
        while numbers := heard.recv(16):
            ending = _ENDING.intersection(numbers)
            if ending and not left.wait(seconds):
                sys.stderr.write(f"{STOPPED}\n")
                sys.stderr.flush()
                os._exit(128 + min(ending))
