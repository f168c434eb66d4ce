"""Tags what is new or has changed; a paragraph that was tagged before, in whatever article, is not tagged again."""

from functools import partial

from news_pipeline.engine.document_loop import DocumentLoop, without
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.step import Step
from news_pipeline.entities.tagger import tagger_version
from news_pipeline.settings import Settings
from news_pipeline.shared.tagger_setting import parse_taggers
from news_pipeline.steps.mentions.checks import RULES
from news_pipeline.steps.mentions.homes import find_homes
from news_pipeline.steps.mentions.rows import article_span_rows, mention_rows, untagged_rows
from news_pipeline.steps.mentions.tables import TABLES
from news_pipeline.steps.mentions.tagging import forget_unused_paragraphs, tag_paragraphs
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

_sql = partial(read_sql, __package__)


def _tagger_versions(settings: Settings) -> str:
    """Another tagger, or another version of one, is another code version."""
    taggers = sorted(parse_taggers(settings.tagger).items())
    return "; ".join(f"{language} {tagger_version(name)}" for language, name in taggers)


def tag_and_place(loop: DocumentLoop, pipeline: Pipeline) -> str:
    """What must be there before: spans of paragraphs, and the homes of outlets as the votes now tell."""
    forget_strangers(loop, pipeline.warehouse)
    find_homes(pipeline.warehouse)
    return tag_paragraphs(loop, pipeline)


def forget_strangers(loop: DocumentLoop, warehouse: Warehouse) -> None:
    """Empty the tables of a loop that has seen nothing yet: an earlier program wrote their rows by another loop."""
    if not warehouse.rows("SELECT key FROM ledger WHERE stage = $stage LIMIT 1", {"stage": loop.name}):
        for table in loop.writes:
            warehouse.execute(f"DELETE FROM {table}")  # noqa: S608 our own names


def tidy(loop: DocumentLoop, pipeline: Pipeline) -> None:
    """After each pass: homes follow from its votes, and what no article uses goes."""
    find_homes(pipeline.warehouse)
    forget_unused_paragraphs(loop, pipeline)


SPANS = DocumentLoop(
    name="article_spans",
    code_version="1",
    setting_version=_tagger_versions,
    inputs=_sql("span_inputs.sql"),
    prepare=tag_and_place,
    reads=_sql("span_reads.sql"),
    function=article_span_rows,
    arguments=lambda settings: {"taggers": settings.tagger},
    writes=("article_spans", "place_votes", "untagged_articles"),
    on_failure=untagged_rows,
    tidy=tidy,
)
"""Ends with the homes of all outlets, which `MENTIONS` needs."""

MENTIONS = DocumentLoop(
    name="entity_mentions",
    code_version="18",
    inputs=_sql("inputs.sql"),
    reads=_sql("reads.sql"),
    function=mention_rows,
    writes=("mentions", "entity_hints"),
    on_failure=without,
    holds_back_articles=True,
)
"""Takes an article again when the home of its outlet changes, whatever else stays."""

STEP = Step(
    name="mentions",
    topic="entities",
    tables=TABLES,
    after=("clean_articles", "article_metadata", "duplicate_groups"),
    loops=(SPANS, MENTIONS),
    rules=RULES,
)
