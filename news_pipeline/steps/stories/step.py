"""Weighs the words of canonical articles, links them, and assigns them to stories day by day."""

from functools import partial

from news_pipeline.engine.document_loop import DocumentLoop, without
from news_pipeline.engine.set_loop import TOUCHED_ALONE, SetLoop
from news_pipeline.engine.step import Step
from news_pipeline.steps.stories.rows import (
    day_rows,
    description_rows,
    link_rows,
    lone_day_rows,
    lone_description_rows,
    lone_undated_rows,
    term_rows,
    undated_rows,
)
from news_pipeline.steps.stories.tables import TABLES
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.stories.assignment import LINK_FLOOR, NEAREST, UNDATED_BAR, WINDOW_DAYS
from news_pipeline.stories.description import TOP_TERMS

_sql = partial(read_sql, __package__)
_ALL_DAYS = (
    "WITH days AS (SELECT DISTINCT published_date AS day FROM article_metadata WHERE published_date IS NOT NULL)"
)
_DAYS_OF_UNIT = "WITH days AS (SELECT CAST(key AS DATE) AS day FROM unit)"

STORY_TERMS = DocumentLoop(
    name="story_terms",
    code_version="2",
    inputs=_sql("term_inputs.sql"),
    reads=_sql("term_reads.sql"),
    function=term_rows,
    writes=("story_terms",),
    on_failure=without,
)

STORY_LINKS = DocumentLoop(
    name="story_links",
    code_version="2",
    inputs=_sql("link_inputs.sql"),
    look_up=_sql("link_portion.sql"),
    portion_chunks=15,  # with 50, the pairs of 6,000 articles took 380 MB at once; with 15, 290
    reads=_sql("link_reads.sql"),
    function=link_rows,
    parameters={"window_days": WINDOW_DAYS, "link_floor": LINK_FLOOR},
    writes=("story_links",),
    owners={"story_links": ("article_id_a", "article_id_b")},
    on_failure=without,
)

DATED_STORIES = SetLoop(
    name="dated_stories",
    code_version="7",
    keys="days",
    inputs=f"{_ALL_DAYS} {_sql('day_inputs.sql')}",
    inputs_of_unit=f"{_DAYS_OF_UNIT} {_sql('day_inputs.sql')}",
    reach=_sql("day_reach.sql"),
    reads={
        "articles": _sql("day_articles.sql"),
        "links": _sql("day_links.sql"),
        "before": _sql("day_before.sql"),
        "previous": _sql("day_previous.sql"),
        "taken": _sql("day_taken.sql"),
    },
    function=day_rows,
    on_failure=lone_day_rows,
    parameters={"window_days": WINDOW_DAYS},
    replaces={"story_members": "day IN (SELECT CAST(key AS DATE) FROM unit)"},
    key_of=lambda row: str(row["day"]) if "day" in row else None,
    tidy=_sql("story_tidy.sql"),
    weight="article_count",
)

UNDATED_STORIES = SetLoop(
    name="undated_stories",
    code_version="9",
    inputs=_sql("undated_inputs.sql"),
    reach=_sql("undated_reach.sql"),
    reads={
        "articles": _sql("undated_articles.sql"),
        "links": _sql("undated_links.sql"),
        "company": _sql("undated_company.sql"),
        "previous": _sql("undated_previous.sql"),
        "taken": _sql("undated_taken.sql"),
    },
    function=undated_rows,
    on_failure=lone_undated_rows,
    parameters={"nearest": NEAREST, "undated_floor": UNDATED_BAR.least},
    replaces={"story_members": "day IS NULL AND article_id IN (SELECT key FROM unit)"},
    tidy=_sql("story_tidy.sql"),
)

STORY_DESCRIPTIONS = SetLoop(
    name="story_descriptions",
    code_version="1",
    keys="sets",
    inputs=_sql("description_inputs.sql"),
    reach=TOUCHED_ALONE,
    reads={"members": _sql("description_members.sql")},
    function=description_rows,
    on_failure=lone_description_rows,
    parameters={"top_terms": TOP_TERMS},
    unit_size=4000,
    replaces={"story_descriptions": "story_id IN (SELECT key FROM unit)"},
    key_of=lambda row: str(row["story_id"]),
)

STEP = Step(
    name="stories",
    topic="stories",
    tables=TABLES,
    after=("clean_articles", "article_metadata", "duplicate_groups"),
    loops=(STORY_TERMS, STORY_LINKS, DATED_STORIES, UNDATED_STORIES, STORY_DESCRIPTIONS),
)
