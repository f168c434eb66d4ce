"""What a run works with: the lock, the warehouse, the workers, and whom it tells how far it is.

Here: the one Dagster resource, held from a run's start to its end. Elsewhere: each of its parts in its own module.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from news_pipeline.defs.dead_runs import adopt_run
from news_pipeline.engine.compute import Compute, local_compute
from news_pipeline.engine.document_loop import Report
from news_pipeline.engine.progress import LineProgress
from news_pipeline.settings import Settings, load_settings
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.warehouse import Warehouse, open_warehouse


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that an asset needs."""

    settings: Settings
    warehouse: Warehouse
    compute: Compute
    report: Report
    store: RawStore


@contextmanager
def open_pipeline(
    settings: Settings, what: str, report: Report, say: Callable[[str], None], *, remake: bool = False
) -> Iterator[Pipeline]:
    """Take the run lock, then open the warehouse. Raises RunLockTimeout or WarehouseError."""
    lock = run_lock(settings.data_dir, what, wait=settings.lock_wait, say=say)
    with lock, open_warehouse(settings, remake=remake) as warehouse:
        compute = local_compute(settings.workers)
        try:
            yield Pipeline(settings, warehouse, compute, report, RawStore(settings.raw_dir))
        finally:
            compute.close()


def pipeline_resource(settings: Settings | None = None, report: Report | None = None) -> dg.ResourceDefinition:
    """The resource `pipeline`. With the in-process executor it is made once a run, so that the lock spans the run."""

    @dg.resource(description="Run lock, private warehouse, workers and progress of one run.")
    def pipeline(context: dg.InitResourceContext) -> Iterator[Pipeline]:
        log = context.log or dg.get_dagster_logger()
        what = "no run"
        if context.run and context.instance:
            what = f"Dagster run {context.run.run_id[:8]}"
            adopt_run(context.instance, context.run.run_id, os.getpid())
        with open_pipeline(settings or load_settings(), what, report or LineProgress(log.info), log.warning) as opened:
            yield opened

    return pipeline
