"""Reads HTTP responses (RFC 9112) as crawlers store them: status, header, and the body with its codings undone.

Chunks, gzip, deflate, Brotli and Zstandard are undone only where the body really has them: some crawlers undo a coding
and leave the header as it was.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.warc.header_lines import header_fields

_STATUS = re.compile(rb"HTTP/[0-9](?:\.[0-9])?[ \t]+([0-9]{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r?\n\Z")
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_MAX_HEAD = 256 * 2**10
_MAX_CODINGS = 4
_STARTS = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_NO_CODING = {"", "identity", "none", "utf-8"}


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response as the record has it."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes
    """With its codings still on."""

    @property
    def media_type(self) -> str:
        """That of Content-Type, in lower case; "" for none."""
        return media_type_in(self.headers.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """The charset that Content-Type declares; None: it declares none."""
        return charset_in(self.headers.get("content-type", ""))


@dataclass(frozen=True, slots=True)
class Undecodable:
    """A body whose coding cannot be undone: BAD_WARC, TOO_LARGE or UNSUPPORTED_CODING."""

    reason: Reason
    detail: str


def parse_response(block: bytes) -> HttpResponse | None:
    """The response in the block of a record; None: the block is no response."""
    status = _STATUS.match(block)
    if not status:
        return None
    end = _HEAD_END.search(block[:_MAX_HEAD])
    head, body = (block[: end.start()], block[end.end() :]) if end else (block[:_MAX_HEAD], b"")
    return HttpResponse(int(status[1]), header_fields(head), body)


def media_type_in(content_type: str) -> str:
    """`text/html` of `Text/HTML; charset=utf-8`."""
    return content_type.partition(";")[0].strip().lower()


def charset_in(content_type: str) -> str | None:
    """`utf-8` of `Text/HTML; charset=utf-8`."""
    found = _CHARSET.search(content_type[:1000])
    return found[1] if found else None


def decoded_body(response: HttpResponse) -> bytes | Undecodable:
    """The body without its codings: at most MAX_RECORD_BYTES."""
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        joined = _joined_chunks(body)
        if joined is None:
            return Undecodable(Reason.BAD_WARC, "the body ends inside a chunk")
        body = joined
    codings = response.headers.get("content-encoding", "").lower().split(",")[:_MAX_CODINGS]
    for coding in reversed(codings):
        undone = _undone(coding.strip().removeprefix("x-"), body)
        if isinstance(undone, Undecodable):
            return undone
        body = undone
    if len(body) > MAX_RECORD_BYTES:
        return Undecodable(Reason.TOO_LARGE, f"the page is over {MAX_RECORD_BYTES // 2**20} MiB when unpacked")
    return body


def _joined_chunks(body: bytes) -> bytes | None:
    """The data of the chunks; the body itself if it begins with no chunk; None: it ends inside a chunk."""
    parts: list[bytes] = []
    position = 0
    while size := _CHUNK.match(body, position):
        begin, length = size.end(), int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        if begin + length > len(body):
            return None
        parts.append(body[begin : begin + length])
        position = begin + length
        position += (
            2 if body[position : position + 2] == b"\r\n" else 1 if body[position : position + 1] == b"\n" else 0
        )
    return None if parts else body


def _undone(coding: str, body: bytes) -> bytes | Undecodable:
    if coding in _NO_CODING or not body.startswith(_STARTS.get(coding, b"")):
        return body
    unpack = _UNPACKERS.get(coding)
    if unpack is None:
        return Undecodable(Reason.UNSUPPORTED_CODING, f"Content-Encoding {coding[:40]!r} is not known")
    return unpack(body)


def _gzip(body: bytes) -> bytes | Undecodable:
    return _inflated(body, 31)


def _deflate(body: bytes) -> bytes | Undecodable:
    """RFC 9110 means zlib's format. Some servers send raw deflate, some send plain text."""
    for bits in (15, -15):
        inflated = _inflated(body, bits)
        if isinstance(inflated, bytes):
            return inflated
    return body if _is_utf8(body) else inflated


def _inflated(body: bytes, bits: int) -> bytes | Undecodable:
    unpacker = zlib.decompressobj(wbits=bits)
    try:
        data = unpacker.decompress(body, MAX_RECORD_BYTES + 1)
    except zlib.error as error:
        return Undecodable(Reason.BAD_WARC, f"the compressed body is damaged ({error})")
    if not unpacker.eof and len(data) <= MAX_RECORD_BYTES:
        return Undecodable(Reason.BAD_WARC, "the compressed body ends too early")
    return data


def _brotli(body: bytes) -> bytes | Undecodable:
    try:
        import brotli  # noqa: PLC0415 - few archives need it
    except ImportError:
        return Undecodable(
            Reason.UNSUPPORTED_CODING, "Content-Encoding br: run `pip install brotli` and read the file again"
        )
    unpacker, parts, size = brotli.Decompressor(), [], 0
    try:
        part = unpacker.process(body, output_buffer_limit=2**20)
        while part and size <= MAX_RECORD_BYTES:
            parts.append(part)
            size += len(part)
            part = unpacker.process(b"", output_buffer_limit=2**20)
        is_whole = unpacker.is_finished() or size > MAX_RECORD_BYTES
    except brotli.error:
        is_whole = False
    if is_whole:
        return b"".join(parts)
    return body if _is_utf8(body) else Undecodable(Reason.BAD_WARC, "the compressed body is damaged, or ends too early")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _zstandard(body: bytes) -> bytes | Undecodable:
    import zstandard  # noqa: PLC0415

    try:
        with zstandard.ZstdDecompressor().stream_reader(body) as unpacked:
            return bytes(unpacked.read(MAX_RECORD_BYTES + 1))
    except zstandard.ZstdError as error:
        return Undecodable(Reason.BAD_WARC, f"the compressed body is damaged ({error})")


_UNPACKERS = {"gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstandard}
