"""What is news: failed runs, checks that began to fail or to warn, data that became stale. Each is told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckState:
    """How a check of a run ended."""

    name: str
    """Table and check, as in `articles.contract`."""
    passed: bool
    severity: str
    """ERROR or WARN."""
    says: str
    """One line; it counts and names rules, and quotes no news text."""


@dataclass(frozen=True, slots=True)
class EndedRun:
    """A run that is over."""

    run_id: str
    ended: float
    """Unix time."""
    failure: str | None
    """What to say of it if it failed."""
    checks: tuple[CheckState, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell."""

    kind: str
    """failed_run, failed_check, warning_check, stale_data."""
    name: str
    says: str
    run_id: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a receiver knows already."""

    until: float
    """Runs that ended before this are of no interest."""
    runs: tuple[str, ...] = ()
    """Runs that were looked at, the last of them last."""
    open: tuple[str, ...] = ()
    """Checks that fail and data that is stale, as told; what is mended leaves, and is news when it comes again."""


_KEPT_RUNS = 200


def news_since(told: Told, runs: Iterable[EndedRun], stale: Sequence[Alert]) -> tuple[list[Alert], Told]:
    """What to tell now, and what the receiver knows then."""
    alerts: list[Alert] = []
    known, opened, until = list(told.runs), list(told.open), told.until
    for run in sorted(runs, key=lambda run: run.ended):
        if run.run_id in known or run.ended < told.until:
            continue
        known.append(run.run_id)
        until = max(until, run.ended)
        if run.failure:
            alerts.append(Alert("failed_run", run.run_id[:8], run.failure, run.run_id))
        for check in run.checks:
            state = f"{check.severity} {check.name}"
            if not check.passed and state not in opened:
                kind = "failed_check" if check.severity == "ERROR" else "warning_check"
                alerts.append(Alert(kind, check.name, check.says, run.run_id))
            opened = [other for other in opened if other.partition(" ")[2] != check.name]
            opened += [] if check.passed else [state]
    alerts += [alert for alert in stale if f"STALE {alert.name}" not in opened]
    opened = [state for state in opened if not state.startswith("STALE ")]
    opened += [f"STALE {alert.name}" for alert in stale]
    return alerts, Told(until, tuple(known[-_KEPT_RUNS:]), tuple(opened))
