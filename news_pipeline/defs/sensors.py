"""The sensors: new files in the landing folder start a run, and records of dead runs are closed."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from time import time, time_ns

import dagster as dg

from news_pipeline.defs.dead_runs import close_dead_runs, going_runs
from news_pipeline.defs.jobs import EVERYTHING, everything, patient
from news_pipeline.defs.publication import NEXT_DUE
from news_pipeline.settings import load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import at_rest, landing_version, listing_of

LANDING_TAG = ".dagster/news_pipeline_landing"
"""On the runs of the sensor: the version of the landing folder that they were started for. Hidden in the UI's lists."""
RETRY_MINUTES = (1, 10)
"""How long the sensor waits before it tries again what failed, first and second time."""
BATCH_SECONDS = 30
"""How long new files at rest wait for others that are still being written, so that one run takes all."""
_FAILED = dg.DagsterRunStatus.FAILURE
_PUBLISHED = dg.AssetKey("news_database")
_CANCELED = dg.DagsterRunStatus.CANCELED


@dg.sensor(
    job=everything,
    minimum_interval_seconds=10,
    description="One run when files in the landing folder have come to rest, or a snapshot that waited is due.",
)
def landing_folder(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Start few runs for files that come one by one, and none for a file that is still being written.

    The last observation of `landing_files` says what was read last, whoever started that run. Dagster's history says
    how the sensor's own runs ended, so a failed run loses no file. The cursor holds only since when something waits.
    """
    settings = load_settings()
    try:
        listing = listing_of(settings)
    except UserError as error:
        return dg.SkipReason(str(error))
    files = at_rest(listing, time_ns(), settings.quiet_seconds)
    version, writing = landing_version(files), len(listing) - len(files)
    seen = f"{len(files)} files at rest, {writing} still being written"
    attempts = context.instance.get_run_records(
        dg.RunsFilter(job_name=EVERYTHING, tags={LANDING_TAG: version}), limit=len(RETRY_MINUTES) + 1
    )
    failed = bool(attempts) and _is_lost(attempts[0], context.instance)
    due = _next_due(context.instance)
    is_new = failed or version != _last_read(context.instance)
    waited = _waited(context, f"{len(files)} at rest, {writing} being written", is_new=is_new)
    if not is_new and (due is None or due > time()):
        return dg.SkipReason(f"Nothing new: {seen}.{_snapshot_waits(due)}")
    going = going_runs(context.instance)
    if going:
        return dg.SkipReason(f"Something is new ({seen}), but run {going[0][:8]} is going; it waits for that.")
    if is_new and writing and waited < BATCH_SECONDS:
        return dg.SkipReason(f"Something is new ({seen}); it waits up to {BATCH_SECONDS} s for the others.")
    wait = _wait(attempts) if failed else None
    if wait:
        return dg.SkipReason(wait)
    context.log.info(
        f"A run is started: {seen}; {'something is new' if is_new else 'the snapshot that waited is due'}."
    )
    return dg.RunRequest(tags={LANDING_TAG: version}, run_config=patient(settings.quiet_seconds))


@dg.sensor(
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Close the records of runs whose process was killed, so that nothing waits for them. Always on.",
)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Dagster's queue holds new runs back while the record of any run says that it is working."""
    closed = close_dead_runs(context.instance)
    if closed:
        return dg.SkipReason(f"Closed: {', '.join(run_id[:8] for run_id in closed)}. Their processes are gone.")
    return dg.SkipReason("Every run that is said to work has its process.")


def _waited(context: dg.SensorEvaluationContext, seen: str, *, is_new: bool) -> float:
    """Seconds since something new was first seen. The cursor keeps that moment from tick to tick."""
    before = re.search(r"new since (\d+)", context.cursor or "")
    if not is_new:
        context.update_cursor(seen)
        return 0.0
    since = min(int(before[1]), int(time())) if before else int(time())  # the clock may have been set back
    context.update_cursor(f"{seen}; new since {since}")
    return time() - since


def _last_read(instance: dg.DagsterInstance) -> str | None:
    """The version of the landing folder that a run read last."""
    for record in instance.fetch_observations(dg.AssetKey("landing_files"), limit=1).records:
        if record.asset_observation:
            return record.asset_observation.tags.get("dagster/data_version")
    return None


def _next_due(instance: dg.DagsterInstance) -> float | None:
    """When the snapshot may be published that a scheduled run held back; None if none waits."""
    published = instance.fetch_materializations(_PUBLISHED, limit=1).records
    for record in instance.fetch_observations(_PUBLISHED, limit=1).records:
        due = record.asset_observation.metadata.get(NEXT_DUE) if record.asset_observation else None
        if due and (not published or published[0].storage_id < record.storage_id):
            return 0.0 if record.timestamp > time() else float(str(due.value))  # the clock was set back: it is due
    return None


def _snapshot_waits(due: float | None) -> str:
    return f" The next snapshot is due at {datetime.fromtimestamp(due, UTC):%H:%M} UTC." if due else ""


def _is_lost(attempt: dg.RunRecord, instance: dg.DagsterInstance) -> bool:
    """Whether a run came to nothing, and no other run has published since."""
    if attempt.dagster_run.status not in {_FAILED, _CANCELED}:
        return False
    published = instance.get_latest_materialization_event(_PUBLISHED)
    if published is None or published.timestamp > time():  # when that was is not known: the clock was set back
        return True
    return published.timestamp < (attempt.end_time or 0)


def _wait(attempts: Sequence[dg.RunRecord]) -> str | None:
    """Why not to try again now; None to try. The first of `attempts` is the last that was made."""
    last = attempts[0]
    name = f"Run {last.dagster_run.run_id[:8]} for these files"
    if last.dagster_run.status == _CANCELED:
        return f"{name} was cancelled. Start one by hand, or add a file."
    if len(attempts) > len(RETRY_MINUTES):
        return f"{name} failed, as {len(attempts) - 1} before it. See its log, mend the cause, and start one by hand."
    since = (time() - (last.end_time or 0)) / 60
    minutes = RETRY_MINUTES[len(attempts) - 1] - since if since >= 0 else 0  # the clock was set back
    return f"{name} failed; it is tried again in {ceil(minutes)} min." if minutes > 0 else None
