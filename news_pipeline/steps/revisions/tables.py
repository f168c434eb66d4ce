"""Texts of one URL or source, and what changed between them."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

TABLES = (
    Table(
        "revision_changes",
        "Each article's place among the texts of its URL or source.",
        (
            Column("url_key", "VARCHAR", "What they have in common."),
            ARTICLE_ID,
            Column("revision_number", "INTEGER", "Place among them, from 1."),
            Column("continues", "BOOLEAN", "False where the text before was about something else; true for the first."),
            Column("words_added", "INTEGER", "Against the text before."),
            Column("words_removed", "INTEGER", "Against the text before."),
        ),
        key=("article_id",),
    ),
    Table(
        "article_revisions",
        "One article among those of one URL or source.",
        (
            required("url_key", "VARCHAR", "What the revisions have in common: the folded URL, else the source_uri."),
            OF_ARTICLE,
            required(
                "text_number",
                "INTEGER",
                "1 for the first text under that URL; one more each time it was reused for something else.",
            ),
            required("revision_number", "INTEGER", "1 for the first revision of that text, then upward."),
            Column(
                "words_added", "INTEGER", "Words that the diff against the revision before adds; NULL for the first."
            ),
            Column("words_removed", "INTEGER", "Words that the diff takes away; NULL for the first."),
        ),
        key=("article_id",),
        published=True,
        view=_sql("article_revisions.sql"),
        asset="Texts of one URL or source in their order, with the words that came and went.",
        source="clean_articles.body, article_metadata.url",
        sources={"article_id": "raw_documents.article_id", "url_key": "article_metadata.url, raw_documents.source_uri"},
        numbers={
            "later_revisions": "count(*) FILTER (revision_number > 1)",
            "most_revisions": "coalesce(max(revision_number), 0)",
        },
    ),
    Table(
        "revision_diffs",
        "One change between an article and the revision before: words that came and went at one place.",
        (
            OF_ARTICLE,
            required("change_number", "INTEGER", "From 1, in the order of the text."),
            required("word_position", "INTEGER", "How many words of the revision before stand in front of the change."),
            Column("removed", "VARCHAR", "Words that are gone; NULL if none."),
            Column("added", "VARCHAR", "Words that are new; NULL if none."),
        ),
        key=("article_id", "change_number"),
        published=True,
        asset="What a source changed after publication, word by word.",
        source="clean_articles.body, article_metadata.url",
        sources={"article_id": "raw_documents.article_id"},
        numbers={
            "changed_articles": "count(DISTINCT article_id)",
            "rewordings": "count(*) FILTER (removed IS NOT NULL AND added IS NOT NULL)",
        },
    ),
)
