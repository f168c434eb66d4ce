"""Write docs/terminal.md: what the terminal shows of a run, an interrupt and a status, as frames of text.

    python docs/make_recording.py

Needs tmux and the `test` extra. Takes about two minutes.
"""

import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests are not part of an installed package

from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files  # noqa: E402

PAGE = ROOT / "docs" / "terminal.md"
COLUMNS, LINES = 100, 30
_SOCKET = "recording"
_PROMPT = "$"
_MOST_SECONDS = 180
_SHOWN = 5
"""Frames that the page shows of one command, spread over its time, the first and the last among them."""

_HEAD = """# What the terminal shows

Frames of a terminal of 100 columns, as text, with the seconds since the command. Progress is drawn while steps work:
what each has done, at what rate, how long it and the whole will still take. Made by
`python docs/make_recording.py` from made-up articles, without the entity model; `~` is the folder.
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stood on the screen, and when: seconds since the command was typed."""

    seconds: float
    text: str


def main() -> None:
    """Record a run that is interrupted, a look at it from beside, and the run that goes on."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        write_files(work / "landing", made_up_files(made_up_articles(events=150)))
        run = "news-pipeline run"
        _tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES), "-c", folder, _shell(work))
        try:
            interrupted = _record(run, interrupt_at="article metadata")
            status = _record("news-pipeline status")
            finished = _record(run)
        finally:
            _tmux("kill-server")
        sections = [
            ("A run, interrupted with Ctrl-C", interrupted),
            ("What waits", status),
            ("The next run goes on", finished),
        ]
        page = _HEAD + "".join(_section(title, frames) for title, frames in sections)
        PAGE.write_text(page.replace(folder, "~"), encoding="utf-8")


def _shell(folder: Path) -> str:
    """A shell with a short prompt that finds this environment's commands."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    settings = {
        "PATH": path,
        "PS1": f"{_PROMPT} ",
        "TERM": "screen",
        "HOME": str(folder),
        "NEWS_TAGGER": "gazetteer",
        "NEWS_LANDING_DIR": str(folder / "landing"),
        "NEWS_DATA_DIR": str(folder / "data"),
    }
    return "env -i " + " ".join(f"{name}={shlex.quote(value)}" for name, value in settings.items()) + " bash --norc"


def _tmux(*arguments: str) -> str:
    command = ["tmux", "-L", _SOCKET, "-f", "/dev/null", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 ourselves


def _record(command: str, *, interrupt_at: str = "") -> list[Frame]:
    """Type a command, and look at the screen until the prompt is back."""
    _tmux("send-keys", "clear", "Enter")
    time.sleep(0.5)
    _tmux("send-keys", command, "Enter")
    started, frames = time.monotonic(), list[Frame]()
    while time.monotonic() - started < _MOST_SECONDS:
        time.sleep(0.25)
        text = _tmux("capture-pane", "-p").rstrip()
        if not frames or text != frames[-1].text:
            frames.append(Frame(time.monotonic() - started, text))
        if interrupt_at and interrupt_at in text:
            _tmux("send-keys", "C-c")
            interrupt_at = ""
        if re.search(rf"\n{re.escape(_PROMPT)}$", text):
            return frames
    message = f"{command} has not ended:\n{frames[-1].text}"
    raise TimeoutError(message)


def _section(title: str, frames: Sequence[Frame]) -> str:
    last = len(frames) - 1
    chosen = sorted({round(place * last / (_SHOWN - 1)) for place in range(_SHOWN)})
    shown = "".join(
        dedent("""
        {seconds:.1f} s

        ```text
        {text}
        ```
        """).format(seconds=frames[index].seconds, text=frames[index].text)
        for index in chosen
    )
    return f"\n## {title}\n{shown}"


if __name__ == "__main__":
    main()
