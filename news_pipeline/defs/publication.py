"""The article table as users see it, and the published snapshot."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import dagster as dg

from news_pipeline.defs.captions import OWNERS, spec, view_result
from news_pipeline.defs.resources import Pipeline
from news_pipeline.defs.table_metadata import markdown_table
from news_pipeline.publishing.catalog import PUBLISHED
from news_pipeline.publishing.exports import export_snapshot
from news_pipeline.publishing.snapshot import Snapshot, aside_says, publish, waits_until, warehouse_version

GROUP = "publication"
MADE_FROM = (
    "clean_articles",
    "article_metadata",
    "article_revisions",
    "duplicate_groups",
    "stories",
    "inferred_dates",
    "entity_mentions",
)
"""What the view `articles` joins."""
SCHEDULED = frozenset({"dagster/schedule_name", "dagster/sensor_name"})
"""Dagster's tags on runs that nobody started by hand."""
NEXT_DUE = "next_snapshot_due"
"""Metadata of the observation that something waits to be published."""


@dg.multi_asset(
    specs=[
        spec(
            "articles",
            GROUP,
            "All that the steps before it found out, one row an article; what a step has not finished with is pending "
            "and not here.",
            deps=MADE_FROM,
            code_version="1",
        )
    ]
)
def articles(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """A view, so that it always agrees with its parts."""
    return view_result(pipeline, "articles", warehouse_version(pipeline.warehouse))


@dg.asset(
    deps=[table.name for table in PUBLISHED if table.name not in MADE_FROM],
    group_name=GROUP,
    kinds={"duckdb"},
    owners=OWNERS,
    tags={"published": ""},
    code_version="1",
    output_required=False,
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=7), warn_window=timedelta(hours=26)),
)
def news_database(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetObservation]:
    """The published snapshot, news.duckdb, for every SQL client.

    Written beside its final name, checked, and put in place atomically; readers never wait. A snapshot that would
    hold the same data is not written again. Open it with any DuckDB client, or with `news-pipeline query`.

    *Materialize* publishes at once. Runs of the schedule and the sensor leave `NEWS_PUBLISH_INTERVAL` minutes between
    two snapshots; what is new in between waits, and *Events* says until when.
    """
    minutes = pipeline.settings.publish_interval if SCHEDULED.intersection(context.run.tags) else 0
    due = waits_until(pipeline.warehouse, timedelta(minutes=minutes), datetime.now(UTC))
    if due:
        yield _held_back(context, due, minutes)
        return
    snapshot = publish(pipeline.warehouse, context.run.run_id)
    path = pipeline.settings.published_path
    context.log.info(
        "%s %s: %s.", path, "is new" if snapshot.is_new else "holds the same data already", _in_all(snapshot)
    )
    if snapshot.aside:
        context.log.warning(aside_says(path, snapshot.aside))
    exports = export_snapshot(pipeline.settings)
    for export in exports:
        context.log.info("%s: %d of %d files are new", export.format, export.written, export.files)
    yield dg.MaterializeResult(
        metadata={
            **{f"{export.format}_files": export.files for export in exports},
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


def _held_back(context: dg.AssetExecutionContext, due: datetime, minutes: int) -> dg.AssetObservation:
    """No materialisation: the UI goes on to say that the snapshot is behind what it is made from."""
    why = (
        f"Something is new, but the snapshot in place is younger than {minutes} min (NEWS_PUBLISH_INTERVAL). "
        f"The first tick of schedule or sensor after {due:%Y-%m-%d %H:%M} UTC publishes; Materialize does it now."
    )
    context.log.info(why)
    return dg.AssetObservation(
        "news_database", description=why, metadata={NEXT_DUE: dg.MetadataValue.timestamp(due), "held_back": why}
    )


def _in_all(snapshot: Snapshot) -> str:
    tables = {"articles": "articles", "duplicate_groups": "groups of copies", "stories": "stories"}
    counted = {**tables, "entities": "entities", "rejected_documents": "documents rejected"}
    return ", ".join(f"{snapshot.rows[table]:,} {says}" for table, says in counted.items())
