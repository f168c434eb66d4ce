"""Marks entries of the ledger, so that the next run does their documents again. The loops know nothing of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from news_pipeline.engine import ledger
from news_pipeline.engine.step import Step
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.registry import STEPS, loops_of
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

READING = "raw_documents"
"""The name of reading among the stages."""


@dataclass(frozen=True, slots=True)
class Redo:
    """What to do again. Conditions are joined by AND; none of them means everything."""

    stage: str | None = None
    """A stage's name; None: every stage."""
    outlet: str | None = None
    """Outlet name or domain, any case."""
    published_from: date | None = None
    published_to: date | None = None
    """Days of publication, both included."""
    source: str | None = None
    """Pattern for source_uri with * and ?."""


def stages(steps: Sequence[Step] = STEPS) -> tuple[str, ...]:
    """What can be done again, in the order of the lineage."""
    return (READING, *(loop.name for loop in loops_of(steps)))


def mark(redo: Redo, warehouse: Warehouse, steps: Sequence[Step] = STEPS) -> int:
    """Mark what is to be done again, and return how many rows that are.

    Raises UserError for an unknown stage, and for conditions on a stage whose entries are not documents or days.
    """
    known = stages(steps)
    if redo.stage is not None and redo.stage not in known:
        raise UserError(f"There is no stage {redo.stage!r}. Stages are: {', '.join(known)}.")
    chosen = {
        "outlet": redo.outlet,
        "published_from": redo.published_from,
        "published_to": redo.published_to,
        "source": redo.source,
    }
    has_conditions = any(chosen.values())
    if has_conditions and redo.stage in {loop.name for loop in loops_of(steps) if loop.keys == "sets"}:
        raise UserError(f"The entries of {redo.stage} are not documents: name the stage without conditions.")
    with warehouse.transaction():
        documents = read_sql(__package__, "redo_documents.sql")
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE redone AS {documents}", chosen)
        marked = _mark_files(warehouse) if redo.stage in (None, READING) else 0
        if redo.stage != READING:
            keys = "SELECT unnest([article_id, day]) FROM redone" if has_conditions else None
            marked += ledger.mark_for_redo([redo.stage] if redo.stage else known[1:], warehouse, keys)
    return marked


def _mark_files(warehouse: Warehouse) -> int:
    chosen = "source_path IN (SELECT source_path FROM redone)"
    marked = int(warehouse.value(f"SELECT count(*) FROM files WHERE {chosen}"))  # noqa: S608 our own words
    warehouse.execute(f"UPDATE files SET reader_version = '' WHERE {chosen}")  # noqa: S608
    return marked
