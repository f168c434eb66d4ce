"""What every reader of whole files needs: the limit, broken gzip, empty files, the way from bytes to a document."""

from typing import BinaryIO

from news_pipeline.readers.binary import what_to_do
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES, ByteSource, take
from news_pipeline.readers.charsets import declared_charset
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.encoding import NotText, decode
from news_pipeline.readers.markup import is_page
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired
from news_pipeline.shared.hashing import digest


def whole_file(stream: BinaryIO) -> bytes | Unreadable:
    """All bytes of a file, decompressed: at least one, at most MAX_RECORD_BYTES."""
    source = ByteSource(stream)
    data = take(iter(source), MAX_RECORD_BYTES + 1)
    if source.broken:
        detail = f"{source.broken}, {len(data):,} bytes of text could be read: fetch the file again"
        return Unreadable(None, _hash(data), Reason.BROKEN_GZIP, detail)
    if len(data) > MAX_RECORD_BYTES:
        detail = f"over {MAX_RECORD_BYTES // 2**20} MiB in one document: split it into its articles"
        return Unreadable(None, _hash(data), Reason.TOO_LARGE, detail)
    if not data:
        return Unreadable(None, "", Reason.EMPTY_FILE, "no bytes: there is nothing to read")
    return data


def _hash(data: bytes) -> str:
    return digest(data[:MAX_RECORD_BYTES]) if data else ""


def document_of_bytes(  # noqa: PLR0913
    data: bytes,
    media_type: str,
    *,
    record: int | None = None,
    charset: str | None = None,
    fields: tuple[Field, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document | Unreadable:
    """The document that `data` is. `charset` is what a header names; without it an HTML page's declaration counts."""
    if charset is None and media_type == "text/html":
        charset = declared_charset(data)
    decoded = decode(data, declared=charset)
    if isinstance(decoded, NotText):
        advice = what_to_do(decoded.looks_like) if decoded.is_known else "convert it to text or HTML, in UTF-8"
        detail = f"looks like {decoded.looks_like}: {advice}"
        return Unreadable(record, digest(data), Reason.NOT_TEXT, detail)
    text, repairs = repaired(decoded.text)
    if not text.strip():
        reason = Reason.EMPTY_FILE if record is None else Reason.NO_TEXT
        return Unreadable(record, digest(data), reason, "only white space: there is nothing to read")
    if media_type == "text/plain" and is_page(text):
        media_type, repairs = "text/html", (*repairs, "HTML in a file named as text")
    return Document(
        record=record,
        content_hash=digest(data),
        media_type=media_type,
        text=text,
        encoding=decoded.encoding,
        fields=fields,
        notes=notes + decoded.notes + repairs,
        byte_size=len(data),
    )
