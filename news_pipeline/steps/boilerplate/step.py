"""Counts the lines and listed authors of new documents, then judges those of the sites that they are from."""

from functools import partial

from news_pipeline.cleaning.boilerplate import FEWEST_DOCUMENTS, FEWEST_SHARING, MIN_SHARE_SHARING
from news_pipeline.engine.document_loop import DocumentLoop, without
from news_pipeline.engine.set_loop import TOUCHED_ALONE, SetLoop
from news_pipeline.engine.step import Step
from news_pipeline.metadata.credits.list_edges import FEWEST_FIRSTS, LONG_LIST
from news_pipeline.steps.boilerplate.rows import line_rows, repeated_rows
from news_pipeline.steps.boilerplate.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

DOCUMENT_LINES = DocumentLoop(
    name="document_lines",
    code_version="5",
    inputs=_sql("line_inputs.sql"),
    reads=_sql("line_reads.sql"),
    function=line_rows,
    writes=("document_sites", "document_lines", "listed_authors"),
    on_failure=without,
)

REPEATED_LINES = SetLoop(
    name="repeated_lines",
    code_version="4",
    keys="sets",
    inputs=_sql("site_inputs.sql"),
    reach=TOUCHED_ALONE,
    reads={"counts": _sql("site_reads.sql"), "lists": _sql("list_reads.sql")},
    function=repeated_rows,
    on_failure=without,
    parameters={
        "fewest_documents": FEWEST_DOCUMENTS,
        "fewest_sharing": FEWEST_SHARING,
        "min_share_sharing": MIN_SHARE_SHARING,
        "long_list": LONG_LIST,
        "fewest_firsts": FEWEST_FIRSTS,
    },
    replaces=dict.fromkeys(
        ("repeated_lines", "lines_without_headline", "sites_listing_others"), "site IN (SELECT key FROM unit)"
    ),
    key_of=lambda row: str(row["site"]),
)

STEP = Step(
    name="boilerplate",
    topic="cleaning",
    tables=TABLES,
    after=("raw_documents",),
    loops=(DOCUMENT_LINES, REPEATED_LINES),
)
