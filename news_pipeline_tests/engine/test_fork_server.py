"""The process that workers are forked from: what it loads, and from where."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from news_pipeline.engine.fork_server import HAS_ONE
from news_pipeline.shared.results import Outcome, Row

ROOT = Path(__file__).parents[2]
SCRIPT = """
from news_pipeline.engine.compute import LocalProcesses
from news_pipeline_tests.engine.test_fork_server import known

if __name__ == "__main__":
    compute = LocalProcesses(1)
    [[outcome]] = compute.map(known, [[{}]])
    compute.close()
    print(outcome["t"])
"""

pytestmark = pytest.mark.skipif(not HAS_ONE, reason="workers are spawned here")


def known(rows: list[Row]) -> list[Outcome]:
    """What a worker knows at its first task."""
    limits = {
        "threads": os.environ.get("OMP_NUM_THREADS"),
        "steps": "news_pipeline.steps.registry" in sys.modules,
        "languages": "py3langid.langid" in sys.modules,
    }
    return [{"t": [limits]} for _ in rows]


def test_a_worker_has_what_the_run_has_loaded_before_its_first_task() -> None:
    script = "import news_pipeline.steps.registry\n" + SCRIPT
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[{'threads': '1', 'steps': True, 'languages': True}]"


def test_nothing_is_loaded_from_the_folder_that_a_run_is_started_in(tmp_path: Path) -> None:
    for name in ("multiprocessing", "news_pipeline", "pandas"):
        package = tmp_path / "files of somebody" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(f"open({str(tmp_path / name)!r}, 'w')")
    (tmp_path / "script.py").write_text(SCRIPT)
    found = subprocess.run(
        [sys.executable, tmp_path / "script.py"],
        cwd=tmp_path / "files of somebody",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "[{'threads': '1', 'steps': False, 'languages': False}]"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files of somebody", "script.py"]
