"""Stories, and dates from company."""

from collections.abc import Iterator

import dagster as dg

from news_pipeline.defs.captions import combined, results, spec
from news_pipeline.defs.resources import Pipeline
from news_pipeline.engine.document_loop import run_stage
from news_pipeline.engine.set_loop import run_sets
from news_pipeline.steps.lineage import (
    DATED_STORIES,
    INFERRED_DATES,
    STORY_DESCRIPTIONS,
    STORY_LINKS,
    STORY_TERMS,
    UNDATED_STORIES,
)

GROUP = "stories"
_PER_DOCUMENT = (STORY_TERMS, STORY_LINKS)
_PER_SET = (DATED_STORIES, UNDATED_STORIES, STORY_DESCRIPTIONS)
_CODE_VERSION = "/".join(stage.code_version for stage in (*_PER_DOCUMENT, *_PER_SET))


@dg.multi_asset(
    specs=[
        spec(
            "stories",
            GROUP,
            "Articles on one event, in whatever words; copies inherit the story of their group.",
            deps=["clean_articles", "article_metadata", "duplicate_groups"],
            code_version=_CODE_VERSION,
        ),
        spec(
            "id_redirects",
            GROUP,
            "Where an id leads that was published once: a merge keeps one id and leaves the other here.",
            deps=["clean_articles", "article_metadata", "duplicate_groups"],
            code_version=_CODE_VERSION,
        ),
        spec(
            "story_changes",
            GROUP,
            "Late documents and better dates join stories or part them; each such move is one row.",
            deps=["clean_articles", "article_metadata", "duplicate_groups"],
            code_version=_CODE_VERSION,
        ),
    ]
)
def stories(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Weigh the words of canonical articles, link them, and assign them to stories day by day."""
    documents = [run_stage(stage, pipeline.warehouse, pipeline.compute, pipeline.report) for stage in _PER_DOCUMENT]
    sets = [run_sets(stage, pipeline.warehouse, pipeline.report) for stage in _PER_SET]
    yield from results(pipeline, combined(*documents, *sets), "stories", "id_redirects", "story_changes")


@dg.multi_asset(
    specs=[
        spec(
            "inferred_dates",
            GROUP,
            "Apart from `published_date`, and read by nothing upstream.",
            deps=["stories"],
            code_version=INFERRED_DATES.code_version,
        )
    ]
)
def inferred_dates(pipeline: dg.ResourceParam[Pipeline]) -> Iterator[dg.MaterializeResult[None]]:
    """Ask the company of undated articles."""
    result = run_stage(INFERRED_DATES, pipeline.warehouse, pipeline.compute, pipeline.report)
    yield from results(pipeline, result, "inferred_dates")
