"""The asset `news_lake`, the snapshot in a lake; its maintenance; and copies between its pipelines.

Without NEWS_LAKE there is none of them.
"""

from collections.abc import Sequence

import dagster as dg

from news_pipeline.defs.assets import GROUP, OWNERS
from news_pipeline.defs.publication import BY_HAND
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.progress import LineProgress
from news_pipeline.lake.across.find_pairs import find_cross_shard_pairs
from news_pipeline.lake.publish import maintain_lake, publish_to_lake
from news_pipeline.publishing.macros import contents_of
from news_pipeline.publishing.snapshot import read_snapshot
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError

LAKE = "news_lake"
MAINTENANCE = "lake_maintenance"
CROSS_SHARD_PAIRS = "cross_shard_pairs"
_TAGS = {"topic": "publication", "published": ""}


def lake_of(settings: Settings) -> tuple[Sequence[dg.AssetsDefinition], Sequence[dg.ScheduleDefinition]]:
    """The assets and the schedule."""
    if settings.lake_address is None:
        return [], []
    assets = [news_lake, _cross_shard_pairs(settings), _maintenance(settings)]
    return assets, [nightly_cross_shard_pairs, nightly_lake_maintenance]


@dg.asset(
    name=LAKE, deps=["news_database"], group_name=GROUP, kinds={"duckdb", "parquet"}, owners=OWNERS, tags=_TAGS,
    code_version="1", output_required=False,
)  # fmt: skip
def news_lake(context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """The published snapshot in the DuckLake of NEWS_LAKE: changed rows, in one transaction, in a schema of its own.

    Readers see the snapshot before or this one. Earlier ones stay readable: docs/scaling.md shows the questions.
    """
    published = read_snapshot(pipeline.settings.published_path)
    if published is None:
        raise UserError(f"There is no {pipeline.settings.published_path} yet to write into the lake.")
    contents = contents_of(pipeline.warehouse.catalog)
    done = publish_to_lake(pipeline.settings, contents, context.run.run_id, published.data_version)
    if done is None:
        raise UserError("NEWS_LAKE names no lake.")
    where = f"Schema {done.name} of the lake, snapshot {done.snapshot}"
    articles = done.changed.get("articles", 0)
    context.log.info(f"{where}: {articles:,} articles changed." if done.is_new else f"{where} holds the same already.")
    return dg.MaterializeResult(
        metadata={
            "lake_snapshot": done.snapshot,
            "changed_articles": done.changed.get("articles", 0),
            "changed_tables": len(done.changed),
            "is_new": done.is_new,
        },
        data_version=dg.DataVersion(published.data_version),
    )


def _cross_shard_pairs(settings: Settings) -> dg.AssetsDefinition:
    @dg.asset(
        name=CROSS_SHARD_PAIRS, deps=[LAKE], group_name=GROUP, kinds={"duckdb", "parquet"}, owners=OWNERS,
        tags={**_TAGS, BY_HAND: ""}, code_version="1",
    )  # fmt: skip
    def cross_shard_pairs(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """Articles of two pipelines of the lake that share text: `lake.cross_shard_pairs`.

        Once for all pipelines of a lake: switch its schedule on in one of them, or run `news-pipeline lake-pairs`.
        """
        report = LineProgress(context.log.info)
        found = find_cross_shard_pairs(settings, f"Dagster run {context.run.run_id[:8]}", report, context.log.info)
        if found is None:
            raise UserError("NEWS_LAKE names no lake.")
        for problem in found.problems:
            context.log.warning(problem)
        return dg.MaterializeResult(
            metadata={
                "pipelines": len(found.pipelines),
                "articles": found.articles,
                "compared": found.compared,
                "pairs": found.pairs,
                "is_new": found.is_new,
            }
        )

    return cross_shard_pairs


def _maintenance(settings: Settings) -> dg.AssetsDefinition:
    @dg.asset(
        name=MAINTENANCE, group_name=GROUP, kinds={"duckdb", "parquet"}, owners=OWNERS, tags={**_TAGS, BY_HAND: ""},
        code_version="1",
    )  # fmt: skip
    def lake_maintenance() -> dg.MaterializeResult[None]:
        """Lets snapshots expire that are older than `keep=` days, merges small files, deletes those that nobody needs.

        Once for all pipelines of a lake: switch its schedule on in one of them.
        """
        done = maintain_lake(settings)
        if done is None:
            raise UserError("NEWS_LAKE names no lake.")
        return dg.MaterializeResult(
            metadata={
                "snapshots": done.snapshots,
                "files_before": done.files_before,
                "files": done.files,
                "megabytes": round(done.bytes / 1e6, 2),
            }
        )

    return lake_maintenance


nightly_lake_maintenance = dg.ScheduleDefinition(
    name="nightly_lake_maintenance",
    target=dg.AssetSelection.assets(MAINTENANCE),
    cron_schedule="30 3 * * *",
    execution_timezone="UTC",
    description="The lake's maintenance, every night at 3:30 UTC. For one pipeline of a lake.",
)

nightly_cross_shard_pairs = dg.ScheduleDefinition(
    name="nightly_cross_shard_pairs",
    target=dg.AssetSelection.assets(CROSS_SHARD_PAIRS),
    cron_schedule="30 2 * * *",
    execution_timezone="UTC",
    description="Copies between the pipelines of the lake, every night at 2:30 UTC. For one pipeline of a lake.",
)
