"""One run at a time: the lock on the data folder that every run holds from start to end.

The operating system holds the lock (through `filelock`), so it is free when its process dies, however it dies.
"""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from news_pipeline.shared.user_error import UserError

_POLL_SECONDS = 0.2
_REMIND_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock."""

    pid: int
    host: str
    what: str
    """Such as "news-pipeline run" or "Dagster run a1b2c3d4"."""
    since: float
    """Seconds since 1970."""

    def __str__(self) -> str:
        return f'pid {self.pid} on {self.host}, "{self.what}", for {max(0, time.time() - self.since):.0f} s'


@contextmanager
def run_lock(data_dir: Path, what: str, *, wait: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the data folder's run lock, waiting at most `wait` seconds for the run that has it.

    `say` hears for whom we wait, at once and then every ten seconds. Raises UserError with the holder's name.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / "run.lock", thread_local=False)
    started = time.monotonic()
    reminder = started
    while True:
        try:
            lock.acquire(timeout=0)
            break
        except Timeout:
            waited = time.monotonic() - started
            if waited >= wait:
                raise UserError(
                    f"another run holds {data_dir} ({holder(data_dir) or 'unknown'}). Waited {waited:.0f} s. "
                    "Let that run finish, or raise NEWS_LOCK_WAIT."
                ) from None
            if time.monotonic() >= reminder:
                who = holder(data_dir) or "starting"
                say(f"waiting for another run on {data_dir} ({who}); {wait - waited:.0f} s left")
                reminder = time.monotonic() + _REMIND_SECONDS
            time.sleep(_POLL_SECONDS)
    try:
        _write_holder(data_dir, Holder(os.getpid(), socket.gethostname(), what, time.time()))
        yield
    finally:
        _holder_file(data_dir).unlink(missing_ok=True)
        lock.release()


def is_locked(data_dir: Path) -> bool:
    """Whether a run holds the lock right now. Takes it for an instant to find out."""
    if not (data_dir / "run.lock").exists():
        return False
    lock = FileLock(data_dir / "run.lock", thread_local=False)
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True


def holder(data_dir: Path) -> Holder | None:
    """Who took the lock last; None if nobody did, or the note is being written."""
    try:
        return Holder(**json.loads(_holder_file(data_dir).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _holder_file(data_dir: Path) -> Path:
    return data_dir / "run.holder.json"


def _write_holder(data_dir: Path, who: Holder) -> None:
    """Replace the note atomically, so that a reader never sees half of it."""
    for left in data_dir.glob("run.holder.*.tmp"):
        left.unlink(missing_ok=True)  # of a run that was killed here
    beside = data_dir / f"run.holder.{os.getpid()}.tmp"
    beside.write_text(json.dumps(asdict(who)), encoding="utf-8")
    beside.replace(_holder_file(data_dir))
