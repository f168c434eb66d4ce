"""Tells whether a run would find anything to do. Asks folder, ledger and snapshot, and needs no Dagster."""

from collections.abc import Sequence
from contextlib import ExitStack

import duckdb

from news_pipeline.engine import ledger
from news_pipeline.engine.decisions import have_changed
from news_pipeline.engine.rules import CodeRule
from news_pipeline.engine.step import Step
from news_pipeline.lake.publish import lake_waits
from news_pipeline.publishing.exports import exports_wait
from news_pipeline.publishing.snapshot import put_aside, read_snapshot, warehouse_version
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import files_wait
from news_pipeline.steps.registry import loops_of
from news_pipeline.storage.landing import listing_of
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.warehouse import Warehouse, open_warehouse

TABLE_CHECKS = "check_tables"
"""The check of all rules in SQL."""
CONTRACT_CHECK = "published_contract"
"""The check of the published file."""


def work_waits(settings: Settings, steps: Sequence[Step], catalog: Catalog, *, quiet_seconds: int = 0) -> str | None:
    """What waits to be done, in a few words; None: a run would do nothing, and news.duckdb is up to date.

    Files that changed less than `quiet_seconds` ago do not count. When in doubt, there is work: the run that follows
    says what is wrong.
    """
    if not settings.warehouse_path.exists() or not settings.published_path.exists():
        return "nothing is published yet"
    with ExitStack() as opened:
        try:
            opened.enter_context(run_lock(settings.data_dir, "looking whether anything is new", wait=0, say=_nobody))
            warehouse = opened.enter_context(open_warehouse(settings, catalog))
            return _first_of(warehouse, steps, quiet_seconds)
        except (UserError, duckdb.Error):
            return "the warehouse cannot be asked"


def note_check(name: str, warehouse: Warehouse, *, passed: bool) -> None:
    """Remember that a check at the end of a run has passed on what the tables hold: it need not be made again."""
    ledger.note(f"check {name}", warehouse_version(warehouse) if passed else None, warehouse)


def note_failure(name: str, warehouse: Warehouse, *, failed: bool) -> None:
    """Remember that a check in the middle of a run has failed, until it passes."""
    ledger.note(f"failed {name}", "failed" if failed else None, warehouse)


def _first_of(warehouse: Warehouse, steps: Sequence[Step], quiet_seconds: int) -> str | None:
    """The first thing that waits, in the order of a run."""
    settings = warehouse.settings
    if files_wait(listing_of(settings), quiet_seconds, warehouse):
        return "files in the landing folder are new or have changed"
    for step in steps:
        if step.decisions and have_changed(step.decisions, settings, warehouse):
            return f"{step.decisions.path(settings)} has changed"
    for loop in loops_of(steps):
        outdated = loop.count_outdated(warehouse)
        if outdated:
            return f"{loop.name} has {outdated:,} to do"
    return _of_publication(warehouse, steps)


def _of_publication(warehouse: Warehouse, steps: Sequence[Step]) -> str | None:
    settings, version = warehouse.settings, warehouse_version(warehouse)
    snapshot = read_snapshot(settings.published_path)
    in_code = [rule.name for step in steps for rule in step.rules if isinstance(rule, CodeRule)]
    waits = {
        "the snapshot is not up to date": snapshot is None or snapshot.data_version != version,
        "a snapshot waits to be put in place": bool(put_aside(settings.published_path)),
        "the exports are not up to date": exports_wait(settings, version),
        "the lake is not up to date": lake_waits(settings, version),
        "not every check has passed on what is published": any(
            ledger.noted(f"check {name}", warehouse) != version for name in (TABLE_CHECKS, CONTRACT_CHECK)
        ),
        "a check has failed": any(ledger.noted(f"failed {name}", warehouse) for name in in_code),
    }
    return next((what for what, is_true in waits.items() if is_true), None)


def _nobody(words: str) -> None:
    """Say nothing: who cannot have the lock at once finds work waiting, and the run says for whom it waits."""
