"""The loop over sets (groups, stories, entities): what is touched -> what it reaches -> recompute -> replace.

The result of a set depends on all its members, so a touched member pulls in everything that it can reach, and the
whole is computed anew by a pure function: the partition is a function of the documents, not of their order of
arrival. One unit is one transaction, rows and ledger together.

The function runs in a worker process. When it fails, kills its worker or does not end, the touched keys are tried in
smaller parts, then each alone, twice. What a key alone reaches is a set: its keys go on without what the loop would
have said of them together, and the ledger notes why, until their inputs or the code version change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from news_pipeline.engine import ledger
from news_pipeline.engine.pipeline import LoopResult, Pipeline
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Outcome, Rejected, Row, TableRows
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import bound
from news_pipeline.storage.warehouse import Warehouse

TOUCHED_ALONE = "SELECT key FROM touched"
"""Reach of sets that touch no other set."""
_PARTS = 8
"""Of keys that fail together. Halving would wait for a hung worker three times as often."""

SetRows = dict[str, list[Row]]
"""Rows by the name of the query that read them."""


@dataclass(frozen=True, slots=True)
class SetLoop:
    """Treats sets of documents; each result belongs to a set."""

    name: str
    code_version: str
    """Raise it when the result of the function may change."""
    inputs: str
    """Query for key and `..._hash` columns of every member or set that the loop should have seen."""
    reach: str
    """Query for all keys to recompute, given the temporary table `touched` (key)."""
    reads: Mapping[str, str]
    """Queries by name: the function's input for the temporary table `unit` (key)."""
    function: Callable[[SetRows], TableRows]
    """Pure: the rows of `reads` in, rows by table out."""
    on_failure: Callable[[SetRows], TableRows]
    """The same for a set that the function fails on: each member stays alone. It does as little as it can."""
    replaces: Mapping[str, str]
    """By table: the condition that finds the rows of `unit` that the result replaces. Applied in this order."""
    keys: Literal["articles", "days", "sets"] = "articles"
    """What the keys of the ledger are."""
    key_of: Callable[[Row], str | None] = lambda row: row.get("article_id")
    """The key that a written row belongs to; None for rows that follow from others."""
    inputs_of_unit: str = ""
    """`inputs` of the keys of `unit` alone, where they hold results of this loop: they are hashed again after it."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds that the queries name as $name."""
    tidy: str | None = None
    """Statement that runs after the rows are replaced, in the same transaction."""
    weight: str = "1"
    """How much a key adds to a unit: a column of `inputs`, or 1."""
    unit_size: int = 2000
    """What the touched keys that are taken at once weigh together, but for one."""

    def version(self, settings: Settings) -> str:  # noqa: ARG002 as every loop has it
        """The whole code version."""
        return self.code_version

    def run(self, pipeline: Pipeline) -> LoopResult:
        """Recompute what is outdated, unit by unit, until nothing is: results of one set may touch others.

        Inputs are looked through once for all units, so that the cost of a unit does not grow with the number of keys.
        """
        processed = total = 0
        while remaining := self.count_outdated(pipeline.warehouse):
            total = processed + remaining
            while processed < total:
                pipeline.report(self.name, processed, total)
                processed += recompute(self, pipeline, first_outdated(self, pipeline.warehouse))
        if total:
            pipeline.report(self.name, total, total)
        version = ledger.data_version(self.name, pipeline.warehouse)
        problems = _failures(self, pipeline.warehouse) if processed else ()
        return LoopResult(processed, 0, 0, version, problems=problems)

    def count_outdated(self, warehouse: Warehouse) -> int:
        """How many keys have changed, are new or are gone.

        They are in the temporary table `outdated` then, and the inputs of all keys in `set_inputs`.
        """
        inputs = ledger.hashed_inputs(self.inputs, f"{self.weight} AS weight")
        warehouse.execute(f"CREATE OR REPLACE TEMP TABLE set_inputs AS {inputs}", bound(inputs, self.parameters))
        return ledger.find_outdated(self.name, self.code_version, warehouse)


@dataclass(frozen=True, slots=True)
class _OfSet:
    """A function of a set, for workers."""

    func: Callable[[SetRows], TableRows]

    def __call__(self, units: list[SetRows]) -> list[TableRows]:
        return [self.func(unit) for unit in units]


def first_outdated(loop: SetLoop, warehouse: Warehouse) -> list[str]:
    """The keys to begin the next unit with."""
    sql = "SELECT key FROM outdated WHERE place < (SELECT min(place) FROM outdated) + $size ORDER BY place"
    return [row["key"] for row in warehouse.rows(sql, {"size": loop.unit_size})]


