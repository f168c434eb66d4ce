"""The job that does everything, and the schedule that starts it by the clock."""

import dagster as dg
from dagster._utils.schedules import is_valid_cron_schedule

from news_pipeline.defs.dead_runs import going_runs
from news_pipeline.settings import load_settings
from news_pipeline.shared.user_error import UserError

EVERYTHING = "everything"

everything = dg.define_asset_job(
    EVERYTHING,
    selection=dg.AssetSelection.all(),
    description="Read what is new in the landing folder, take it through every step, and publish a snapshot.",
)


def _cron() -> str:
    line = load_settings().schedule
    if not is_valid_cron_schedule(line):
        raise UserError(f"NEWS_SCHEDULE is {line!r}, but must be a cron line such as '*/15 * * * *'.")
    return line


@dg.schedule(
    job=everything,
    cron_schedule=_cron(),
    execution_timezone="UTC",
    description="Everything by the clock: every hour, or as NEWS_SCHEDULE says.",
)
def hourly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Skip while a run is going: it, or the tick after it, takes what is new."""
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Run {going[0][:8]} is going; the next tick takes what it leaves.")
    return dg.RunRequest(run_config=patient(load_settings().quiet_seconds))


def patient(seconds: int) -> dict[str, object]:
    """Configuration of a run that leaves files alone until they have not changed for so many seconds."""
    return {"ops": {"raw_documents": {"config": {"quiet_seconds": seconds}}}}
