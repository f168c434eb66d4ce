"""Reads JSON and JSON lines files: finds their shape, numbers their records and resumes, in bounded memory.

The shapes: one object, an array, an array in a wrapper (an object around it, such as NewsAPI's), JSON lines.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES, ByteSource, lines, take
from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.json.agency import agency_item
from news_pipeline.readers.json.array import ArrayEnd, array_start, elements
from news_pipeline.readers.json.fields import is_value, value_at
from news_pipeline.readers.json.nested import opened
from news_pipeline.readers.json.record import Parsed, document_of, parse, too_large, unwrapped
from news_pipeline.readers.json.text import has_own_text
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.shared.hashing import digest

# Where wrappers have their records: Event Registry; NewsAPI, mediastack and GDELT; Webz.io; AP; mediastack;
# Elasticsearch; Guardian; New York Times; JSON Feed and Chronicling America. A path comes before its own prefix.
WRAPPERS = (
    *(("articles", "results"), ("articles",), ("posts",), ("data", "items"), ("data",), ("hits", "hits"), ("hits",)),
    *(("response", "results"), ("response", "docs"), ("items",)),
)
_OPENERS = ("{", "[")
_SEARCHED_BYTES = 2**20
_TWO_LINES = re.compile(rb"\s*+([^\n]++)\n\s*+(\S[^\n]*)(?:\n|\Z)")

Records = Iterator[Document | Unreadable]


class _Source(ByteSource):
    """The bytes of a file, what a person says of the keys of its records, and what its wrapper says of them all."""

    def __init__(self, stream: BinaryIO, column_map: ColumnMap | None) -> None:
        super().__init__(stream)
        self.column_map = column_map
        self.common: tuple[Field, ...] = ()


def read_json(stream: BinaryIO, start: int, column_map: ColumnMap | None = None) -> Records:
    """A `.json` file. One object is a document; an array, a wrapped array or JSON lines are records 1 to n."""
    source = _Source(stream, column_map)
    encoding, mark, chunks = _as_utf8(iter(source))
    head = _first_two_lines(chunks)
    opener = head.lstrip()[:1]
    if not opener:
        records = _empty(source, head)
    elif opener == b"[":
        records = _array(source, head.lstrip()[1:], chunks, start)
    elif _is_json_lines(head):
        records = _lines(source, chain([head], chunks), start)
    else:
        records = _object(source, mark, head + take(chunks, MAX_RECORD_BYTES + 1 - len(head)), chunks, start)
    yield from _in_encoding(records, encoding)


def read_json_lines(stream: BinaryIO, start: int, column_map: ColumnMap | None = None) -> Records:
    """A `.jsonl` or `.ndjson` file. Each line that is not blank is a record, with the number of the line."""
    source = _Source(stream, column_map)
    encoding, _, chunks = _as_utf8(iter(source))
    yield from _in_encoding(_lines(source, chunks, start), encoding)


def _lines(source: _Source, chunks: Iterator[bytes], start: int) -> Records:
    seen = False
    for line in lines(chunks):
        data = line.data.strip()
        seen = seen or bool(data)
        if not data or line.number <= start:
            continue
        if line.size > MAX_RECORD_BYTES:
            yield too_large(line.data, line.number, "the line")
        else:
            yield from _record(source, parse(data), data, line.number, is_whole=line.is_whole)
    yield from _broken(source)
    if not seen and not source.broken:
        yield from _empty(source, b"")


def _array(
    source: _Source,
    buffer: bytes,
    chunks: Iterator[bytes],
    start: int,
    *,
    wrapper: Parsed | Unreadable | None = None,
) -> Records:
    """The records of an array, then the fault of the array as a whole. What follows it in a wrapper is no fault."""
    number = faults = 0
    end = ArrayEnd(None, b"")
    for element in elements(buffer, chunks):
        if isinstance(element, ArrayEnd):
            end = element
            break
        number += 1
        faults += isinstance(element.parsed, Unreadable)
        if number > start:
            yield from _record(source, element.parsed, element.data, number, is_whole=element.is_whole)
    following = b""
    for piece in chain([end.rest], chunks):  # to the end of the file, where broken compression shows
        following = following or (piece.strip() if wrapper is None else b"")
    if source.broken:
        yield from _broken(source)
    elif end.fault:
        yield _fault(source, f"{end.fault} after {number} records: was the file cut?")
    elif following:
        yield _fault(source, f"something follows the array of {number} records, such as {_shown(following)}")
    elif number == 0:
        yield Unreadable(None, source.fingerprint, Reason.NO_RECORDS, "an empty array")
    elif isinstance(wrapper, Unreadable) and not faults and wrapper.reason == Reason.BAD_JSON:
        yield _fault(source, f"{wrapper.detail}, outside the array of {number} records: was the file cut?")


def _object(source: _Source, mark: bytes, data: bytes, chunks: Iterator[bytes], start: int) -> Records:
    """One document, or the records of a wrapper. A wrapper may be as broken or as large as an array."""
    parsed = parse(data) if len(data) <= MAX_RECORD_BYTES else too_large(data[:MAX_RECORD_BYTES], None, "the document")
    path = _wrapper_of(parsed.value) if isinstance(parsed, Parsed) else None
    paths = WRAPPERS if isinstance(parsed, Unreadable) else (path,)
    for found in paths:
        position = array_start(data if path else data[:_SEARCHED_BYTES], found) if found else None
        if position is not None:
            source.common = _said_of_all(parsed.value) if isinstance(parsed, Parsed) else ()
            yield from _array(source, data[position:], chunks, start, wrapper=parsed)
            return
    if start:
        return
    if source.broken:
        yield from _broken(source)
    elif isinstance(parsed, Unreadable):
        yield replace(parsed, content_hash=digest(mark + data[:MAX_RECORD_BYTES]))
    else:
        document = document_of(parsed, data, None, source.column_map)
        whole = mark + data
        yield (
            replace(document, content_hash=digest(whole))
            if isinstance(document, Unreadable)
            else replace(document, content_hash=digest(whole), byte_size=len(whole))
        )


def _record(source: _Source, parsed: Parsed | Unreadable, data: bytes, number: int, *, is_whole: bool) -> Records:
    """The document or refusal of one record. Nothing for what broken gzip left of one: the file's refusal covers it."""
    if isinstance(parsed, Parsed):
        document = document_of(parsed, data, number, source.column_map)
        if isinstance(document, Document) and source.common:
            present = {field.name for field in document.fields}
            common = tuple(field for field in source.common if field.name not in present)
            document = replace(document, fields=document.fields + common)
        yield document
    elif is_whole or not source.broken:
        yield replace(parsed, record=number)


