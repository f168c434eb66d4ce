"""Jobs, the hourly schedule and the sensors.

Here: what starts a run. Elsewhere: what a run does (assets/), that runs take turns (lock.py).
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from math import ceil
from time import time, time_ns

import dagster as dg
from pydantic import Field

from news_pipeline.landing import LandingError, at_rest, landing_version, list_landing
from news_pipeline.redo import STAGES, Redo, mark
from news_pipeline.resources import Pipeline
from news_pipeline.runs import close_dead_runs, going_runs
from news_pipeline.settings import load_settings

EVERYTHING = "everything"
LANDING_TAG = "news_pipeline/landing"
"""On the runs of the sensor: the version of the landing folder that they were started for."""
RETRY_MINUTES = (1, 10)
"""How long the sensor waits before it tries again what failed, first and second time."""
_FAILED = dg.DagsterRunStatus.FAILURE
_CANCELED = dg.DagsterRunStatus.CANCELED

everything = dg.define_asset_job(
    EVERYTHING,
    selection=dg.AssetSelection.all(),
    description="Read what is new in the landing folder, take it through every step, and publish a snapshot.",
)

RedoStage = Enum("RedoStage", {name: name for name in ("every_stage", *STAGES)})  # type: ignore[misc]


class RedoConfig(dg.Config):
    """What the next run does again. Conditions are joined by AND; leave a field empty for no condition."""

    stage: RedoStage = Field(
        RedoStage("every_stage"), description="The step to do again, with all that depends on what it changes."
    )
    outlet: str = Field("", description="Outlet name or domain in any case, such as `reuters.com`. Empty: any.")
    published_from: str = Field("", description="First day of publication, as `2022-01-08`. Empty: no bound.")
    published_to: str = Field("", description="Last day of publication, as `2022-01-10`. Empty: no bound.")
    source: str = Field("", description="Pattern for source_uri, with * and ?, such as `2022/*.txt`. Empty: any.")


@dg.op(
    description="Mark documents for the next run; nothing is done again before that.\n\n"
    "All fields empty: everything is done again.",
)
def mark_for_redo(context: dg.OpExecutionContext, config: RedoConfig, pipeline: dg.ResourceParam[Pipeline]) -> None:
    """Mark what the form names."""
    stage = config.stage.value
    wish = Redo(
        stage=None if stage == "every_stage" else stage,
        outlet=config.outlet or None,
        published_from=_day("published_from", config.published_from),
        published_to=_day("published_to", config.published_to),
        source=config.source or None,
    )
    context.log.info("%d entries are marked; the next run does them again.", mark(wish, pipeline.warehouse))


@dg.job(
    executor_def=dg.in_process_executor,
    description="""Mark documents by stage, outlet, dates or source, for the next run to do again.

Open *Launchpad*, fill in what limits the wish, and press *Launch run*. Conditions are joined by AND; an empty one does
not limit. Then materialize everything, or wait for the schedule.

- `stage`: the step to do again, such as `article_metadata`; what depends on a changed answer follows by itself
- `outlet`: outlet name or domain in any case, such as `reuters.com`
- `published_from`, `published_to`: days of publication, both included, such as `2022-01-08`
- `source`: pattern for `source_uri` with `*` and `?`, such as `2022/*.txt`
""",
)
def redo() -> None:
    """The form of `news-pipeline redo`."""
    mark_for_redo()


@dg.schedule(
    job=everything,
    cron_schedule="0 * * * *",
    execution_timezone="UTC",
    description="Everything, every hour on the hour.",
)
def hourly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Skip while a run is going: it, or the tick after it, takes what is new."""
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Run {going[0][:8]} is going; the next tick takes what it leaves.")
    return dg.RunRequest(run_config=_quiet(load_settings().quiet_seconds))


@dg.sensor(
    job=everything,
    minimum_interval_seconds=20,
    description="One run when files in the landing folder have come to rest.",
)
def landing_folder(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Twenty files that come one by one start few runs; a file that is still being written waits.

    It keeps no record of its own: what was read last is the observation of `landing_files`, whoever started that
    run, and how its own runs ended stands in the history. So a failed run loses no file.
    """
    settings = load_settings()
    try:
        listing = list_landing(settings.landing_dir)
    except LandingError as error:
        return dg.SkipReason(str(error))
    files = at_rest(listing, time_ns(), settings.quiet_seconds)
    version = landing_version(files)
    seen = f"{len(files)} files at rest, {len(listing) - len(files)} still being written"
    context.update_cursor(f"{version} ({seen})")
    attempts = context.instance.get_run_records(
        dg.RunsFilter(job_name=EVERYTHING, tags={LANDING_TAG: version}), limit=len(RETRY_MINUTES) + 1
    )
    failed = bool(attempts) and _is_lost(attempts[0], context.instance)
    if version == _last_read(context.instance) and not failed:
        return dg.SkipReason(f"Nothing new: {seen}.")
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Something is new ({seen}), but run {going[0][:8]} is going; it waits for that.")
    wait = _wait(attempts) if failed else None
    if wait:
        return dg.SkipReason(wait)
    return dg.RunRequest(tags={LANDING_TAG: version}, run_config=_quiet(settings.quiet_seconds))


@dg.sensor(
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Close the records of runs whose process was killed, so that nothing waits for them. Always on.",
)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """The queue of Dagster holds new runs back while a record says that one is working."""
    closed = close_dead_runs(context.instance)
    if closed:
        return dg.SkipReason(f"Closed: {', '.join(run_id[:8] for run_id in closed)}. Their processes are gone.")
    return dg.SkipReason("Every run that is said to work has its process.")


def _last_read(instance: dg.DagsterInstance) -> str | None:
    """The version of the landing folder that a run read last."""
    for record in instance.fetch_observations(dg.AssetKey("landing_files"), limit=1).records:
        if record.asset_observation:
            return record.asset_observation.tags.get("dagster/data_version")
    return None


def _is_lost(attempt: dg.RunRecord, instance: dg.DagsterInstance) -> bool:
    """Whether a run came to nothing, and no other run has published since."""
    if attempt.dagster_run.status not in {_FAILED, _CANCELED}:
        return False
    published = instance.get_latest_materialization_event(dg.AssetKey("news_database"))
    return published is None or published.timestamp < (attempt.end_time or 0)


def _wait(attempts: Sequence[dg.RunRecord]) -> str | None:
    """Why not to try again now; None to try. The first of `attempts` is the last that was made."""
    last = attempts[0]
    name = f"Run {last.dagster_run.run_id[:8]} for these files"
    if last.dagster_run.status == _CANCELED:
        return f"{name} was cancelled. Start one by hand, or add a file."
    if len(attempts) > len(RETRY_MINUTES):
        return f"{name} failed, as {len(attempts) - 1} before it. See its log, mend the cause, and start one by hand."
    minutes = RETRY_MINUTES[len(attempts) - 1] - (time() - (last.end_time or 0)) / 60
    return f"{name} failed; it is tried again in {ceil(minutes)} min." if minutes > 0 else None


def _quiet(seconds: int) -> dict[str, object]:
    return {"ops": {"raw_documents": {"config": {"quiet_seconds": seconds}}}}


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise dg.Failure(f"{field} is {text!r}, but must be a day such as 2022-01-08.", allow_retries=False) from None
