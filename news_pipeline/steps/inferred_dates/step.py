"""Infers dates of undated articles from their copies, and from the story that they are in."""

from functools import partial

from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.step import Step
from news_pipeline.steps.inferred_dates.rows import inferred_rows
from news_pipeline.steps.inferred_dates.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

INFERRED_DATES = DocumentLoop(
    name="inferred_dates",
    code_version="2",
    inputs=_sql("inputs.sql"),
    reads=_sql("reads.sql"),
    function=inferred_rows,
    writes=("inferred_dates",),
)

STEP = Step(
    name="inferred_dates",
    topic="stories",
    tables=TABLES,
    after=("stories",),
    loops=(INFERRED_DATES,),
)
