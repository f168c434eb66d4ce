"""Keeps what each loop last saw and answered, and tells from that what is pending, done, settled or gone.

Nothing else reads or writes the ledger's rows. Other SQL asks views: a loop called `clean_articles` has
`clean_articles_inputs`, `_done`, `_pending`, `_settled` and `_refused`. A misspelt name fails when the view is made. A
misspelt string in a condition would silently find nothing.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from news_pipeline.engine.faults import Fault
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.storage.schema import Column, Table, required
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse

LEDGER = Table(
    "ledger",
    "What each loop last saw and answered, per document or set.",
    (
        Column("stage", "VARCHAR", "Loop."),
        Column("key", "VARCHAR", "Article id, or the key of a set."),
        Column("code_version", "VARCHAR", "Version of the loop's code."),
        Column("input_hash", "UBIGINT", "Hash of the input it saw; NULL: redo."),
        Column("output_hash", "UBIGINT", "Hash of what it answered."),
        Column("state", "VARCHAR", "done or rejected."),
        Column("reason", "VARCHAR", "Of a rejection, or of a failure that the article outlives."),
        Column("detail", "VARCHAR", "Of the same."),
        Column("trace", "VARCHAR", "Of a failure: where the code was."),
        Column("processed_at", "TIMESTAMPTZ", "When."),
    ),
)
ANSWERS = Table(
    "ledger_answers",
    "How much each loop has answered, and a hash of it that does not depend on the order.",
    (
        required("stage", "VARCHAR", "Loop."),
        required("entries", "BIGINT", "Keys."),
        required("answers_hash", "UBIGINT", "Hash of the answers."),
        required("contents_hash", "UBIGINT", "Hash of the answers, their keys, states and reasons."),
    ),
    key=("stage",),
    view=read_sql(__package__, "ledger_answers.sql"),
)
REFUSALS = Table(
    "ledger_refusals",
    "What loops refused, with the reason.",
    (
        required("stage", "VARCHAR", "Loop."),
        required("key", "VARCHAR", "Article id."),
        required("reason", "VARCHAR", "Code."),
        Column("detail", "VARCHAR", "What was seen."),
        Column("code_version", "VARCHAR", "Version of the loop's code."),
        Column("processed_at", "TIMESTAMPTZ", "When."),
    ),
    view="SELECT stage, key, reason, detail, code_version, processed_at FROM ledger WHERE state = 'rejected'",
)
FAILURES = Table(
    "ledger_failures",
    "Documents that a loop's code failed on, killed its worker or did not end on.",
    (
        required("stage", "VARCHAR", "Loop."),
        required("key", "VARCHAR", "Article id."),
        required("state", "VARCHAR", "rejected; or done: the article goes on without what the loop would have said."),
        required("reason", "VARCHAR", "Code."),
        Column("detail", "VARCHAR", "In short."),
        Column("trace", "VARCHAR", "Where the code was."),
        Column("code_version", "VARCHAR", "Version of the loop's code."),
    ),
    view="SELECT stage, key, state, reason, detail, trace, code_version FROM ledger WHERE trace IS NOT NULL",
)
TABLES = (LEDGER, ANSWERS, REFUSALS, FAILURES)

_KEY = required("key", "VARCHAR", "Article id, or the key of a set.")
_INPUT = required("input_hash", "UBIGINT", "Hash of all that the loop reads for the key.")
_OUTPUT = required("output_hash", "UBIGINT", "Hash of what the loop answered.")
_SIZE = Column("byte_size", "BIGINT", "Bytes of the document.")


def answer_views(loop: str) -> Iterator[Table]:
    """Views over a loop's entries in the ledger alone."""
    mine = f"FROM ledger WHERE stage = {quoted(loop)}"
    done = f"SELECT key, output_hash {mine} AND state = 'done'"
    yield Table(f"{loop}_done", f"What {loop} has accepted.", (_KEY, _OUTPUT), view=done)
    yield Table(
        f"{loop}_refused", f"What {loop} has refused.", (_KEY,), view=f"SELECT key {mine} AND state = 'rejected'"
    )


def input_views(loop: str, inputs: str) -> Iterator[Table]:
    """Views that compare a loop's inputs with its entries in the ledger. `inputs` may not have parameters."""
    compared = (
        f"FROM {loop}_inputs AS inputs LEFT JOIN ledger ON ledger.stage = {quoted(loop)} AND ledger.key = inputs.key"
    )
    is_seen = "ledger.input_hash = inputs.input_hash"
    yield Table(
        f"{loop}_inputs",
        f"What {loop} should have seen.",
        (_KEY, _INPUT, _SIZE),
        view=hashed_inputs(inputs, "byte_size"),
    )
    yield Table(
        f"{loop}_pending",
        f"What {loop} has not seen as it is now.",
        (_KEY,),
        view=f"SELECT inputs.key {compared} WHERE ({is_seen}) IS DISTINCT FROM true",  # noqa: S608 our own words
    )
    yield Table(
        f"{loop}_settled",
        f"What {loop} has accepted as it is now.",
        (_KEY,),
        view=f"SELECT inputs.key {compared} WHERE {is_seen} AND ledger.state = 'done'",
    )


def pending_documents(loops: Iterable[str]) -> Table:
    """The view of all documents that some loop has not seen as they are now."""
    parts = (f"SELECT {quoted(loop)} AS stage, key FROM {loop}_pending" for loop in loops)  # noqa: S608
    return Table(
        "pending_documents",
        "A document that a loop has not seen as it is now.",
        (required("stage", "VARCHAR", "Loop."), _KEY),
        key=("stage", "key"),
        view=" UNION ALL ".join(parts),
    )


