"""From landing files to documents in the warehouse: what is new, in bounded chunks, resumed at a record.

A file is copied into the raw store first and read from there, so that a file that changes meanwhile is read whole,
either as it was or as it is. Here: that loop. Elsewhere: reading bytes (readers/), the store (raw_store.py), the
folder (landing.py).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time_ns
from typing import Literal

from news_pipeline.hashing import digest, digest64
from news_pipeline.landing import LandingFile
from news_pipeline.outcomes import Row
from news_pipeline.raw_store import RawStore, StoredFile
from news_pipeline.readers import Document, Unreadable, media_type_of, read_documents
from news_pipeline.sql import read_sql
from news_pipeline.stages import Report
from news_pipeline.warehouse import Warehouse

READER_VERSION = "1"
"""Raise it when readers may read another text, or other fields, out of the same bytes: all files are read again."""


@dataclass(slots=True)
class IngestResult:
    """What one look at the landing folder brought."""

    files: int = 0
    documents: int = 0
    rejected: int = 0
    data_version: str = ""


@dataclass(slots=True)
class _FileState:
    """How far one file is read."""

    file: StoredFile
    first_seen_at: datetime
    is_present: bool = True
    is_new_version: bool = True
    """Not in the manifest yet."""
    is_at_start: bool = True
    """Nothing of this reading is committed yet."""
    is_reread: bool = False
    """The same bytes were read before, by an older version of the readers."""
    records_read: int = 0
    document_count: int = 0
    encoding: str | None = None
    state: Literal["reading", "ingested", "rejected"] = "reading"

    def row(self) -> Row:
        return {
            "source_path": self.file.source_path,
            "content_hash": self.file.content_hash or None,
            "byte_size": self.file.byte_size,
            "modified_ns": self.file.modified_ns,
            "media_type": media_type_of(self.file.source_path),
            "encoding": self.encoding,
            "state": self.state,
            "reader_version": READER_VERSION,
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
    files: dict[str, _FileState] = field(default_factory=dict)
    byte_size: int = 0


def ingest_landing(
    files: list[LandingFile], left_alone: set[str], store: RawStore, warehouse: Warehouse, report: Report
) -> IngestResult:
    """Read every file that is new, changed, half read, or was read by an older version of the readers.

    `left_alone` are paths that lie in the folder too, but are not read now.
    """
    known = {row["source_path"]: row for row in warehouse.rows("SELECT * FROM files")}
    _note_presence({file.source_path for file in files} | left_alone, known, warehouse)
    pending = [file for file in files if not _is_settled(file, known.get(file.source_path))]
    result = _ingest(_stored(pending, store, warehouse), len(pending), known, store, warehouse, report)
    result.data_version = documents_version(warehouse)
    return result


def documents_version(warehouse: Warehouse) -> str:
    """Changes when, and only when, documents, refusals or the state of a file change."""
    row = warehouse.rows(read_sql("documents_version.sql"))[0]
    return f"{row['documents']}-{row['hashes']:016x}"


def ingest_stored(present: set[str], store: RawStore, warehouse: Warehouse, report: Report) -> IngestResult:
    """Read everything that the raw store holds, every version in its order: the way to rebuild an empty warehouse."""
    files = list(store.manifest())
    result = IngestResult()
    for number, file in enumerate(files):
        known = {row["source_path"]: row for row in warehouse.rows("SELECT * FROM files WHERE source_path = $p", {"p": file.source_path})}
        one = _ingest([file], 1, known, store, warehouse, lambda *_: None, present=file.source_path in present)
        result.files, result.documents, result.rejected = result.files + 1, result.documents + one.documents, result.rejected + one.rejected
        report("raw_documents", number + 1, len(files))
    return result


def _is_settled(file: LandingFile, row: Row | None) -> bool:
    return (
        row is not None
        and row["state"] != "reading"
        and row["reader_version"] == READER_VERSION
        and (row["byte_size"], row["modified_ns"]) == (file.byte_size, file.modified_ns)
    )


def _note_presence(present: set[str], known: dict[str, Row], warehouse: Warehouse) -> None:
    for is_present in (True, False):
        changed = [path for path, row in known.items() if (path in present) is is_present is not row["is_present"]]
        if changed:
            warehouse.execute(
                "UPDATE files SET is_present = $is WHERE source_path IN (SELECT unnest($paths))", {"is": is_present, "paths": changed}
            )


def _stored(files: list[LandingFile], store: RawStore, warehouse: Warehouse) -> Iterator[StoredFile]:
    """Copy one file after the other into the raw store; those that cannot be read are refused and tried again next time."""
    for file in files:
        try:
            yield store.store(file.path, file.source_path, file.modified_ns)
        except FileNotFoundError:
            continue  # taken away since the listing
        except OSError as error:
            _refuse_file(file, error, warehouse)


def _refuse_file(file: LandingFile, error: OSError, warehouse: Warehouse) -> None:
    state = _FileState(StoredFile(file.source_path, "", file.byte_size, 0), datetime.now(UTC), state="rejected")
    detail = f"The file cannot be opened: {error.strerror}. Check its permissions; the next run tries again."
    with warehouse.transaction():
        _forget([file.source_path], "files", warehouse)
        _forget([file.source_path], "reader_rejections", warehouse)
        warehouse.insert("files", [state.row()])
        warehouse.insert("reader_rejections", [_rejection(state, Unreadable(None, "", "unreadable_file", detail))])


def _ingest(
    files: Iterable[StoredFile],
    total: int,
    known: dict[str, Row],
    store: RawStore,
    warehouse: Warehouse,
    report: Report,
    *,
    present: bool = True,
) -> IngestResult:
    result, chunk = IngestResult(), _Chunk()
    limits = warehouse.settings
    for file in files:
        state = _begin(file, known.get(file.source_path))
        state.is_present = present
        chunk.files[file.source_path] = state
        if state.state == "reading":
            with store.open(file.content_hash) as stream:
                for item in read_documents(file.source_path, stream, start=state.records_read):
                    _take(item, state, chunk)
                    if len(chunk.documents) >= limits.chunk_documents or chunk.byte_size >= limits.chunk_bytes:
                        _commit(chunk, store, warehouse, result)
                        chunk = _Chunk(files={file.source_path: state})
                        report("raw_documents", result.files, total)
            state.state = "ingested" if state.document_count else "rejected"
        result.files += 1
        if len(chunk.files) >= limits.chunk_documents:
            _commit(chunk, store, warehouse, result)
            chunk = _Chunk()
            report("raw_documents", result.files, total)
    _commit(chunk, store, warehouse, result)
    if result.files:
        report("raw_documents", result.files, total)
    return result


def _begin(file: StoredFile, row: Row | None) -> _FileState:
    """Where to go on with a file: at its start, in its middle, or not at all when only its time has changed."""
    state = _FileState(file, row["first_seen_at"] if row else datetime.now(UTC))
    if row and row["content_hash"] == file.content_hash:
        state.is_new_version = False
        if row["reader_version"] == READER_VERSION:
            state.state = row["state"]
            state.records_read, state.document_count = row["records_read"], row["document_count"]
            state.encoding = row["encoding"]
            state.is_at_start = not state.records_read
        else:
            state.is_reread = True
    return state


def _take(item: Document | Unreadable, state: _FileState, chunk: _Chunk) -> None:
    state.records_read = item.record or 1
    if isinstance(item, Unreadable):
        chunk.rejections.append(_rejection(state, item))
        return
    row = _document_row(item, state.file)
    chunk.documents[row["article_id"]] = row
    chunk.byte_size += len(item.text)
    state.document_count += 1
    state.encoding = state.encoding or item.encoding


def _document_row(document: Document, file: StoredFile) -> Row:
    source_uri = file.source_path if document.record is None else f"{file.source_path}#{document.record}"
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
        "reader_version": READER_VERSION,
        "document_hash": digest64(source_uri, document.media_type, document.text, fields),
        "is_current": True,
    }


def _rejection(state: _FileState, item: Unreadable) -> Row:
    path = state.file.source_path
    return {
        "source_uri": path if item.record is None else f"{path}#{item.record}",
        "source_path": path,
        "reason": item.reason,
        "detail": item.detail,
        "code_version": READER_VERSION,
        "content_hash": item.content_hash,
        "rejected_at": datetime.now(UTC),
    }


def _commit(chunk: _Chunk, store: RawStore, warehouse: Warehouse, result: IngestResult) -> None:
    """One transaction: documents, refusals and how far each file is."""
    if not chunk.files:
        return
    states, documents = list(chunk.files.values()), list(chunk.documents.values())
    store.note([state.file for state in states if state.is_new_version])
    with warehouse.transaction():
        _forget([state.file.source_path for state in states], "files", warehouse)
        _forget([state.file.source_path for state in states if state.is_at_start], "reader_rejections", warehouse)
        _replace_documents(documents, warehouse)
        warehouse.insert("raw_documents", documents)
        warehouse.insert("reader_rejections", chunk.rejections)
        warehouse.insert("files", [state.row() for state in states])
        for state in states:
            if state.is_reread and state.state != "reading":
                _drop_unread(state.file, warehouse)
    for state in states:
        state.is_at_start = state.is_new_version = False
    result.documents += len(documents)
    result.rejected += len(chunk.rejections)


def _forget(paths: list[str], table: str, warehouse: Warehouse) -> None:
    if paths:
        sql = f"DELETE FROM {table} WHERE source_path IN (SELECT unnest($paths))"  # noqa: S608 table names are ours
        warehouse.execute(sql, {"paths": paths})


def _replace_documents(documents: list[Row], warehouse: Warehouse) -> None:
    """Make room for the documents: the same content keeps its arrival, other content of the same source is not current."""
    arrival = time_ns()
    moment = datetime.fromtimestamp(arrival / 1e9, UTC)
    keys = {"ids": [row["article_id"] for row in documents], "uris": [row["source_uri"] for row in documents]}
    same = "article_id IN (SELECT unnest($ids))"
    earlier = {
        row["article_id"]: row
        for row in warehouse.rows(f"SELECT article_id, arrival, arrived_at FROM raw_documents WHERE {same}", {"ids": keys["ids"]})  # noqa: S608
    }
    if earlier:
        warehouse.execute(f"DELETE FROM raw_documents WHERE {same}", {"ids": list(earlier)})  # noqa: S608
    warehouse.execute(
        "UPDATE raw_documents SET is_current = false WHERE is_current AND source_uri IN (SELECT unnest($uris))", {"uris": keys["uris"]}
    )
    for row in documents:
        row.update(earlier.get(row["article_id"], {"arrival": arrival, "arrived_at": moment}))


def _drop_unread(file: StoredFile, warehouse: Warehouse) -> None:
    """Documents that an older version of the readers found in the same bytes, and this one does not."""
    warehouse.execute(
        "DELETE FROM raw_documents WHERE source_path = $path AND file_hash = $hash AND reader_version <> $version",
        {"path": file.source_path, "hash": file.content_hash, "version": READER_VERSION},
    )
