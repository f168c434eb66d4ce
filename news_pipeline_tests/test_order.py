"""Rule 3: the order does not matter. The same documents, in whatever order, portions and chunks, give the same news.

What all is compared with is a run of Dagster with a worker process; the others do the same plainly, in this process.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import dagster as dg
import duckdb
import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.settings import Settings
from news_pipeline.steps.rebuild import rebuild
from news_pipeline.steps.redo import Redo, mark
from news_pipeline.storage.landing import list_landing
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, made_up_forecasts, write_files
from news_pipeline_tests.plain_runs import broken_rules, opened, run
from news_pipeline_tests.same_news import differences

ARTICLES = made_up_articles() + made_up_forecasts()
FILES = made_up_files(ARTICLES)
NAMES = sorted(FILES)
Portions = list[list[str]]
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def settings_for(folder: Path, chunk_documents: int = 500) -> Settings:
    return make_settings(folder, tagger="gazetteer", chunk_documents=chunk_documents)


def run_by_dagster(settings: Settings) -> None:
    """The whole job, with a history in memory: on disk that takes longer than the job."""
    job = build_defs(settings, lambda *_: None).resolve_job_def(EVERYTHING)
    with dg.DagsterInstance.ephemeral() as history:
        result = job.execute_in_process(instance=history, run_config=_QUIET)
    failed = [check for check in result.get_asset_check_evaluations() if not check.passed]
    assert failed == []


def arrive(folder: Path, portions: Portions, chunk_documents: int = 500) -> Path:
    """One run after each portion, with its checks. Returns the published snapshot."""
    settings = settings_for(folder, chunk_documents)
    for names in portions:
        write_files(settings.landing_dir, FILES, names)
        run(settings)
        assert broken_rules(settings) == []
    return settings.published_path


def between_runs(settings: Settings, do: Callable[[Pipeline], object]) -> None:
    with opened(settings) as pipeline:
        do(pipeline)


@pytest.fixture(scope="module")
def all_at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that found all files in one portion."""
    folder = tmp_path_factory.mktemp("at_once")
    settings = settings_for(folder)
    write_files(settings.landing_dir, FILES, NAMES)
    run_by_dagster(settings)
    return folder


def shuffled(seed: int, portions: int) -> Portions:
    names = list(NAMES)
    Random(seed).shuffle(names)  # noqa: S311 no secret
    return [names[start::portions] for start in range(portions)]


IN_FOLDERS = [name for name in NAMES if "/" in name]
CONTAINERS = [name for name in NAMES if "/" not in name]
ORDERS: dict[str, tuple[Portions, int]] = {
    "backwards in two portions": ([NAMES[12:], NAMES[:12]], 7),
    "containers last, one document a chunk": ([IN_FOLDERS, CONTAINERS], 1),
    "shuffled": (shuffled(2, 2), 3),
    "shuffled, three portions": (shuffled(3, 3), 500),
}
LONG = {"containers last, one document a chunk", "shuffled, three portions"}
"""Each takes a minute; benchmarks/duplicates.py tries ten orders."""


def test_the_corpus_holds_what_it_is_for(all_at_once: Path) -> None:
    with duckdb.connect(str(all_at_once / "data" / "news.duckdb"), read_only=True) as news:
        counts = news.execute(
            "SELECT count(*), count(*) FILTER (published_date IS NULL), count(*) FILTER (inferred_date IS NOT NULL), "
            "count(*) FILTER (revision_number > 1), count(*) FILTER (NOT is_canonical), count(DISTINCT story_id) "
            "FROM articles"
        ).fetchall()
        relations = news.execute("SELECT list(DISTINCT relation ORDER BY relation) FROM duplicate_pairs").fetchall()
        shared = news.execute("SELECT count(*) FROM stories WHERE group_count > 1").fetchall()
    [(articles, undated, inferred, revisions, copies, stories)] = counts
    assert articles == len(ARTICLES)
    assert undated >= 8
    assert inferred >= 4
    assert revisions >= 4
    assert copies >= 16
    assert 6 <= stories < articles - copies
    assert shared[0][0] >= 4
    assert set(relations[0][0]) >= {"exact", "near", "copy", "contained", "partial", "template"}


@pytest.mark.parametrize(
    ("portions", "chunk_documents"),
    [
        pytest.param(*order, marks=pytest.mark.large if name in LONG else pytest.mark.slow, id=name)
        for name, order in ORDERS.items()
    ],
)
def test_any_order_gives_the_same_news(
    portions: Portions, chunk_documents: int, all_at_once: Path, tmp_path: Path
) -> None:
    assert sorted(name for names in portions for name in names) == NAMES
    snapshot = arrive(tmp_path, portions, chunk_documents)
    assert differences(all_at_once / "data" / "news.duckdb", snapshot) == []


def test_a_late_document_changes_nothing_in_the_end(all_at_once: Path, tmp_path: Path) -> None:
    late = "crawl-1.jsonl"
    snapshot = arrive(tmp_path, [[name for name in NAMES if name != late], [late]])
    assert differences(all_at_once / "data" / "news.duckdb", snapshot) == []


@pytest.mark.slow
def test_redo_of_every_stage_and_rebuild_change_nothing(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, chunk_documents=5)
    snapshot = arrive(tmp_path, [NAMES], chunk_documents=5)
    before = snapshot.rename(tmp_path / "before.duckdb")
    between_runs(settings, lambda pipeline: mark(Redo(), pipeline.warehouse))
    run(settings)
    assert differences(before, snapshot, same_ids=True) == []
    listing = list_landing(settings.landing_dir)
    between_runs(settings, lambda pipeline: rebuild(listing, pipeline))
    run(settings)
    assert differences(before, snapshot, same_ids=True) == []
