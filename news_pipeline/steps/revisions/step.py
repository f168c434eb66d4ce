"""Puts the texts of one URL in order, and tells what changed between them."""

from functools import partial

from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.step import Step
from news_pipeline.steps.revisions.rows import revision_rows, undiffed_rows
from news_pipeline.steps.revisions.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

REVISIONS = DocumentLoop(
    name="article_revisions",
    code_version="3",
    inputs=_sql("inputs.sql"),
    reads=_sql("reads.sql"),
    function=revision_rows,
    writes=("revision_changes", "revision_diffs"),
    on_failure=undiffed_rows,
)

STEP = Step(
    name="revisions",
    topic="metadata",
    tables=TABLES,
    after=("clean_articles", "article_metadata"),
    loops=(REVISIONS,),
)
