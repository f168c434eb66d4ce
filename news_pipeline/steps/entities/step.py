"""Resolves the names that new mentions or overrides touch. What a person decided wins."""

from functools import partial

from news_pipeline.engine.decisions import Decisions
from news_pipeline.engine.set_loop import SetLoop
from news_pipeline.engine.step import Step
from news_pipeline.entities.overrides import read_overrides
from news_pipeline.steps.entities.checks import RULES
from news_pipeline.steps.entities.rows import entity_rows, lone_entity_rows
from news_pipeline.steps.entities.tables import TABLES
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)
_IN_UNIT = "entity_type || ':' || entity_key IN (SELECT key FROM unit)"

ENTITIES = SetLoop(
    name="entities",
    code_version="15",
    keys="sets",
    inputs=_sql("inputs.sql"),
    reach=_sql("reach.sql"),
    reads={
        "evidence": _sql("evidence.sql"),
        "overrides": _sql("override_rows.sql"),
        "week_hints": _sql("week_hints.sql"),
        "surname_weeks": _sql("surname_weeks.sql"),
    },
    function=entity_rows,
    on_failure=lone_entity_rows,
    replaces={
        "canonical_entities": f"entity_id IN (SELECT entity_id FROM entity_aliases WHERE {_IN_UNIT})",  # noqa: S608 our own words
        "entity_aliases": _IN_UNIT,
        "surname_weeks": _IN_UNIT,
    },
    # rows of canonical_entities follow from those of entity_aliases
    key_of=lambda row: f"{row['entity_type']}:{row['entity_key']}" if "entity_key" in row else None,
    unit_size=20_000,
)

OVERRIDES = Decisions(
    noun="override",
    path=lambda settings: settings.entity_overrides,
    read=read_overrides,
    table="entity_overrides",
    problems="entity_override_problems",
)

STEP = Step(
    name="entities",
    topic="entities",
    tables=TABLES,
    after=("entity_mentions",),
    loops=(ENTITIES,),
    decisions=OVERRIDES,
    rules=RULES,
)
