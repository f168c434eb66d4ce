"""`status` while a run is going, and the exit code of a run whose landing folder is gone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.cli.nothing_new import LOST_FILES
from news_pipeline.engine.progress import NotedProgress, Progress, no_report, noted_progress
from news_pipeline.settings import Settings
from news_pipeline.storage.run_lock import run_lock


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (
            Progress("clean_articles", 300, 900, 3.0),
            "clean articles, 300 of 900, 100 a second, about 6 s more in this step",
        ),
        (Progress("clean_articles", 0, 900, 0.0), "clean articles, 0 of 900"),
    ],
)
def test_how_far_a_run_is_in_words(progress: Progress, says: str):
    assert str(progress) == says


def test_progress_is_noted_for_other_processes_and_gone_at_the_end(tmp_path: Path):
    heard = []
    progress = NotedProgress(lambda *said: heard.append(said), tmp_path)
    progress("clean_articles", 0, 10)
    progress("clean_articles", 10, 10)
    noted = noted_progress(tmp_path)
    assert noted is not None
    assert (noted.loop, noted.done, noted.total) == ("clean_articles", 10, 10)
    assert heard == [("clean_articles", 0, 10), ("clean_articles", 10, 10)]
    progress.close()
    assert noted_progress(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"loop": "a"}'])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, text: str):
    (tmp_path / "run.progress.json").write_text(text, encoding="utf-8")
    assert noted_progress(tmp_path) is None


def test_status_says_which_step_and_how_long_still(settings: Settings):
    settings.landing_dir.mkdir(parents=True, exist_ok=True)
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    with run_lock(settings.data_dir, "news-pipeline run", wait=1, say=print):
        NotedProgress(no_report, settings.data_dir)("story_members", 5, 20)
        result = CliRunner().invoke(main, ["status", *folders])
    assert '"news-pipeline run"' in result.output
    assert "story members, 5 of 20" in result.output


@pytest.mark.slow
def test_a_landing_folder_that_had_files_and_has_none_has_an_exit_code_of_its_own(
    settings: Settings, landing: Callable[..., Path]
):
    landing("a.txt", "Bridge closes\n\n" + "The council voted on Tuesday to close the old bridge for repairs. " * 8)
    arguments = ["run", "--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    environment = {"NEWS_TAGGER": "gazetteer"}
    assert CliRunner().invoke(main, arguments, env=environment).exit_code == 0
    (settings.landing_dir / "a.txt").unlink()
    empty = CliRunner().invoke(main, arguments, env=environment)
    assert empty.exit_code == LOST_FILES, empty.output
    assert "is empty, but 1 files were read from it before" in empty.output
    shutil.rmtree(settings.landing_dir)
    gone = CliRunner().invoke(main, arguments, env=environment)
    assert gone.exit_code != 0
    assert "is not there" in gone.output


def test_the_note_is_json_that_others_may_read(tmp_path: Path):
    NotedProgress(no_report, tmp_path)("clean_articles", 3, 3)
    assert json.loads((tmp_path / "run.progress.json").read_text(encoding="utf-8"))["done"] == 3