def hashed_inputs(inputs: str, *columns: str) -> str:
    """A query for key, `columns` and `input_hash`; each column of `inputs` that ends in `_hash` is a part of that.

    The parts are combined by XOR; a part that is NULL does not count.
    """
    kept = ", ".join(("key", *columns))
    combined = "coalesce(list_aggregate([*COLUMNS('_hash$')], 'bit_xor'), 0)"
    return f"SELECT {kept}, {combined} AS input_hash FROM ({inputs})"  # noqa: S608 our own queries


def find_pending(loop: str, code_version: str, warehouse: Warehouse) -> int:
    """Fill the temporary table `pending` and say how many rows it has.

    Its columns are key, input_hash, seen, byte_size, position and chunk. Chunks are bounded by documents and by bytes
    of text; `position` is the order of arrival.
    """
    limits = {"documents": warehouse.settings.chunk_documents, "bytes": warehouse.settings.chunk_bytes}
    query = f"WITH inputs AS (FROM {loop}_inputs) {read_sql(__package__, 'pending.sql')}"
    sql = f"CREATE OR REPLACE TEMP TABLE pending AS {query}"
    warehouse.execute(sql, {"stage": loop, "code_version": code_version, **limits})
    return int(warehouse.value("SELECT count(*) FROM pending"))


def find_gone(loop: str, warehouse: Warehouse) -> list[str]:
    """Keys that the loop has seen and should not have any more: refused upstream, or taken down."""
    sql = f"SELECT key FROM ledger WHERE stage = $stage AND key NOT IN (SELECT key FROM {loop}_inputs)"  # noqa: S608
    return [row["key"] for row in warehouse.rows(sql, {"stage": loop})]


def find_outdated(loop: str, code_version: str, warehouse: Warehouse) -> int:
    """Fill the temporary table `outdated` with changed, new and gone keys, and say how many there are.

    The inputs are in the temporary table `set_inputs`. The `place` of a key is the weight of those before it.
    """
    sql = f"CREATE OR REPLACE TEMP TABLE outdated AS {read_sql(__package__, 'outdated.sql')}"
    warehouse.execute(sql, {"stage": loop, "code_version": code_version})
    return int(warehouse.value("SELECT count(*) FROM outdated"))


def ledger_row(  # noqa: PLR0913 as many as an entry has parts
    loop: str, code_version: str, item: Row, answer_hash: int, outcome: Outcome, *, outlives: bool = False
) -> Row:
    """The entry for one answer; `item` has key and input_hash, `answer_hash` is that of `output_hash`.

    `outlives`: the document goes on although the loop failed on it.
    """
    refusal = outcome if isinstance(outcome, Rejected) else None
    is_refused = refusal is not None and not outlives
    return {
        "stage": loop,
        "key": item["key"],
        "code_version": code_version,
        "input_hash": item["input_hash"],
        "output_hash": answer_hash,
        "state": "rejected" if is_refused else "done",
        "reason": refusal.reason if refusal else None,
        "detail": refusal.detail if refusal else None,
        "trace": refusal.trace if isinstance(refusal, Fault) else None,
        "processed_at": datetime.now(UTC),
    }


def insert_done(loop: str, code_version: str, streams: Sequence[bytes], warehouse: Warehouse) -> None:
    """The entries of documents that were accepted; Arrow streams of their keys, input hashes and output hashes."""
    same = {"stage": loop, "code_version": code_version, "state": "done", "processed_at": datetime.now(UTC)}
    warehouse.insert_packed(LEDGER.name, streams, same)


def output_hash(loop: str, key: str, answer: object) -> int:
    """The hash of one answer, whatever the order of its rows' columns."""
    return digest64(loop, key, json.dumps(answer, sort_keys=True, default=str, ensure_ascii=False))


def delete_entries(loop: str, keys: Sequence[str], warehouse: Warehouse) -> None:
    """Forget that the loop has seen these keys."""
    sql = "DELETE FROM ledger WHERE stage = $stage AND key IN (SELECT unnest($keys))"
    warehouse.execute(sql, {"stage": loop, "keys": list(keys)})


def mark_for_redo(loops: Sequence[str], warehouse: Warehouse, keys: str | None = None) -> int:
    """Mark entries so that the next run does them again, and say how many; `keys` is a query that limits them."""
    of_loops = "stage IN (SELECT unnest($stages))"
    chosen = f"{of_loops} AND key IN ({keys})" if keys else of_loops
    parameters = {"stages": list(loops)}
    marked = int(warehouse.value(f"SELECT count(*) FROM ledger WHERE {chosen}", parameters))  # noqa: S608
    warehouse.execute(f"UPDATE ledger SET input_hash = NULL WHERE {chosen}", parameters)  # noqa: S608
    return marked


def data_version(loop: str, warehouse: Warehouse) -> str:
    """A short text that changes when, and only when, the loop's answers change; whatever the order they came in."""
    rows = warehouse.rows("SELECT entries, answers_hash FROM ledger_answers WHERE stage = $stage", {"stage": loop})
    entries, hashes = (rows[0]["entries"], rows[0]["answers_hash"]) if rows else (0, 0)
    return f"{entries}-{hashes:016x}"


def note(name: str, text: str | None, warehouse: Warehouse) -> None:
    """Keep a text under a name that is no loop's; None forgets it."""
    warehouse.execute("DELETE FROM ledger WHERE stage = $stage", {"stage": name})
    if text is not None:
        warehouse.insert(
            LEDGER.name, [{"stage": name, "key": text, "state": "done", "processed_at": datetime.now(UTC)}]
        )


def noted(name: str, warehouse: Warehouse) -> str | None:
    """The text that was kept; None if there is none."""
    rows = warehouse.rows("SELECT key FROM ledger WHERE stage = $stage", {"stage": name})
    return str(rows[0]["key"]) if rows else None
