"""Sets that a step's code fails on: all articles are published, and the next version of the step mends them."""

from dataclasses import replace
from pathlib import Path

import duckdb

from news_pipeline.engine.set_loop import SetLoop, SetRows
from news_pipeline.engine.step import Loop
from news_pipeline.settings import Settings
from news_pipeline.shared.results import TableRows
from news_pipeline.steps.registry import STEPS
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import broken_rules, opened, run

ARTICLES = made_up_articles(events=2)


def fail(unit: SetRows) -> TableRows:
    raise ZeroDivisionError(f"a secret of {len(unit)} tables")


def failing(loop: Loop) -> Loop:
    return replace(loop, function=fail) if isinstance(loop, SetLoop) else loop


def mended(loop: Loop) -> Loop:
    return replace(loop, code_version=f"{loop.code_version}, mended") if isinstance(loop, SetLoop) else loop


def settings_with_news(folder: Path) -> Settings:
    settings = make_settings(folder, tagger="gazetteer")
    files = made_up_files(ARTICLES)
    write_files(settings.landing_dir, files, sorted(files))
    return settings


def test_articles_of_sets_that_fail_are_published_each_alone_until_a_new_version_comes(tmp_path: Path) -> None:
    settings = settings_with_news(tmp_path / "failing")
    run(settings, [replace(step, loops=tuple(map(failing, step.loops))) for step in STEPS])
    assert broken_rules(settings) == []
    with duckdb.connect(str(settings.published_path), read_only=True) as news:
        [counts] = news.execute(
            "SELECT count(*), count(DISTINCT duplicate_group_id), count(DISTINCT story_id), "
            "count(*) FILTER (is_canonical) FROM articles"
        ).fetchall()
        assert counts == (len(ARTICLES),) * 4
        assert news.execute("SELECT count(*) FROM stories WHERE title <> ''").fetchall() == [(len(ARTICLES),)]
        assert news.execute("SELECT count(*) > 20 FROM entity_mentions JOIN entities USING (entity_id)").fetchall() == [
            (True,)
        ]
    with opened(settings) as pipeline:
        failures = pipeline.warehouse.rows("SELECT DISTINCT stage, state, reason, detail, trace FROM ledger_failures")
    loops = {loop.name for step in STEPS for loop in step.loops if isinstance(loop, SetLoop)}
    assert {row["stage"] for row in failures} == loops
    for row in failures:
        assert (row["state"], row["reason"], row["detail"]) == ("done", "processing_failed", "ZeroDivisionError")
        assert "a secret" in row["trace"]
        assert "test_failing_sets.py" in row["trace"]
    run(settings, [replace(step, loops=tuple(map(mended, step.loops))) for step in STEPS])
    assert broken_rules(settings) == []
    with duckdb.connect(str(settings.published_path), read_only=True) as news:
        [(articles, groups, stories)] = news.execute(
            "SELECT count(*), count(DISTINCT duplicate_group_id), count(DISTINCT story_id) FROM articles"
        ).fetchall()
        assert stories < groups < articles == len(ARTICLES)
    with opened(settings) as pipeline:
        assert pipeline.warehouse.rows("FROM ledger_failures") == []
