"""Lists all steps, in the order in which a run takes them. What depends on the list of steps is derived from it.

To add a step: a folder with `step.py`, `tables.py`, `rows.py`, SQL and perhaps `checks.py`, and its line in STEPS.
"""

from collections.abc import Iterator, Sequence

from news_pipeline.engine import ledger
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.run_journal import RUNS
from news_pipeline.engine.step import Loop, Step
from news_pipeline.steps.boilerplate.step import STEP as BOILERPLATE
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.steps.duplicates.step import STEP as DUPLICATES
from news_pipeline.steps.entities.step import STEP as ENTITIES
from news_pipeline.steps.inferred_dates.step import STEP as INFERRED_DATES
from news_pipeline.steps.ingestion.step import STEP as INGESTION
from news_pipeline.steps.mentions.step import STEP as MENTIONS
from news_pipeline.steps.metadata.step import STEP as METADATA
from news_pipeline.steps.revisions.step import STEP as REVISIONS
from news_pipeline.steps.stories.step import STEP as STORIES
from news_pipeline.storage.schema import Table, required

STEPS = (
    INGESTION,
    BOILERPLATE,
    CLEANING,
    METADATA,
    REVISIONS,
    DUPLICATES,
    STORIES,
    INFERRED_DATES,
    MENTIONS,
    ENTITIES,
)


_OF_LEDGER = ("_done", "_refused")
"""Endings of views that ask the ledger alone."""


def loops_of(steps: Sequence[Step]) -> tuple[Loop, ...]:
    """All loops, in the order in which a run takes them."""
    return tuple(loop for step in steps for loop in step.loops)


def described(steps: Sequence[Step]) -> Iterator[Table]:
    """The tables of the ledger, of runs and of all steps; views come after what they read."""
    yield from ledger.TABLES
    yield RUNS
    tables = [table for step in steps for table in step.described()]
    yield from (table for table in tables if not table.view)
    views = [table for table in tables if table.view]
    yield from (view for view in views if view.name.endswith(_OF_LEDGER))
    yield from (view for view in views if not view.name.endswith(_OF_LEDGER))
    documents = [loop for loop in loops_of(steps) if isinstance(loop, DocumentLoop)]
    yield ledger.pending_documents(loop.name for loop in documents)
    yield _settled_articles([loop.name for loop in documents if loop.holds_back_articles])


def _settled_articles(loops: Sequence[str]) -> Table:
    first, *others = loops
    joins = "".join(f" SEMI JOIN {loop}_settled USING (key)" for loop in others)
    return Table(
        "settled_articles",
        "A document that every loop which holds articles back has accepted as it is now.",
        (required("key", "VARCHAR", "Article id."),),
        key=("key",),
        view=f"SELECT key FROM {first}_settled{joins}",  # noqa: S608 our own words
    )
