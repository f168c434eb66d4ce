"""Whether two published snapshots hold the same news: rule 3 of the design, as a comparison of all their tables.

Equality is of values and of partitions. A group or a story is named after its smallest article here, so that two
snapshots agree when their sets do, whatever ids these have. Articles and words of the search index are compared by
themselves, not by their numbers. Times of arrival and of reading may differ.
"""

from pathlib import Path

import duckdb

_SETS = {"duplicate_group_id": "duplicate_groups", "story_id": "stories"}
_NUMBERS = {"document": "documents", "word_id": "words"}
_TIMES_OF_OURS = frozenset({"arrived_at", "first_seen_at", "rejected_at"})
_HISTORY = frozenset({"main.snapshot_info", "main.pipeline_runs", "main.id_redirects", "main.story_changes"})
"""Tables that tell how a snapshot came about, not what it holds."""


def differences(left: Path, right: Path, *, same_ids: bool = False) -> list[str]:
    """One line a table that differs, with the number of rows on either side and one of them; [] if all are the same.

    `same_ids` compares the ids of groups and stories too.
    """
    with duckdb.connect() as connection:
        _attach(connection, left, right)
        tables = [_tables(connection, side) for side in ("one", "other")]
        if tables[0] != tables[1]:
            return [f"tables differ: {sorted(tables[0].items() ^ tables[1].items())}"]
        found = []
        for table, columns in tables[0].items():
            rows = {side: _named_rows(side, table, columns, same_ids) for side in ("one", "other")}
            line = _difference(connection, table, rows["one"], rows["other"])
            found += [line] if line else []
        return found


def share_of_moved_articles(left: Path, right: Path, set_id: str) -> float:
    """Share of the articles of both snapshots whose co-members by `set_id` are not the same; 0.0 if all are."""
    with duckdb.connect() as connection:
        _attach(connection, left, right)
        company = "SELECT {set_id}, list(article_id ORDER BY article_id) AS members FROM {side}.articles GROUP BY ALL"
        one, other = (company.format(set_id=set_id, side=side) for side in ("one", "other"))
        [(share,)] = connection.execute(
            f"WITH a AS (SELECT unnest(members) AS article_id, members FROM ({one})), "  # noqa: S608
            f"b AS (SELECT unnest(members) AS article_id, members FROM ({other})) "
            "SELECT coalesce(avg(CAST(a.members <> b.members AS INTEGER)), 0) FROM a JOIN b USING (article_id)"
        ).fetchall()
        return float(share)


def _attach(connection: duckdb.DuckDBPyConnection, left: Path, right: Path) -> None:
    for side, path in (("one", left), ("other", right)):
        connection.execute(f"ATTACH '{path}' AS {side} (READ_ONLY)")
        for set_id, name in _SETS.items():
            connection.execute(
                f"CREATE TEMP TABLE {side}_{name} AS "  # noqa: S608
                f"SELECT {set_id} AS id, min(article_id) AS name FROM {side}.articles GROUP BY ALL"
            )
        for number, table, name in (("document", "documents", "article_id"), ("word_id", "words", "word")):
            connection.execute(
                f"CREATE TEMP TABLE {side}_{table} AS SELECT {number} AS id, {name} AS name FROM {side}.search.{table}"  # noqa: S608
            )


def _tables(connection: duckdb.DuckDBPyConnection, side: str) -> dict[str, tuple[str, ...]]:
    rows = connection.execute(
        "SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) "
        "FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name) "
        "WHERE database_name = $side GROUP BY ALL ORDER BY ALL",
        {"side": side},
    ).fetchall()
    return {table: tuple(columns) for table, columns in rows if table not in _HISTORY}


def _named_rows(side: str, table: str, columns: tuple[str, ...], same_ids: bool) -> str:  # noqa: FBT001
    """A query for the table's rows with names for ids and numbers, and without times of ours."""
    chosen = [column for column in columns if column not in _TIMES_OF_OURS]
    by_name = _NUMBERS if same_ids else {**_NUMBERS, **_SETS}
    named = [f"{by_name[column]}.name AS {column}" if column in by_name else f"t.{column}" for column in chosen]
    joins = [
        f"LEFT JOIN {side}_{by_name[c]} AS {by_name[c]} ON {by_name[c]}.id = t.{c}" for c in chosen if c in by_name
    ]
    return f"SELECT {', '.join(named)} FROM {side}.{table} AS t {' '.join(joins)}"  # noqa: S608


def _difference(connection: duckdb.DuckDBPyConnection, table: str, one: str, other: str) -> str | None:
    missing = connection.execute(f"({one}) EXCEPT ALL ({other})").fetchall()
    added = connection.execute(f"({other}) EXCEPT ALL ({one})").fetchall()
    if not missing and not added:
        return None
    examples = "; ".join(str(rows[0])[:400] for rows in (missing, added) if rows)
    return f"{table}: {len(missing)} rows only on the left, {len(added)} only on the right, such as {examples}"
