"""The run lock: one run at a time, and the one who waits knows for whom."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.run_lock import holder, is_locked, run_lock
from news_pipeline_tests.processes import other_process

HOLD = """
import sys, time
from pathlib import Path
from news_pipeline.storage.run_lock import run_lock
with run_lock(Path(sys.argv[1]), "another run", wait=0, say=print):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def nobody(words: str) -> None:
    """Ignores what the lock says."""


def test_the_lock_is_held_from_start_to_end(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "data")
    with run_lock(tmp_path / "data", "a run", wait=0, say=nobody):
        assert is_locked(tmp_path / "data")
        who = holder(tmp_path / "data")
        assert who is not None
        assert (who.pid, who.what) == (os.getpid(), "a run")
    assert not is_locked(tmp_path / "data")
    assert holder(tmp_path / "data") is None


def test_an_exception_in_a_run_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), run_lock(tmp_path, "a run", wait=0, say=nobody):
        raise KeyboardInterrupt
    assert not is_locked(tmp_path)


def test_who_waits_hears_at_once_for_whom_and_gives_up_with_the_name(tmp_path: Path) -> None:
    heard: list[str] = []
    with other_process(HOLD, tmp_path) as process:
        assert is_locked(tmp_path)
        with (
            pytest.raises(UserError, match=rf'pid {process.pid} on .*"another run".* Waited \d s\. .*NEWS_LOCK_WAIT'),
            run_lock(tmp_path, "me", wait=0.5, say=heard.append),
        ):
            pytest.fail("two runs at once")
        assert len(heard) == 1, "a reminder comes every ten seconds, not at every look"
        assert f"pid {process.pid}" in heard[0]
        assert '"another run"' in heard[0]
        who = holder(tmp_path)
        assert who is not None
        assert who.pid == process.pid, "who only waited leaves no trace"


def test_who_waits_goes_on_when_the_other_ends(tmp_path: Path) -> None:
    with other_process(HOLD, tmp_path) as process:
        assert process.stdin is not None
        threading.Timer(0.3, process.stdin.close).start()  # it ends at the end of its input
        with run_lock(tmp_path, "me", wait=30, say=nobody):
            who = holder(tmp_path)
            assert who is not None
            assert who.pid == os.getpid()


def test_a_killed_run_frees_the_lock_at_once(tmp_path: Path) -> None:
    with other_process(HOLD, tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not is_locked(tmp_path)
        started = time.monotonic()
        with run_lock(tmp_path, "me", wait=0, say=nobody):
            assert time.monotonic() - started < 5, "at once on an idle machine"
            who = holder(tmp_path)
            assert who is not None
            assert who.what == "me", "the dead run's name is gone"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}'])
def test_half_a_name_is_no_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.holder.json").write_text(content)
    assert holder(tmp_path) is None


def test_the_note_of_a_run_that_was_killed_while_it_wrote_is_removed(tmp_path: Path) -> None:
    (tmp_path / "run.holder.4711.tmp").write_text("{")
    with run_lock(tmp_path, "a run", wait=0, say=nobody):
        assert [path.name for path in sorted(tmp_path.glob("run.holder*"))] == ["run.holder.json"]
    assert list(tmp_path.glob("run.holder*")) == []
