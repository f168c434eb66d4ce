"""Stored containers and sitemaps without the records that were taken down.

Records cannot be cut out of a compressed array or WARC file without moving the others, and a record's number is part
of its address. So the stored file is replaced by what its readers made of it: the documents that stay, exactly as read,
and refusals in the place of those that were taken down. It keeps its name in the store. The price: a later version of
the readers gets those documents as this version read them.
"""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import BinaryIO, cast

from news_pipeline.readers import Document, Field, Listed, Unreadable, read_documents
from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.reasons import Reason
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline.storage.tombstones import Tombstones, add_tombstones, refusal

MARK = b'{"news_pipeline": "a container without the records that were taken down"}\n'
"""Begins what stands in the place of a stored file."""


def read_stored(
    file: StoredFile, store: RawStore, start: int = 0, column_map: ColumnMap | None = None
) -> Iterator[Document | Unreadable]:
    """The documents and refusals of a stored file, from the record after `start`; a refusal if it is not there."""
    if not store.holds(file.content_hash):
        detail = f"raw/{file.content_hash[:2]}/{file.content_hash}.zst is not there. Bring it back from a backup."
        yield Unreadable(None, file.content_hash, Reason.STORED_COPY_LOST, detail)
        return
    with store.open(file.content_hash) as stream:
        peekable = io.BufferedReader(cast("io.RawIOBase", stream))
        if peekable.peek(len(MARK)).startswith(MARK):
            yield from _thawed(cast("BinaryIO", peekable), start)
        else:
            stored = cast("BinaryIO", peekable)
            yield from read_documents(file.source_path, stored, start=start, column_map=column_map)


def read_allowed(
    file: StoredFile,
    store: RawStore,
    tombstones: Tombstones,
    start: int = 0,
    column_map: ColumnMap | None = None,
) -> Iterator[Document | Unreadable]:
    """The same, with refusals in the place of what was taken down.

    A file that turns out to hold such a record leaves the store, or loses it there, when its last record is read.
    """
    against = tombstones.of_file(file.source_path, file.content_hash)
    if against is not None:
        yield refusal(against, None)
        return
    is_marked = bool(start and tombstones.known)
    for item in read_stored(file, store, start, column_map):
        stone, allowed = tombstones.of_item(item), tombstones.allowed(item)
        is_marked = is_marked or stone is not None or allowed is not item
        yield allowed if stone is None else replace(refusal(stone, item.record), address=item.address)
    if is_marked:
        redact(file, store, tombstones, column_map)


def redact(file: StoredFile, store: RawStore, tombstones: Tombstones, column_map: ColumnMap | None = None) -> int:
    """Take the records with a tombstone out of the stored file, and return how many there were.

    A sitemap loses what it says of documents that were taken down. A file that is one document leaves the store, and
    gets a tombstone of its own. A file that is not in the store, or that holds nothing of the kind, stays as it is.
    """
    if not store.holds(file.content_hash):
        return 0
    stones, less, is_container = [], 0, False
    with store.replacing(file.content_hash) as replacement:
        replacement.write(MARK)
        for item in read_stored(file, store, column_map=column_map):
            stone, allowed = tombstones.of_item(item), tombstones.allowed(item)
            stones.extend([stone] if stone else [])
            less += stone is None and allowed is not item
            is_container = is_container or item.record is not None
            replacement.write(_frozen(replace(refusal(stone, item.record), address=item.address) if stone else allowed))
        if not less and not (stones and is_container):
            replacement.discard()
    if stones and not is_container:
        # a worker of another host has no list; there the record's own tombstone refuses it again
        if store.folder.is_dir():
            add_tombstones(store.folder, [replace(stones[0], kind="file", hash=file.content_hash)])
        store.remove(file.content_hash)
    return len(stones) + less


def freeze(file: StoredFile, items: Iterable[Document | Unreadable], store: RawStore) -> None:
    """Put what was read from a file in the place of its stored copy."""
    with store.replacing(file.content_hash) as replacement:
        replacement.write(MARK)
        for item in items:
            replacement.write(_frozen(item))


def _frozen(item: Document | Unreadable) -> bytes:
    kind = "refusal" if isinstance(item, Unreadable) else "document"
    return json.dumps({kind: asdict(item)}).encode("ascii") + b"\n"


def _thawed(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    stream.readline()
    for line in stream:
        [(kind, values)] = json.loads(line).items()
        if (values["record"] or 0) <= start and start:
            continue
        if kind == "refusal":
            listed = tuple(
                Listed(each["url"], tuple(Field(**value) for value in each["fields"]))
                for each in values.get("listed", ())
            )
            yield Unreadable(**{**values, "reason": Reason.of(values["reason"]), "listed": listed})
        else:
            fields, notes = tuple(Field(**value) for value in values["fields"]), tuple(values["notes"])
            yield Document(**{**values, "fields": fields, "notes": notes})
