"""The loop over documents: what is pending -> map a pure function -> commit, chunk by chunk.

A stage knows, per document, the hash of the input that it last saw and the code version that saw it (the ledger);
it redoes a document only when one of them changed. A chunk is one transaction, rows and ledger together, so that a
kill costs at most one chunk. Here: that loop, and the version of a stage's data. Elsewhere: the loop over sets
(sets.py), the stages themselves (assets/), where functions run (compute.py).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any

from news_pipeline.engine.compute import Compute
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

PORTION_CHUNKS = 50
"""Chunks for which a stage's `portion` looks things up at once."""

Report = Callable[[str, int, int], None]
"""Hears how far a stage is: its name, documents done, documents in all."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step that treats each document by itself."""

    name: str
    code_version: str
    """Raise it when the result of the function may change."""
    pending: str
    """SQL file: key, input_hash, byte_size of every document that the stage should have seen, in order of arrival."""
    reads: str
    """SQL file: the function's input for the documents of the temporary table `chunk`, with `article_id`."""
    function: str
    """Dotted name of the pure function; it is imported when there is something to do."""
    writes: tuple[str, ...]
    """Tables whose rows belong to a document by `article_id`, or by the columns in `owners`."""
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    """Further arguments of the function."""
    portion: str | None = None
    """SQL file that looks something up for the documents of the temporary table `portion`, many chunks at once."""
    texts: str | None = None
    """SQL file: article_id and body of other documents, which rows of `reads` name in a column `candidates`. The
    function finds them in `texts`; a body that many rows need is there once."""


@dataclass(frozen=True, slots=True)
class StageResult:
    """What one run of a stage did, and what its data is now."""

    processed: int
    rejected: int
    removed: int
    data_version: str


def run_stage(stage: Stage, warehouse: Warehouse, compute: Compute, report: Report) -> StageResult:
    """Bring the stage's tables up to date with its inputs; what is up to date already is not touched."""
    removed = _remove_gone(stage, warehouse)
    total = find_pending(stage.name, stage.code_version, read_sql(stage.pending), warehouse)
    processed = rejected = 0
    if total:
        report(stage.name, 0, total)
        keys: list[list[Row]] = []
        function = partial(named(stage.function), **stage.arguments)
        for outcomes in compute.map(function, _payloads(stage, warehouse, keys)):
            chunk = keys.pop(0)
            rejected += _commit(stage, warehouse, chunk, outcomes)
            processed += len(chunk)
            report(stage.name, processed, total)
    return StageResult(processed, rejected, removed, data_version(stage.name, warehouse))


def find_pending(name: str, code_version: str, pending: str, warehouse: Warehouse) -> int:
    """Fill the temporary table `pending` (key, input_hash, seen, position, chunk) and say how many rows it has.

    Chunks are bounded by documents and by bytes of text; `position` is the order of arrival.
    """
    limits = {"documents": warehouse.settings.chunk_documents, "bytes": warehouse.settings.chunk_bytes}
    sql = f"CREATE OR REPLACE TEMP TABLE pending AS WITH inputs AS ({pending}) {read_sql('engine/pending.sql')}"
    warehouse.execute(sql, {"stage": name, "code_version": code_version, **limits})
    return int(warehouse.value("SELECT count(*) FROM pending"))


def data_version(name: str, warehouse: Warehouse) -> str:
    """A short text that changes when, and only when, the stage's answers change; whatever the order they came in."""
    row = warehouse.rows(
        "SELECT count(*) AS keys, coalesce(bit_xor(output_hash), 0) AS hashes FROM ledger WHERE stage = $stage",
        {"stage": name},
    )[0]
    return f"{row['keys']}-{row['hashes']:016x}"


def named(dotted: str) -> Any:
    """The function of a dotted name."""
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)


def output_hash(stage: str, key: str, answer: object) -> int:
    """The hash of one answer, whatever the order of its rows' columns."""
    return digest64(stage, key, json.dumps(answer, sort_keys=True, default=str, ensure_ascii=False))


