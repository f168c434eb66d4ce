"""Reads a stored file into rows of `raw_documents` and refusals; runs in a worker process."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import zstandard

from news_pipeline.cleaning.document_site import site_of
from news_pipeline.metadata.outlets.urls import canonical_url, url_key
from news_pipeline.readers import Document, Unreadable
from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.reasons import Reason
from news_pipeline.shared.hashing import digest, digest64
from news_pipeline.shared.results import Row
from news_pipeline.shared.shard_setting import Shard
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.raw_store import RawStore, StoredFile
from news_pipeline.storage.redacted_containers import read_allowed
from news_pipeline.storage.tombstones import Tombstones


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A stored file, and how it is read."""

    file: StoredFile
    column_map: ColumnMap | None
    reader_version: str
    shard: Shard | None = None
    """Whose records are taken; None: all."""


Record = tuple[int, Row | Unreadable | None]
"""How many records of the file are read with it, and the row or the refusal; None: it falls into another shard."""

_FOR_EVERY_SHARD = frozenset({Reason.WITHDRAWN, Reason.COLUMN_MAP, Reason.BAD_COLUMN_MAP})
"""Refusals that say something of documents elsewhere in the folder, whatever shard these fall into."""


def read_records(
    store: RawStore, tombstones: Tombstones, reading: StoredReading, start: int
) -> Iterator[tuple[int, int, Record]]:
    """The file's records after number `start`, as the engine wants them: place, bytes, record.

    Raises UserError when the stored copy is damaged: that is not the file's fault, and a backup may have it.
    """
    file, place = reading.file, start
    try:
        for item in read_allowed(file, store, tombstones, start, reading.column_map):
            place = item.record or max(1, place)
            if reading.shard and not _is_taken(item, file.source_path, reading.shard):
                yield place, 0, (place, None)
            elif isinstance(item, Unreadable):
                yield place, 0, (place, item)
            else:
                yield place, len(item.text), (place, _document_row(item, reading))
    except zstandard.ZstdError as error:
        raise UserError(
            f"the stored copy of {file.source_path} is damaged ({error}). Bring raw/{file.content_hash[:2]}/"
            f"{file.content_hash}.zst back from a backup. If the landing folder has the file as it was, delete the "
            "copy instead, and touch the file: the next run stores it again."
        ) from error


def _is_taken(item: Document | Unreadable, path: str, shard: Shard) -> bool:
    """Whether the shard has the item: by its site, or by its own address where none is known.

    The site is the one by which cleaning counts lines, so that all documents of a site are in one shard. A refusal has
    the site of its folder; one that says something of other documents is for every shard.
    """
    uri = source_uri(path, item)
    if isinstance(item, Unreadable):
        if item.listed or item.reason in _FOR_EVERY_SHARD:
            return True
        site = site_of(uri, "text/plain", "", ())
    else:
        site = site_of(uri, item.media_type, item.text, [(field.name, field.value) for field in item.fields])
    return shard.takes(site.name if site else uri)


def source_uri(path: str, item: Document | Unreadable) -> str:
    """Where a record is."""
    return path + (item.address or ("" if item.record is None else f"#{item.record}"))


def listed_rows(path: str, item: Unreadable) -> list[Row]:
    """The rows of `listed_addresses`: what a sitemap says of documents elsewhere."""
    return [
        {
            "source_uri": source_uri(path, item),
            "source_path": path,
            "url_key": url_key(canonical),
            "field": field.name,
            "value": field.value,
            "place": field.key,
        }
        for listed in item.listed
        if (canonical := canonical_url(listed.url))
        for field in listed.fields
    ]


def _document_row(document: Document, reading: StoredReading) -> Row:
    uri = source_uri(reading.file.source_path, document)
    fields = json.dumps([[value.name, value.value, value.key] for value in document.fields], ensure_ascii=False)
    return {
        "article_id": digest(uri, document.content_hash),
        "source_uri": uri,
        "source_path": reading.file.source_path,
        "record_number": document.record,
        "content_hash": document.content_hash,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "text": document.text,
        "fields": fields,
        "notes": list(document.notes),
        "byte_size": document.byte_size,
        "file_hash": reading.file.content_hash,
        "reader_version": reading.reader_version,
        "document_hash": digest64(uri, document.media_type, document.text, fields),
        "is_current": True,
    }
