"""Articles as users see them, and the snapshot.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.storage.columns import ARTICLE_ID, METADATA_COLUMNS
from news_pipeline.storage.schema import Column, Table, required

TABLES = (
    Table(
        "articles",
        "One document that holds an article; each revision is one.",
        (
            ARTICLE_ID,
            required("source_uri", "VARCHAR", "Path below the landing folder, with #n for record n of a container."),
            required("content_hash", "VARCHAR", "Hash of the record's own bytes."),
            *METADATA_COLUMNS[:1],
            required("body", "VARCHAR", "The article's text; paragraphs are separated by an empty line."),
            Column("captions", "VARCHAR", "Captions of its pictures, out of the body; an empty line between two."),
            METADATA_COLUMNS[1],
            required("word_count", "INTEGER", "Words in the body."),
            *METADATA_COLUMNS[2:7],
            METADATA_COLUMNS[7],
            Column("inferred_date", "DATE", "Day told by copies and story where the document itself has no date."),
            Column("inferred_from", "DATE", "Earliest day that the company allows."),
            Column("inferred_to", "DATE", "Latest day that the company allows."),
            *METADATA_COLUMNS[8:],
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
        view="publishing/articles.sql",
    ),
    Table(
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
    ),
)