def _payloads(stage: Stage, warehouse: Warehouse, keys: list[list[Row]]) -> Iterator[list[Row]]:
    """The input rows of one chunk after the other; the keys of each are put into `keys` for the commit."""
    reads = read_sql(stage.reads)
    for number in range(int(warehouse.value("SELECT max(chunk) + 1 FROM pending"))):
        if stage.portion and number % PORTION_CHUNKS == 0:
            bounds = {"first": number, "end": number + PORTION_CHUNKS}
            warehouse.execute(
                "CREATE OR REPLACE TEMP TABLE portion AS SELECT * FROM pending WHERE chunk >= $first AND chunk < $end",
                bounds,
            )
            warehouse.execute(read_sql(stage.portion))
        warehouse.execute("CREATE OR REPLACE TEMP TABLE chunk AS SELECT * FROM pending WHERE chunk = $n", {"n": number})
        chunk = warehouse.rows("SELECT key, input_hash, seen FROM chunk ORDER BY position")
        payload = {row["article_id"]: row for row in warehouse.rows(reads)}
        if stage.texts:
            texts = {row["article_id"]: row["body"] for row in warehouse.rows(read_sql(stage.texts))}
            for row in payload.values():
                row["texts"] = {key: texts[key] for key in row["candidates"]}
        keys.append(chunk)
        yield [payload[row["key"]] for row in chunk]


def _commit(stage: Stage, warehouse: Warehouse, chunk: list[Row], outcomes: list[Outcome]) -> int:
    """Write one chunk, rows and ledger together. Returns the number of rejections."""
    rows: dict[str, list[Row]] = {table: [] for table in stage.writes}
    ledger = []
    for item, outcome in zip(chunk, outcomes, strict=True):
        ledger.append(_ledger_row(stage, item, outcome))
        if not isinstance(outcome, Rejected):
            for table, written in outcome.items():
                own = () if table in stage.owners else (("article_id", item["key"]),)
                rows[table].extend({**dict(own), **row} for row in written)
    with warehouse.transaction():
        _delete(stage, warehouse, [item["key"] for item in chunk if item["seen"]])
        for table, written in rows.items():
            warehouse.insert(table, written)
        warehouse.insert("ledger", ledger)
    return sum(row["state"] == "rejected" for row in ledger)


def _ledger_row(stage: Stage, item: Row, outcome: Outcome) -> Row:
    refused = isinstance(outcome, Rejected)
    answer: Any = [outcome.reason, outcome.detail] if isinstance(outcome, Rejected) else outcome
    if stage.owners:  # another input also takes rows away that stand in the answers of others
        answer = [item["input_hash"], answer]
    return {
        "stage": stage.name,
        "key": item["key"],
        "code_version": stage.code_version,
        "input_hash": item["input_hash"],
        "output_hash": output_hash(stage.name, item["key"], answer),
        "state": "rejected" if refused else "done",
        "reason": outcome.reason if isinstance(outcome, Rejected) else None,
        "detail": outcome.detail if isinstance(outcome, Rejected) else None,
        "processed_at": datetime.now(UTC),
    }


def _remove_gone(stage: Stage, warehouse: Warehouse) -> int:
    """Forget documents that the stage has seen and should not have any more: refused upstream, or taken down."""
    gone = [row["key"] for row in warehouse.rows(gone_sql(read_sql(stage.pending)), {"stage": stage.name})]
    if gone:
        with warehouse.transaction():
            _delete(stage, warehouse, gone)
    return len(gone)


def gone_sql(pending: str) -> str:
    """A query for the keys that the ledger has and the inputs have not."""
    gone = "SELECT key FROM ledger WHERE stage = $stage AND key NOT IN (SELECT key FROM inputs)"
    return f"WITH inputs AS ({pending}) {gone}"


def _delete(stage: Stage, warehouse: Warehouse, keys: list[str]) -> None:
    if not keys:
        return
    for table in stage.writes:
        for owner in stage.owners.get(table, ("article_id",)):
            warehouse.execute(f"DELETE FROM {table} WHERE {owner} IN (SELECT unnest($keys))", {"keys": keys})  # noqa: S608
    warehouse.execute(
        "DELETE FROM ledger WHERE stage = $stage AND key IN (SELECT unnest($keys))", {"stage": stage.name, "keys": keys}
    )
