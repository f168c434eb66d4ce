"""What a check says: passed, or how many rows break its rule, the first of them, what to do, and the SQL for all.

The UI shows the words of a verdict as Markdown on the check's page; the first line stands alone on a terminal. Here:
that. Elsewhere: the rules (checks/__init__.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from news_pipeline.assets.panels import markdown_table
from news_pipeline.tables import Promise
from news_pipeline.warehouse import Warehouse

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
    broken = [found for promise in promises if (found := offenders(warehouse, promise, sources))]
    return {
        "passed": not broken,
        "metadata": {"rules": len(promises), "offenders": sum(found.count for found in broken)},
        "description": _words(broken, remedy, command) if broken else "No row breaks the rule.",
    }


def offenders(warehouse: Warehouse, promise: Promise, sources: str) -> Broken | None:
    """The rows that break a promise; None if there are none."""
    count = int(warehouse.value(f"SELECT count(*) FROM ({promise.offenders})"))  # noqa: S608 our own queries
    if not count:
        return None
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
