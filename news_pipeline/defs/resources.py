"""What a run works with, as a Dagster resource: the lock, the warehouse, the workers."""

import os
from collections.abc import Iterator

import dagster as dg

from news_pipeline.defs.dead_runs import adopt_run
from news_pipeline.engine.pipeline import Pipeline, open_pipeline
from news_pipeline.engine.progress import LineProgress, Report
from news_pipeline.settings import Settings, load_settings
from news_pipeline.storage.schema import Catalog


def pipeline_resource(
    catalog: Catalog, settings: Settings | None = None, report: Report | None = None
) -> dg.ResourceDefinition:
    """The resource `pipeline`. With the in-process executor it is made once a run, so that the lock spans the run."""

    @dg.resource(description="Run lock, private warehouse, workers and progress of one run.")
    def pipeline(context: dg.InitResourceContext) -> Iterator[Pipeline]:
        log = context.log or dg.get_dagster_logger()
        what = "no run"
        if context.run and context.instance:
            what = f"Dagster run {context.run.run_id[:8]}"
            adopt_run(context.instance, context.run.run_id, os.getpid())
        listener = report or LineProgress(log.info)
        with open_pipeline(settings or load_settings(), catalog, what, listener, log.warning) as opened:
            yield opened

    return pipeline
