"""What a run works with: settings, warehouse, workers, raw store, and whom it tells how far it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from news_pipeline.engine.compute import Compute, Inline, local_compute
from news_pipeline.engine.interrupts import ends_when_interrupted
from news_pipeline.engine.progress import NotedProgress, Report, no_report
from news_pipeline.engine.run_journal import Journal
from news_pipeline.settings import NO_DASK, Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.landing import check_folders_of
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.warehouse import Warehouse, open_warehouse


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that a step needs."""

    settings: Settings
    warehouse: Warehouse
    compute: Compute
    report: Report
    store: RawStore
    journal: Journal | None = None
    """The row of the run that is going; None outside of runs."""


@dataclass(frozen=True, slots=True)
class LoopResult:
    """What one run of a loop did, and what its data is now."""

    processed: int
    rejected: int
    removed: int
    data_version: str
    notes: tuple[str, ...] = ()
    """Sentences for the run's log."""
    problems: tuple[str, ...] = ()
    """The same, as warnings."""


def pipeline_of(warehouse: Warehouse, compute: Compute | None = None, report: Report = no_report) -> Pipeline:
    """What a step needs, around an open warehouse; without `compute`, everything runs in this process."""
    settings = warehouse.settings
    return Pipeline(settings, warehouse, compute or Inline(), report, RawStore(settings.raw_dir, settings.raw_address))


@contextmanager
def open_pipeline(  # noqa: PLR0913 each is needed, and named by its callers
    settings: Settings,
    catalog: Catalog,
    what: str,
    report: Report,
    say: Callable[[str], None],
    *,
    remake: bool = False,
) -> Iterator[Pipeline]:
    """Take the run lock, then open the warehouse. Raises UserError when either cannot be had.

    So it does when landing and data folder lie in one another.
    """
    check_folders_of(settings)
    lock = run_lock(settings.data_dir, what, wait=settings.lock_wait, say=say)
    with ends_when_interrupted(), lock, open_warehouse(settings, catalog, remake=remake) as warehouse:
        compute, progress = _compute(settings, say), NotedProgress(report, settings.data_dir)
        try:
            yield pipeline_of(warehouse, compute, progress)
        finally:
            compute.close()
            progress.close()


def _compute(settings: Settings, say: Callable[[str], None]) -> Compute:
    """Worker processes of this host, or a Dask cluster. Raises UserError for one that cannot be reached."""
    if settings.dask_scheduler == NO_DASK:
        return local_compute(settings.workers)
    try:
        from news_pipeline.engine.dask_compute import DaskCompute  # noqa: PLC0415 an extra, and a second of imports
    except ImportError as error:
        raise UserError(f"NEWS_DASK_SCHEDULER needs {error.name}: pip install 'news-pipeline[dask]'.") from error
    return DaskCompute(settings.dask_scheduler, say)
