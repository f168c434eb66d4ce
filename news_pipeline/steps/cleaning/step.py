"""Cleans what is new or has changed, and keeps what was refused with its reason."""

from functools import partial

from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.step import Step
from news_pipeline.metadata.page import FACTS_VERSION
from news_pipeline.steps.cleaning.checks import RULES
from news_pipeline.steps.cleaning.rows import clean_rows
from news_pipeline.steps.cleaning.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

CLEANING = DocumentLoop(
    name="clean_articles",
    code_version=f"35, facts {FACTS_VERSION}",
    inputs=_sql("inputs.sql"),
    reads=_sql("reads.sql"),
    function=clean_rows,
    writes=("clean_articles", "removed_lines", "page_facts"),
    holds_back_articles=True,
)

STEP = Step(
    name="cleaning",
    topic="cleaning",
    tables=TABLES,
    after=("raw_documents", "repeated_lines"),
    loops=(CLEANING,),
    rules=RULES,
)
