"""Fingerprints what is new, compares it with everything, and regroups what that touches; what a person judged wins."""

from functools import partial

from news_pipeline.duplicates.groups import MIN_CANONICAL_COVERAGE
from news_pipeline.duplicates.judgements import read_judgements
from news_pipeline.engine.decisions import Decisions
from news_pipeline.engine.document_loop import DocumentLoop, without
from news_pipeline.engine.set_loop import SetLoop
from news_pipeline.engine.step import Step
from news_pipeline.steps.duplicates.candidates import THRESHOLDS, read_with_texts
from news_pipeline.steps.duplicates.checks import RULES
from news_pipeline.steps.duplicates.rows import fingerprint_rows, group_rows, lone_rows, verify_rows
from news_pipeline.steps.duplicates.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

FINGERPRINTS = DocumentLoop(
    name="fingerprints",
    code_version="2",
    inputs=_sql("fingerprint_inputs.sql"),
    reads=_sql("fingerprint_reads.sql"),
    function=fingerprint_rows,
    writes=("article_keys", "fingerprints", "dated_fingerprints"),
    on_failure=without,
)

COPY_LINKS = DocumentLoop(
    name="copy_links",
    code_version="14",
    inputs=_sql("link_inputs.sql"),
    look_up=_sql("link_portion.sql"),
    reads=_sql("link_reads.sql"),
    read=read_with_texts,
    function=verify_rows,
    parameters=THRESHOLDS,
    writes=("copy_links",),
    owners={"copy_links": ("article_id_a", "article_id_b")},
    on_failure=without,
)

GROUPS = SetLoop(
    name="duplicate_groups",
    code_version="5",
    inputs=_sql("group_inputs.sql"),
    reach=_sql("group_reach.sql"),
    reads={
        "members": _sql("group_members.sql"),
        "links": _sql("group_links.sql"),
        "judgements": _sql("group_judgements.sql"),
        "previous": _sql("group_previous.sql"),
        "taken": _sql("group_taken.sql"),
    },
    function=group_rows,
    on_failure=lone_rows,
    parameters={"min_canonical_coverage": MIN_CANONICAL_COVERAGE},
    replaces={"group_members": "article_id IN (SELECT key FROM unit)"},
    tidy=_sql("group_tidy.sql"),
)

JUDGEMENTS = Decisions(
    noun="judgement",
    path=lambda settings: settings.judgements,
    read=read_judgements,
    table="judgements",
    problems="judgement_problems",
)

STEP = Step(
    name="duplicates",
    topic="duplicates",
    tables=TABLES,
    after=("clean_articles", "article_metadata"),
    loops=(FINGERPRINTS, COPY_LINKS, GROUPS),
    decisions=JUDGEMENTS,
    rules=RULES,
)
