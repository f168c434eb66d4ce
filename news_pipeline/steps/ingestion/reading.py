"""Reads files into the warehouse: documents and refusals in bounded chunks, resumed at a record."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import count
from time import time_ns
from typing import Literal

from news_pipeline.engine.faults import Failure
from news_pipeline.engine.parts import Part, PartSize, Source
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.readers import Unreadable, media_type_of
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.column_map import ColumnMap, is_column_map, map_for, parse_column_map
from news_pipeline.readers.formats import version_of_refused
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.shard_setting import Shard
from news_pipeline.steps.ingestion.records import Record, StoredReading, listed_rows, read_records, source_uri
from news_pipeline.steps.ingestion.versions import WITHOUT_DOCUMENTS, is_read, version_now
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.tombstones import read_tombstones
from news_pipeline.storage.warehouse import Warehouse


@dataclass(slots=True)
class IngestResult:
    """What was read."""

    files: int = 0
    documents: int = 0
    rejected: int = 0
    data_version: str = ""

    def __iadd__(self, other: "IngestResult") -> "IngestResult":
        self.files += other.files
        self.documents += other.documents
        self.rejected += other.rejected
        return self


@dataclass(slots=True)
class FileState:
    """How far one file is read."""

    file: StoredFile
    first_seen_at: datetime
    is_present: bool = True
    is_at_start: bool = True
    """Nothing of this reading is committed yet."""
    records_read: int = 0
    document_count: int = 0
    elsewhere_count: int = 0
    """Records that fall into other shards."""
    encoding: str | None = None
    state: Literal["reading", "ingested", "rejected", "elsewhere"] = "reading"
    column_map: ColumnMap | None = None
    """What a person says of its columns."""
    shard: Shard | None = None
    """Whose records are taken; None: all."""
    reader_version: str = ""
    """What reads it. A file that was half read goes on under the version that began."""

    def __post_init__(self) -> None:
        """A file is read by today's reader of its format."""
        self.reader_version = self.reader_version or version_now(self.file.source_path, self.column_map, self.shard)

    def row(self) -> Row:
        """The row of `files`."""
        return {
            "source_path": self.file.source_path,
            "content_hash": self.file.content_hash or None,
            "byte_size": self.file.byte_size,
            "modified_ns": self.file.modified_ns,
            "media_type": media_type_of(self.file.source_path),
            "encoding": self.encoding,
            "state": self.state,
            "reader_version": version_of_refused(self.reader_version)
            if self.state in WITHOUT_DOCUMENTS
            else self.reader_version,
            "records_read": self.records_read,
            "document_count": self.document_count,
            "elsewhere_count": self.elsewhere_count,
            "is_present": self.is_present,
            "first_seen_at": self.first_seen_at,
        }


@dataclass(slots=True)
class _Chunk:
    """What the next transaction writes."""

    documents: dict[str, Row] = field(default_factory=dict)
    rejections: list[Row] = field(default_factory=list)
    listed: list[Row] = field(default_factory=list)
    files: dict[str, FileState] = field(default_factory=dict)
    byte_size: int = 0

    def is_full(self, limits: Settings) -> bool:
        answers = len(self.documents) + len(self.rejections)
        return answers >= limits.chunk_documents or self.byte_size >= limits.chunk_bytes


def read_files(
    files: Iterable[StoredFile], present: Collection[str], pipeline: Pipeline, total: int, before: int = 0
) -> IngestResult:
    """Read the files, each from where the warehouse has it; `present` are the paths that the landing folder shows.

    The report hears the number of files done, with those `before`, after each commit; `total` is their number.
    """
    limits, known = pipeline.settings, known_files(pipeline.warehouse)
    intake = _Intake(
        pipeline.warehouse,
        pipeline.store,
        lambda done: pipeline.report("raw_documents", before + done, total),
        present,
        known,
        column_maps(known, pipeline.store),
    )
    function = partial(read_records, pipeline.store, read_tombstones(limits.raw_dir))
    size = PartSize(limits.chunk_documents, limits.chunk_bytes)
    for part in pipeline.compute.read(function, intake.sources(files), size):
        intake.take(part)
    intake.end()
    return intake.result


