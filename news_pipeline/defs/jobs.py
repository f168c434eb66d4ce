"""The job that does everything, and the schedule that starts it by the clock."""

from time import time

import dagster as dg

from news_pipeline.defs.dead_runs import going_runs
from news_pipeline.defs.publication import BY_HAND
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.idle import work_waits
from news_pipeline.settings import load_settings
from news_pipeline.steps.registry import STEPS

EVERYTHING = "everything"
_ONE_DAY = 24 * 3600 - 300
"""Seconds. Five minutes are taken off: else the daily run of an hourly schedule would slip by an hour each day."""

everything = dg.define_asset_job(
    EVERYTHING,
    selection=dg.AssetSelection.all() - dg.AssetSelection.tag(BY_HAND, "") | dg.AssetSelection.all_asset_checks(),
    description="Read what is new in the landing folder, take it through every step, and publish a snapshot.",
)


@dg.schedule(
    job=everything,
    cron_schedule=load_settings().schedule,
    execution_timezone="UTC",
    description="Everything by the clock: every hour, or as NEWS_SCHEDULE says.",
)
def hourly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Skip while a run is going, and while nothing is new.

    One run a day is started all the same: it makes all checks, and the snapshot counts as fresh.
    """
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Run {going[0][:8]} is going; the next tick takes what it leaves.")
    settings = load_settings()
    if _published_today(context.instance) and not work_waits(
        settings, STEPS, CATALOG, quiet_seconds=settings.quiet_seconds
    ):
        return dg.SkipReason("Nothing is new: landing folder, decisions, steps, snapshot and checks are up to date.")
    return dg.RunRequest(run_config=patient(settings.quiet_seconds))


def _published_today(instance: dg.DagsterInstance) -> bool:
    last = instance.get_latest_materialization_event(dg.AssetKey("news_database"))
    return last is not None and abs(time() - last.timestamp) < _ONE_DAY


def patient(seconds: int) -> dict[str, object]:
    """Configuration of a run that leaves files alone until they have not changed for so many seconds."""
    return {"ops": {"raw_documents": {"config": {"quiet_seconds": seconds}}}}
