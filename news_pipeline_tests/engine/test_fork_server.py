"""The process that workers are forked from: what it loads, and from where."""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from news_pipeline.engine.fork_server import HAS_ONE
from news_pipeline.entities.mentions import mentions_of
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.tagger import load_tagger
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import MetadataInput
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


def seconds_of_an_article(rows: list[Row]) -> list[Outcome]:
    """CPU seconds that a worker has used when its first article has metadata and mentions."""
    text = "Harbour closed\n\nPeter Novak of Turku said on 3 March 2021 that a ship had lost its anchor. " * 9
    extract_metadata(MetadataInput("b.txt", None, (), text, (), text=text))
    mentions_of(ArticleText("Harbour closed", text, None), load_tagger("gazetteer").tag([text])[0])
    return [{"t": [{"seconds": time.process_time()}]} for _ in rows]


def test_a_worker_has_what_the_run_has_loaded_before_its_first_task() -> None:
    script = "import news_pipeline.steps.registry\n" + SCRIPT
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[{'threads': '1', 'steps': True, 'languages': True}]"


def test_a_worker_of_the_command_is_ready_for_its_first_article(tmp_path: Path) -> None:
    """Places, names and the language model took two CPU seconds of each worker, the command's own modules .3."""
    script = tmp_path / "news-pipeline"
    script.write_text(
        "import sys\nfrom news_pipeline.cli.main import main\nimport news_pipeline.steps.registry\n"
        + SCRIPT.replace("known", "seconds_of_an_article")
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    [row] = ast.literal_eval(found.stdout)
    assert row["seconds"] < 0.5


def taggers_at_hand(rows: list[Row]) -> list[Outcome]:
    """How many taggers a worker has before its first task."""
    return [{"t": [{"taggers": load_tagger.cache_info().currsize}]} for _ in rows]


@pytest.mark.parametrize(("setting", "count"), [("gazetteer, de=gazetteer", 1), ("", 0), ("no_such_pipeline", 0)])
def test_all_workers_share_the_taggers_of_the_setting(setting: str, count: int) -> None:
    script = (
        "import news_pipeline.steps.registry\nfrom news_pipeline.engine.fork_server import ensure_fork_server\n"
        f"if __name__ == '__main__':\n    ensure_fork_server({setting!r})\n"
    ) + SCRIPT.replace("known", "taggers_at_hand")
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == f"[{{'taggers': {count}}}]"


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
