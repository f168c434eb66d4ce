"""The loop over documents: what is pending -> map a pure function -> commit, chunk by chunk.

A chunk is one transaction, rows and ledger together, so that a kill costs at most one chunk.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from news_pipeline.engine import ledger
from news_pipeline.engine.answers import Answer, Answering, answer_of
from news_pipeline.engine.faults import Fault
from news_pipeline.engine.pipeline import LoopResult, Pipeline
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Outcome, Row, TableRows
from news_pipeline.storage.sql_files import bound, statements
from news_pipeline.storage.warehouse import Warehouse

READ_DOCUMENTS = 2_000
"""Documents that are read at once: a query for a chunk of 200 looks through the whole table as well."""
READ_LOOKED_UP = 1_000
"""The same where things are looked up: texts of other documents may hang on each."""
_READ_CHUNKS = 4
"""Of so many times NEWS_CHUNK_BYTES. With one, pages of 86 KB were read 150 at a time, and cost three times as much."""
READ_AHEAD = 10
"""Chunks that a cluster may have at once, where what is read hangs on no commit of the loop."""


def without(row: Row) -> TableRows:  # noqa: ARG001 as every on_failure
    """The article goes on without rows of the loop."""
    return {}


def read_rows(loop: "DocumentLoop", warehouse: Warehouse) -> list[Row]:
    """The rows of `reads`, as they are."""
    return warehouse.rows(loop.reads, bound(loop.reads, loop.parameters))


@dataclass(frozen=True, slots=True)
class DocumentLoop:
    """Treats each document by itself."""

    name: str
    code_version: str
    """Raise it when the result of the function may change."""
    inputs: str
    """Query for key, byte_size and `..._hash` columns of every document that the loop should have seen."""
    reads: str
    """Query for the function's input for the documents of the temporary table `chunk`, with `article_id`."""
    function: Callable[..., list[Outcome]]
    """Pure: rows in, one outcome each, in order."""
    writes: tuple[str, ...]
    """Tables whose rows belong to a document by `article_id`, or by the columns in `owners`."""
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds that the queries name as $name."""
    holds_back_articles: bool = False
    """Articles are published when this loop has accepted them as they are now."""
    on_failure: Callable[[Row], TableRows] | None = None
    """From its input, the rows of a document that the function fails on: it goes on so. None: it is refused."""
    passes: int = 1
    """2: the answers of one pass may change inputs of the next."""
    look_up: str = ""
    """Statements that look things up for the documents of the temporary table `portion`, many chunks at once."""
    portion_chunks: int = 50
    """So many. More need more memory; fewer look through the tables more often."""
    read: Callable[["DocumentLoop", Warehouse], list[Row]] = read_rows
    """Runs `reads`; a loop that needs texts of other documents adds them here."""
    setting_version: Callable[[Settings], str] | None = None
    """A further part of the code version: what a setting chooses."""
    arguments: Callable[[Settings], Mapping[str, Any]] | None = None
    """Further arguments of the function, from the settings."""
    prepare: Callable[["DocumentLoop", Pipeline], str] | None = None
    """Runs before the loop; returns a sentence for the run's log, or nothing."""
    tidy: Callable[["DocumentLoop", Pipeline], None] | None = None
    """Runs after each pass that did anything."""

    keys = "articles"

    def version(self, settings: Settings) -> str:
        """The whole code version."""
        return "; ".join(filter(None, (self.code_version, self.setting_version and self.setting_version(settings))))

    def run(self, pipeline: Pipeline) -> LoopResult:
        """Bring the tables up to date with the inputs; what is up to date already is not touched."""
        said = self.prepare(self, pipeline) if self.prepare else ""
        removed = _remove_gone(self, pipeline.warehouse)
        processed = rejected = 0
        for _ in range(self.passes):
            done, refused = _one_pass(self, pipeline)
            if self.tidy and (done or (removed and not processed)):
                self.tidy(self, pipeline)
            processed, rejected = processed + done, rejected + refused
        version = ledger.data_version(self.name, pipeline.warehouse)
        problems = _failures(self, pipeline.warehouse) if processed else ()
        return LoopResult(processed, rejected, removed, version, (said,) if said else (), problems)

    def count_outdated(self, warehouse: Warehouse) -> int:
        """How many documents the next run would do."""
        pending = ledger.find_pending(self.name, self.version(warehouse.settings), warehouse)
        return pending + len(ledger.find_gone(self.name, warehouse))


