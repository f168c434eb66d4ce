"""`news-pipeline ui`: what its processes load, and from where."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from news_pipeline_tests.ports import free_port

_START_SECONDS = 120.0
_NAMES = ("dagster", "dagster_webserver", "multiprocessing", "news_pipeline", "pandas", "sitecustomize")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5):
            return True
    except OSError:
        return False


@pytest.mark.slow
def test_nothing_is_loaded_from_the_folder_that_it_is_started_in(tmp_path: Path) -> None:
    """Nor from that of Dagster's history, which it goes to."""
    marks, data = tmp_path / "loaded", tmp_path / "data"
    for folder in (tmp_path / "files of somebody", data / "dagster"):
        for name in _NAMES:
            package = folder / name
            package.mkdir(parents=True)
            (package / "__init__.py").write_text(f"open({str(marks)!r}, 'a').write('{folder.name}: {name} ')")
    (tmp_path / "landing").mkdir()
    port = free_port()
    places = {"NEWS_LANDING_DIR": str(tmp_path / "landing"), "NEWS_DATA_DIR": str(data)}
    ui = subprocess.Popen(
        [str(Path(sys.executable).with_name("news-pipeline")), "ui", "--port", str(port)],
        cwd=tmp_path / "files of somebody",
        env={**os.environ, **places},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        end = time.monotonic() + _START_SECONDS
        while not _answers(port) and ui.poll() is None and time.monotonic() < end:
            time.sleep(0.2)
        assert _answers(port)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(ui.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            ui.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(ui.pid, signal.SIGKILL)
        ui.wait()
    assert not marks.exists() or marks.read_text() == ""
