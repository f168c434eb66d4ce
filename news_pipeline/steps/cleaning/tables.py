"""Bodies, the lines that they lost, and documents that hold no article."""

from functools import partial

from news_pipeline.cleaning.reasons import Reason as CleaningReason
from news_pipeline.cleaning.roles import Role
from news_pipeline.engine.faults import Reason as GaveUp
from news_pipeline.readers.reasons import Reason as ReaderReason
from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE, PAGE_COLUMNS
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import quoted, read_sql

_sql = partial(read_sql, __package__)
_MAY_GIVE_UP = ("raw_documents", "clean_articles", "article_metadata")
"""The steps without which there is no article."""
REASONS = (
    *(("raw_documents", reason.value, reason.meaning, reason.advice) for reason in ReaderReason),
    *(("clean_articles", reason.value, reason.meaning, reason.advice) for reason in CleaningReason),
    *((step, reason.value, reason.meaning, reason.advice) for step in _MAY_GIVE_UP for reason in GaveUp),
)
"""Every reason for which a file or record gives no article: its stage, its code, its meaning, its advice."""
_REASON_ROWS = ", ".join(f"({', '.join(map(quoted, row))})" for row in REASONS)

TABLES = (
    Table(
        "clean_articles",
        "The body of each document that holds an article.",
        (
            ARTICLE_ID,
            required("body", "VARCHAR", "Paragraphs separated by an empty line."),
            Column("captions", "VARCHAR", "Captions of its pictures, out of the body; an empty line between two."),
            required("word_count", "INTEGER", "Words in the body."),
            required(
                "extractor",
                "VARCHAR",
                "What made its lines: text its line breaks, blocks the markup of a page; article_body, noscript and "
                "page_state are text that a page holds and does not show.",
            ),
            *PAGE_COLUMNS,
            Column(
                "lost_letters", "INTEGER", "Letters that the document shows and no row of ours holds; NULL is none."
            ),
        ),
        key=("article_id",),
        asset="Each line of a document gets a role; lines that are body make the article.",
        source="raw_documents.text, repeated_lines",
        sources={"article_id": "raw_documents.article_id"},
        numbers={"mean_words": "coalesce(avg(word_count), 0)"},
        sample=("article_id", "word_count", "extractor", "body"),
    ),
    Table(
        "removed_lines",
        "One line, or end of a line, that was taken out of a body.",
        (
            OF_ARTICLE,
            required("line_number", "INTEGER", "Line of the document, from 1; of a page: its visible block."),
            required("text", "VARCHAR", "What was taken out."),
            required("role", "VARCHAR", "What it is.", allowed=tuple(Role)),
            required("reason", "VARCHAR", "Why it is not body."),
            Column(
                "is_outside", "BOOLEAN", "Of a page: its markup puts it outside the story, as menus, teasers, captions."
            ),
            Column("line_hash", "UBIGINT", "Of a line that the corpus took out: its row of site_boilerplate."),
        ),
        published=True,
        published_by=_sql("removed_lines.sql"),
        asset="Everything that the body lost, with its role and the reason.",
        source="raw_documents.text, repeated_lines",
        sources={"article_id": "raw_documents.article_id"},
        numbers={
            "articles_cut": "count(DISTINCT article_id)",
            "lines_per_cut_article": "coalesce(count(*) / count(DISTINCT article_id), 0)",
        },
        sample=("line_number", "text", "role", "reason", "article_id"),
    ),
    Table(
        "page_facts",
        "What the page of an article says about itself, so that the metadata can be found again without parsing it.",
        (
            ARTICLE_ID,
            required("facts", "VARCHAR", "JSON: its metas, JSON-LD, headings, marked dates and bylines."),
        ),
        key=("article_id",),
    ),
    Table(
        "rejection_reasons",
        "Every reason for which a file or record gives no article.",
        (
            required("stage", "VARCHAR", "Step that says it."),
            required("reason", "VARCHAR", "Code."),
            required("meaning", "VARCHAR", "What it means."),
            required("advice", "VARCHAR", "What to do."),
        ),
        key=("stage", "reason"),
        view=f"SELECT * FROM (VALUES {_REASON_ROWS}) AS reasons(stage, reason, meaning, advice)",  # noqa: S608 our own words
    ),
    Table(
        "rejected_documents",
        "One file or record that gave no article, and why.",
        (
            required("source_uri", "VARCHAR", "File, with #n for a record. `news-pipeline redo --source` replays it."),
            required("stage", "VARCHAR", "Step that refused it."),
            required("reason", "VARCHAR", "Code of the reason."),
            Column("detail", "VARCHAR", "What was seen in this file or record."),
            Column("meaning", "VARCHAR", "What the reason means."),
            Column("advice", "VARCHAR", "What to do."),
            Column("code_version", "VARCHAR", "Version of the step that refused it."),
            Column("content_hash", "VARCHAR", "Hash of what was refused."),
            required("rejected_at", "TIMESTAMPTZ", "When."),
        ),
        key=("source_uri", "stage", "content_hash"),
        published=True,
        view=_sql("rejected_documents.sql"),
        asset="Nothing is lost: what is no article stands here with a reason code, until a later version accepts it.",
        version_columns=("source_uri", "stage", "reason", "detail", "content_hash"),
        source="raw_documents, clean_articles",
        numbers={
            "reasons": "count(DISTINCT reason)",
            "refused_by_readers": "count(*) FILTER (stage = 'raw_documents')",
        },
        sample=("source_uri", "stage", "reason", "detail", "rejected_at"),
        sample_order="rejected_at DESC, source_uri",
    ),
    Table(
        "site_boilerplate",
        "A line, or its first or last words, that many documents of one site have and no other site: cleaning takes it for boilerplate.",
        (
            required(
                "site", "VARCHAR", "Domain of an address in the raw record, else its source field, else the top folder."
            ),
            required(
                "line_hash",
                "UBIGINT",
                "Hash of the line's words, or of the first or last two of a line without a sentence.",
            ),
            required("document_count", "BIGINT", "Different documents of the site that have the line."),
            required("site_document_count", "BIGINT", "Different documents of the site."),
            Column("text", "VARCHAR", "The line as a body lost it; NULL where none had it."),
        ),
        key=("site", "line_hash"),
        published=True,
        view=_sql("site_boilerplate.sql"),
        asset="What the counts of all documents say of each site's lines, with the counts of today.",
        version_columns=("site", "line_hash", "document_count", "site_document_count", "text"),
        source="repeated_lines, removed_lines",
        numbers={"sites": "count(DISTINCT site)", "cut_lines": "count(text)"},
    ),
)
