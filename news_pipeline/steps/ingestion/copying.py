"""Copies landing files into the raw store on a cluster's workers, where both lie in an object store.

So neither the bytes nor the waits for the store are the run's own, which feeds all workers.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial

from news_pipeline.engine.document_loop import READ_AHEAD
from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.settings import NO_DASK
from news_pipeline.shared.results import Outcome, Rejected, Row
from news_pipeline.storage.landing import LandingFile
from news_pipeline.storage.raw_store import RawStore, SourceError, StoredFile
from news_pipeline.storage.remote_folder import RemoteFile
from news_pipeline.storage.tombstones import Tombstones

_FILES = 200
_BYTES = 1 << 26
"""Of a chunk, as a task has 30 s at least. A larger file is copied by the run itself."""


def copied(
    files: Iterable[LandingFile], tombstones: Tombstones, pipeline: Pipeline
) -> Iterator[tuple[LandingFile, StoredFile | None]]:
    """Each file, and what a worker has stored of it; None: the run has to copy it, and says what is wrong with it."""
    store, is_for_workers = pipeline.store, partial(_is_for_workers, tombstones=tombstones)
    if pipeline.settings.dask_scheduler == NO_DASK or not store.is_remote:
        yield from ((file, None) for file in files)
        return
    under_way = deque[list[LandingFile]]()

    def rows() -> Iterator[list[Row]]:
        for chunk in _chunks(files):
            under_way.append(chunk)
            yield [_row(file) for file in chunk if is_for_workers(file)]

    function = partial(copy_rows, store=store, tombstones=tombstones)
    for outcomes in pipeline.compute.map(function, rows(), ahead=READ_AHEAD):
        answers = iter(outcomes)
        for file in under_way.popleft():
            yield file, _stored(next(answers)) if is_for_workers(file) else None


def copy_rows(rows: Sequence[Row], store: RawStore, tombstones: Tombstones) -> list[Outcome]:
    """What was stored of each file, in `files`; nothing where it could not be read. Runs in a worker process."""
    outcomes: list[Outcome] = []
    for row in rows:
        is_refused, file = partial(tombstones.of_file, row["source_path"]), RemoteFile(row["address"])
        try:
            stored = store.copy(file, row["source_path"], row["modified_ns"], is_refused)
        except SourceError:
            outcomes.append({"files": []})
        else:
            outcomes.append({"files": [asdict(stored)]})
    return outcomes


def _is_for_workers(file: LandingFile, tombstones: Tombstones) -> bool:
    is_open = not file.refusal and not tombstones.of_file(file.source_path, "")
    return isinstance(file.path, RemoteFile) and is_open and file.byte_size <= _BYTES


def _row(file: LandingFile) -> Row:
    address = file.path.address if isinstance(file.path, RemoteFile) else ""
    return {"address": address, "source_path": file.source_path, "modified_ns": file.modified_ns}


def _stored(outcome: Outcome) -> StoredFile | None:
    if isinstance(outcome, Rejected):
        return None
    return next((StoredFile(**found) for found in outcome["files"]), None)


def _chunks(files: Iterable[LandingFile]) -> Iterator[list[LandingFile]]:
    chunk: list[LandingFile] = []
    byte_size = 0
    for file in files:
        if chunk and (len(chunk) == _FILES or byte_size + file.byte_size > _BYTES):
            yield chunk
            chunk, byte_size = [], 0
        chunk.append(file)
        byte_size += file.byte_size
    if chunk:
        yield chunk
