"""The steps of the lineage, declared: what each reads, the pure function that it maps, and the tables that it writes.

Functions are named, not imported: a run with nothing new need not load what it does not use.

Raise a step's code version when the result of its function may change: its documents are then done again, and the
UI shows the asset as stale until they are. Here: declarations. Elsewhere: the loops (stages.py, sets.py), the
functions (the pure packages), the assets of the UI (assets/).
"""

from news_pipeline.engine.document_loop import Stage
from news_pipeline.engine.set_loop import SetStage
from news_pipeline.entities.tagger_version import parse_taggers, tagger_version

_PAIR = ("article_id_a", "article_id_b")

DOCUMENT_LINES = Stage(
    name="document_lines",
    code_version="1",
    pending="steps/boilerplate/line_inputs.sql",
    reads="steps/boilerplate/line_reads.sql",
    function="news_pipeline.steps.boilerplate.rows.line_rows",
    writes=("document_sites", "document_lines"),
)

REPEATED_LINES = SetStage(
    name="repeated_lines",
    code_version="1",
    inputs="steps/boilerplate/site_inputs.sql",
    reach="engine/touched_alone.sql",
    reads={"counts": "steps/boilerplate/site_reads.sql"},
    function="news_pipeline.steps.boilerplate.rows.repeated_rows",
    replaces={"repeated_lines": "site IN (SELECT key FROM unit)"},
    key_of=lambda row: str(row["site"]),
)

CLEANING = Stage(
    name="clean_articles",
    code_version="9",
    pending="steps/cleaning/inputs.sql",
    reads="steps/cleaning/reads.sql",
    function="news_pipeline.steps.cleaning.rows.clean_rows",
    writes=("clean_articles", "removed_lines"),
)

METADATA = Stage(
    name="article_metadata",
    code_version="8",
    pending="steps/metadata/inputs.sql",
    reads="steps/metadata/reads.sql",
    function="news_pipeline.steps.metadata.rows.metadata_rows",
    writes=("article_metadata", "metadata_evidence"),
)

REVISIONS = Stage(
    name="article_revisions",
    code_version="2",
    pending="steps/revisions/inputs.sql",
    reads="steps/revisions/reads.sql",
    function="news_pipeline.duplicates.revisions.revision_rows",
    writes=("revision_changes", "revision_diffs"),
)

FINGERPRINTS = Stage(
    name="fingerprints",
    code_version="2",
    pending="steps/duplicates/fingerprint_inputs.sql",
    reads="steps/duplicates/fingerprint_reads.sql",
    function="news_pipeline.steps.duplicates.link_rows.fingerprint_rows",
    writes=("article_keys", "fingerprints", "dated_fingerprints"),
)

COPY_LINKS = Stage(
    name="copy_links",
    code_version="4",
    pending="steps/duplicates/link_inputs.sql",
    portion="steps/duplicates/link_portion.sql",
    reads="steps/duplicates/link_reads.sql",
    texts="steps/duplicates/link_texts.sql",
    function="news_pipeline.steps.duplicates.link_rows.verify_rows",
    writes=("copy_links",),
    owners={"copy_links": _PAIR},
)

GROUPS = SetStage(
    name="duplicate_groups",
    code_version="2",
    inputs="steps/duplicates/group_inputs.sql",
    reach="steps/duplicates/group_reach.sql",
    reads={
        "members": "steps/duplicates/group_members.sql",
        "links": "steps/duplicates/group_links.sql",
        "judgements": "steps/duplicates/group_judgements.sql",
        "previous": "steps/duplicates/group_previous.sql",
        "taken": "steps/duplicates/group_taken.sql",
    },
    function="news_pipeline.steps.duplicates.group_rows.group_rows",
    replaces={"group_members": "article_id IN (SELECT key FROM unit)"},
    tidy="steps/duplicates/group_tidy.sql",
)

STORY_TERMS = Stage(
    name="story_terms",
    code_version="2",
    pending="steps/stories/term_inputs.sql",
    reads="steps/stories/term_reads.sql",
    function="news_pipeline.steps.stories.term_rows.term_rows",
    writes=("story_terms",),
)