@dataclass(slots=True)
class _Intake:
    """Takes what is read of files into the warehouse, in chunks."""

    warehouse: Warehouse
    store: RawStore
    report: Callable[[int], None]
    present: Collection[str]
    known: dict[str, Row]
    maps: dict[str, ColumnMap]
    result: IngestResult = field(default_factory=IngestResult)
    chunk: _Chunk = field(default_factory=_Chunk)
    reading: dict[int, FileState] = field(default_factory=dict)
    """By the number of the source."""
    unchanged: list[FileState] = field(default_factory=list)
    """Their time alone has changed."""

    def sources(self, files: Iterable[StoredFile]) -> Iterator[Source]:
        """What is to be read."""
        numbers = count()
        for file in files:
            shard = self.warehouse.settings.own_shard
            state = _begin(file, self.known.get(file.source_path), map_for(file.source_path, self.maps), shard)
            state.is_present = file.source_path in self.present
            if state.state == "reading":
                self.reading[next(numbers)] = state
                what = StoredReading(file, state.column_map, state.reader_version, shard)
                yield Source(what, state.records_read, file.byte_size)
            else:
                self.unchanged.append(state)

    def take(self, part: Part) -> None:
        """Some records of a file, or what is given up of it."""
        state = self.reading[part.number]
        self.chunk.files[state.file.source_path] = state
        for record in part.items:
            _take(record, state, self.chunk)
            if self.chunk.is_full(self.warehouse.settings):
                self._commit()
                self.chunk.files[state.file.source_path] = state
        if part.failure:
            _give_up(part.failure, None if part.has_ended else part.place, state, self.chunk)
        if part.has_ended:
            del self.reading[part.number]
            state.state = "ingested" if state.document_count else "elsewhere" if state.elsewhere_count else "rejected"
            self._done(state)

    def end(self) -> None:
        """Commit what is left."""
        for state in self.unchanged:
            self._done(state)
        self._commit()

    def _done(self, state: FileState) -> None:
        self.chunk.files[state.file.source_path] = state
        self.result.files += 1
        if len(self.chunk.files) >= self.warehouse.settings.chunk_documents:
            self._commit()

    def _commit(self) -> None:
        if self.chunk.files:
            self.store.sync()
            _commit(self.chunk, self.warehouse, self.result)
            self.report(self.result.files)
        self.chunk = _Chunk()


def known_files(warehouse: Warehouse) -> dict[str, Row]:
    """Rows of `files` by path."""
    return {row["source_path"]: row for row in warehouse.rows("SELECT * FROM files")}


def column_maps(known: dict[str, Row], store: RawStore) -> dict[str, ColumnMap]:
    """What people say of the columns of their tables, by the path of the file that says it; broken ones say nothing."""
    maps = {}
    for path, row in known.items():
        if is_column_map(path) and store.holds(row["content_hash"]):
            with store.open(row["content_hash"]) as stream:
                found = parse_column_map(stream.read(MAX_RECORD_BYTES))
            if isinstance(found, ColumnMap):
                maps[path] = found
    return maps


def _begin(file: StoredFile, row: Row | None, column_map: ColumnMap | None, shard: Shard | None) -> FileState:
    """Where to go on with a file: at its start, in its middle, or not at all when only its time has changed."""
    state = FileState(file, row["first_seen_at"] if row else datetime.now(UTC), column_map=column_map, shard=shard)
    is_same = row is not None and row["content_hash"] == file.content_hash
    if row and is_same and is_read(row, column_map, shard):
        state.state, state.reader_version = row["state"], row["reader_version"]
        state.records_read, state.document_count = row["records_read"], row["document_count"]
        state.elsewhere_count = row["elsewhere_count"] or 0
        state.encoding = row["encoding"]
        state.is_at_start = not state.records_read
    return state


def _take(record: Record, state: FileState, chunk: _Chunk) -> None:
    state.records_read, item = record
    if item is None:
        state.elsewhere_count += 1
        return
    if isinstance(item, Unreadable):
        chunk.rejections.append(rejection_row(state, item))
        chunk.listed += listed_rows(state.file.source_path, item)
        return
    chunk.documents[item["article_id"]] = item
    chunk.byte_size += len(item["text"])
    state.document_count += 1
    state.encoding = state.encoding or item["encoding"]


