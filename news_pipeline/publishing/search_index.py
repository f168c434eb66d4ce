"""Builds full-text search that works in every client without an extension: plain tables and a table macro.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from news_pipeline.publishing.search_tables import SEARCH_TABLES
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse

MACRO = "search_articles"
SAYS = (
    "Articles by full-text rank: FROM search_articles('shoot to kill'). "
    "What stands in quotation marks must be there as a phrase; at_most := 100."
)
_AT_ONCE = 4000
"""Articles whose words are counted in one statement. It bounds memory."""


def search_version() -> tuple[str, ...]:
    """What the index and its macro are made by."""
    return tuple(
        read_sql(__package__, f"search/{name}.sql") for name in ("words_in", "words_of_some", "search_articles")
    )


def write_search_index(warehouse: Warehouse) -> None:
    """Index the articles of the database in use, which is a snapshot being written."""
    words_in, words_of_some, macro = search_version()
    warehouse.execute("CREATE SCHEMA search")
    warehouse.execute(f"CREATE MACRO search.words_in(written) AS {words_in}")
    warehouse.execute(
        "CREATE TABLE search.documents AS SELECT CAST(row_number() OVER (ORDER BY article_id) AS INTEGER) AS document, "
        "article_id, CAST(0 AS BIGINT) AS word_count FROM articles ORDER BY article_id"
    )
    warehouse.execute("CREATE OR REPLACE TEMP TABLE found_words (document INTEGER, word VARCHAR, frequency INTEGER)")
    for start in range(0, int(warehouse.value("SELECT count(*) FROM search.documents")), _AT_ONCE):
        warehouse.execute(f"INSERT INTO found_words {words_of_some}", {"start": start, "size": _AT_ONCE})
    warehouse.execute(
        "CREATE TABLE search.words AS SELECT CAST(row_number() OVER (ORDER BY word) AS INTEGER) AS word_id, word, "
        "CAST(count(*) AS INTEGER) AS article_count FROM found_words GROUP BY word ORDER BY word"
    )
    warehouse.execute(
        "CREATE TABLE search.postings AS SELECT words.word_id, found_words.document, found_words.frequency "
        "FROM found_words JOIN search.words AS words ON words.word = found_words.word ORDER BY ALL"
    )
    warehouse.execute(
        "CREATE OR REPLACE TABLE search.documents AS SELECT documents.document, documents.article_id, "
        "CAST(coalesce(sum(found_words.frequency), 0) AS BIGINT) AS word_count FROM search.documents AS documents "
        "LEFT JOIN found_words ON found_words.document = documents.document GROUP BY ALL ORDER BY ALL"
    )
    warehouse.execute("DROP TABLE found_words")
    warehouse.execute(f"CREATE MACRO {MACRO}(query, at_most := 100) AS TABLE {macro}")
    warehouse.execute(f"COMMENT ON MACRO TABLE {MACRO} IS {quoted(SAYS)}")
    warehouse.execute("COMMENT ON MACRO search.words_in IS 'The words of a text as the index has them.'")
    for table in SEARCH_TABLES:
        for comment in table.comments("search"):
            warehouse.execute(comment)
