"""Reads a file's records so that a fault of the reader, or a record that never ends, costs that file's rest alone."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import zstandard

from news_pipeline.engine.faults import ENVIRONMENT_FAULTS, Failure, Reason
from news_pipeline.readers import Document, Unreadable
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.raw_store import StoredFile

RECORD_SECONDS = 120.0
"""For one record, of at most 64 MiB: the slowest reads 1 MB a second."""


class _TooSlowError(Exception):
    """A record took longer than it may."""


def guarded(file: StoredFile, items: Iterator[Document | Unreadable]) -> Iterator[Document | Unreadable | Failure]:
    """The items; where the reader fails or does not go on, a failure in place of the rest.

    Raises UserError when the stored copy is damaged: that is not the file's fault, and a backup may have it.
    """
    while True:
        try:
            with _at_most(RECORD_SECONDS):
                item = next(items, None)
        except _TooSlowError:
            yield Failure(Reason.TOO_SLOW, f"one record took over {RECORD_SECONDS:.0f} s")
            return
        except zstandard.ZstdError as error:
            raise UserError(
                f"the stored copy of {file.source_path} is damaged ({error}). Bring raw/{file.content_hash[:2]}/"
                f"{file.content_hash}.zst back from a backup. If the landing folder has the file as it was, delete the "
                "copy instead, and touch the file: the next run stores it again."
            ) from error
        except ENVIRONMENT_FAULTS:
            raise
        except Exception as error:  # noqa: BLE001 whatever it is, the file is refused with it
            yield Failure.of(error)
            return
        if item is None:
            return
        yield item


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise _TooSlowError inside after so many seconds. Only in the main thread of a system with such timers."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 as every handler
    raise _TooSlowError
