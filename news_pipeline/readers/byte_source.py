"""The bytes of one file: decompressed (gzip, RFC 1952), in bounded chunks, and cut into lines."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import BinaryIO

MAX_RECORD_BYTES = 64 * 2**20
"""A larger document, line or array element is refused as TOO_LARGE."""

FREE_UNPACKED_BYTES = 256 * 2**20
MAX_UNPACKED_RATIO = 200
"""A compressed file that unpacks to more than both is cut off there: 4 MB can hold 4 GB. DEFLATE packs 1,032 to 1 at
most, news in JSON lines or WARC 3 to 12 to 1."""

_READ_BYTES = 64 * 2**10
_CHUNK_BYTES = 2**20
_GZIP_MAGIC = b"\x1f\x8b"


class ByteSource:
    """The bytes of a stream in chunks of at most 1 MiB, decompressed if they begin like gzip.

    The content decides, not the name. A `.gz` that somebody unpacked and did not rename is read as it is.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hasher = blake2b(digest_size=16)
        self._any = False
        self._bytes_read = 0
        self.broken: str | None = None
        """After the iteration: what is wrong with the compression; None: it is sound."""

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._chunks():
            self._hasher.update(chunk)
            self._any = True
            yield chunk
            size += len(chunk)
            if size > max(FREE_UNPACKED_BYTES, MAX_UNPACKED_RATIO * self._bytes_read):
                self.broken = f"it unpacks to over {MAX_UNPACKED_RATIO} times its size"
                return

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits for the bytes given so far; "" for none. Containers use it: nobody holds them whole."""
        return self._hasher.hexdigest() if self._any else ""

    def _read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._bytes_read += len(data)
        return data

    def _chunks(self) -> Iterator[bytes]:
        head = self._read(_READ_BYTES)
        if head.startswith(_GZIP_MAGIC):
            yield from self._decompressed(head)
            return
        while head:
            yield head
            head = self._read(_CHUNK_BYTES)

    def _decompressed(self, pending: bytes) -> Iterator[bytes]:
        """The data of all members, one after the other. At damage: the data before it, and no more."""
        member = zlib.decompressobj(wbits=31)
        while pending or (pending := self._read(_READ_BYTES)):
            if member.eof:
                pending = self._next_member(pending)
                if not pending:
                    continue
                if self.broken:
                    return
                member = zlib.decompressobj(wbits=31)
            before = member.copy()
            try:
                data = member.decompress(pending, _CHUNK_BYTES)
            except zlib.error as error:
                if whole := before_the_damage(before, pending):
                    yield whole
                self.broken = f"the compressed data is damaged ({error})"
                return
            pending = member.unused_data if member.eof else member.unconsumed_tail
            if data:
                yield data
        while not member.eof and (data := member.decompress(b"", _CHUNK_BYTES)):
            yield data
        if not member.eof:
            self.broken = "the compressed data ends too early"

    def _next_member(self, pending: bytes) -> bytes:
        """What follows a member, without zero padding (tapes add it); b"": more must be read to tell."""
        pending = pending.lstrip(b"\0")
        if len(pending) == 1:
            pending += self._read(_READ_BYTES)
        if pending and not pending.startswith(_GZIP_MAGIC):
            self.broken = "bytes that are not gzip follow the compressed data"
        return pending


def before_the_damage(member: "zlib._Decompress", data: bytes) -> bytes:
    """The data that `member` unpacks before the first byte that it refuses."""
    parts = []
    for position in range(len(data)):
        try:
            parts.append(member.decompress(data[position : position + 1]))
        except zlib.error:
            break
    return b"".join(parts)


def take(chunks: Iterator[bytes], size: int) -> bytes:
    """The next chunks joined: at least `size` bytes, or all that are left."""
    parts: list[bytes] = []
    while size > 0 and (chunk := next(chunks, b"")):
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline."""

    number: int
    """From 1."""
    data: bytes
    """Its first MAX_RECORD_BYTES."""
    size: int
    """Its whole length in bytes."""
    is_whole: bool = True
    """False: the file ended before a newline."""


def lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """The lines of the joined chunks. Nothing after the last newline is no line."""
    number, size = 1, 0
    held: list[bytes] = []
    for chunk in chain(chunks, [b""]):
        first, *rest = chunk.split(b"\n")
        held.append(first[: max(MAX_RECORD_BYTES - size, 0)])
        size += len(first)
        for piece in rest:
            yield Line(number, b"".join(held), size)
            number, size, held = number + 1, len(piece), [piece]
    if size:
        yield Line(number, b"".join(held), size, is_whole=False)
