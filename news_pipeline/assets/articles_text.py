"""Cleaning: bodies, removed lines, and what was refused."""

from collections.abc import Iterator

import dagster as dg

from news_pipeline.assets.captions import results, spec, view_result
from news_pipeline.lineage import CLEANING
from news_pipeline.resources import Pipeline
from news_pipeline.stages import run_stage

GROUP = "cleaning"


@dg.multi_asset(
    specs=[
        spec(
            "clean_articles",
            GROUP,
            "Each line of a document gets a role; lines that are body make the article.",
            deps=["raw_documents"],
            code_version=CLEANING.code_version,
        ),
        spec(
            "removed_lines",
            GROUP,
            "Everything that the body lost, with its role and the reason.",
            deps=["raw_documents"],
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
    version = pipeline.warehouse.value(
        "SELECT format('{}-{:016x}', count(*), coalesce(bit_xor(md5_number_lower("
        "concat_ws(' ', source_uri, stage, reason, detail, content_hash))), 0)) FROM rejected_documents"
    )
    return view_result(pipeline, "rejected_documents", version)
