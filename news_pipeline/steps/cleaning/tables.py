"""Bodies, and the lines that they lost.

Here: descriptions. Elsewhere: how these tables are filled.
"""

from news_pipeline.storage.columns import ARTICLE_ID, OF_ARTICLE
from news_pipeline.storage.schema import Column, Table, required

_ROLES = "title kicker dateline byline timestamp url body subheading caption quote list_item related navigation comment_form subscription tags correction copyright agency_credit link_text note boilerplate"

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
                "extractor", "VARCHAR", "What found the text: text, trafilatura, resiliparse, trafilatura+resiliparse."
            ),
        ),
        key=("article_id",),
    ),
    Table(
        "removed_lines",
        "One line, or end of a line, that was taken out of a body.",
        (
            OF_ARTICLE,
            required("line_number", "INTEGER", "Line of the document, from 1; of a page: of its extracted text."),
            required("text", "VARCHAR", "What was taken out."),
            required("role", "VARCHAR", "What it is.", allowed=tuple(_ROLES.split())),
            required("reason", "VARCHAR", "Why it is not body."),
            Column("line_hash", "UBIGINT", "Of a line that the corpus took out: its row of site_boilerplate."),
        ),
        published=True,
        published_by="steps/cleaning/removed_lines.sql",
    ),
    Table(
        "site_boilerplate",
        "A line that cleaning takes for boilerplate because many different documents of one site, and no other site, have it.",
        (
            required(
                "site", "VARCHAR", "Domain of an address in the raw record, else its source field, else the top folder."
            ),
            required("line_hash", "UBIGINT", "Hash of the line's words."),
            required("document_count", "BIGINT", "Different documents of the site that have the line."),
            required("site_document_count", "BIGINT", "Different documents of the site."),
            Column("text", "VARCHAR", "The line as a body lost it; NULL where none had it."),
        ),
        key=("site", "line_hash"),
        published=True,
        view="steps/boilerplate/site_boilerplate.sql",
    ),
)