def _give_up(failure: Failure, record: int | None, state: FileState, chunk: _Chunk) -> None:
    """A refusal of the records up to that one, or of the rest of the file."""
    detail = failure.says
    if record is None and state.records_read:
        detail += f"; its records after {state.records_read} are not read"
    elif record is not None and record > state.records_read + 1:
        detail += f"; one of the records {state.records_read + 1} to {record}: they are not read"
    given_up = rejection_row(state, Unreadable(record, state.file.content_hash, failure.reason, detail))
    chunk.rejections.append({**given_up, "trace": failure.trace})
    state.records_read = record or state.records_read


def rejection_row(state: FileState, item: Unreadable) -> Row:
    """The row of `reader_rejections`."""
    path = state.file.source_path
    return {
        "source_uri": source_uri(path, item),
        "source_path": path,
        "reason": item.reason,
        "detail": item.detail,
        "code_version": state.reader_version,
        "content_hash": item.content_hash,
        "rejected_at": datetime.now(UTC),
    }


def _commit(chunk: _Chunk, warehouse: Warehouse, result: IngestResult) -> None:
    """One transaction: documents, refusals and how far each file is."""
    if not chunk.files:
        return
    states, documents = list(chunk.files.values()), list(chunk.documents.values())
    with warehouse.transaction():
        forget("files", "source_path", [state.file.source_path for state in states], warehouse)
        afresh = [state.file.source_path for state in states if state.is_at_start]
        forget("reader_rejections", "source_path", afresh, warehouse)
        forget("listed_addresses", "source_path", afresh, warehouse)
        forget("reader_rejections", "source_uri", [row["source_uri"] for row in chunk.rejections], warehouse)
        _replace_documents(documents, warehouse)
        warehouse.insert("raw_documents", documents)
        warehouse.insert("reader_rejections", chunk.rejections)
        warehouse.insert("listed_addresses", chunk.listed)
        warehouse.insert("files", [state.row() for state in states])
        _drop_unread([state for state in states if state.state != "reading"], warehouse)
    for state in states:
        state.is_at_start = False
    result.documents += len(documents)
    result.rejected += len(chunk.rejections)


def forget(table: str, column: str, values: list[str], warehouse: Warehouse) -> None:
    """Delete the rows that have one of the values."""
    if values:
        sql = f"DELETE FROM {table} WHERE {column} IN (SELECT unnest($values))"  # noqa: S608 names are ours
        warehouse.execute(sql, {"values": values})


def _replace_documents(documents: list[Row], warehouse: Warehouse) -> None:
    """Make room for new rows: the same content keeps its arrival, other content of its source is no longer current."""
    moment = datetime.now(UTC)
    last = int(warehouse.value("SELECT coalesce(max(arrival), 0) FROM raw_documents"))
    arrival = max(time_ns(), last + 1)  # a clock that was set back does not turn the order round
    keys = {"ids": [row["article_id"] for row in documents], "uris": [row["source_uri"] for row in documents]}
    same = "article_id IN (SELECT unnest($ids))"
    earlier = {
        row["article_id"]: row
        for row in warehouse.rows(
            f"SELECT article_id, arrival, arrived_at FROM raw_documents WHERE {same}",  # noqa: S608
            {"ids": keys["ids"]},
        )
    }
    if earlier:
        warehouse.execute(f"DELETE FROM raw_documents WHERE {same}", {"ids": list(earlier)})  # noqa: S608
    warehouse.execute(
        "UPDATE raw_documents SET is_current = false WHERE is_current AND source_uri IN (SELECT unnest($uris))",
        {"uris": keys["uris"]},
    )
    for row in documents:
        row.update(earlier.get(row["article_id"], {"arrival": arrival, "arrived_at": moment}))


def _drop_unread(states: list[FileState], warehouse: Warehouse) -> None:
    """Delete documents that an older version of the reader found in the same bytes, and this one does not."""
    if not states:
        return
    warehouse.execute(
        read_sql(__package__, "drop_unread.sql"),
        {
            "paths": [state.file.source_path for state in states],
            "hashes": [state.file.content_hash for state in states],
            "versions": [state.reader_version for state in states],
        },
    )
