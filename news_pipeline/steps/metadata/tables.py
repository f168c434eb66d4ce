"""Chosen values, their evidence, and what people corrected."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID, METADATA_COLUMNS, OF_ARTICLE, PRECISIONS, URL_KEY
from news_pipeline.storage.schema import Column, Table, required, share
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)

TABLES = (
    Table(
        "article_metadata",
        "The chosen values of each article.",
        (ARTICLE_ID, *METADATA_COLUMNS, URL_KEY),
        key=("article_id",),
        asset="Date, URL, outlet, agencies, authors, title and language. No evidence, no value.",
        source="raw_documents.text, raw_documents.fields, clean_articles.body",
        sources={"article_id": "raw_documents.article_id", "language": "clean_articles.body"},
        numbers={
            "share_dated": share("published_date IS NOT NULL"),
            "share_with_outlet": share("outlet IS NOT NULL"),
            "share_titled": share("title IS NOT NULL"),
        },
        sample=("title", "published_date", "published_source", "outlet", "agencies", "authors"),
    ),
    Table(
        "metadata_evidence",
        "One candidate value for one field of an article, chosen or not.",
        (
            OF_ARTICLE,
            required("field", "VARCHAR", "Which value of the article: published, updated, title, url, outlet, ..."),
            Column("value", "VARCHAR", "The candidate, normalised; dates in ISO form."),
            required("source", "VARCHAR", "Where it was found: header_line, json_ld, url_path, dateline, ..."),
            Column("raw_text", "VARCHAR", "The string exactly as it stands there."),
            Column("precision", "VARCHAR", "Of dates: how exact the string is.", allowed=PRECISIONS),
            Column(
                "zone_basis",
                "VARCHAR",
                "Of dates: what tells the time zone.",
                allowed=("offset", "abbreviation", "outlet", "none"),
            ),
            Column(
                "confidence",
                "DOUBLE",
                "How probable the candidate is, or how far this kind of place is trusted.",
                between=(0, 1),
            ),
            required("is_chosen", "BOOLEAN", "Whether the article's value was taken from here."),
            Column(
                "refused", "VARCHAR", "Why the candidate could not be chosen: after arrival, no date can be read, ..."
            ),
        ),
        published=True,
        asset="The raw string, its source and its weight; candidates that lost stay here too.",
        source="raw_documents.text, raw_documents.fields, clean_articles.body",
        sources={"article_id": "raw_documents.article_id"},
        numbers={
            "share_chosen": share("is_chosen"),
            "candidates_per_article": "coalesce(count(*) / count(DISTINCT article_id), 0)",
        },
        sample=("field", "value", "source", "raw_text", "confidence", "is_chosen"),
    ),
    Table(
        "corrections",
        "What a person decided about one field of one document; read from the corrections file at every run.",
        (
            Column("line", "INTEGER", "Line of the file."),
            Column("source_uri", "VARCHAR", "The document by its path."),
            Column("url_key", "VARCHAR", "The document by its folded URL."),
            Column("field", "VARCHAR", "What is corrected."),
            Column("value", "VARCHAR", "The right value; empty: there is none."),
            Column("note", "VARCHAR", "Why."),
        ),
    ),
    Table(
        "correction_problems",
        "Lines of the corrections file that cannot be used.",
        (Column("problem", "VARCHAR", "Line, reason and what to do."),),
    ),
    Table(
        "corrected_documents",
        "Corrections by the documents that they name.",
        (
            ARTICLE_ID,
            Column("line", "INTEGER", "Line of the file."),
            Column("field", "VARCHAR", "What is corrected."),
            Column("value", "VARCHAR", "The right value; empty: there is none."),
            Column("note", "VARCHAR", "Why."),
        ),
        view=_sql("corrected_documents.sql"),
    ),
    Table(
        "listed_documents",
        "What sitemaps say, by the documents that have the address.",
        (
            ARTICLE_ID,
            Column("field", "VARCHAR", "published, lastmod, title, source or language."),
            Column("value", "VARCHAR", "Exactly as written."),
            Column("place", "VARCHAR", "The element that says it."),
        ),
        view=_sql("listed_documents.sql"),
    ),
)