@dataclass(frozen=True, slots=True)
class _Read:
    """One chunk that is being worked on: its pending keys, and the function's input for each."""

    keys: list[Row]
    rows: list[Row]


def chunks(warehouse: Warehouse, at_once: int) -> Iterator[list[list[Row]]]:
    """The pending keys of so many chunks at once, by chunk; all are in the temporary table `chunk` meanwhile."""
    for first in range(0, int(warehouse.value("SELECT coalesce(max(chunk) + 1, 0) FROM pending")), at_once):
        yield _put_into_chunk(warehouse, first, first + at_once)


def _put_into_chunk(warehouse: Warehouse, first: int, end: int) -> list[list[Row]]:
    warehouse.execute(
        "CREATE OR REPLACE TEMP TABLE chunk AS SELECT * FROM pending WHERE chunk >= $first AND chunk < $end",
        {"first": first, "end": end},
    )
    keys = warehouse.rows("SELECT key, input_hash, seen, chunk FROM chunk ORDER BY position")
    return [list(chunk) for _, chunk in groupby(keys, itemgetter("chunk"))]


def _one_pass(loop: DocumentLoop, pipeline: Pipeline) -> tuple[int, int]:
    """How many documents were done, and how many of them refused."""
    warehouse = pipeline.warehouse
    version = loop.version(pipeline.settings)
    total = ledger.find_pending(loop.name, version, warehouse)
    processed = rejected = 0
    if total:
        pipeline.report(loop.name, 0, total)
        read: list[_Read] = []
        arguments = loop.arguments(pipeline.settings) if loop.arguments else {}
        function = partial(loop.function, **arguments) if arguments else loop.function
        types = {table: warehouse.catalog[table].types for table in loop.writes}
        answering = Answering(function, loop.name, types, frozenset(loop.owners))
        ahead = 1 if loop.look_up else READ_AHEAD
        for outcomes in pipeline.compute.map(answering, _payloads(loop, warehouse, read), ahead=ahead):
            chunk = read.pop(0)
            rejected += _commit(loop, version, warehouse, chunk, outcomes)
            processed += len(chunk.keys)
            pipeline.report(loop.name, processed, total)
    return processed, rejected


def look_up(loop: DocumentLoop, warehouse: Warehouse) -> None:
    """Run the statements of `look_up`."""
    for statement in statements(loop.look_up):
        warehouse.execute(statement, bound(statement, loop.parameters))


def _payloads(loop: DocumentLoop, warehouse: Warehouse, read: list["_Read"]) -> Iterator[list[Row]]:
    """The input rows of one chunk after the other; each is put into `read` for the commit."""
    for first, end in read_together(loop, warehouse):
        if loop.look_up and first % loop.portion_chunks == 0:
            warehouse.execute(
                "CREATE OR REPLACE TEMP TABLE portion AS SELECT * FROM pending WHERE chunk >= $first AND chunk < $end",
                {"first": first, "end": first + loop.portion_chunks},
            )
            look_up(loop, warehouse)
        some = _put_into_chunk(warehouse, first, end)
        payload = {row["article_id"]: row for row in loop.read(loop, warehouse)}
        for chunk in some:
            rows = [payload.pop(row["key"]) for row in chunk]
            read.append(_Read(chunk, rows))
            yield [
                {"key": item["key"], "input_hash": item["input_hash"], "input": row}
                for item, row in zip(chunk, rows, strict=True)
            ]