def recompute(loop: SetLoop, pipeline: Pipeline, keys: list[str]) -> int:
    """One unit: all that the touched keys reach. Returns how many of the outdated keys it settled.

    When it fails, the keys are taken in parts; what one of them settled is passed over.
    """
    warehouse = pipeline.warehouse
    sql = "SELECT key FROM outdated WHERE key IN (SELECT unnest($keys)) ORDER BY place"
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE touched AS {sql}", {"keys": keys})
    keys = [row["key"] for row in warehouse.rows("SELECT key FROM touched")]
    if not keys:
        return 0
    warehouse.execute(f"CREATE OR REPLACE TEMP TABLE unit AS {loop.reach}", bound(loop.reach, loop.parameters))
    warehouse.execute("INSERT INTO unit SELECT key FROM touched WHERE key NOT IN (SELECT key FROM unit)")
    unit = {name: warehouse.rows(sql, bound(sql, loop.parameters)) for name, sql in loop.reads.items()}
    answer = _answer(loop.function, unit, pipeline, alone=len(keys) == 1)
    if not isinstance(answer, Rejected):
        return _commit(loop, warehouse, answer)
    if len(keys) > 1:
        size = -(-len(keys) // _PARTS)
        return sum(recompute(loop, pipeline, keys[at : at + size]) for at in range(0, len(keys), size))
    fallback = _answer(loop.on_failure, unit, pipeline, alone=True)
    if isinstance(fallback, Rejected):
        raise UserError(
            f"{loop.name} fails on {keys[0]} ({answer.detail}), and cannot leave it alone ({fallback.detail}). "
            "If the machine had little memory, free some and run again. Else report it."
        )
    return _commit(loop, warehouse, fallback, answer)


def _answer(function: Callable[[SetRows], TableRows], unit: SetRows, pipeline: Pipeline, *, alone: bool) -> Outcome:
    [[answer]] = pipeline.compute.map(_OfSet(function), [[unit]], alone=int(alone))
    return answer


def _commit(loop: SetLoop, warehouse: Warehouse, rows: TableRows, fault: Rejected | None = None) -> int:
    with warehouse.transaction():
        for table, condition in loop.replaces.items():
            warehouse.execute(f"DELETE FROM {table} WHERE {condition}")  # noqa: S608 names and conditions are ours
        for table, written in rows.items():
            warehouse.insert(table, written)
        if loop.tidy:
            warehouse.execute(loop.tidy)
        _note_in_ledger(loop, warehouse, rows, fault or {})
    settled = int(warehouse.value("SELECT count(*) FROM outdated WHERE key IN (SELECT key FROM unit)"))
    warehouse.execute("DELETE FROM outdated WHERE key IN (SELECT key FROM unit)")
    return settled


def _note_in_ledger(loop: SetLoop, warehouse: Warehouse, rows: TableRows, outcome: Outcome) -> None:
    unit = [row["key"] for row in warehouse.rows("SELECT key FROM unit")]
    ledger.delete_entries(loop.name, unit, warehouse)
    inputs = ledger.hashed_inputs(loop.inputs_of_unit) if loop.inputs_of_unit else "FROM set_inputs"
    settled = warehouse.rows(
        f"SELECT key, input_hash FROM ({inputs}) WHERE key IN (SELECT key FROM unit) ORDER BY key",  # noqa: S608
        bound(inputs, loop.parameters),
    )
    answers: dict[str, list[str]] = {}
    for row in (row for written in rows.values() for row in written):
        answers.setdefault(loop.key_of(row) or "", []).append(repr(sorted(row.items())))
    entries = []
    for item in settled:
        answer_hash = ledger.output_hash(loop.name, item["key"], sorted(answers.get(item["key"], [])))
        entries.append(ledger.ledger_row(loop.name, loop.code_version, item, answer_hash, outcome, outlives=True))
    warehouse.insert(ledger.LEDGER.name, entries)


def _failures(loop: SetLoop, warehouse: Warehouse) -> tuple[str, ...]:
    """A sentence for each reason for which the loop gave up on sets, for the run's log."""
    rows = warehouse.rows(
        "SELECT reason, count(*) AS found, min(key) AS example FROM ledger_failures WHERE stage = $stage "
        "GROUP BY ALL ORDER BY ALL",
        {"stage": loop.name},
    )
    return tuple(
        f"{loop.name} gave up on sets of {row['found']:,} {loop.keys} ({row['reason']}), such as {row['example']}: "
        "each stays alone. ledger_failures in pipeline.duckdb says where the code was."
        for row in rows
    )
