"""The asset `articles_by_day`, for those who want partitions: NEWS_BY_DAY_FROM switches it on."""

import warnings
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import dagster as dg

from news_pipeline.defs.assets import GROUP, OWNERS, materialized
from news_pipeline.defs.publication import BY_HAND, TOPIC
from news_pipeline.defs.table_metadata import column_panel
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.publishing.days import write_days
from news_pipeline.publishing.tables import ARTICLES
from news_pipeline.settings import Settings

BY_DAY = "articles_by_day"


def articles_by_day_of(settings: Settings) -> Sequence[dg.AssetsDefinition]:
    """The asset, from the first day of the settings to today (UTC); nothing where it is switched off."""
    first = settings.first_day
    if first is None:
        return []
    days = dg.DailyPartitionsDefinition(start_date=datetime.combine(first, time(), UTC), end_offset=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)  # the policy of back-fills is in beta
        made = dg.asset(
            name=BY_DAY,
            deps=["news_database"],
            partitions_def=days,
            backfill_policy=dg.BackfillPolicy.single_run(),
            group_name=GROUP,
            kinds={"parquet"},
            owners=OWNERS,
            tags={"topic": TOPIC, "published": "", BY_HAND: ""},
            code_version="1",
            metadata={"dagster/column_schema": column_panel(ARTICLES)["dagster/column_schema"]},
        )(articles_by_day)
    return [made]


def articles_by_day(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> dg.MaterializeResult[None]:
    """The published articles of a day as a Parquet file.

    It is `exports/by_day/published_date=2022-01-08/articles.parquet`. A back-fill of any number of days is one run, and
    writes the files of those days whose articles have changed. It reads `news.duckdb`, so materialize `news_database`
    before. Articles without a stated day are in no partition.
    """
    chosen = [date.fromisoformat(key) for key in context.partition_keys]
    days = {day.day: day for day in write_days(pipeline.settings, pipeline.warehouse.catalog, min(chosen), max(chosen))}
    for day in chosen:
        held = days.get(day)
        context.add_asset_metadata(
            {"dagster/row_count": held.articles if held else 0, "is_new": bool(held and held.is_written)},
            partition_key=day.isoformat(),
        )
    written = sum(day.is_written for day in days.values())
    articles = sum(day.articles for day in days.values())
    context.log.info("%d days: %d articles on %d of them; %d files are new.", len(chosen), articles, len(days), written)
    return materialized(BY_DAY, {"dagster/uri": dg.MetadataValue.path(str(pipeline.settings.days_dir))})
