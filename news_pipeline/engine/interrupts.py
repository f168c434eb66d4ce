"""Ends a run soon after SIGINT or SIGTERM, whatever it does: a kill loses nothing, a query may take minutes."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

STOPPED = "news-pipeline: stopped. What is committed stays; the next run goes on."
_SECONDS = 1.0
_ENDING = frozenset((signal.SIGINT, signal.SIGTERM))

WasAsked = Callable[[], bool]
"""Whether SIGINT or SIGTERM has come, whatever became of the exception that its handler raised."""


@contextmanager
def ends_when_interrupted(seconds: float = _SECONDS) -> Iterator[WasAsked]:
    """Leave the process if it is still in this context so many seconds after such a signal.

    Whoever handles the signal (Dagster, click, Python) goes first. What is given says whether one has come.
    DuckDB turns a handler's exception into an error of its own. It notes no signal while another of its threads works.
    The outermost context listens, for there is one wake-up descriptor a process; an inner one answers from it.
    Outside of the main thread, which alone gets signals, it does nothing, and the answer is no.
    """
    global _listening  # noqa: PLW0603 as the wake-up descriptor is
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    if _listening is not None:
        yield _listening.was_asked
        return
    _listening = _Listener(seconds)
    try:
        yield _listening.was_asked
    finally:
        _listening.close()
        _listening = None


class _Listener:
    """Reads the numbers of the signals that came, as Python notes them before it calls any handler."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._heard, self._told = socket.socketpair()
        self._told.settimeout(0)
        self._before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._asked, self._left = threading.Event(), threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def was_asked(self) -> bool:
        with suppress(BlockingIOError):  # no signal that the thread has not yet read
            waiting = self._heard.recv(16, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            if not _ENDING.isdisjoint(waiting):
                return True
        return self._asked.is_set()  # looked at last: it is set before the signal leaves the socket

    def close(self) -> None:
        self._left.set()
        signal.set_wakeup_fd(self._before)
        self._told.close()

    def _listen(self) -> None:
        with self._heard:
            while numbers := self._heard.recv(16, socket.MSG_PEEK):
                ending = _ENDING.intersection(numbers)
                if ending:
                    self._asked.set()
                self._heard.recv(len(numbers))
                if ending and not self._left.wait(self._seconds):
                    sys.stderr.write(f"{STOPPED}\n")
                    sys.stderr.flush()
                    os._exit(128 + min(ending))


_listening: _Listener | None = None
