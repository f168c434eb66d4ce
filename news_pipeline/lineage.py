"""The steps of the lineage, declared: what each reads, the pure function that it maps, and the tables that it writes.

Functions are named, not imported: a run with nothing new need not load what it does not use.

Raise a step's code version when the result of its function may change: its documents are then done again, and the
UI shows the asset as stale until they are. Here: declarations. Elsewhere: the loops (stages.py, sets.py), the
functions (the pure packages), the assets of the UI (assets/).
"""

from news_pipeline.entities.tagger_version import parse_taggers, tagger_version
from news_pipeline.sets import SetStage
from news_pipeline.stages import Stage

_PAIR = ("article_id_a", "article_id_b")

DOCUMENT_LINES = Stage(
    name="document_lines",
    code_version="1",
    pending="cleaning/line_pending.sql",
    reads="cleaning/line_reads.sql",
    function="news_pipeline.cleaning.site_stage.line_rows",
    writes=("document_sites", "document_lines"),
)

REPEATED_LINES = SetStage(
    name="repeated_lines",
    code_version="1",
    inputs="cleaning/repeated_inputs.sql",
    reach="touched_alone.sql",
    reads={"counts": "cleaning/repeated_lines.sql"},
    function="news_pipeline.cleaning.site_stage.repeated_rows",
    replaces={"repeated_lines": "site IN (SELECT key FROM unit)"},
    key_of=lambda row: str(row["site"]),
)

CLEANING = Stage(
    name="clean_articles",
    code_version="9",
    pending="cleaning/clean_pending.sql",
    reads="cleaning/clean_reads.sql",
    function="news_pipeline.cleaning.stage.clean_rows",
    writes=("clean_articles", "removed_lines"),
)

METADATA = Stage(
    name="article_metadata",
    code_version="8",
    pending="metadata/metadata_pending.sql",
    reads="metadata/metadata_reads.sql",
    function="news_pipeline.metadata.stage.metadata_rows",
    writes=("article_metadata", "metadata_evidence"),
)

REVISIONS = Stage(
    name="article_revisions",
    code_version="2",
    pending="duplicates/revision_pending.sql",
    reads="duplicates/revision_reads.sql",
    function="news_pipeline.duplicates.revisions.revision_rows",
    writes=("revision_changes", "revision_diffs"),
)

FINGERPRINTS = Stage(
    name="fingerprints",
    code_version="2",
    pending="duplicates/fingerprint_pending.sql",
    reads="duplicates/fingerprint_reads.sql",
    function="news_pipeline.duplicates.stage.fingerprint_rows",
    writes=("article_keys", "fingerprints", "dated_fingerprints"),
)

COPY_LINKS = Stage(
    name="copy_links",
    code_version="4",
    pending="duplicates/link_pending.sql",
    portion="duplicates/link_portion.sql",
    reads="duplicates/link_reads.sql",
    texts="duplicates/link_texts.sql",
    function="news_pipeline.duplicates.stage.verify_rows",
    writes=("copy_links",),
    owners={"copy_links": _PAIR},
)

GROUPS = SetStage(
    name="duplicate_groups",
    code_version="2",
    inputs="duplicates/group_inputs.sql",
    reach="duplicates/group_reach.sql",
    reads={
        "members": "duplicates/group_members.sql",
        "links": "duplicates/group_links.sql",
        "judgements": "duplicates/group_judgements.sql",
        "previous": "duplicates/group_previous.sql",
        "taken": "duplicates/group_taken.sql",
    },
    function="news_pipeline.duplicates.sets.group_rows",
    replaces={"group_members": "article_id IN (SELECT key FROM unit)"},
    tidy="duplicates/group_tidy.sql",
)

STORY_TERMS = Stage(
    name="story_terms",
    code_version="2",
    pending="stories/term_pending.sql",
    reads="stories/term_reads.sql",
    function="news_pipeline.stories.stage.term_rows",
    writes=("story_terms",),
)

STORY_LINKS = Stage(
    name="story_links",
    code_version="2",
    pending="stories/link_pending.sql",
    reads="stories/link_reads.sql",
    function="news_pipeline.stories.sets.link_rows",
    writes=("story_links",),
    owners={"story_links": _PAIR},
)

DATED_STORIES = SetStage(
    name="dated_stories",
    code_version="3",
    inputs="stories/day_inputs.sql",
    reach="stories/day_reach.sql",
    reads={
        "articles": "stories/day_articles.sql",
        "links": "stories/day_links.sql",
        "before": "stories/day_before.sql",
        "previous": "stories/day_previous.sql",
        "taken": "stories/day_taken.sql",
    },
    function="news_pipeline.stories.sets.day_rows",
    replaces={"story_members": "day IN (SELECT CAST(key AS DATE) FROM unit)"},
    key_of=lambda row: str(row["day"]) if "day" in row else None,
    tidy="stories/story_tidy.sql",
    unit_size=60,
)

UNDATED_STORIES = SetStage(
    name="undated_stories",
    code_version="4",
    inputs="stories/undated_inputs.sql",
    reach="stories/undated_reach.sql",
    reads={
        "articles": "stories/undated_articles.sql",
        "links": "stories/undated_links.sql",
        "company": "stories/undated_company.sql",
        "previous": "stories/undated_previous.sql",
        "taken": "stories/undated_taken.sql",
    },
    function="news_pipeline.stories.sets.undated_rows",
    replaces={"story_members": "day IS NULL AND article_id IN (SELECT key FROM unit)"},
    tidy="stories/story_tidy.sql",
)

STORY_DESCRIPTIONS = SetStage(
    name="story_descriptions",
    code_version="1",
    inputs="stories/description_inputs.sql",
    reach="touched_alone.sql",
    reads={"members": "stories/description_members.sql"},
    function="news_pipeline.stories.sets.description_rows",
    replaces={"story_descriptions": "story_id IN (SELECT key FROM unit)"},
    key_of=lambda row: str(row["story_id"]),
)

INFERRED_DATES = Stage(
    name="inferred_dates",
    code_version="2",
    pending="stories/inferred_pending.sql",
    reads="stories/inferred_reads.sql",
    function="news_pipeline.stories.stage.inferred_rows",
    writes=("inferred_dates",),
)

MENTIONS_VERSION = "7"

_IN_UNIT = "entity_type || ':' || entity_key IN (SELECT key FROM unit)"

ENTITIES = SetStage(
    name="entities",
    code_version="4",
    inputs="entities/entity_inputs.sql",
    reach="entities/entity_reach.sql",
    reads={"evidence": "entities/entity_evidence.sql", "overrides": "entities/entity_override_rows.sql"},
    function="news_pipeline.entities.sets.entity_rows",
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
        pending="entities/mention_pending.sql",
        reads="entities/mention_reads.sql",
        function="news_pipeline.entities.stage.mention_rows",
        arguments={"taggers": taggers},
        writes=("mentions", "entity_hints", "untagged_articles"),
    )
