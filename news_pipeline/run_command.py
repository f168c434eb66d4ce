"""`news-pipeline run`: everything in this process, with a progress bar and a summary.

Here: starting the run and telling how it went. Elsewhere: what it does (assets/).
"""

import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from rich.console import Console
from rich.table import Table as Grid

from news_pipeline.automation import EVERYTHING
from news_pipeline.definitions import build_defs
from news_pipeline.history import open_history
from news_pipeline.landing import LandingError, list_landing
from news_pipeline.progress import BarProgress
from news_pipeline.publishing import read_snapshot
from news_pipeline.settings import Settings

_RUN_TAGS = {"news_pipeline/started_by": "news-pipeline run"}


def run_everything(settings: Settings, console: Console) -> int:
    """Materialise all assets and print a summary. Returns the exit code: 0, or 1 if anything failed."""
    try:
        list_landing(settings.landing_dir)
    except LandingError as error:
        console.print(f"[red]news-pipeline:[/] {error}", soft_wrap=True)
        return 1
    started = time.monotonic()
    with _quiet(), open_history(settings) as history, BarProgress(console) as bar:
        job = build_defs(settings, bar).resolve_job_def(EVERYTHING)
        result = job.execute_in_process(
            instance=history, raise_on_error=False, tags=_RUN_TAGS, run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        )
    _show_summary(settings, result, time.monotonic() - started, console)
    return 0 if result.success and not _failed_checks(result) else 1


def _show_summary(settings: Settings, result: dg.ExecuteInProcessResult, seconds: float, console: Console) -> None:
    for event in result.get_step_failure_events():
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        console.print(f"[red]{event.step_key} failed:[/] {error.message.strip() if error else 'unknown error'}", markup=True, soft_wrap=True)
    for check in _failed_checks(result):
        colour = "red" if check.severity == dg.AssetCheckSeverity.ERROR else "yellow"
        console.print(f"[{colour}]{check.check_name}[/] of {check.asset_key.to_user_string()}: ", end="")
        console.print(check.description or "failed", markup=False, highlight=False, soft_wrap=True)
    if result.success:
        console.print(_grid(settings, result))
        console.print(f"{settings.published_path} is {'new' if _was_published(result) else 'up to date'}. {seconds:.1f} s, run {result.run_id[:8]}.", soft_wrap=True)
    else:
        console.print(f"The run failed after {seconds:.1f} s; what it had committed stays, and the next run goes on from there. The published snapshot is unchanged.", soft_wrap=True)


def _grid(settings: Settings, result: dg.ExecuteInProcessResult) -> Grid:
    """Rows published, and documents that this run processed, by table."""
    processed = {
        event.asset_key.to_user_string(): event.materialization.metadata.get("processed")
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    snapshot = read_snapshot(settings.published_path)
    grid = Grid("table", "rows", "processed in this run")
    for name, count in (snapshot.rows if snapshot else {}).items():
        value = processed.get(name)
        grid.add_row(name, f"{count:,}", f"{value.value:,}" if value is not None else "")
    return grid


def _was_published(result: dg.ExecuteInProcessResult) -> bool:
    [materialization] = result.asset_materializations_for_node("news_database")
    return bool(materialization.metadata["is_new"].value)


def _failed_checks(result: dg.ExecuteInProcessResult) -> list[dg.AssetCheckEvaluation]:
    return [check for check in result.get_asset_check_evaluations() if not check.passed]


@contextmanager
def _quiet() -> Iterator[None]:
    """Dagster's own log lines go to its history; on the terminal the bar and the summary speak."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("dagster").setLevel(logging.CRITICAL)
        yield
