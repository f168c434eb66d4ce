"""Looks at Dagster's records, sends what is news, and remembers in `alerts.json` what each receiver was told.

The sensor and the commands share that file, so that a run which both see is told once. What could not be sent is tried
again at the next look.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
from filelock import FileLock

from news_pipeline.defs.alerts.news import Alert, CheckState, EndedRun, Told, news_since
from news_pipeline.defs.alerts.send import NotSentError, send
from news_pipeline.defs.alerts.settings import Target
from news_pipeline.defs.freshness import FRESHNESS, last_change
from news_pipeline.defs.run_end import run_end, started_by
from news_pipeline.settings import Settings
from news_pipeline.storage.json_file import replace_json

_OVER = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE]
_OVERLAP = 3600.0
"""Seconds. Records are asked for from so long before the last run that was told: runs can end in any order."""
_MOST_RUNS = 200


def tell(settings: Settings, targets: Mapping[str, Target], instance: dg.DagsterInstance) -> list[str]:
    """Send to each target what it was not told yet. Returns a sentence for each message, sent or not."""
    path = settings.data_dir / "alerts.json"
    said = []
    with FileLock(settings.data_dir / "alerts.lock"):
        known = _read(path)
        stale = list(stale_data(settings, instance, datetime.now(UTC)))
        for name, target in targets.items():
            told = known.get(name, Told(time.time()))
            if told.until > time.time():  # the clock was set back
                told = replace(told, until=time.time() - _OVERLAP)
            alerts, then = news_since(told, list(ended_runs(instance, told.until)), stale)
            if alerts:
                try:
                    send(target, alerts)
                except NotSentError as error:
                    said.append(f"{len(alerts)} alerts wait, because {error}.")
                    continue
                said.append(f"{len(alerts)} alerts were sent to the server of {name}.")
            known[name] = then
            _write(path, known)
    return said


def start_telling(settings: Settings, targets: Mapping[str, Target]) -> None:
    """Note that runs which end from now on are of interest, where nothing was told before."""
    if not targets:
        return
    path = settings.data_dir / "alerts.json"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.data_dir / "alerts.lock"):
        known = _read(path)
        new = {name: Told(time.time()) for name in targets if name not in known}
        if new:
            _write(path, known | new)


def ended_runs(instance: dg.DagsterInstance, until: float) -> Iterator[EndedRun]:
    """Runs that are over, of about the time since `until`."""
    since = datetime.fromtimestamp(max(until - _OVERLAP, 0), UTC)
    records = instance.get_run_records(dg.RunsFilter(statuses=_OVER, updated_after=since), limit=_MOST_RUNS)
    for record in records:
        run = record.dagster_run
        failure = None
        if run.status == dg.DagsterRunStatus.FAILURE:
            end = run_end(instance, run.run_id)
            where = f"at {end['failed_step']}: {end['failure']}" if end["failed_step"] else "outside of its steps"
            failure = (
                f"job {run.job_name.strip('_')}, started by {started_by(run.tags)}, failed {where}. "
                "What it had committed stays. Its page in Dagster's UI has the whole message."
            )
        yield EndedRun(run.run_id, record.end_time or 0.0, failure, tuple(_checks(instance, run.run_id)))


def stale_data(settings: Settings, instance: dg.DagsterInstance, now: datetime) -> Iterator[Alert]:
    """What is older than NEWS_STALE_HOURS: the last change of the landing folder, the last look at the snapshot."""
    if not settings.stale_hours:
        return
    limit = timedelta(hours=settings.stale_hours)
    changed = last_change(instance)
    if changed and now - changed >= limit:
        yield Alert("stale_data", "landing_files", f"nothing has changed there since {changed:%Y-%m-%d %H:%M} UTC.")
    event = instance.get_latest_materialization_event(dg.AssetKey("news_database"))
    if event and now - datetime.fromtimestamp(event.timestamp, UTC) >= limit:
        published = datetime.fromtimestamp(event.timestamp, UTC)
        says = f"no run has brought it up to date since {published:%Y-%m-%d %H:%M} UTC."
        yield Alert("stale_data", "news_database", says)


def _checks(instance: dg.DagsterInstance, run_id: str) -> Iterator[CheckState]:
    """The checks of a run; freshness is told as stale data instead."""
    for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION):
        if entry.dagster_event is None:
            continue
        found = entry.dagster_event.asset_check_evaluation_data
        if found.check_name != FRESHNESS:
            name = f"{found.asset_key.to_user_string()}.{found.check_name}"
            says = (found.description or "").partition("\n")[0]
            yield CheckState(name, found.passed, found.severity.value, says)


def _read(path: Path) -> dict[str, Told]:
    """What each receiver knows; nothing where the file is missing or cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {name: Told(told["until"], tuple(told["runs"]), tuple(told["open"])) for name, told in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, known: Mapping[str, Told]) -> None:
    replace_json(path, {name: asdict(told) for name, told in known.items()})


def alerts_sensor(settings: Settings, targets: Mapping[str, Target]) -> Sequence[dg.SensorDefinition]:
    """The sensor that looks each minute; none where alerts are off."""
    if not targets:
        return []

    @dg.sensor(
        name="alerts",
        minimum_interval_seconds=60,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tell failed runs, failed and warning checks and stale data, each once, by e-mail or webhook.",
    )
    def alerts(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        start_telling(settings, targets)
        return dg.SkipReason(" ".join(tell(settings, targets, context.instance)) or "Nothing to tell.")

    return [alerts]
