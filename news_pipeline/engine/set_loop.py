"""The loop over sets (groups, stories, entities): what is touched -> what it reaches -> recompute -> replace.

The result of a set depends on all its members, so a touched member pulls in everything that it can reach, and the
whole is computed anew by a pure function: the partition is a function of the documents, not of their order of
arrival. One unit is one transaction, rows and ledger together. Here: that loop. Elsewhere: the loop over documents
(stages.py), which sets there are (assets/), how ids stay with a set (identity.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from news_pipeline.engine.document_loop import Report, StageResult, data_version, gone_sql, named, output_hash
from news_pipeline.shared.results import Row, TableRows
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class SetStage:
    """A step whose results belong to sets of documents."""

    name: str
    code_version: str
    """Raise it when the result of the function may change."""
    inputs: str
    """SQL file: key, input_hash of every member or set that the step should have seen."""
    reach: str
    """SQL file: all keys to recompute, given the temporary table `touched` (key)."""
    reads: dict[str, str]
    """SQL files by name: the function's input for the temporary table `unit` (key)."""
    function: str
    """Dotted name of the pure function from the rows of `reads` to rows by table; imported when there is work."""
    replaces: dict[str, str]
    """By table: the condition that finds the rows of `unit` that the result replaces. Applied in this order."""
    key_of: Callable[[Row], str | None] = lambda row: row.get("article_id")
    """The key that a written row belongs to; None for rows that follow from others."""
    tidy: str | None = None
    """SQL file that runs after the rows are replaced, in the same transaction."""
    unit_size: int = 2000
    """Touched keys that are taken at once."""


def run_sets(stage: SetStage, warehouse: Warehouse, report: Report) -> StageResult:
    """Recompute, unit by unit, until no key is touched: results of one unit may touch the next."""
    inputs = read_sql(stage.inputs)
    processed = total = 0
    while remaining := _find_touched(stage, warehouse, inputs):
        total = max(total, processed + remaining)
        report(stage.name, processed, total)
        processed += _recompute(stage, warehouse, inputs)
    if total:
        report(stage.name, total, total)
    return StageResult(processed, 0, 0, data_version(stage.name, warehouse))


def _find_touched(stage: SetStage, warehouse: Warehouse, inputs: str) -> int:
    """Fill `outdated` with changed, new and gone keys, `touched` with the first of them; say how many there are."""
    warehouse.execute(
        f"CREATE OR REPLACE TEMP TABLE outdated AS WITH inputs AS ({inputs}) "  # noqa: S608
        "SELECT inputs.key FROM inputs LEFT JOIN ledger ON ledger.stage = $stage AND ledger.key = inputs.key "
        "WHERE ledger.key IS NULL OR ledger.input_hash IS DISTINCT FROM inputs.input_hash "
        f"OR ledger.code_version <> $code_version UNION ALL ({gone_sql(inputs)})",
        {"stage": stage.name, "code_version": stage.code_version},
    )
    warehouse.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT key FROM outdated ORDER BY key LIMIT $n", {"n": stage.unit_size}
    )
    return int(warehouse.value("SELECT count(*) FROM outdated"))


def _recompute(stage: SetStage, warehouse: Warehouse, inputs: str) -> int:
    """One unit: all that the touched keys reach. Returns how many of the outdated keys it settled."""
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE unit AS {read_sql(stage.reach)}")
    warehouse.execute("INSERT INTO unit SELECT key FROM touched WHERE key NOT IN (SELECT key FROM unit)")
    rows: TableRows = named(stage.function)({name: warehouse.rows(read_sql(sql)) for name, sql in stage.reads.items()})
    with warehouse.transaction():
        for table, condition in stage.replaces.items():
            warehouse.execute(f"DELETE FROM {table} WHERE {condition}")  # noqa: S608 names and conditions are ours
        for table, written in rows.items():
            warehouse.insert(table, written)
        if stage.tidy:
            warehouse.execute(read_sql(stage.tidy))
        _note_in_ledger(stage, warehouse, inputs, rows)
    return int(warehouse.value("SELECT count(*) FROM outdated WHERE key IN (SELECT key FROM unit)"))


def _note_in_ledger(stage: SetStage, warehouse: Warehouse, inputs: str, rows: TableRows) -> None:
    """Inputs are hashed again after the rows are replaced: those of a later set may hold results of an earlier one."""
    warehouse.execute(
        "DELETE FROM ledger WHERE stage = $stage AND key IN (SELECT key FROM unit)", {"stage": stage.name}
    )
    settled = warehouse.rows(
        f"WITH inputs AS ({inputs}) SELECT key, input_hash FROM inputs WHERE key IN (SELECT key FROM unit) ORDER BY key"  # noqa: S608
    )
    answers: dict[str, list[str]] = {}
    for row in (row for written in rows.values() for row in written):
        answers.setdefault(stage.key_of(row) or "", []).append(repr(sorted(row.items())))
    moment = datetime.now(UTC)
    warehouse.insert(
        "ledger",
        [
            {
                "stage": stage.name,
                "key": row["key"],
                "code_version": stage.code_version,
                "input_hash": row["input_hash"],
                "output_hash": output_hash(stage.name, row["key"], sorted(answers.get(row["key"], []))),
                "state": "done",
                "processed_at": moment,
            }
            for row in settled
        ],
    )
