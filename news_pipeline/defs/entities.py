"""Mentions and canonical entities."""

from collections.abc import Iterator

import dagster as dg

from news_pipeline.defs.captions import results, spec
from news_pipeline.defs.resources import Pipeline
from news_pipeline.engine.decisions import ENTITY_OVERRIDES, load_decisions
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.engine.set_loop import run_sets
from news_pipeline.settings import load_settings
from news_pipeline.steps.lineage import ENTITIES, mentions_stage
from news_pipeline.steps.mentions.tagging import forget_unused_paragraphs, tag_paragraphs

GROUP = "entities"
_MENTIONS_CODE_VERSION = mentions_stage(load_settings().tagger).code_version


@dg.multi_asset(
    specs=[
        spec(
            "entity_mentions",
            GROUP,
            "Offsets are exact, in title, body and captions: body[start_char+1:end_char] = surface.",
            deps=["clean_articles", "article_metadata", "duplicate_groups"],
            code_version=_MENTIONS_CODE_VERSION,
        ),
        spec(
            "untagged_articles",
            GROUP,
            "Other languages are recognised and left alone, not tagged with an English model.",
            deps=["clean_articles", "article_metadata", "duplicate_groups"],
            code_version=_MENTIONS_CODE_VERSION,
        ),
    ]
)
def entity_mentions(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Tag what is new or has changed; a paragraph that was tagged before, in whatever article, is not tagged again."""
    stage = mentions_stage(pipeline.settings.tagger)
    tagging = tag_paragraphs(stage, pipeline.warehouse, pipeline.compute, pipeline.report)
    result = run_stage(stage, pipeline.warehouse, pipeline.compute, pipeline.report)
    if result.processed or result.removed:
        forget_unused_paragraphs(stage, pipeline.warehouse)
    if tagging.paragraphs:
        dg.AssetExecutionContext.get().log.info(f"{tagging.tagged:,} of {tagging.paragraphs:,} paragraphs were new.")
    yield from results(pipeline, result, "entity_mentions", "untagged_articles")


@dg.multi_asset(
    specs=[
        spec(
            "entities",
            GROUP,
            "One row for each person, organisation and place, in every spelling; places with coordinates.",
            deps=["entity_mentions"],
            code_version=ENTITIES.code_version,
        ),
        spec(
            "entity_aliases",
            GROUP,
            "Mentions keep their keys and this says what each stands for, so that a new alias never rewrites mentions.",
            deps=["entity_mentions"],
            code_version=ENTITIES.code_version,
        ),
    ]
)
def entities(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.MaterializeResult[None]]:
    """Resolve the names that new mentions or overrides touch; what a person decided wins."""
    for problem in load_decisions(ENTITY_OVERRIDES, pipeline.settings, pipeline.warehouse):
        context.log.warning("This override is not used: %s.", problem)
    result = run_sets(ENTITIES, pipeline.warehouse, pipeline.report)
    yield from results(pipeline, result, "entities", "entity_aliases")
