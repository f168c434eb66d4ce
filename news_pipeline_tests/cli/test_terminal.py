"""A run on a real terminal: signs of life within a second, progress while the steps work."""

import os
import pty
import re
import select
import sys
import time
from pathlib import Path

import pytest

COMMAND = "from news_pipeline.cli.main import main; main(prog_name='news-pipeline')"


def on_a_terminal(arguments: list[str], seconds: float = 120) -> list[tuple[float, str]]:
    """What a command writes to its terminal, each piece with the seconds since its start."""
    started = time.monotonic()
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {**os.environ, "NEWS_TAGGER": "gazetteer", "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        os.execve(sys.executable, [sys.executable, "-c", COMMAND, *arguments], environment)  # noqa: S606
    pieces = []
    while time.monotonic() - started < seconds:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # the command has ended
                break
            if not piece:
                break
            pieces.append((time.monotonic() - started, piece.decode(errors="replace")))
    os.close(terminal)
    os.waitpid(pid, 0)
    return pieces


@pytest.mark.slow
def test_a_run_draws_while_its_steps_work(tmp_path: Path) -> None:
    landing = tmp_path / "landing"
    landing.mkdir()
    for number in range(300):
        words = " ".join(f"word{number}x{place}" for place in range(400))
        (landing / f"{number}.txt").write_text(f"A headline number {number}\n\n{words}. The council met on Monday.\n")
    pieces = on_a_terminal(["run", "--landing", str(landing), "--data-dir", str(tmp_path / "data")])
    said = "".join(piece for _, piece in pieces)
    assert "news.duckdb is new" in said
    frames = [moment for moment, piece in pieces if "all steps" in piece]
    assert len(frames) > 20, "a bar that stands still looks like a run that hangs"
    assert re.search(r"clean articles.*300/300", said.replace("\x1b[0m", ""), re.DOTALL)
    assert "/s" in said, "documents a second"
    assert pieces[0][0] < 8, "the first sign of life; one second on an idle machine"


def interrupted(arguments: list[str], *, times: int) -> tuple[str, int, float]:
    """What a command says that is interrupted once its steps work, its exit code, and the seconds that it took then."""
    pid, terminal = pty.fork()
    if pid == 0:
        environment = {**os.environ, "NEWS_TAGGER": "gazetteer", "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        os.execve(sys.executable, [sys.executable, "-c", COMMAND, *arguments], environment)  # noqa: S606
    said, sent = "", 0.0
    while True:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                said += os.read(terminal, 65536).decode(errors="replace")
            except OSError:
                break
        if not sent and "clean articles" in said:
            for _ in range(times):
                os.write(terminal, b"\x03")  # Ctrl-C, as the terminal turns it into a signal
            sent = time.monotonic()
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return said, os.waitstatus_to_exitcode(status), time.monotonic() - sent


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_says_in_one_line_what_is_kept(tmp_path: Path, times: int) -> None:
    landing = tmp_path / "landing"
    landing.mkdir()
    for number in range(400):
        words = " ".join(f"word{number}x{place}" for place in range(600))
        (landing / f"{number}.txt").write_text(f"A headline number {number}\n\n{words}. The council met on Monday.\n")
    arguments = ["run", "--landing", str(landing), "--data-dir", str(tmp_path / "data")]
    said, code, seconds = interrupted(arguments, times=times)
    assert said.count("What is committed stays; the next run goes on.") == 1
    assert "Traceback" not in said
    assert "failed" not in said
    assert code == 130
    assert seconds < 10, "two seconds on an idle machine"
