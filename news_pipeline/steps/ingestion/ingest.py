"""Takes landing files into the warehouse as documents: those that are new, half read, or to be read again.

A file is copied into the raw store first and read from there, so that a file that changes meanwhile is read whole,
either as it was or as it is.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from time import time_ns
from types import MappingProxyType

from news_pipeline.engine import ledger
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.readers import Unreadable
from news_pipeline.readers.column_map import ColumnMap, is_column_map, map_for
from news_pipeline.readers.reasons import Reason
from news_pipeline.shared.results import Row
from news_pipeline.shared.shard_setting import Shard
from news_pipeline.steps.ingestion.copying import copied
from news_pipeline.steps.ingestion.reading import (
    FileState,
    IngestResult,
    column_maps,
    forget,
    known_files,
    read_files,
    rejection_row,
)
from news_pipeline.steps.ingestion.versions import is_read
from news_pipeline.storage.landing import LandingFile, Refusal, at_rest
from news_pipeline.storage.raw_store import RawStore, SourceError, StoredFile
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.tombstones import read_tombstones
from news_pipeline.storage.warehouse import Warehouse

__all__ = ["IngestResult", "begin_rebuild", "documents_version", "files_wait", "ingest_landing", "ingest_stored"]

_REBUILD = "rebuild"
"""The ledger's note of this name says how many versions of the raw store a rebuild has read; None: none is going on."""


def ingest_landing(files: list[LandingFile], left_alone: set[str], pipeline: Pipeline) -> IngestResult:
    """Read every file that is new, changed, half read, or was read by an older version of the readers.

    `left_alone` are paths that lie in the folder too, but are not read now. Files that a killed run began are finished
    first, and from the raw store: they may have changed or vanished since.
    """
    store, warehouse = pipeline.store, pipeline.warehouse
    store.drop_leftovers()
    present = {file.source_path for file in files} | left_alone
    result = ingest_stored(present, pipeline)
    known = known_files(warehouse)
    _note_presence(present, known, warehouse)
    shard = pipeline.settings.own_shard
    maps = [file for file in files if is_column_map(file.source_path) and not _is_settled(file, known, shard)]
    if maps:
        result += read_files(_stored(maps, known, pipeline, []), present, pipeline, len(maps))
        known = known_files(warehouse)
    half_read = [_stored_file(row) for row in known.values() if row["state"] == "reading"]
    if half_read:
        result += read_files(half_read, present, pipeline, len(half_read))
        known = known_files(warehouse)
    column_maps_now = column_maps(known, store)
    pending = [file for file in files if not _is_settled(file, known, shard, column_maps_now)]
    refused: list[tuple[LandingFile, Refusal]] = []
    if pending:
        new = _stored(pending, known, pipeline, refused)
        result += read_files(new, present, pipeline, len(pending))
        result += _refuse(refused, known, warehouse)
    result.data_version = documents_version(warehouse)
    return result


def documents_version(warehouse: Warehouse) -> str:
    """Changes when, and only when, documents, refusals or the state of a file change."""
    row = warehouse.rows(read_sql(__package__, "documents_version.sql"))[0]
    return f"{row['documents']}-{row['hashes']:016x}"


def ingest_stored(present: set[str], pipeline: Pipeline) -> IngestResult:
    """Read what the raw store holds, every version in its order, from where `begin_rebuild` or a kill left it.

    Nothing unless a rebuild is going on. What people say of columns is read before all else.
    Versions of different files share chunks; each version of one file comes
    after the one before it.
    """
    result, store, warehouse = IngestResult(), pipeline.store, pipeline.warehouse
    while (place := ledger.noted(_REBUILD, warehouse)) is not None:
        done, files = int(place), sorted(store.manifest(), key=lambda file: not is_column_map(file.source_path))
        one_round: dict[str, StoredFile] = {}
        for file in files[done:]:
            if file.source_path in one_round or is_column_map(file.source_path) < any(map(is_column_map, one_round)):
                break
            one_round[file.source_path] = file
        result += read_files(one_round.values(), present, pipeline, len(files), done)
        ledger.note(_REBUILD, str(done + len(one_round)) if one_round else None, warehouse)
    return result


def begin_rebuild(warehouse: Warehouse) -> None:
    """Note that the raw store is to be read from its beginning; in the transaction that empties the tables."""
    ledger.note(_REBUILD, "0", warehouse)


