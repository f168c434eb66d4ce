"""Cleaning: bodies, removed lines, and what was refused."""

from collections.abc import Iterator

import dagster as dg

from news_pipeline.defs.captions import combined, results, rows_version, spec, view_result
from news_pipeline.defs.resources import Pipeline
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.engine.set_loop import run_sets
from news_pipeline.steps.lineage import CLEANING, DOCUMENT_LINES, REPEATED_LINES

GROUP = "cleaning"


@dg.multi_asset(
    specs=[
        spec(
            "repeated_lines",
            GROUP,
            "Lines are counted under the hash of their words, a text with its copies and revisions once. What stands "
            "on several sites is wire copy and no evidence. A document is cleaned again only when one of its own lines "
            "becomes boilerplate by these counts, or ceases to be.",
            deps=["raw_documents"],
            code_version=f"{DOCUMENT_LINES.code_version}.{REPEATED_LINES.code_version}",
        )
    ]
)
def repeated_lines(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Count the lines of new documents, then judge the lines of the sites that they are from."""
    lines = run_stage(DOCUMENT_LINES, pipeline.warehouse, pipeline.compute, pipeline.report)
    sites = run_sets(REPEATED_LINES, pipeline.warehouse, pipeline.report)
    yield from results(pipeline, combined(lines, sites), "repeated_lines")


@dg.multi_asset(
    specs=[
        spec(
            "clean_articles",
            GROUP,
            "Each line of a document gets a role; lines that are body make the article.",
            deps=["raw_documents", "repeated_lines"],
            code_version=CLEANING.code_version,
        ),
        spec(
            "removed_lines",
            GROUP,
            "Everything that the body lost, with its role and the reason.",
            deps=["raw_documents", "repeated_lines"],
            code_version=CLEANING.code_version,
        ),
    ]
)
def clean_articles(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Clean what is new or has changed."""
    result = run_stage(CLEANING, pipeline.warehouse, pipeline.compute, pipeline.report)
    yield from results(pipeline, result, *CLEANING.writes)


@dg.multi_asset(
    specs=[
        spec(
            "rejected_documents",
            GROUP,
            "Nothing is lost: what is no article stands here with a reason code, until a later version accepts it.",
            deps=["raw_documents", "clean_articles"],
            code_version="1",
        )
    ]
)
def rejected_documents(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """A view over what readers and cleaning refused."""
    columns = ("source_uri", "stage", "reason", "detail", "content_hash")
    return view_result(pipeline, "rejected_documents", rows_version(pipeline.warehouse, "rejected_documents", columns))


@dg.multi_asset(
    specs=[
        spec(
            "site_boilerplate",
            GROUP,
            "What the counts of all documents say of each site's lines, with the counts of today.",
            deps=["repeated_lines", "removed_lines"],
            code_version="1",
        )
    ]
)
def site_boilerplate(pipeline: dg.ResourceParam[Pipeline]) -> dg.MaterializeResult[None]:
    """A view over repeated lines, with their texts."""
    columns = ("site", "line_hash", "document_count", "site_document_count", "text")
    return view_result(pipeline, "site_boilerplate", rows_version(pipeline.warehouse, "site_boilerplate", columns))
