"""How a run began and ended, from Dagster's records, for the row that stays of it in `pipeline_runs`."""

from collections.abc import Mapping
from typing import Protocol

import dagster as dg

from news_pipeline.shared.results import Row

STARTED_BY = "news_pipeline/started_by"
"""Tag of runs that a command starts, with its name."""
_SCHEDULE, _SENSOR = "dagster/schedule_name", "dagster/sensor_name"
_INTERRUPTED = frozenset(("DagsterExecutionInterruptedError", "KeyboardInterrupt"))
"""What Dagster notes of a step that Ctrl-C or SIGTERM ends."""
_INTERRUPTED_QUERY = "Query interrupted"
"""What DuckDB raises, a RuntimeError, where a signal comes during a query."""
_TYPES = {
    dg.DagsterEventType.STEP_START,
    dg.DagsterEventType.STEP_SUCCESS,
    dg.DagsterEventType.STEP_FAILURE,
    dg.DagsterEventType.ASSET_CHECK_EVALUATION,
}


class Cause(Protocol):
    """An error as Dagster's events keep it."""

    @property
    def message(self) -> str:
        """What it says."""

    @property
    def cls_name(self) -> str | None:
        """The name of its class."""

    @property
    def cause(self) -> "Cause | None":
        """The error that it wraps or came from."""


def started_by(tags: Mapping[str, str]) -> str:
    """Who started the run."""
    if STARTED_BY in tags:
        return tags[STARTED_BY]
    return "schedule" if _SCHEDULE in tags else "sensor" if _SENSOR in tags else "UI"


def run_end(instance: dg.DagsterInstance, run_id: str) -> Row:
    """Columns of `pipeline_runs`, once all steps are over: outcome, and what failed."""
    events = [entry.dagster_event for entry in instance.all_logs(run_id, of_type=_TYPES) if entry.dagster_event]
    names = {kind: [event.step_key or "" for event in events if event.event_type is kind] for kind in _TYPES}
    failures = [event for event in events if event.event_type is dg.DagsterEventType.STEP_FAILURE]
    checks = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    broken = [check for check in checks if not check.passed]
    errors = sum(check.severity is dg.AssetCheckSeverity.ERROR for check in broken)
    ended = {*names[dg.DagsterEventType.STEP_SUCCESS], *names[dg.DagsterEventType.STEP_FAILURE]}
    kinds = [_kind(failure.step_failure_data.error) for failure in failures]
    is_cut_off = not failures and bool(set(names[dg.DagsterEventType.STEP_START]) - ended)
    is_stopped = is_cut_off or any(is_interrupt(failure.step_failure_data.error) for failure in failures)
    is_failed = bool(failures) and not is_stopped
    return {
        "outcome": "stopped" if is_stopped else "failed" if failures else "succeeded",
        "failed_step": failures[0].step_key if is_failed else None,
        "failure": kinds[0] if is_failed else None,
        "failed_checks": errors,
        "warnings": len(broken) - errors,
    }


def root_error(error: Cause | None) -> Cause | None:
    """The pipeline's own error: below Dagster's wrapping, above the error that caused it."""
    while error is not None and error.cause is not None and (error.cls_name or "").startswith("Dagster"):
        error = error.cause
    return error


def is_interrupt(error: Cause | None) -> bool:
    """Whether a step ended because a person or the system asked the run to end."""
    root = root_error(error)
    return root is not None and (root.cls_name in _INTERRUPTED or root.message.strip().endswith(_INTERRUPTED_QUERY))


def _kind(error: Cause | None) -> str | None:
    root = root_error(error)
    return root.cls_name if root else None