def read_together(loop: DocumentLoop, warehouse: Warehouse) -> Iterator[tuple[int, int]]:
    """Bounds of neighbouring chunks, the first and the one behind the last, that are small enough to be held in memory.

    What is looked up for some chunks is read for no others.
    """
    most_documents = READ_LOOKED_UP if loop.look_up else READ_DOCUMENTS
    most_bytes = _READ_CHUNKS * warehouse.settings.chunk_bytes
    first = documents = byte_size = 0
    sizes = warehouse.rows(
        "SELECT chunk, count(*) AS documents, coalesce(sum(byte_size), 0) AS byte_size FROM pending "
        "GROUP BY chunk ORDER BY chunk"
    )
    for number, size in enumerate(sizes):
        documents, byte_size = documents + size["documents"], byte_size + int(size["byte_size"])
        is_full = documents > most_documents or byte_size > most_bytes
        is_border = bool(loop.look_up) and number % loop.portion_chunks == 0
        if (is_full or is_border) and number > first:
            yield first, number
            first, documents, byte_size = number, size["documents"], int(size["byte_size"])
    if sizes:
        yield first, len(sizes)


def _commit(loop: DocumentLoop, version: str, warehouse: Warehouse, chunk: "_Read", outcomes: list[Outcome]) -> int:
    """Write one chunk, rows and ledger together. Returns the number of rejections."""
    packed: dict[str, list[bytes]] = {table: [] for table in (*loop.writes, ledger.LEDGER.name)}
    rows: dict[str, list[Row]] = {table: [] for table in loop.writes}
    entries = []
    for item, row, outcome in zip(chunk.keys, chunk.rows, outcomes, strict=True):
        if isinstance(outcome, Answer):
            for table, stream in outcome.rows.items():
                packed[table].append(stream)
            continue
        outlives = isinstance(outcome, Fault) and loop.on_failure is not None
        answer = answer_of(outcome, item["input_hash"], owned=bool(loop.owners))
        answer_hash = ledger.output_hash(loop.name, item["key"], answer)
        entries.append(ledger.ledger_row(loop.name, version, item, answer_hash, outcome, outlives=outlives))
        for table, written in (loop.on_failure(row) if outlives and loop.on_failure else {}).items():
            own = {} if table in loop.owners else {"article_id": item["key"]}
            rows[table].extend({**own, **given} for given in written)
    with warehouse.transaction():
        _delete(loop, warehouse, [item["key"] for item in chunk.keys if item["seen"]])
        for table in loop.writes:
            warehouse.insert_packed(table, packed[table])
            warehouse.insert(table, rows[table])
        ledger.insert_done(loop.name, version, packed[ledger.LEDGER.name], warehouse)
        warehouse.insert(ledger.LEDGER.name, entries)
    return sum(entry["state"] == "rejected" for entry in entries)


def _failures(loop: DocumentLoop, warehouse: Warehouse) -> tuple[str, ...]:
    """A sentence for each reason for which the loop gave up on documents, for the run's log."""
    rows = warehouse.rows(
        "SELECT reason, count(*) AS found, min(source_uri) AS example "
        "FROM ledger_failures JOIN raw_documents ON article_id = key WHERE stage = $stage GROUP BY ALL ORDER BY ALL",
        {"stage": loop.name},
    )
    become = "are refused" if loop.on_failure is None else "go on without it"
    return tuple(
        f"{loop.name} gave up on {row['found']:,} documents ({row['reason']}), such as {row['example']}: "
        f"they {become}. "
        "ledger_failures in pipeline.duckdb says where the code was."
        for row in rows
    )


def _remove_gone(loop: DocumentLoop, warehouse: Warehouse) -> int:
    """Forget documents that the loop has seen and should not have any more: refused upstream, or taken down."""
    gone = ledger.find_gone(loop.name, warehouse)
    if gone:
        with warehouse.transaction():
            _delete(loop, warehouse, gone)
    return len(gone)


def _delete(loop: DocumentLoop, warehouse: Warehouse, keys: list[str]) -> None:
    if not keys:
        return
    for table in loop.writes:
        for owner in loop.owners.get(table, ("article_id",)):
            warehouse.execute(f"DELETE FROM {table} WHERE {owner} IN (SELECT unnest($keys))", {"keys": keys})  # noqa: S608
    ledger.delete_entries(loop.name, keys, warehouse)
