"""The bytes of one file in bounded pieces, decompressed, and cut into lines.

Here: gzip (RFC 1952), lines, the limit for one record. Elsewhere: what the bytes mean.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import BinaryIO

MAX_RECORD_BYTES = 64 * 2**20
"""A document, line or array element above this is refused: too_large."""

_READ_BYTES = 64 * 2**10
_CHUNK_BYTES = 2**20
_GZIP_MAGIC = b"\x1f\x8b"


class ByteSource:
    """The bytes of a stream as chunks of at most 1 MiB, decompressed where they begin as gzip does.

    The content decides, not the name: a `.gz` that somebody unpacked under its old name is read as it stands.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hasher = blake2b(digest_size=16)
        self._any = False
        self.broken: str | None = None
        """After the iteration: what is wrong with the compression; None: nothing."""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks():
            self._hasher.update(chunk)
            self._any = True
            yield chunk

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits for the bytes given so far; "" for none. For containers, which nobody holds whole."""
        return self._hasher.hexdigest() if self._any else ""

    def _chunks(self) -> Iterator[bytes]:
        head = self._stream.read(_READ_BYTES)
        if head.startswith(_GZIP_MAGIC):
            yield from self._decompressed(head)
            return
        while head:
            yield head
            head = self._stream.read(_CHUNK_BYTES)

    def _decompressed(self, pending: bytes) -> Iterator[bytes]:
        """All members of the file one after the other; after damage, what stood before it."""
        member = zlib.decompressobj(wbits=31)
        while pending or (pending := self._stream.read(_READ_BYTES)):
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
        """What follows a member without the zeros that tapes pad with; b"" if more must be read to say."""
        pending = pending.lstrip(b"\0")
        if len(pending) == 1:
            pending += self._stream.read(_READ_BYTES)
        if pending and not pending.startswith(_GZIP_MAGIC):
            self.broken = "bytes that are not gzip follow the compressed data"
        return pending


def before_the_damage(member: "zlib._Decompress", data: bytes) -> bytes:
    """What `member` makes of `data` up to the byte that it refuses."""
    parts = []
    for position in range(len(data)):
        try:
            parts.append(member.decompress(data[position : position + 1]))
        except zlib.error:
            break
    return b"".join(parts)


def take(chunks: Iterator[bytes], size: int) -> bytes:
    """The bytes of the next chunks until there are at least `size`, or all that are left."""
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
    """At most MAX_RECORD_BYTES of it."""
    size: int
    """Its whole length in bytes."""
    is_whole: bool = True
    """False: the file ended before a newline came."""


def lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """The lines of the joined chunks; an empty last line is none."""
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
