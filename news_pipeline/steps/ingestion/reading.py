"""Reads files into the warehouse: documents and refusals in bounded chunks, resumed at a record."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time_ns
from typing import Literal

from news_pipeline.engine.faults import Failure
from news_pipeline.readers import Document, Unreadable, media_type_of
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.column_map import ColumnMap, is_column_map, map_for, parse_column_map
from news_pipeline.readers.formats import reader_version, version_of_refused, was_read_by
from news_pipeline.settings import Settings
from news_pipeline.shared.hashing import digest, digest64
from news_pipeline.shared.results import Row
from news_pipeline.steps.ingestion.guard import guarded
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline.storage.redacted_containers import read_allowed
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
    encoding: str | None = None
    state: Literal["reading", "ingested", "rejected"] = "reading"
    column_map: ColumnMap | None = None
    """What a person says of its columns."""
    reader_version: str = ""
    """What reads it. A file that was half read goes on under the version that began."""

    def __post_init__(self) -> None:
        """A file is read by today's reader of its format."""
        self.reader_version = self.reader_version or reader_version(self.file.source_path, self.column_map)

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
            if self.state == "rejected"
            else self.reader_version,
            "records_read": self.records_read,
            "document_count": self.document_count,
            "is_present": self.is_present,
            "first_seen_at": self.first_seen_at,
        }


@dataclass(slots=True)
class _Chunk:
    """What the next transaction writes."""

    documents: dict[str, Row] = field(default_factory=dict)
    rejections: list[Row] = field(default_factory=list)
    files: dict[str, FileState] = field(default_factory=dict)
    byte_size: int = 0

    def is_full(self, limits: Settings) -> bool:
        answers = len(self.documents) + len(self.rejections)
        return answers >= limits.chunk_documents or self.byte_size >= limits.chunk_bytes


def read_files(
    files: Iterable[StoredFile],
    present: Collection[str],
    store: RawStore,
    warehouse: Warehouse,
    report: Callable[[int], None],
) -> IngestResult:
    """Read the files, each from where the warehouse has it; `present` are the paths that the landing folder shows.

    The report hears the number of files done after each commit.
    """
    known, tombstones = known_files(warehouse), read_tombstones(warehouse.settings.raw_dir)
    maps = column_maps(known, store)
    result, chunk, limits = IngestResult(), _Chunk(), warehouse.settings
    for file in files:
        state = _begin(file, known.get(file.source_path), map_for(file.source_path, maps))
        state.is_present = file.source_path in present
        chunk.files[file.source_path] = state
        if state.state == "reading":
            reading = read_allowed(file, store, tombstones, state.records_read, state.column_map)
            for item in guarded(file, reading):
                _take(item, state, chunk)
                if chunk.is_full(limits):
                    _commit(chunk, warehouse, result)
                    chunk = _Chunk(files={file.source_path: state})
                    report(result.files)
            state.state = "ingested" if state.document_count else "rejected"
        result.files += 1
        if len(chunk.files) >= limits.chunk_documents:
            _commit(chunk, warehouse, result)
            chunk = _Chunk()
            report(result.files)
    _commit(chunk, warehouse, result)
    if result.files:
        report(result.files)
    return result


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


def _begin(file: StoredFile, row: Row | None, column_map: ColumnMap | None) -> FileState:
    """Where to go on with a file: at its start, in its middle, or not at all when only its time has changed."""
    state = FileState(file, row["first_seen_at"] if row else datetime.now(UTC), column_map=column_map)
    is_same = row is not None and row["content_hash"] == file.content_hash
    is_refused = row is not None and row["state"] == "rejected"
    if row and is_same and was_read_by(row["reader_version"], file.source_path, column_map, is_refused=is_refused):
        state.state, state.reader_version = row["state"], row["reader_version"]
        state.records_read, state.document_count = row["records_read"], row["document_count"]
        state.encoding = row["encoding"]
        state.is_at_start = not state.records_read
    return state


def _take(item: Document | Unreadable | Failure, state: FileState, chunk: _Chunk) -> None:
    if isinstance(item, Failure):
        rest = f"; its records after {state.records_read} are not read" if state.records_read else ""
        given_up = rejection_row(state, Unreadable(None, state.file.content_hash, item.reason, f"{item.says}{rest}"))
        chunk.rejections.append({**given_up, "trace": item.trace})
        return
    state.records_read = item.record or max(1, state.records_read)
    if isinstance(item, Unreadable):
        chunk.rejections.append(rejection_row(state, item))
        return
    row = _document_row(item, state)
    chunk.documents[row["article_id"]] = row
    chunk.byte_size += len(item.text)
    state.document_count += 1
    state.encoding = state.encoding or item.encoding


def _document_row(document: Document, state: FileState) -> Row:
    file = state.file
    source_uri = _source_uri(file.source_path, document)
    fields = json.dumps([[value.name, value.value, value.key] for value in document.fields], ensure_ascii=False)
    return {
        "article_id": digest(source_uri, document.content_hash),
        "source_uri": source_uri,
        "source_path": file.source_path,
        "record_number": document.record,
        "content_hash": document.content_hash,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "text": document.text,
        "fields": fields,
        "notes": list(document.notes),
        "byte_size": document.byte_size,
        "file_hash": file.content_hash,
        "reader_version": state.reader_version,
        "document_hash": digest64(source_uri, document.media_type, document.text, fields),
        "is_current": True,
    }


def _source_uri(path: str, item: Document | Unreadable) -> str:
    return path + (item.address or ("" if item.record is None else f"#{item.record}"))


def rejection_row(state: FileState, item: Unreadable) -> Row:
    """The row of `reader_rejections`."""
    path = state.file.source_path
    return {
        "source_uri": _source_uri(path, item),
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
        forget("reader_rejections", "source_uri", [row["source_uri"] for row in chunk.rejections], warehouse)
        _replace_documents(documents, warehouse)
        warehouse.insert("raw_documents", documents)
        warehouse.insert("reader_rejections", chunk.rejections)
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
    arrival = time_ns()
    moment = datetime.fromtimestamp(arrival / 1e9, UTC)
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
    warehouse.execute(
        read_sql(__package__, "drop_unread.sql"),
        {
            "paths": [state.file.source_path for state in states],
            "hashes": [state.file.content_hash for state in states],
            "versions": [state.reader_version for state in states],
        },
    )