STORY_LINKS = Stage(
    name="story_links",
    code_version="2",
    pending="steps/stories/link_inputs.sql",
    reads="steps/stories/link_reads.sql",
    function="news_pipeline.steps.stories.rows.link_rows",
    writes=("story_links",),
    owners={"story_links": _PAIR},
)

DATED_STORIES = SetStage(
    name="dated_stories",
    code_version="3",
    inputs="steps/stories/day_inputs.sql",
    reach="steps/stories/day_reach.sql",
    reads={
        "articles": "steps/stories/day_articles.sql",
        "links": "steps/stories/day_links.sql",
        "before": "steps/stories/day_before.sql",
        "previous": "steps/stories/day_previous.sql",
        "taken": "steps/stories/day_taken.sql",
    },
    function="news_pipeline.steps.stories.rows.day_rows",
    replaces={"story_members": "day IN (SELECT CAST(key AS DATE) FROM unit)"},
    key_of=lambda row: str(row["day"]) if "day" in row else None,
    tidy="steps/stories/story_tidy.sql",
    unit_size=60,
)

UNDATED_STORIES = SetStage(
    name="undated_stories",
    code_version="4",
    inputs="steps/stories/undated_inputs.sql",
    reach="steps/stories/undated_reach.sql",
    reads={
        "articles": "steps/stories/undated_articles.sql",
        "links": "steps/stories/undated_links.sql",
        "company": "steps/stories/undated_company.sql",
        "previous": "steps/stories/undated_previous.sql",
        "taken": "steps/stories/undated_taken.sql",
    },
    function="news_pipeline.steps.stories.rows.undated_rows",
    replaces={"story_members": "day IS NULL AND article_id IN (SELECT key FROM unit)"},
    tidy="steps/stories/story_tidy.sql",
)

STORY_DESCRIPTIONS = SetStage(
    name="story_descriptions",
    code_version="1",
    inputs="steps/stories/description_inputs.sql",
    reach="engine/touched_alone.sql",
    reads={"members": "steps/stories/description_members.sql"},
    function="news_pipeline.steps.stories.rows.description_rows",
    replaces={"story_descriptions": "story_id IN (SELECT key FROM unit)"},
    key_of=lambda row: str(row["story_id"]),
)

INFERRED_DATES = Stage(
    name="inferred_dates",
    code_version="2",
    pending="steps/inferred_dates/inputs.sql",
    reads="steps/inferred_dates/reads.sql",
    function="news_pipeline.steps.stories.term_rows.inferred_rows",
    writes=("inferred_dates",),
)

MENTIONS_VERSION = "7"

_IN_UNIT = "entity_type || ':' || entity_key IN (SELECT key FROM unit)"

ENTITIES = SetStage(
    name="entities",
    code_version="4",
    inputs="steps/entities/inputs.sql",
    reach="steps/entities/reach.sql",
    reads={"evidence": "steps/entities/evidence.sql", "overrides": "steps/entities/override_rows.sql"},
    function="news_pipeline.steps.entities.rows.entity_rows",
    replaces={
        "canonical_entities": f"entity_id IN (SELECT entity_id FROM entity_aliases WHERE {_IN_UNIT})",  # noqa: S608 our own words
        "entity_aliases": _IN_UNIT,
    },
    # the row of an entity follows from its aliases
    key_of=lambda row: f"{row['entity_type']}:{row['entity_key']}" if "entity_key" in row else None,
    unit_size=20_000,
)


def mentions_stage(taggers: str) -> Stage:
    """Mentions by the taggers of the setting; another tagger, or another version of one, is another code version."""
    used = (f"{language} {tagger_version(name)}" for language, name in sorted(parse_taggers(taggers).items()))
    return Stage(
        name="entity_mentions",
        code_version="; ".join((MENTIONS_VERSION, *used)),
        pending="steps/mentions/inputs.sql",
        reads="steps/mentions/reads.sql",
        function="news_pipeline.steps.mentions.rows.mention_rows",
        arguments={"taggers": taggers},
        writes=("mentions", "entity_hints", "untagged_articles"),
    )
