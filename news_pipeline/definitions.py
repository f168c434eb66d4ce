"""The one place where everything is put together; nothing else."""

import dagster as dg

from news_pipeline.defs import articles_text, duplicates, entities, ingestion, metadata, publication, stories
from news_pipeline.defs.checks import CHECKS
from news_pipeline.defs.jobs import everything, hourly, redo
from news_pipeline.defs.passages import passages_equal
from news_pipeline.defs.resources import pipeline_resource
from news_pipeline.defs.sensors import dead_runs, landing_folder
from news_pipeline.engine.document_loop import Report
from news_pipeline.settings import Settings


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