def _stored_file(row: Row) -> StoredFile:
    return StoredFile(row["source_path"], row["content_hash"], row["byte_size"], row["modified_ns"])


def files_wait(listing: list[LandingFile], quiet_seconds: int, warehouse: Warehouse) -> bool:
    """Whether a run would read a file, finish one, or note that one came back or vanished.

    Files that changed less than `quiet_seconds` ago are left for the next run.
    """
    known = known_files(warehouse)
    maps = column_maps(known, RawStore(warehouse.settings.raw_dir, warehouse.settings.raw_address))
    present = {file.source_path for file in listing}
    shard = warehouse.settings.own_shard
    is_rebuilding = ledger.noted(_REBUILD, warehouse) is not None
    return (
        is_rebuilding
        or any(row["state"] == "reading" or row["is_present"] != (path in present) for path, row in known.items())
        or any(not _is_settled(file, known, shard, maps) for file in at_rest(listing, time_ns(), quiet_seconds))
    )


def _is_settled(
    file: LandingFile,
    known: dict[str, Row],
    shard: Shard | None,
    maps: Mapping[str, ColumnMap] = MappingProxyType({}),
) -> bool:
    """Whether a file need not be looked at: its row of `files` says that today's reader has read it as it is."""
    row = known.get(file.source_path)
    return (
        row is not None
        and row["state"] != "reading"
        and is_read(row, map_for(file.source_path, maps), shard)
        and (row["byte_size"], row["modified_ns"]) == (file.byte_size, file.modified_ns)
    )


def _note_presence(present: set[str], known: dict[str, Row], warehouse: Warehouse) -> None:
    for is_present in (True, False):
        changed = [path for path, row in known.items() if (path in present) is is_present is not row["is_present"]]
        if changed:
            warehouse.execute(
                "UPDATE files SET is_present = $is WHERE source_path IN (SELECT unnest($paths))",
                {"is": is_present, "paths": changed},
            )


def _stored(
    files: list[LandingFile], known: dict[str, Row], pipeline: Pipeline, refused: list[tuple[LandingFile, Refusal]]
) -> Iterator[StoredFile]:
    """Copy one file after the other into the raw store, note new versions; what cannot be read goes to `refused`."""
    store = pipeline.store
    tombstones = read_tombstones(store.folder)
    for file, copy in copied(files, tombstones, pipeline):
        if file.refusal:
            refused.append((file, file.refusal))
            continue
        if tombstones.of_file(file.source_path, ""):
            yield StoredFile(file.source_path, "", file.byte_size, file.modified_ns)
            continue
        try:
            refused_file = partial(tombstones.of_file, file.source_path)
            stored = copy or store.store(file.path, file.source_path, file.modified_ns, refused_file)
        except SourceError as fault:
            if not isinstance(fault.error, FileNotFoundError):  # deleted since the listing
                detail = f"The file cannot be opened: {fault.error.strerror}. The next run tries again."
                refused.append((file, (Reason.UNREADABLE_FILE, detail)))
            continue
        if file.source_path not in known or known[file.source_path]["content_hash"] != stored.content_hash:
            store.note(stored)
        yield stored


def _refuse(refused: list[tuple[LandingFile, Refusal]], known: dict[str, Row], warehouse: Warehouse) -> IngestResult:
    """What is no file to read, or could not be opened. What was read from it before stays.

    What could not be opened is tried again by the next run: its permissions do not change its time.
    """
    moment, shard = datetime.now(UTC), warehouse.settings.own_shard
    states, rejections = [], []
    for file, (reason, detail) in refused:
        seen = known[file.source_path]["first_seen_at"] if file.source_path in known else moment
        modified = 0 if reason is Reason.UNREADABLE_FILE else file.modified_ns
        version = StoredFile(file.source_path, "", file.byte_size, modified)
        state = FileState(version, seen, state="rejected", shard=shard)
        states.append(state)
        rejections.append(rejection_row(state, Unreadable(None, "", reason, detail)))
    with warehouse.transaction():
        for table in ("files", "reader_rejections"):
            forget(table, "source_path", [file.source_path for file, _ in refused], warehouse)
        warehouse.insert("files", [state.row() for state in states])
        warehouse.insert("reader_rejections", rejections)
    return IngestResult(files=len(refused), rejected=len(refused))
