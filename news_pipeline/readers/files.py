"""The bytes of one file -> its documents.

Here: the way in, by the file's name, and files that are one document. Elsewhere: JSON (json_files.py), decoding
(encoding.py), repairs (repair.py), endings (media_types.py).
"""

from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.hashing import digest
from news_pipeline.readers.charsets import declared_charset
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.encoding import NotText, decode
from news_pipeline.readers.json_files import read_json, read_json_lines
from news_pipeline.readers.markup import is_page
from news_pipeline.readers.media_types import BY_SUFFIX, media_type_of
from news_pipeline.readers.repair import repaired
from news_pipeline.readers.sources import MAX_RECORD_BYTES, ByteSource, take


def read_documents(path: str, stream: BinaryIO, *, start: int = 0) -> Iterator[Document | Unreadable]:
    """Each document of a file in order, and each thing in it that gives none; never nothing for a file read from 0.

    `path` only tells the kind of file. `start` resumes: records up to that number are passed over (of JSON lines:
    lines; a file that is one document counts as record 1), while a fault of the whole file is told again. Holds one
    record (at most 64 MiB), not the file. Raises only what `stream.read` raises.
    """
    media_type = media_type_of(path)
    source = ByteSource(stream)
    if media_type is None:
        yield _unsupported(path, stream)
    elif media_type == "application/json":
        yield from read_json(source, start)
    elif media_type == "application/x-ndjson":
        yield from read_json_lines(source, start)
    elif start == 0:
        yield _whole_file(source, media_type)


def _whole_file(source: ByteSource, media_type: str) -> Document | Unreadable:
    data = take(iter(source), MAX_RECORD_BYTES + 1)
    content_hash = digest(data[:MAX_RECORD_BYTES]) if data else ""
    if source.broken:
        detail = f"{source.broken}, {len(data):,} bytes of text could be read: fetch the file again"
        return Unreadable(None, content_hash, "broken_gzip", detail)
    if len(data) > MAX_RECORD_BYTES:
        detail = f"over {MAX_RECORD_BYTES // 2**20} MiB in one document: split it into its articles"
        return Unreadable(None, content_hash, "too_large", detail)
    if not data:
        return Unreadable(None, "", "empty_file", "no bytes: there is nothing to read")
    decoded = decode(data, declared=declared_charset(data) if media_type == "text/html" else None)
    if isinstance(decoded, NotText):
        detail = f"looks like {decoded.looks_like}; convert it to text or HTML"
        return Unreadable(None, content_hash, "not_text", detail)
    text, notes = repaired(decoded.text)
    if not text.strip():
        return Unreadable(None, content_hash, "empty_file", "only white space: there is nothing to read")
    if media_type == "text/plain" and is_page(text):
        media_type, notes = "text/html", (*notes, "HTML in a file named as text")
    return Document(
        record=None,
        content_hash=content_hash,
        media_type=media_type,
        text=text,
        encoding=decoded.encoding,
        fields=(),
        notes=decoded.notes + notes,
        byte_size=len(data),
    )


def _unsupported(path: str, stream: BinaryIO) -> Unreadable:
    head = stream.read(MAX_RECORD_BYTES)
    detail = (
        f"{path.rsplit('/', 1)[-1]!r} ends in none of {', '.join(BY_SUFFIX)} (or these with .gz): convert or rename it"
    )
    return Unreadable(None, digest(head) if head else "", "unsupported_type", detail)
