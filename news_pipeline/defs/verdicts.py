"""Words a check's verdict: passed, or how many rows break its rule, the first of them, what to do, and the SQL for all.

The UI shows the words of a verdict as Markdown on the check's page; the first line stands alone on a terminal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from news_pipeline.defs.table_metadata import markdown_table
from news_pipeline.storage.schema import Promise
from news_pipeline.storage.warehouse import Warehouse

PRIVATE = 'news-pipeline query --private "..."'
"""Asks the database that the steps work in; not while a run is going."""
PUBLIC = 'news-pipeline query "..."'

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that some rows do not keep."""

    promise: Promise
    count: int
    rows: str
    """The first of them, as a Markdown table."""


def verdict(warehouse: Warehouse, kept: Iterable[Promise], remedy: str, command: str, sources: str) -> dict[str, Any]:
    """The arguments of an AssetCheckResult that follow from the rows.

    `command` runs the SQL that lists all offenders; the table `sources` knows the source_uri of an article_id.
    """
    promises = list(kept)
    counts = _counts(warehouse, promises)
    broken = [
        _broken(warehouse, promise, count, sources) for promise, count in zip(promises, counts, strict=True) if count
    ]
    return {
        "passed": not broken,
        "metadata": {"rules": len(promises), "offenders": sum(found.count for found in broken)},
        "description": _words(broken, remedy, command) if broken else "No row breaks the rule.",
    }


def _counts(warehouse: Warehouse, promises: list[Promise]) -> list[int]:
    """How many rows break each. All conditions on the rows of one table are counted in one scan of it."""
    found: dict[Promise, int] = {}
    for table in dict.fromkeys(promise.table for promise in promises if promise.table):
        asked = [promise for promise in promises if promise.table == table]
        counts = ", ".join(f"count(*) FILTER (WHERE {promise.broken}) AS n{n}" for n, promise in enumerate(asked))
        [row] = warehouse.rows(f"SELECT {counts} FROM {table}")  # noqa: S608 our own queries
        found |= dict(zip(asked, row.values(), strict=True))
    for promise in promises:
        if not promise.table:
            found[promise] = warehouse.value(f"SELECT count(*) FROM ({promise.offenders})")  # noqa: S608
    return [found[promise] for promise in promises]


def _broken(warehouse: Warehouse, promise: Promise, count: int, sources: str) -> Broken:
    """The first of the rows that break a promise."""
    rows = warehouse.rows(f"SELECT * FROM ({promise.offenders}) LIMIT {_SHOWN}")  # noqa: S608
    if "article_id" in rows[0] and "source_uri" not in rows[0]:
        found = warehouse.rows(
            f"SELECT article_id, source_uri FROM {sources} WHERE article_id IN (SELECT unnest($ids))",  # noqa: S608
            {"ids": [row["article_id"] for row in rows]},
        )
        named = {row["article_id"]: row["source_uri"] for row in found}
        rows = [{"source_uri": named.get(row["article_id"]), **row} for row in rows]
    return Broken(promise, count, markdown_table(list(rows[0]), [list(row.values()) for row in rows]))


def _words(broken: list[Broken], remedy: str, command: str) -> str:
    parts = ["; ".join(f"{found.promise.rule.rstrip('.')}: {_breaking(found.count)}" for found in broken) + "."]
    for found in broken:
        if len(broken) > 1:
            parts.append(f"**{found.promise.rule.rstrip('.')}**")
        parts.append(found.rows)
        if found.count > _SHOWN:
            parts.append(f"These are {_SHOWN} of {found.count:,}.")
    parts.append(f"**What to do.** {remedy}")
    parts.append(f"**All rows**, with `{command}`:")
    parts.extend(f"```sql\n{found.promise.offenders}\n```" for found in broken)
    return "\n\n".join(parts)


def _breaking(count: int) -> str:
    return "1 row breaks this rule" if count == 1 else f"{count:,} rows break this rule"
