"""Lines and listed authors of raw documents, counted over the documents of a site."""

from functools import partial

from news_pipeline.storage.columns import ARTICLE_ID
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import read_sql

_sql = partial(read_sql, __package__)
_SITE = required(
    "site", "VARCHAR", "Domain of an address in the raw record, else its source field, else the top folder."
)
_HASH = required(
    "line_hash", "UBIGINT", "Hash of the line's words, or of the first or last two of a line without a sentence."
)
_DOCUMENTS = required("document_count", "BIGINT", "Different documents of the site that have the line.")
_OF_SITE = required("site_document_count", "BIGINT", "Different documents of the site.")

TABLES = (
    Table(
        "document_sites",
        "The site of a raw document; documents without one are not here.",
        (
            ARTICLE_ID,
            _SITE,
            required("found_in", "VARCHAR", "Where the site was found.", allowed=("url", "record", "folder")),
            required("document_key", "UBIGINT", "Hash of the address, or of the source_uri: texts of one document."),
            required("text_hash", "UBIGINT", "Hash of the lines that are counted: documents of one text."),
        ),
        key=("article_id",),
    ),
    Table(
        "document_lines",
        "A line of a raw document that is worth counting, or its first or last two words.",
        (
            ARTICLE_ID,
            required("line_number", "INTEGER", "Line of the document, from 1; of a page: of its visible text."),
            _HASH,
            required("word_count", "INTEGER", "Words in it; 0 where only its first or last two words are counted."),
        ),
    ),
    Table(
        "listed_authors",
        "A person whom a record lists as an author.",
        (
            ARTICLE_ID,
            required("place", "INTEGER", "Place in the list, from 1."),
            required("name_hash", "UBIGINT", "Hash of the name in small letters."),
        ),
        key=("article_id", "place"),
    ),
    Table(
        "repeated_lines",
        "A line that so many different documents of a site have that it is boilerplate, unless other sites have it too.",
        (
            _SITE,
            _HASH,
            _DOCUMENTS,
            _OF_SITE,
            Column("edge_count", "BIGINT", "Documents among them with nothing of their own beyond the line."),
        ),
        key=("site", "line_hash"),
        asset="Lines are counted under the hash of their words, a text with its copies and revisions once. What stands on several sites is wire copy and no evidence. A document is cleaned again only when one of its own lines becomes boilerplate by these counts, or ceases to be.",
        source="raw_documents.text, raw_documents.source_path",
        numbers={"sites": "count(DISTINCT site)", "documents_of_a_line": "coalesce(avg(document_count), 0)"},
    ),
    Table(
        "lines_without_headline",
        "A line that so many different documents of a site have that it is the headline of none.",
        (_SITE, _HASH),
        key=("site", "line_hash"),
    ),
    Table(
        "sites_listing_others",
        "A site whose long lists of authors hold people of other articles behind the author.",
        (_SITE,),
        key=("site",),
    ),
    Table(
        "boilerplate_lines",
        "A repeated line that stands on no other site.",
        (_SITE, _HASH, _DOCUMENTS, _OF_SITE),
        key=("site", "line_hash"),
        view=_sql("boilerplate_lines.sql"),
    ),
    Table(
        "boilerplate_of_documents",
        "A line of a document that is boilerplate of its site.",
        (ARTICLE_ID, _SITE, _HASH),
        view=_sql("boilerplate_of_documents.sql"),
    ),
    Table(
        "lines_without_headline_of_documents",
        "A line of a document that is the headline of no document of its site.",
        (ARTICLE_ID, _HASH),
        view=_sql("lines_without_headline_of_documents.sql"),
    ),
    Table(
        "lists_with_others",
        "A document of a site whose long lists of authors hold people of other articles.",
        (ARTICLE_ID,),
        view=_sql("lists_with_others.sql"),
    ),
)
