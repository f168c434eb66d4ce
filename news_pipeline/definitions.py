"""Puts everything that Dagster sees together, and does nothing else."""

from collections.abc import Sequence

import dagster as dg

from news_pipeline.defs.alerts.settings import load_targets
from news_pipeline.defs.alerts.tell import alerts_sensor
from news_pipeline.defs.articles_by_day import articles_by_day_of
from news_pipeline.defs.assets import assets_of
from news_pipeline.defs.checks import checks_of
from news_pipeline.defs.freshness import freshness_of
from news_pipeline.defs.history import hold_open
from news_pipeline.defs.ingestion import landing_files, raw_documents
from news_pipeline.defs.jobs import everything, hourly
from news_pipeline.defs.lake import lake_of
from news_pipeline.defs.publication import publication_of
from news_pipeline.defs.redo import redo_job
from news_pipeline.defs.resources import pipeline_resource
from news_pipeline.defs.sensors import dead_runs, landing_folder
from news_pipeline.engine.progress import Report
from news_pipeline.engine.step import Step
from news_pipeline.publishing.catalog import catalog_of
from news_pipeline.settings import Settings, load_settings
from news_pipeline.steps.registry import STEPS


def build_defs(
    settings: Settings | None = None, report: Report | None = None, steps: Sequence[Step] = STEPS
) -> dg.Definitions:
    """All definitions; tests and the command line give their own settings and listener, and perhaps steps."""
    catalog = catalog_of(tuple(steps))
    versions = settings or load_settings()
    reading = {"ingestion": raw_documents}
    lake, lake_schedules = lake_of(versions)
    return dg.Definitions(
        assets=[
            landing_files,
            *(reading.get(step.name) or assets_of(step, steps, versions) for step in steps),
            *publication_of(steps, catalog),
            *articles_by_day_of(versions),
            *lake,
        ],
        asset_checks=[*checks_of(steps, catalog), *freshness_of(versions)],
        jobs=[everything, redo_job(steps)],
        schedules=[hourly, *lake_schedules],
        sensors=[landing_folder, dead_runs, *alerts_sensor(versions, load_targets())],
        resources={"pipeline": pipeline_resource(catalog, tuple(steps), settings, report)},
        executor=dg.in_process_executor,
    )


hold_open(load_settings().dagster_dir)
defs = build_defs()
