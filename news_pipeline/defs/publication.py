"""The assets `articles` and `news_database`, the published snapshot."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import dagster as dg

from news_pipeline.defs.assets import GROUP, OWNERS, last_of, materialized, spec, view_result
from news_pipeline.defs.table_metadata import markdown_table
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.step import Step
from news_pipeline.publishing.exports import export_snapshot
from news_pipeline.publishing.report.page import PAGE, write_report
from news_pipeline.publishing.snapshot import Snapshot, aside_says, publish, waits_until, warehouse_version
from news_pipeline.publishing.tables import ARTICLES
from news_pipeline.storage.schema import Catalog

TOPIC = "publication"
REPORT = "corpus_report"
BY_HAND = "by_hand"
"""Tag of assets that no run of everything makes: people ask for them."""
SCHEDULED = frozenset({"dagster/schedule_name", "dagster/sensor_name"})
"""Dagster's tags on runs that nobody started by hand."""
NEXT_DUE = "next_snapshot_due"
"""Metadata of the observation that something waits to be published."""


def publication_of(steps: Sequence[Step], catalog: Catalog) -> list[dg.AssetsDefinition]:
    """`articles`, which hangs on the steps that its view reads, and the snapshot of everything."""
    made_from = last_of(steps_read_by(ARTICLES.name, steps, catalog), steps)
    everything = last_of([step.main_table for step in steps], steps)
    rest = [table for table in everything if table not in made_from]
    return [_articles(made_from), _news_database([ARTICLES.name, *rest]), corpus_report]


def steps_read_by(table: str, steps: Sequence[Step], catalog: Catalog) -> list[str]:
    """The main tables of the steps that a view reads, directly or through other views."""
    owners = {described.name: step for step in steps for described in step.described()}
    read, waiting = set[str](), [table]
    while waiting:
        named = re.findall(r"(?:FROM|JOIN)\s+(\w+)", catalog[waiting.pop()].view or "")
        found = {name for name in named if name in catalog} - read
        read |= found
        waiting += found
    return [step.main_table for step in steps if any(owners.get(name) is step for name in read)]


def _articles(made_from: Sequence[str]) -> dg.AssetsDefinition:
    @dg.multi_asset(name=ARTICLES.name, specs=[spec(ARTICLES, TOPIC, made_from, "1")])
    def articles(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
        """A view, so that it always agrees with its parts."""
        return view_result(pipeline, ARTICLES, warehouse_version(pipeline.warehouse))

    return articles


def _news_database(after: Sequence[str]) -> dg.AssetsDefinition:
    return dg.asset(
        deps=after,
        group_name=GROUP,
        kinds={"duckdb"},
        owners=OWNERS,
        tags={"topic": TOPIC, "published": ""},
        code_version="1",
        output_required=False,
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=7), warn_window=timedelta(hours=26)),
    )(news_database)


def news_database(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetObservation]:
    """The published snapshot, news.duckdb, for every SQL client.

    Look at its table `articles` first: *Catalog*, `articles`.

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
    if pipeline.journal:  # as the snapshot will have it
        pipeline.journal.count_refusals()
        pipeline.journal.save()
    snapshot = publish(pipeline.warehouse, context.run.run_id)
    path = pipeline.settings.published_path
    state = (
        "holds the same data already"
        if not snapshot.is_new
        else "has what changed"
        if snapshot.changes_only
        else "is new"
    )
    context.log.info("%s %s: %s.", path, state, _in_all(snapshot))
    if snapshot.aside:
        context.log.warning(aside_says(path, snapshot.aside))
    exports = export_snapshot(pipeline.settings, pipeline.warehouse.catalog)
    for export in exports:
        context.log.info("%s: %d of %d files are new", export.format, export.written, export.files)
    panel = {
        **{f"{export.format}_files": export.files for export in exports},
        "dagster/row_count": snapshot.rows["articles"],
        "dagster/uri": dg.MetadataValue.path(str(path)),
        "megabytes": round(path.stat().st_size / 1e6, 2),
        "rows_in_all_tables": sum(snapshot.rows.values()),
        "is_new": snapshot.is_new,
        "tables": dg.MetadataValue.md(markdown_table(["table", "rows"], [list(row) for row in snapshot.rows.items()])),
    }
    yield materialized("news_database", panel, snapshot.data_version)


@dg.asset(
    name=REPORT,
    deps=["news_database"],
    group_name=GROUP,
    kinds={"html"},
    owners=OWNERS,
    tags={"topic": TOPIC, "published": "", BY_HAND: ""},
    code_version="1",
)
def corpus_report(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """One HTML page about the corpus, `report.html` in the data folder: outlets, stories, names, what did not come in.

    No run makes it by itself: *Materialize* does, or `news-pipeline report`.
    """
    path = pipeline.settings.data_dir / PAGE
    size = write_report(pipeline.settings, path)
    return materialized(REPORT, {"dagster/uri": dg.MetadataValue.path(str(path)), "megabytes": round(size / 1e6, 2)})


def _held_back(context: dg.AssetExecutionContext, due: datetime, minutes: int) -> dg.AssetObservation:
    """Say when the snapshot is due. Without a materialisation the UI goes on to mark it as behind."""
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
