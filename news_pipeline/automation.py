"""Jobs, the hourly schedule and the landing-folder sensor.

Here: what starts a run. Elsewhere: what a run does (assets/), that runs take turns (lock.py).
"""

from datetime import date
from time import time_ns

import dagster as dg
from pydantic import Field

from news_pipeline.landing import LandingError, at_rest, landing_version, list_landing
from news_pipeline.redo import STAGES, Redo, mark
from news_pipeline.resources import Pipeline
from news_pipeline.runs import going_runs
from news_pipeline.settings import load_settings

EVERYTHING = "everything"

everything = dg.define_asset_job(
    EVERYTHING,
    selection=dg.AssetSelection.all(),
    description="Read what is new in the landing folder, take it through every step, and publish a snapshot.",
)


class RedoConfig(dg.Config):
    """What the next run does again. Conditions are joined by AND; leave a field empty for no condition."""

    stage: str = Field("", description=f"One of: {', '.join(STAGES)}. Empty: every stage.")
    outlet: str = Field("", description="Outlet name or domain, such as `reuters.com`.")
    published_from: str = Field("", description="First day of publication, such as 2022-01-08.")
    published_to: str = Field("", description="Last day of publication.")
    source: str = Field("", description="Pattern for source_uri, with * and ?, such as `2022/*.txt`.")


@dg.op(description="Mark documents for the next run; nothing is done again before that.")
def mark_for_redo(context: dg.OpExecutionContext, config: RedoConfig, pipeline: dg.ResourceParam[Pipeline]) -> None:
    """Mark what the form names."""
    wish = Redo(
        stage=config.stage or None,
        outlet=config.outlet or None,
        published_from=date.fromisoformat(config.published_from) if config.published_from else None,
        published_to=date.fromisoformat(config.published_to) if config.published_to else None,
        source=config.source or None,
    )
    context.log.info("%d entries are marked; the next run does them again.", mark(wish, pipeline.warehouse))


@dg.job(executor_def=dg.in_process_executor, description="Mark documents by stage, outlet, dates or source, for the next run to do again.")
def redo() -> None:
    """The form of `news-pipeline redo`."""
    mark_for_redo()


def _quiet(seconds: int) -> dict[str, object]:
    return {"ops": {"raw_documents": {"config": {"quiet_seconds": seconds}}}}


@dg.schedule(job=everything, cron_schedule="0 * * * *", execution_timezone="UTC", description="Everything, every hour on the hour.")
def hourly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Skip while a run is going: it, or the tick after it, takes what is new."""
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"{going} run(s) are going; the next tick takes what they leave.")
    return dg.RunRequest(run_config=_quiet(load_settings().quiet_seconds))


@dg.sensor(job=everything, minimum_interval_seconds=20, description="One run when files in the landing folder have come to rest.")
def landing_folder(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Twenty files that come one by one start few runs; a file that is still being written waits."""
    settings = load_settings()
    try:
        listing = list_landing(settings.landing_dir)
    except LandingError as error:
        return dg.SkipReason(str(error))
    files = at_rest(listing, time_ns(), settings.quiet_seconds)
    version = landing_version(files)
    if version == context.cursor:
        return dg.SkipReason(f"Nothing new among {len(files)} files; {len(listing) - len(files)} are still being written.")
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Something is new, but {going} run(s) are going; it waits for them.")
    context.update_cursor(version)
    return dg.RunRequest(run_key=version, run_config=_quiet(settings.quiet_seconds))
