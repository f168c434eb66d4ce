"""Rule 5, point by point: killed anywhere in a run, a takedown, a compaction or a rebuild, the next sets it right.

benchmarks/points.py does the same hundreds of times, with seeds.
"""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from news_pipeline.settings import Settings
from news_pipeline.takedown.scrub_databases import rewrite_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run, run_compaction, run_rebuild, run_takedown
from news_pipeline_tests.points import harm, harm_where
from news_pipeline_tests.same_news import differences

FILES = made_up_files(made_up_articles(events=2))
SHARES = (0.1, 0.5, 0.9)
"""Of the way through the operation."""
TAKEN = sorted(FILES)[0]
OPERATIONS: dict[str, Callable[[Settings], object]] = {
    "run": run,
    "rebuild": run_rebuild,
    "compaction": run_compaction,
    "takedown": lambda settings: run_takedown(settings, TAKEN),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = make_settings(tmp_path_factory.mktemp("base"), tagger="gazetteer", chunk_documents=4, export="csv")
    write_files(settings.landing_dir, FILES)
    assert harm(lambda: run(settings))[0] == 0
    return settings


def copy_of(base: Settings, folder: Path, name: str) -> Settings:
    """A place to work in; a run begins where there is no data yet."""
    settings = replace(base, landing_dir=folder / "landing", data_dir=folder / "data")
    shutil.copytree(base.landing_dir, settings.landing_dir)
    if name != "run":
        shutil.copytree(base.data_dir, settings.data_dir)
    return settings


def send(number: int) -> None:
    """To the process that runs into it."""
    os.kill(os.getpid(), number)


@pytest.mark.large
def test_a_compaction_that_is_killed_or_stopped_at_any_statement_leaves_the_database_as_it_was(
    base: Settings, tmp_path: Path
) -> None:
    code, points = harm(lambda: rewrite_warehouse(copy_of(base, tmp_path / "whole", "compaction")))
    assert code == 0
    assert points > 50, "around each table"
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        for share in (0.05, 0.5, 0.97, 1):
            settings = copy_of(base, tmp_path / f"{number.name}-{share}", "compaction")
            act = partial(send, number)
            code, where = harm_where(partial(rewrite_warehouse, settings), at=max(1, int(points * share)), act=act)
            assert (code, where) == (1 if number is signal.SIGINT else -number, "compaction")
            assert harm(partial(run_compaction, settings))[0] == 0
            assert differences(base.published_path, settings.published_path, same_ids=True) == []
            assert {path.name for path in settings.data_dir.rglob("*.tmp*")} == set()


@pytest.mark.large
@pytest.mark.parametrize("name", OPERATIONS)
def test_after_a_kill_anywhere_the_same_command_ends_as_if_it_had_not_been(
    base: Settings, tmp_path: Path, name: str
) -> None:
    operation = OPERATIONS[name]
    whole = copy_of(base, tmp_path / "whole", name)
    code, points = harm(lambda: operation(whole))
    assert code == 0
    assert points > 50
    for share in SHARES:
        settings = copy_of(base, tmp_path / str(share), name)
        assert harm(partial(operation, settings), at=int(points * share))[0] == -9
        assert harm(partial(operation, settings))[0] == 0
        assert differences(whole.published_path, settings.published_path) == []
        left = {path.name for path in settings.data_dir.rglob("*.tmp*")}
        assert left == set()
