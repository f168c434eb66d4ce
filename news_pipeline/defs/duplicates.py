"""Pairs that share text, and groups of copies."""

from collections.abc import Iterator

import dagster as dg

from news_pipeline.defs.captions import combined, results, spec
from news_pipeline.defs.resources import Pipeline
from news_pipeline.engine.decisions import JUDGEMENTS, load_decisions
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.engine.set_loop import run_sets
from news_pipeline.steps.lineage import COPY_LINKS, FINGERPRINTS, GROUPS

GROUP = "duplicates"
_TABLES = ("duplicate_groups", "duplicate_pairs", "shared_passages", "copy_provenance")
_CODE_VERSION = "/".join(stage.code_version for stage in (FINGERPRINTS, COPY_LINKS, GROUPS))


@dg.multi_asset(
    specs=[
        spec(
            "duplicate_groups",
            GROUP,
            "Wire copy under several mastheads is one group; duplicates are labelled, never deleted.",
            deps=["clean_articles", "article_metadata"],
            code_version=_CODE_VERSION,
        ),
        spec(
            "duplicate_pairs",
            GROUP,
            "How much of each article stands in the other, word for word.",
            deps=["clean_articles", "article_metadata"],
            code_version=_CODE_VERSION,
        ),
        spec(
            "shared_passages",
            GROUP,
            "What two articles have in common can be shown, not just counted; `news-pipeline compare` does.",
            deps=["clean_articles", "article_metadata"],
            code_version=_CODE_VERSION,
        ),
        spec(
            "copy_provenance",
            GROUP,
            "Who had the text first, as far as dates tell; lags are NULL where a date is missing.",
            deps=["clean_articles", "article_metadata"],
            code_version=_CODE_VERSION,
        ),
    ]
)
def duplicate_groups(
    context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.MaterializeResult[None]]:
    """Fingerprint what is new, compare it with everything, and regroup what that touches; what a person judged wins."""
    for problem in load_decisions(JUDGEMENTS, pipeline.settings, pipeline.warehouse):
        context.log.warning("This judgement is not used: %s.", problem)
    warehouse, compute, report = pipeline.warehouse, pipeline.compute, pipeline.report
    marked = run_stage(FINGERPRINTS, warehouse, compute, report)
    linked = run_stage(COPY_LINKS, warehouse, compute, report)
    grouped = run_sets(GROUPS, warehouse, report)
    yield from results(pipeline, combined(marked, linked, grouped), *_TABLES)