def _wrapper_of(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, Mapping) or has_own_text(opened(unwrapped(value))[0]) or agency_item(value):
        return None
    for path in WRAPPERS:
        members = value_at(value, path)
        if isinstance(members, list) and any(isinstance(member, Mapping) for member in members):
            return path
    return None


def _said_of_all(wrapper: Mapping[str, Any]) -> tuple[Field, ...]:
    """What a JSON Feed (jsonfeed.org/version/1.1) says of all its items."""
    if not str(wrapper.get("version")).startswith("https://jsonfeed.org/"):
        return ()
    authors = wrapper.get("authors")
    named = [("source", "title"), ("domain", "home_page_url"), ("language", "language")]
    stated: list[tuple[str, Any, str]] = [(name, wrapper.get(key), key) for name, key in named]
    members = [author for author in authors if isinstance(author, Mapping)] if isinstance(authors, list) else []
    stated += [("authors", author.get("name"), "authors.name") for author in members]
    return tuple(Field(name, storable(value), f"feed.{key}") for name, value, key in stated if is_value(value))


def _first_two_lines(chunks: Iterator[bytes]) -> bytes:
    """The beginning of the file, to the end of the second line that is not blank. At most what a document may have."""
    head = b""
    while len(head) <= MAX_RECORD_BYTES and (more := take(chunks, max(len(head), 1))):
        head += more
        found = _TWO_LINES.match(head)
        if found and found.end() < len(head):
            break
    return head


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line ends like an object, and the first or the second line is one. The first may be damaged."""
    found = _TWO_LINES.match(head)
    if not found:
        return False
    first, second = found[1].strip(), found[2].strip()
    return first.endswith(b"}") and (_is_object(first) or _is_object(second))


def _is_object(data: bytes) -> bool:
    parsed = parse(data)
    return isinstance(parsed, Parsed) and isinstance(parsed.value, Mapping)


def _as_utf8(chunks: Iterator[bytes]) -> tuple[str | None, bytes, Iterator[bytes]]:
    """The encoding if it is UTF-16 or UTF-32 (RFC 4627); UTF-8's byte order mark, or b""; the chunks as UTF-8."""
    head = take(chunks, 4)
    encoding = json.detect_encoding(head)
    if encoding.startswith("utf-8") or head.decode(encoding, "ignore").lstrip()[:1] not in _OPENERS:
        mark = codecs.BOM_UTF8 if head.startswith(codecs.BOM_UTF8) else b""
        return None, mark, chain([head[len(mark) :]] if head[len(mark) :] else [], chunks)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    texts = (decoder.decode(chunk) for chunk in chain([head], chunks))
    return encoding, b"", (text.encode() for text in texts if text)


def _in_encoding(records: Records, encoding: str | None) -> Records:
    for record in records:
        yield replace(record, encoding=encoding) if encoding and isinstance(record, Document) else record


def _broken(source: _Source) -> Records:
    if source.broken:
        detail = f"{source.broken}; what stands before it was read: fetch the file again"
        yield Unreadable(None, source.fingerprint, Reason.BROKEN_GZIP, detail)


def _fault(source: _Source, detail: str) -> Unreadable:
    return Unreadable(None, source.fingerprint, Reason.BAD_JSON, detail)


def _empty(source: _Source, data: bytes) -> Records:
    yield from _broken(source)
    if not source.broken:
        detail = "only white space" if data or source.fingerprint else "no bytes"
        yield Unreadable(None, source.fingerprint, Reason.EMPTY_FILE, f"{detail}: there is nothing to read")


def _shown(data: bytes) -> str:
    return repr(data.strip()[:40].decode("utf-8", "replace"))
