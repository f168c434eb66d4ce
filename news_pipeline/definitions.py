"""The one place where everything is put together; nothing else."""

import dagster as dg

from news_pipeline.assets import articles_text, duplicates, entities, ingestion, metadata, publication, stories
from news_pipeline.automation import everything, hourly, redo
from news_pipeline.checks import CHECKS
from news_pipeline.checks.passages import passages_equal
from news_pipeline.resources import pipeline_resource
from news_pipeline.sensors import dead_runs, landing_folder
from news_pipeline.settings import Settings
from news_pipeline.stages import Report


def build_defs(settings: Settings | None = None, report: Report | None = None) -> dg.Definitions:
    """All definitions; tests and the command line give their own settings and listener."""
    assets = dg.load_assets_from_modules(
        [ingestion, articles_text, metadata, duplicates, stories, entities, publication]
    )
    return dg.Definitions(
        assets=assets,
        asset_checks=[*CHECKS, passages_equal],
        jobs=[everything, redo],
        schedules=[hourly],
        sensors=[landing_folder, dead_runs],
        resources={"pipeline": pipeline_resource(settings, report)},
        executor=dg.in_process_executor,
    )


defs = build_defs()
