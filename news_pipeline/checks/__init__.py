"""Asset checks: each states its rule, counts, and shows offenders with the SQL that lists them.

Here: the checks as Dagster sees them. Elsewhere: what a table promises (tables.py, table_catalog.py), the longer
queries (checks/*.sql).
"""

from collections.abc import Iterable

import dagster as dg

from news_pipeline.assets.panels import markdown_table
from news_pipeline.lineage import CLEANING, METADATA, REVISIONS, mentions_stage
from news_pipeline.resources import Pipeline
from news_pipeline.sql import read_sql
from news_pipeline.table_catalog import PUBLISHED
from news_pipeline.tables import Promise, Table, promises
from news_pipeline.warehouse import Warehouse, open_snapshot

_SHOWN = 5

RULES: dict[str, tuple[str, str, dg.AssetCheckSeverity]] = {
    "every_file_accounted": (
        "source_files",
        "Every file is ingested or rejected, its documents and refusals are all there, and its bytes are stored.",
        dg.AssetCheckSeverity.ERROR,
    ),
    "every_document_accounted": (
        "articles",
        "Every document is an article, rejected, or pending at some step, and only one of these.",
        dg.AssetCheckSeverity.ERROR,
    ),
    "dates_plausible": (
        "article_metadata",
        "No article is dated before 1990 or after the day it arrived, unless its own source says so plainly; at most a warning.",
        dg.AssetCheckSeverity.WARN,
    ),
    "chosen_values_have_evidence": (
        "metadata_evidence",
        "Every date, address, outlet and title that was chosen has its row of evidence.",
        dg.AssetCheckSeverity.ERROR,
    ),
    "offsets_true": (
        "entity_mentions",
        "body[start_char+1:end_char] = surface, and the same in titles.",
        dg.AssetCheckSeverity.ERROR,
    ),
    "one_canonical_article_a_group": (
        "duplicate_groups",
        "Exactly one article of each group is canonical, and every compared article is in one group.",
        dg.AssetCheckSeverity.ERROR,
    ),
}
"""Check name -> asset, rule, severity; the query for its offenders lies in checks/<name>.sql."""


def asset_checks() -> list[dg.AssetChecksDefinition]:
    """A contract check for every published table, and the rules above."""
    return [*(_contract_check(table) for table in PUBLISHED), *(_rule_check(name) for name in RULES), published_contract]


@dg.asset_check(
    asset="news_database",
    description="Every promise of every table, tested on the published file as a reader opens it; above all, that rows name rows that are there.",
)
def published_contract(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
    """The snapshot keeps the contract."""
    with open_snapshot(pipeline.settings) as snapshot:
        return _verdict(snapshot, [promise for table in PUBLISHED for promise in promises(table)], dg.AssetCheckSeverity.ERROR)


def offenders(warehouse: Warehouse, promise: Promise) -> tuple[int, str]:
    """How many rows break a promise, and the first of them as a Markdown table."""
    count = int(warehouse.value(f"SELECT count(*) FROM ({promise.offenders})"))  # noqa: S608 our own queries
    if not count:
        return 0, ""
    rows = warehouse.rows(f"SELECT * FROM ({promise.offenders}) LIMIT {_SHOWN}")  # noqa: S608
    return count, markdown_table(list(rows[0]), [list(row.values()) for row in rows])


def _contract_check(table: Table) -> dg.AssetChecksDefinition:
    kept = list(promises(table, alone=True))
    listed = "\n".join(f"- {promise.rule}" for promise in kept)

    @dg.asset_check(asset=table.name, name=f"contract_{table.name}", description=f"What the description of the table promises:\n{listed}")
    def check(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
        return _verdict(pipeline.warehouse, kept, dg.AssetCheckSeverity.ERROR)

    return check


def _rule_check(name: str) -> dg.AssetChecksDefinition:
    asset, rule, severity = RULES[name]

    @dg.asset_check(asset=asset, name=name, description=rule)
    def check(pipeline: dg.ResourceParam[Pipeline]) -> dg.AssetCheckResult:
        sql = read_sql(f"checks/{name}.sql")
        if name == "every_document_accounted":
            sql = _with_pending(sql, pipeline)
        return _verdict(pipeline.warehouse, [Promise(rule, sql)], severity)

    return check


def _with_pending(sql: str, pipeline: Pipeline) -> str:
    """Put in front of the query what each step still has to do, as the steps themselves see it."""
    stages = (CLEANING, METADATA, REVISIONS, mentions_stage(pipeline.settings.tagger))
    inputs = "\nUNION ALL\n".join(f"SELECT '{stage.name}' AS stage, key, input_hash FROM ({read_sql(stage.pending)})" for stage in stages)  # noqa: S608
    return f"WITH inputs AS ({inputs})\n{sql}"


def _verdict(warehouse: Warehouse, kept: Iterable[Promise], severity: dg.AssetCheckSeverity) -> dg.AssetCheckResult:
    broken = [(promise, *offenders(warehouse, promise)) for promise in kept]
    broken = [item for item in broken if item[1]]
    metadata: dict[str, dg.MetadataValue[object] | int] = {"offenders": sum(count for _, count, _ in broken)}
    for number, (promise, count, rows) in enumerate(broken, start=1):
        metadata[f"broken_rule_{number}"] = dg.MetadataValue.md(f"{promise.rule}: {count} do not.\n\n{rows}\n\n```sql\n{promise.offenders}\n```")
    description = "; ".join(f"{promise.rule}: {count} do not" for promise, count, _ in broken) or None
    return dg.AssetCheckResult(passed=not broken, severity=severity, metadata=metadata, description=description)
