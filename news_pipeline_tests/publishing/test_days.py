"""Articles by day: a file a day, only changed ones written, and the partitioned asset that fills them in one run."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.defs.articles_by_day import BY_DAY, articles_by_day_of
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.defs.resources import pipeline_resource
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.days import refresh_days, write_days
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.publishing.test_snapshot import finish_article

FIRST, LAST = date(2022, 1, 8), date(2022, 1, 10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles of the 8th, none of the 9th, one of the 10th, one of long before, one undated."""
    folder = tmp_path_factory.mktemp("made")
    with open_warehouse(make_settings(folder), CATALOG) as warehouse:
        for key, day in {"a": FIRST, "b": FIRST, "c": LAST, "d": date(1999, 1, 1), "e": None}.items():
            finish_article(warehouse, key, published_date=day)
        publish(warehouse, "run")
    return folder


@pytest.fixture
def published(made: Path, tmp_path: Path) -> Settings:
    shutil.copytree(made / "data", tmp_path / "data")
    (tmp_path / "landing").mkdir()
    return make_settings(tmp_path, by_day_from="2022-01-01")


def rows(settings: Settings) -> list[tuple[object, ...]]:
    """Day, as the path says it, and article."""
    read = f"SELECT DISTINCT published_date, article_id FROM '{settings.days_dir}/*/*.parquet' ORDER BY ALL"  # noqa: S608
    with duckdb.connect() as connection:
        return connection.execute(read).fetchall()


def inodes(settings: Settings) -> dict[str, int]:
    return {path.parent.name: path.stat().st_ino for path in settings.days_dir.glob("*/articles.parquet")}


def test_a_day_with_articles_has_a_file_and_the_path_says_which(published: Settings) -> None:
    days = write_days(published, CATALOG, FIRST, LAST)
    assert [(day.day, day.articles, day.is_written) for day in days] == [(FIRST, 2, True), (LAST, 1, True)]
    assert rows(published) == [(FIRST, "a"), (FIRST, "b"), (LAST, "c")]
    assert set(inodes(published)) == {"published_date=2022-01-08", "published_date=2022-01-10"}


def test_only_changed_days_are_written_again(published: Settings) -> None:
    write_days(published, CATALOG, FIRST, LAST)
    before = inodes(published)
    assert not any(day.is_written for day in write_days(published, CATALOG, FIRST, LAST))
    with open_warehouse(published, CATALOG) as warehouse:
        warehouse.execute("DELETE FROM ledger WHERE key = 'a'")
        publish(warehouse, "another")
    write_days(published, CATALOG, FIRST, LAST)
    after = inodes(published)
    assert rows(published) == [(FIRST, "b"), (LAST, "c")]
    assert before["published_date=2022-01-08"] != after["published_date=2022-01-08"]
    assert before["published_date=2022-01-10"] == after["published_date=2022-01-10"]


def test_a_damaged_file_is_written_again(published: Settings) -> None:
    write_days(published, CATALOG, FIRST, LAST)
    next(published.days_dir.glob("*/articles.parquet")).write_bytes(b"damaged")
    write_days(published, CATALOG, FIRST, LAST)
    assert len(rows(published)) == 3


def test_a_day_that_lost_its_articles_loses_its_file(published: Settings) -> None:
    write_days(published, CATALOG, FIRST, LAST)
    gone = published.days_dir / "published_date=2022-01-09"
    (published.days_dir / "published_date=2022-01-10").rename(gone)
    assert refresh_days(published, CATALOG) == 1
    assert not gone.exists()
    assert rows(published) == [(FIRST, "a"), (FIRST, "b")]


def test_days_are_refreshed_only_where_somebody_asked_for_them(published: Settings) -> None:
    assert refresh_days(published, CATALOG) == 0
    assert not published.days_dir.exists()


def test_nothing_published_is_said(settings: Settings) -> None:
    with pytest.raises(UserError, match="news-pipeline run"):
        write_days(settings, CATALOG, FIRST, LAST)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        yield instance


def test_a_back_fill_of_three_days_is_one_run(published: Settings, history: dg.DagsterInstance) -> None:
    [asset] = articles_by_day_of(published)
    before = dg.AssetSpec("news_database")
    defs = dg.Definitions(assets=[before, asset], resources={"pipeline": pipeline_resource(CATALOG, STEPS, published)})
    result = defs.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=history,
        tags={"dagster/asset_partition_range_start": "2022-01-08", "dagster/asset_partition_range_end": "2022-01-10"},
    )
    assert result.success
    assert len(history.get_runs()) == 1
    shown = {
        event.partition: event.materialization.metadata["dagster/row_count"].value
        for event in result.get_asset_materialization_events()
    }
    assert shown == {"2022-01-08": 2, "2022-01-09": 0, "2022-01-10": 1}
    assert rows(published) == [(FIRST, "a"), (FIRST, "b"), (LAST, "c")]


def test_one_day_is_a_partition(published: Settings, history: dg.DagsterInstance) -> None:
    [asset] = articles_by_day_of(published)
    result = dg.materialize(
        [asset],
        instance=history,
        partition_key="2022-01-10",
        resources={"pipeline": pipeline_resource(CATALOG, STEPS, published)},
    )
    assert result.success
    assert rows(published) == [(LAST, "c")]


def test_the_first_partition_is_that_of_the_settings_and_the_last_is_today(published: Settings) -> None:
    [asset] = articles_by_day_of(published)
    assert asset.partitions_def
    keys = asset.partitions_def.get_partition_keys(current_time=datetime(2022, 1, 9, 12, tzinfo=UTC))
    assert (keys[0], keys[-1]) == ("2022-01-01", "2022-01-09")


def test_without_a_first_day_there_is_no_such_asset_and_no_run_makes_it(published: Settings) -> None:
    assert articles_by_day_of(replace(published, by_day_from="none")) == []
    keys = build_defs(published).resolve_job_def(EVERYTHING).asset_layer.executable_asset_keys
    assert dg.AssetKey(BY_DAY) not in keys
    assert dg.AssetKey(BY_DAY) in build_defs(published).resolve_asset_graph().get_all_asset_keys()


@pytest.mark.parametrize("text", ["yesterday", "2022-13-01", "0"])
def test_a_first_day_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UserError, match=rf"NEWS_BY_DAY_FROM is '{text}'.*Example: 2000-01-01"):
        load_settings({}, {"NEWS_BY_DAY_FROM": text})
