"""Dates, addresses, outlets, agencies, authors and titles, each with its evidence; and revisions."""

from collections.abc import Iterator
from dataclasses import replace

import dagster as dg

from news_pipeline.defs.captions import results, spec
from news_pipeline.defs.resources import Pipeline
from news_pipeline.engine.decisions import CORRECTIONS, load_decisions
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.steps.lineage import METADATA, REVISIONS

GROUP = "metadata"


@dg.multi_asset(
    specs=[
        spec(
            "article_metadata",
            GROUP,
            "Date, URL, outlet, agencies, authors, title and language. No evidence, no value.",
            deps=["raw_documents", "clean_articles"],
            code_version=METADATA.code_version,
        ),
        spec(
            "metadata_evidence",
            GROUP,
            "The raw string, its source and its weight; candidates that lost stay here too.",
            deps=["raw_documents", "clean_articles"],
            code_version=METADATA.code_version,
        ),
    ]
)
def article_metadata(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.MaterializeResult[None]]:
    """Look for evidence and choose; what a person corrected wins.

    The second pass takes documents whose URL, found in the first, is named in the corrections; mostly there are none.
    """
    for problem in load_decisions(CORRECTIONS, pipeline.settings, pipeline.warehouse):
        context.log.warning("This correction is not used: %s.", problem)
    first, second = (run_stage(METADATA, pipeline.warehouse, pipeline.compute, pipeline.report) for _ in range(2))
    result = replace(second, processed=first.processed + second.processed, removed=first.removed)
    yield from results(pipeline, result, *METADATA.writes)


@dg.multi_asset(
    specs=[
        spec(
            "article_revisions",
            GROUP,
            "Texts of one URL or source in their order, with the words that came and went.",
            deps=["clean_articles", "article_metadata"],
            code_version=REVISIONS.code_version,
        ),
        spec(
            "revision_diffs",
            GROUP,
            "What a source changed after publication, word by word.",
            deps=["clean_articles", "article_metadata"],
            code_version=REVISIONS.code_version,
        ),
    ]
)
def article_revisions(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Put the texts of one URL in order."""
    result = run_stage(REVISIONS, pipeline.warehouse, pipeline.compute, pipeline.report)
    yield from results(pipeline, result, "article_revisions", "revision_diffs")
