"""The article table as users see it, and the published snapshot."""

from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from news_pipeline.assets.captions import OWNERS, results, spec
from news_pipeline.publishing import publish, warehouse_version
from news_pipeline.resources import Pipeline
from news_pipeline.stages import StageResult
from news_pipeline.table_catalog import PUBLISHED

GROUP = "publication"


@dg.multi_asset(
    specs=[
        spec(
            "articles",
            GROUP,
            "All that the steps before it found out, one row an article; what a step has not finished with is pending and not here.",
            deps=[
                "clean_articles",
                "article_metadata",
                "article_revisions",
                "duplicate_groups",
                "stories",
                "inferred_dates",
                "entity_mentions",
                "rejected_documents",
            ],
            code_version="1",
        )
    ]
)
def articles(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """A view, so that it always agrees with its parts."""
    result = StageResult(0, 0, 0, warehouse_version(pipeline.warehouse))
    yield from results(pipeline, result, "articles")


@dg.asset(
    deps=[table.name for table in PUBLISHED],
    group_name=GROUP,
    kinds={"duckdb"},
    owners=OWNERS,
    code_version="1",
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=26), warn_window=timedelta(hours=3)),
)
def news_database(context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """The published snapshot, `news.duckdb`, for every SQL client.

    Written beside its final name, checked, and put in place atomically; readers never wait. A snapshot that would
    hold the same data is not written again.
    """
    snapshot = publish(pipeline.warehouse, context.run_id)
    path = pipeline.settings.published_path
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": snapshot.rows["articles"],
            "dagster/uri": dg.MetadataValue.path(str(path)),
            "megabytes": round(path.stat().st_size / 1e6, 2),
            "is_new": snapshot.is_new,
            "tables": dg.MetadataValue.md("\n".join(f"- {name}: {count:,} rows" for name, count in snapshot.rows.items())),
        },
        data_version=dg.DataVersion(snapshot.data_version),
    )
