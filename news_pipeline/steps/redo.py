"""Redo: mark ledger rows, so that the next run does those documents again. The stages know nothing of it.

Here: which rows, by stage, outlet, dates or source. Elsewhere: the ledger (stages.py), the job and the command.
"""

from dataclasses import dataclass
from datetime import date

from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

STAGES = (
    "raw_documents",
    "document_lines",
    "repeated_lines",
    "clean_articles",
    "article_metadata",
    "article_revisions",
    "fingerprints",
    "copy_links",
    "duplicate_groups",
    "story_terms",
    "story_links",
    "dated_stories",
    "undated_stories",
    "story_descriptions",
    "inferred_dates",
    "entity_mentions",
    "entities",
)
"""In the order of the lineage."""


_OF_SETS = ("repeated_lines", "story_descriptions", "entities")


class RedoError(Exception):
    """The wish cannot be understood; the message says what can be asked for."""


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


def mark(redo: Redo, warehouse: Warehouse) -> int:
    """Mark what the wish names and return how many rows that are.

    Raises RedoError for an unknown stage, and for conditions on a stage whose entries are not documents or days.
    """
    if redo.stage is not None and redo.stage not in STAGES:
        raise RedoError(f"There is no stage {redo.stage!r}. Stages are: {', '.join(STAGES)}.")
    chosen = {
        "outlet": redo.outlet,
        "published_from": redo.published_from,
        "published_to": redo.published_to,
        "source": redo.source,
    }
    if redo.stage in _OF_SETS and any(chosen.values()):
        raise RedoError(f"The entries of {redo.stage} are not documents: name the stage without conditions.")
    with warehouse.transaction():
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE redone AS {read_sql('steps/redo_documents.sql')}", chosen)
        marked = 0
        if redo.stage in (None, "raw_documents"):
            marked += _count(warehouse, "files", "source_path IN (SELECT source_path FROM redone)")
            warehouse.execute(
                "UPDATE files SET reader_version = '' WHERE source_path IN (SELECT source_path FROM redone)"
            )
        if redo.stage != "raw_documents":
            rows = "stage IN (SELECT unnest($stages))"
            if any(chosen.values()):
                rows += " AND key IN (SELECT unnest([article_id, day]) FROM redone)"
            stages = {"stages": [redo.stage] if redo.stage else list(STAGES)}
            marked += _count(warehouse, "ledger", rows, stages)
            warehouse.execute(f"UPDATE ledger SET input_hash = NULL WHERE {rows}", stages)  # noqa: S608
    return marked


def _count(warehouse: Warehouse, table: str, condition: str, parameters: dict[str, list[str]] | None = None) -> int:
    return int(warehouse.value(f"SELECT count(*) FROM {table} WHERE {condition}", parameters))  # noqa: S608
