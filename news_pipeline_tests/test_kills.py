"""Rule 5: a kill at any moment. The next run starts at once, finishes the work, and publishes what it should."""

from pathlib import Path

import pytest

from news_pipeline_tests.killing import (
    AT_PUBLISHING,
    Target,
    TooLateError,
    Undisturbed,
    kill_and_finish,
    run_undisturbed,
)
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files

pytestmark = pytest.mark.slow

ENVIRONMENT = {"NEWS_TAGGER": "gazetteer", "NEWS_CHUNK_DOCUMENTS": "5", "NEWS_WORKERS": "2"}
KILLS: list[tuple[float | str, Target]] = [(0.0, "group"), (0.3, "main"), (0.6, "group"), (AT_PUBLISHING, "main")]
"""Share of the way from the first commit to publishing, and who is killed."""
ATTEMPTS = 5


@pytest.fixture(scope="module")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("landing")
    write_files(folder, made_up_files(made_up_articles(events=11)))
    return folder


@pytest.fixture(scope="module")
def undisturbed(landing: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return run_undisturbed(landing, tmp_path_factory.mktemp("undisturbed"), ENVIRONMENT)


@pytest.mark.parametrize(("share", "target"), KILLS)
def test_the_run_after_a_kill_ends_like_an_undisturbed_one(
    share: float | str, target: Target, landing: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    for attempt in range(ATTEMPTS):
        moment = share * undisturbed.commit_to_publishing * 0.8**attempt if isinstance(share, float) else share
        try:
            run = kill_and_finish(landing, tmp_path / str(attempt), ENVIRONMENT, moment, target, undisturbed.snapshot)
        except TooLateError:
            continue
        assert run.differences == []
        assert run.orphan_seconds >= 0, "a process of the killed run lives on"
        assert run.seconds_to_first_step < 10 + 3 * undisturbed.seconds_to_first_step, "the next run had to wait"
        return
    pytest.fail("the run was over before every moment of the kill")
