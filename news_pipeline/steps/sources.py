"""Where the values of a column come from: tables and columns upstream, as the lineage in the UI names them.

Dagster's free UI does not draw lineage of columns, so the column panel says it in words. Here: those words. Elsewhere:
what a column means (the rooms of catalog/), the panel (assets/panels.py).
"""

from news_pipeline.storage.columns import METADATA_COLUMNS

WHOLE_TABLES = {
    "raw_documents": "landing_files",
    "source_files": "landing_files",
    "repeated_lines": "raw_documents.text, raw_documents.source_path",
    "clean_articles": "raw_documents.text, repeated_lines",
    "removed_lines": "raw_documents.text, repeated_lines",
    "rejected_documents": "raw_documents, clean_articles",
    "site_boilerplate": "repeated_lines, removed_lines",
    "article_metadata": "raw_documents.text, raw_documents.fields, clean_articles.body",
    "metadata_evidence": "raw_documents.text, raw_documents.fields, clean_articles.body",
    "article_revisions": "clean_articles.body, article_metadata.url",
    "revision_diffs": "clean_articles.body, article_metadata.url",
    "duplicate_pairs": "clean_articles.body",
    "shared_passages": "clean_articles.body",
    "copy_provenance": "clean_articles.body, article_metadata, duplicate_pairs",
    "duplicate_groups": "duplicate_pairs, article_metadata",
    "stories": "clean_articles.body, article_metadata.title, duplicate_groups",
    "story_changes": "stories",
    "id_redirects": "duplicate_groups, stories",
    "inferred_dates": "article_metadata.published_date, duplicate_groups, stories",
    "entity_mentions": "clean_articles.body, clean_articles.captions, article_metadata.title",
    "untagged_articles": "article_metadata.language",
    "entities": "entity_mentions",
    "entity_aliases": "entity_mentions",
}
"""What the columns of a table come from, where nothing more exact is said."""

_ARTICLE_ID = {"article_id": "raw_documents.article_id"}
EXACT: dict[str, dict[str, str]] = {
    "clean_articles": _ARTICLE_ID,
    "removed_lines": _ARTICLE_ID,
    "article_metadata": {**_ARTICLE_ID, "language": "clean_articles.body"},
    "metadata_evidence": _ARTICLE_ID,
    "revision_diffs": _ARTICLE_ID,
    "article_revisions": {**_ARTICLE_ID, "url_key": "article_metadata.url, raw_documents.source_uri"},
    "duplicate_groups": {"outlet_count": "article_metadata.outlet_domain, article_metadata.outlet"},
    "stories": {
        "first_published_date": "article_metadata.published_date",
        "last_published_date": "article_metadata.published_date",
        "group_count": "duplicate_groups.duplicate_group_id",
        "outlet_count": "article_metadata.outlet_domain, article_metadata.outlet",
    },
    "inferred_dates": _ARTICLE_ID,
    "entity_mentions": _ARTICLE_ID,
    "untagged_articles": _ARTICLE_ID,
    "articles": {
        **_ARTICLE_ID,
        "source_uri": "raw_documents.source_uri",
        "content_hash": "raw_documents.content_hash",
        "arrived_at": "raw_documents.arrived_at",
        "body": "clean_articles.body",
        "captions": "clean_articles.captions",
        "word_count": "clean_articles.word_count",
        **{column.name: f"article_metadata.{column.name}" for column in METADATA_COLUMNS},
        **{name: f"inferred_dates.{name}" for name in ("inferred_date", "inferred_from", "inferred_to")},
        "revision_number": "article_revisions.revision_number",
        "is_current": "raw_documents.is_current, article_revisions.revision_number",
        "duplicate_group_id": "duplicate_groups.duplicate_group_id",
        "is_canonical": "duplicate_groups.canonical_article_id",
        "story_id": "stories.story_id",
    },
}


def source_of(table: str, column: str) -> str:
    """What is upstream of a column; empty for a table of which nothing is said."""
    return EXACT.get(table, {}).get(column) or WHOLE_TABLES.get(table, "")
