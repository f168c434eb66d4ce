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
_AT_ONCE = 1000
"""Articles whose words are counted in one statement: 68 MB; with 4,000 it was 226 MB, and no faster."""


def search_version() -> tuple[str, ...]:
    """What the index and its macro are made by."""
    return tuple(
        read_sql(__package__, f"search/{name}.sql") for name in ("words_in", "words_of_some", "search_articles")
    )


def write_search_index(warehouse: Warehouse) -> None:
    """Index the articles of the database in use, which is a snapshot being written."""
    words_in, _, macro = search_version()
    warehouse.execute("CREATE SCHEMA search")
    warehouse.execute(f"CREATE MACRO search.words_in(written) AS {words_in}")
    warehouse.execute(
        "CREATE TABLE search.documents AS SELECT CAST(row_number() OVER (ORDER BY article_id) AS INTEGER) AS document, "
        "article_id, CAST(0 AS BIGINT) AS word_count FROM articles ORDER BY article_id"
    )
    _find_words(warehouse, after=0)
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
    with warehouse.transaction():
        warehouse.execute(f"CREATE MACRO {MACRO}(query, at_most := 100) AS TABLE {macro}")
        warehouse.execute(f"COMMENT ON MACRO TABLE {MACRO} IS {quoted(SAYS)}")
        warehouse.execute("COMMENT ON MACRO search.words_in IS 'The words of a text as the index has them.'")
        for table in SEARCH_TABLES:
            for comment in table.comments("search"):
                warehouse.execute(comment)


def update_search_index(warehouse: Warehouse) -> None:
    """Index anew the articles of the temporary table `touched`, whose title or body changed, which are new or gone."""
    words_of = "SELECT word_id, {sign}count(*) AS articles FROM search.postings WHERE {which} GROUP BY word_id"
    outdated = (
        "document IN (SELECT document FROM search.documents WHERE article_id IN (SELECT article_id FROM touched))"
    )
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE lost AS {words_of.format(sign='-', which=outdated)}")
    warehouse.execute(f"DELETE FROM search.postings WHERE {outdated}")  # noqa: S608
    warehouse.execute("DELETE FROM search.documents WHERE article_id IN (SELECT article_id FROM touched)")
    last = int(warehouse.value("SELECT coalesce(max(document), 0) FROM search.documents"))
    warehouse.execute(
        "INSERT INTO search.documents SELECT $last + row_number() OVER (ORDER BY article_id), article_id, 0 "
        "FROM articles WHERE article_id IN (SELECT article_id FROM touched)",
        {"last": last},
    )
    _find_words(warehouse, after=last)
    warehouse.execute(
        "INSERT INTO search.words SELECT (SELECT coalesce(max(word_id), 0) FROM search.words) "
        "+ row_number() OVER (ORDER BY word), word, 0 "
        "FROM (SELECT DISTINCT word FROM found_words WHERE word NOT IN (SELECT word FROM search.words))"
    )
    warehouse.execute(
        "INSERT INTO search.postings SELECT words.word_id, found_words.document, found_words.frequency "
        "FROM found_words JOIN search.words AS words ON words.word = found_words.word ORDER BY ALL"
    )
    warehouse.execute(
        "UPDATE search.documents SET word_count = found.word_count "
        "FROM (SELECT document, sum(frequency) AS word_count FROM found_words GROUP BY document) AS found "
        "WHERE documents.document = found.document"
    )
    found = words_of.format(sign="", which=f"document > {last}")
    warehouse.execute(
        "UPDATE search.words SET article_count = article_count + changed.articles "  # noqa: S608
        f"FROM (SELECT word_id, sum(articles) AS articles FROM (FROM lost UNION ALL {found}) GROUP BY word_id "
        "HAVING sum(articles) <> 0) AS changed WHERE words.word_id = changed.word_id"
    )
    warehouse.execute("DELETE FROM search.words WHERE article_count = 0")


def _find_words(warehouse: Warehouse, after: int) -> None:
    """Fill the temporary table `found_words` from the articles whose document has a higher number."""
    warehouse.execute("CREATE OR REPLACE TEMP TABLE found_words (document INTEGER, word VARCHAR, frequency INTEGER)")
    last = int(warehouse.value("SELECT coalesce(max(document), 0) FROM search.documents"))
    for start in range(after, last, _AT_ONCE):
        words_of_some = read_sql(__package__, "search/words_of_some.sql")
        warehouse.execute(f"INSERT INTO found_words {words_of_some}", {"start": start, "size": _AT_ONCE})
