"""Articles as users see them, and the snapshot."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID, METADATA_COLUMNS, PAGE_COLUMNS, metadata_columns
from news_pipeline.storage.schema import Column, Table, required, share
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)
_SOURCES = {
    "article_id": "raw_documents.article_id",
    "source_uri": "raw_documents.source_uri",
    "content_hash": "raw_documents.content_hash",
    "arrived_at": "raw_documents.arrived_at",
    "body": "clean_articles.body",
    "captions": "clean_articles.captions",
    "word_count": "clean_articles.word_count",
    **{column.name: f"clean_articles.{column.name}" for column in PAGE_COLUMNS},
    **{column.name: f"article_metadata.{column.name}" for column in METADATA_COLUMNS},
    **{name: f"inferred_dates.{name}" for name in ("inferred_date", "inferred_from", "inferred_to")},
    "revision_number": "article_revisions.revision_number",
    "is_current": "raw_documents.is_current, article_revisions.revision_number",
    "duplicate_group_id": "duplicate_groups.duplicate_group_id",
    "is_canonical": "duplicate_groups.canonical_article_id",
    "story_id": "stories.story_id",
}

ARTICLES = Table(
    "articles",
    "One document that holds an article; each revision is one.",
    (
        ARTICLE_ID,
        required("source_uri", "VARCHAR", "Path below the landing folder, with #n for record n of a container."),
        required("content_hash", "VARCHAR", "Hash of the record's own bytes."),
        *metadata_columns("title"),
        required("body", "VARCHAR", "The article's text; paragraphs are separated by an empty line."),
        Column("captions", "VARCHAR", "Captions of its pictures, out of the body; an empty line between two."),
        *metadata_columns("language"),
        required("word_count", "INTEGER", "Words in the body."),
        *PAGE_COLUMNS,
        *metadata_columns(
            "published_date",
            "published_at",
            "published_utc_offset_minutes",
            "published_precision",
            "published_from",
            "published_to",
            "published_source",
            "updated_at",
        ),
        Column("inferred_date", "DATE", "Day told by copies and story where the document itself has no date."),
        Column("inferred_from", "DATE", "Earliest day that the company allows."),
        Column("inferred_to", "DATE", "Latest day that the company allows."),
        *metadata_columns(
            "url",
            "original_url",
            "outlet",
            "outlet_domain",
            "outlet_source",
            "outlet_country",
            "agencies",
            "contributing_agencies",
            "authors",
            "section",
            "article_kind",
            "is_free",
            "keywords",
            "image_url",
            "image_credit",
        ),
        required("revision_number", "INTEGER", "1 for the first text seen of a URL or source, then upward."),
        required("is_current", "BOOLEAN", "Whether this is the newest text of its source."),
        required(
            "duplicate_group_id",
            "VARCHAR",
            "Group of copies; an article alone is a group of one.",
            references="duplicate_groups",
        ),
        required("is_canonical", "BOOLEAN", "Whether this article stands for its group; one of each group does."),
        required("story_id", "VARCHAR", "Event that the article covers.", references="stories"),
        required("arrived_at", "TIMESTAMPTZ", "When the pipeline first read the document. Not a date of the news."),
    ),
    key=("article_id",),
    published=True,
    view=_sql("articles.sql"),
    asset="All that the steps before it found out, one row an article; what a step has not finished with is pending and not here.",
    sources=_SOURCES,
    numbers={
        "share_dated": share("published_date IS NOT NULL"),
        "share_canonical": share("is_canonical"),
        "share_with_outlet": share("outlet IS NOT NULL"),
        "share_with_agency": share("len(agencies) > 0"),
    },
    sample=("title", "published_date", "outlet", "agencies", "word_count", "source_uri"),
    sample_order="arrived_at DESC, source_uri",
)

SNAPSHOT_INFO = Table(
    "snapshot_info",
    "The snapshot itself: one row for each of its tables.",
    (
        required("run_id", "VARCHAR", "Dagster run that published it."),
        required("published_at", "TIMESTAMPTZ", "When."),
        required("code_version", "VARCHAR", "Version of this project."),
        required("duckdb_version", "VARCHAR", "Version of DuckDB that wrote it."),
        required("data_version", "VARCHAR", "Hash of what the snapshot is made from."),
        required("table_name", "VARCHAR", "Table."),
        required("row_count", "BIGINT", "Its rows."),
    ),
    key=("table_name",),
)
