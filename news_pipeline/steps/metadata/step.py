"""Looks for evidence of date, URL, outlet, agency, authors and title, and chooses. What a person corrected wins."""

from functools import partial

from news_pipeline.engine.decisions import Decisions
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.step import Step
from news_pipeline.metadata.corrections import read_corrections
from news_pipeline.steps.metadata.checks import RULES
from news_pipeline.steps.metadata.rows import metadata_rows
from news_pipeline.steps.metadata.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

METADATA = DocumentLoop(
    name="article_metadata",
    code_version="41",
    inputs=_sql("inputs.sql"),
    reads=_sql("reads.sql"),
    function=metadata_rows,
    writes=("article_metadata", "metadata_evidence"),
    holds_back_articles=True,
    # the second pass takes documents that a correction names by the URL that the first pass found
    passes=2,
)

CORRECTIONS = Decisions(
    noun="correction",
    path=lambda settings: settings.corrections,
    read=read_corrections,
    table="corrections",
    problems="correction_problems",
)

STEP = Step(
    name="metadata",
    topic="metadata",
    tables=TABLES,
    after=("raw_documents", "repeated_lines", "clean_articles"),
    loops=(METADATA,),
    decisions=CORRECTIONS,
    rules=RULES,
)
