"""`news-pipeline run`: everything in this process, with a progress bar and a summary."""

import logging
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import dagster as dg
from rich.console import Console
from rich.table import Table as Grid

from news_pipeline.cli.doctor import obstacles
from news_pipeline.cli.progress_bar import terminal_progress
from news_pipeline.definitions import build_defs
from news_pipeline.defs.alerts.settings import load_targets
from news_pipeline.defs.alerts.tell import start_telling, tell
from news_pipeline.defs.history import open_history
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.defs.run_end import STARTED_BY, Cause, root_error
from news_pipeline.engine.interrupts import ends_when_interrupted
from news_pipeline.publishing.snapshot import aside_says, put_aside, read_snapshot
from news_pipeline.settings import Settings
from news_pipeline.storage.data_format import copy_before_upgrade

_NOTHING_NEW = {"ops": {"raw_documents": {"config": {"quiet_seconds": 2**31}}}}
"""Read no new files."""


_DAMAGED = r"corrupt|checksum|database has been invalidated|\bfatal\b|not read enough bytes"


def run_everything(
    settings: Settings, console: Console, started_by: str = "news-pipeline run", *, takes_new_files: bool = True
) -> int:
    """Materialise all assets and print a summary. Returns the exit code: 0, or 1 if anything but a warning failed.

    `started_by` is the command, for the row of the run.
    Raises KeyboardInterrupt where an interrupt ended the run, which Dagster may take for a failure of a step.
    """
    for obstacle in obstacles(settings):
        console.print(f"news-pipeline: {obstacle}", markup=False, highlight=False, soft_wrap=True)
        return 1
    start_telling(settings, load_targets())
    started, copy = time.monotonic(), copy_before_upgrade(settings)
    was_upgraded = copy.exists()
    with _quiet(), open_history(settings) as history, terminal_progress(console) as progress:
        job = build_defs(settings, progress).resolve_job_def(EVERYTHING)
        run_id = str(uuid4())
        with ends_when_interrupted() as was_asked_to_end, canceled_when_interrupted(history, run_id):
            result = job.execute_in_process(
                instance=history,
                run_id=run_id,
                raise_on_error=False,
                tags={STARTED_BY: started_by},
                run_config={
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                    **({} if takes_new_files else _NOTHING_NEW),
                },
            )
            if was_asked_to_end() and not result.success:
                raise KeyboardInterrupt
    _show_summary(settings, result, time.monotonic() - started, console)
    tell_alerts(settings, console)
    if was_upgraded and not copy.exists():
        console.print(f"{copy} was deleted: the first run of this version went well.", markup=False, soft_wrap=True)
    errors = [check for check in _failed_checks(result) if check.severity == dg.AssetCheckSeverity.ERROR]
    return 0 if result.success and not errors else 1


@contextmanager
def canceled_when_interrupted(history: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Dagster notes a run that Ctrl-C ends as failed; to who stopped it, and to alerts, it is canceled."""
    try:
        yield
    except (KeyboardInterrupt, dg.DagsterExecutionInterruptedError):
        run = history.get_run_by_id(run_id)
        if run:
            history.report_run_canceled(run, "A person stopped it. What was committed stays; the next run goes on.")
        raise


def tell_alerts(settings: Settings, console: Console) -> None:
    """Send what is news, where alerts are switched on, and say so."""
    targets = load_targets()
    if targets:
        with _quiet(), open_history(settings) as history:
            for words in tell(settings, targets, history):
                console.print(words, markup=False, highlight=False, soft_wrap=True)


def _show_summary(settings: Settings, result: dg.ExecuteInProcessResult, seconds: float, console: Console) -> None:
    def say(words: str) -> None:
        console.print(words, markup=False, highlight=False, soft_wrap=True)

    for event in result.get_step_failure_events():
        say(f"{event.step_key} failed: {_root_message(event.step_failure_data.error)}")
    for event in result.all_events:
        # the lock or the warehouse, which every step needs, could not be had
        if event.is_run_failure and not result.get_step_failure_events():
            say(f"news-pipeline: {_root_message(event.job_failure_data.error)}")
    for check in _failed_checks(result):
        first, _, _ = (check.description or "").partition("\n")
        say(f"{check.severity.value}: {check.check_name} of {check.asset_key.to_user_string()}: {first}")
    if result.success:
        console.print(_grid(settings))
        say(f"Processed: {_processed(result)}.")
        state = "new" if _was_published(result) else "up to date"
        say(f"{settings.published_path} is {state}. {seconds:.1f} s, run {result.run_id[:8]}.")
        for aside in put_aside(settings.published_path)[-1:]:
            say(aside_says(settings.published_path, aside))
    else:
        say(f"The run failed after {seconds:.1f} s. {_way_back(settings, result)}")
        say("The published snapshot is as it was.")


def _way_back(settings: Settings, result: dg.ExecuteInProcessResult) -> str:
    """What a failed run leaves, and what to do, by what went wrong."""
    failures = result.get_step_failure_events()
    messages = " ".join(_root_message(event.step_failure_data.error) for event in failures)
    if re.search(r"no space left|disk quota|out of disk|could not write", messages, re.IGNORECASE):
        return f"The disk of {settings.data_dir} is full: make room. What was committed stays; the next run goes on."
    if re.search(_DAMAGED, messages, re.IGNORECASE):
        return (
            "A file of the data folder seems to be damaged. `news-pipeline doctor --repair` reads all of them, moves "
            "the damaged ones aside and says what the next run makes again."
        )
    if failures:
        return "What it had committed stays, and the next run goes on from there."
    return "It did nothing."


def _root_message(error: Cause | None) -> str:
    root = root_error(error)
    return root.message.strip() if root else "unknown error"


def _processed(result: dg.ExecuteInProcessResult) -> str:
    """What each step did, by the first table that it fills."""
    done = {
        event.asset_key.to_user_string().replace("_", " "): event.materialization.metadata["processed"].value
        for event in result.get_asset_materialization_events()
        if event.asset_key
        and event.asset_key.to_user_string() == event.step_key
        and "processed" in event.materialization.metadata
    }
    return ", ".join(f"{name} {count:,}" for name, count in done.items() if count) or "nothing, all is up to date"


def _grid(settings: Settings) -> Grid:
    """Rows of the published tables."""
    snapshot = read_snapshot(settings.published_path)
    grid = Grid("table", "rows")
    for name, count in sorted((snapshot.rows if snapshot else {}).items(), key=lambda item: item[0] != "articles"):
        grid.add_row(name, f"{count:,}")
    return grid


def _was_published(result: dg.ExecuteInProcessResult) -> bool:
    [materialization] = result.asset_materializations_for_node("news_database")
    return bool(materialization.metadata["is_new"].value)


def _failed_checks(result: dg.ExecuteInProcessResult) -> list[dg.AssetCheckEvaluation]:
    return [check for check in result.get_asset_check_evaluations() if not check.passed]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dagster's log lines off the terminal, which shows bar and summary. They go into its history."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("dagster").setLevel(logging.CRITICAL)
        yield
