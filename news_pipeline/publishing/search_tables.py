"""Describes the tables of the full-text index, in the schema `search` of the snapshot."""

from news_pipeline.storage.schema import Table, required

SEARCH_TABLES = (
    Table(
        "documents",
        "One article in the full-text index.",
        (
            required("document", "INTEGER", "Its number in the index."),
            required("article_id", "VARCHAR", "The article.", references="articles"),
            required("word_count", "BIGINT", "Words in its body and three times those in its title."),
        ),
        key=("document",),
    ),
    Table(
        "words",
        "One word of any title or body: small letters, accents folded, not stemmed.",
        (
            required("word_id", "INTEGER", "Its number in the index."),
            required("word", "VARCHAR", "The word."),
            required("article_count", "INTEGER", "Articles that have it."),
        ),
        key=("word_id",),
    ),
    Table(
        "postings",
        "One word of one article.",
        (
            required("word_id", "INTEGER", "The word."),
            required("document", "INTEGER", "The article's number."),
            required("frequency", "INTEGER", "How often it has the word; in the title counts three times."),
        ),
        key=("word_id", "document"),
    ),
)
