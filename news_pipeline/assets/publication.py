"""The article table as users see it, and the published snapshot."""

from datetime import timedelta

import dagster as dg

from news_pipeline.assets.captions import OWNERS, spec, view_result
from news_pipeline.assets.panels import markdown_table
from news_pipeline.publishing import publish, warehouse_version
from news_pipeline.resources import Pipeline

GROUP = "publication"
BESIDE_ARTICLES = (
    "metadata_evidence",
    "removed_lines",
    "duplicate_pairs",
    "id_redirects",
    "entities",
    "untagged_articles",
    "source_files",
    "rejected_documents",
)
"""Published tables that `articles` is not made from; with it and what it is made from, they are the snapshot."""


@dg.multi_asset(
    specs=[
        spec(
            "articles",
            GROUP,
            "All that the steps before it found out, one row an article; what a step has not finished with is pending "
            "and not here.",
            deps=[
                "clean_articles",
                "article_metadata",
                "article_revisions",
                "duplicate_groups",
                "stories",
                "inferred_dates",
                "entity_mentions",
            ],
            code_version="1",
        )
    ]
)
def articles(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """A view, so that it always agrees with its parts."""
    return view_result(pipeline, "articles", warehouse_version(pipeline.warehouse))


@dg.asset(
    deps=["articles", *BESIDE_ARTICLES],
    group_name=GROUP,
    kinds={"duckdb"},
    owners=OWNERS,
    code_version="1",
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=7), warn_window=timedelta(hours=26)),
)
def news_database(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> dg.MaterializeResult[None]:
    """The published snapshot, news.duckdb, for every SQL client.

    Written beside its final name, checked, and put in place atomically; readers never wait. A snapshot that would
    hold the same data is not written again. Open it with any DuckDB client, or with `news-pipeline query`.
    """
    snapshot = publish(pipeline.warehouse, context.run.run_id)
    path = pipeline.settings.published_path
    context.log.info("%s is %s", path, "new" if snapshot.is_new else "up to date: it holds the same data already")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": snapshot.rows["articles"],
            "dagster/uri": dg.MetadataValue.path(str(path)),
            "megabytes": round(path.stat().st_size / 1e6, 2),
            "rows_in_all_tables": sum(snapshot.rows.values()),
            "is_new": snapshot.is_new,
            "tables": dg.MetadataValue.md(
                markdown_table(["table", "rows"], [list(row) for row in snapshot.rows.items()])
            ),
        },
        data_version=dg.DataVersion(snapshot.data_version),
    )
