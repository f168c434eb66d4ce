"""What a run works with, as a Dagster resource: the lock, the warehouse, the workers, and the row that stays of it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from logging import Logger

import dagster as dg
import duckdb

from news_pipeline.defs.dead_runs import adopt_run
from news_pipeline.defs.run_end import run_end, started_by
from news_pipeline.engine.pipeline import Pipeline, open_pipeline
from news_pipeline.engine.progress import LineProgress, Report
from news_pipeline.engine.run_journal import Journal, begin_journal
from news_pipeline.engine.step import Step
from news_pipeline.settings import Settings, load_settings
from news_pipeline.steps.registry import loops_of
from news_pipeline.storage.data_format import drop_copy
from news_pipeline.storage.schema import Catalog


def pipeline_resource(
    catalog: Catalog, steps: Sequence[Step], settings: Settings | None = None, report: Report | None = None
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
            if not (context.run and context.instance):
                yield opened
                return
            versions = {loop.name: loop.version(opened.settings) for loop in loops_of(steps)}
            job = context.run.job_name.strip("_").lower()
            journal = begin_journal(opened.warehouse, context.run.run_id, started_by(context.run.tags), job, versions)
            with _ended(journal, context.instance, log):
                yield replace(opened, journal=journal)

    return pipeline


@contextmanager
def _ended(journal: Journal, instance: dg.DagsterInstance, log: Logger) -> Iterator[None]:
    """Write how the run ended, and drop the copy of before an upgrade after a good run of everything."""
    try:
        yield
    finally:
        end = run_end(instance, journal.row["run_id"])
        end["warnings"] += journal.row["warnings"]
        try:
            journal.end(**end)
        except duckdb.Error as error:  # a full disk, or the damage that the run failed for
            log.warning(f"How the run ended could not be written into pipeline_runs: {error}")
        if end["outcome"] == "succeeded" and not end["failed_checks"] and journal.row["job"] == "everything":
            copy = drop_copy(journal.warehouse.settings)
            if copy:
                log.info(f"{copy} was deleted: the first run of this version went well.")
