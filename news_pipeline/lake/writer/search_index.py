"""Brings the lake's full-text index up to date: the words of changed articles come from the snapshot's index.

Articles and words have numbers of the lake's own, as a snapshot that is written whole numbers them anew.
"""

from typing import Any

import duckdb

_ORDER = {"documents": "document", "words": "word_id", "postings": "word_id, document"}


def write_whole(connection: duckdb.DuckDBPyConnection, job: dict[str, Any]) -> None:
    """Copy the snapshot's index as it is."""
    schema = f"{job['name']}_search"
    for table in job["search_tables"]:
        name = table["name"]
        columns = ", ".join(f"{column} {kind}" for column, kind in table["columns"])
        names = ", ".join(column for column, _ in table["columns"])
        connection.execute(f"DROP TABLE IF EXISTS lake.{schema}.{name}")
        connection.execute(f"CREATE TABLE lake.{schema}.{name} ({columns})")
        for comment in table["comments"]:
            connection.execute(comment)
        connection.execute(
            f"INSERT INTO lake.{schema}.{name} SELECT {names} FROM new.search.{name} ORDER BY {_ORDER[name]}"  # noqa: S608
        )


def update(connection: duckdb.DuckDBPyConnection, schema: str, touched: str) -> None:
    """Index anew the articles whose ids have the hashes that the query `touched` finds."""
    lake = f"lake.{schema}"

    def temporary(name: str, query: str) -> None:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    temporary(
        "outdated",
        f"SELECT document FROM {lake}.documents WHERE hash(article_id) IN ({touched})",  # noqa: S608
    )
    temporary(
        "lost",
        f"SELECT word_id, -count(*) AS articles FROM {lake}.postings "  # noqa: S608
        "WHERE document IN (SELECT document FROM outdated) GROUP BY word_id",
    )
    temporary(
        "renewed",
        f"SELECT (SELECT coalesce(max(document), 0) FROM {lake}.documents) "  # noqa: S608
        "+ row_number() OVER (ORDER BY article_id) AS document, article_id, document AS theirs, word_count "
        f"FROM new.search.documents WHERE hash(article_id) IN ({touched})",
    )
    temporary(
        "found",
        "SELECT renewed.document, words.word, postings.frequency FROM new.search.postings AS postings "
        "JOIN renewed ON renewed.theirs = postings.document JOIN new.search.words AS words USING (word_id)",
    )
    temporary("known", f"SELECT word_id, word, article_count FROM {lake}.words")  # noqa: S608
    connection.execute(
        "INSERT INTO known SELECT (SELECT coalesce(max(word_id), 0) FROM known) + row_number() OVER (ORDER BY word), "
        "word, 0 FROM (SELECT DISTINCT word FROM found WHERE word NOT IN (SELECT word FROM known))"
    )
    temporary("numbered", "SELECT known.word_id, document, frequency FROM found JOIN known USING (word)")
    temporary(
        "counted",
        "SELECT word_id, sum(articles) AS articles FROM (FROM lost UNION ALL "
        "SELECT word_id, count(*) FROM numbered GROUP BY word_id) GROUP BY word_id HAVING sum(articles) <> 0",
    )
    connection.execute(f"DELETE FROM {lake}.postings WHERE document IN (SELECT document FROM outdated)")  # noqa: S608
    connection.execute(f"DELETE FROM {lake}.documents WHERE document IN (SELECT document FROM outdated)")  # noqa: S608
    connection.execute(f"DELETE FROM {lake}.words WHERE word_id IN (SELECT word_id FROM counted)")  # noqa: S608
    connection.execute(f"INSERT INTO {lake}.documents SELECT document, article_id, word_count FROM renewed")  # noqa: S608
    connection.execute(
        f"INSERT INTO {lake}.postings SELECT word_id, document, frequency FROM numbered ORDER BY ALL"  # noqa: S608
    )
    connection.execute(
        f"INSERT INTO {lake}.words SELECT word_id, word, article_count + articles FROM known "  # noqa: S608
        "JOIN counted USING (word_id) WHERE article_count + articles > 0 ORDER BY word_id"
    )
