"""Unpacks a WARC file into runs. A run is a series of bytes that begins at a record and has no gap.

A gzip member that begins with a record begins a run. WARC 1.1, annex D, gives each record a member of its own; one
member for the whole file, and members cut anywhere, are read too. After damage the next sound member is searched.
"""

import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import BinaryIO

from news_pipeline.readers.byte_source import before_the_damage

_READ_BYTES = 128 * 2**10
_FED_BYTES = 16 * 2**10
_CHUNK_BYTES = 2**20
_LOOK_BACK = 256 * 2**10
"""The next sound member may begin this far before the place where damage shows."""
_MAGIC = b"\x1f\x8b\x08"
_RECORD = b"WARC/"


@dataclass(frozen=True, slots=True)
class _Piece:
    data: bytes
    begins: bool = False
    """A run begins with this piece."""
    is_member: bool = False
    """A gzip member begins with it."""
    damage: str | None = None


class Runs:
    """The runs of a stream, one after the other, in pieces of at most 1 MiB. Needs only `stream.read`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._raw = _Raw(stream)
        self._pieces = self._gzip() if self._raw.peek(2) == _MAGIC[:2] else self._plain()
        first = next(self._pieces, None)
        self._next = replace(first, begins=True) if first else None
        self.at_member = False
        """Whether the last piece read begins a gzip member."""
        self.damage: str | None = None
        """At the end of a run: what is wrong with the compression there; None: it is sound."""

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits for the bytes of the stream read so far; "" for none."""
        return self._raw.fingerprint

    def next_run(self) -> bool:
        """Pass over the rest of this run and begin the next one. False: there is none."""
        while self.read():
            pass
        self.damage = self._next.damage if self._next else None
        if self._next and not self._next.data and self.damage:  # nothing of this run could be read
            self._next = next(self._pieces, None)
            return True
        if self._next:
            self._next = replace(self._next, begins=False)
        return self._next is not None

    def read(self) -> bytes:
        """The next bytes of this run; b"" at its end."""
        while self._next and not self._next.begins:
            piece, self._next = self._next, next(self._pieces, None)
            self.damage = self.damage or piece.damage
            if piece.data:
                self.at_member = piece.is_member
                return piece.data
        return b""

    def _plain(self) -> Iterator[_Piece]:
        begins = True
        while data := self._raw.take(_READ_BYTES):
            yield _Piece(data, begins)
            begins = False

    def _gzip(self) -> Iterator[_Piece]:
        raw, is_first = self._raw, True
        while raw.peek(1):
            raw.mark()
            if raw.peek(2) == _MAGIC[:2]:
                damage = yield from self._member(is_first)
            else:
                damage = "bytes that are not gzip follow the compressed data"
                yield _Piece(b"", begins=True, damage=damage)
            if damage and not self._find_member():
                return
            is_first = False
            raw.skip_zeros()

    def _member(self, is_first: bool) -> Generator[_Piece, None, str | None]:  # noqa: FBT001
        """The data of the member that begins here, and a piece for its damage. Returns the damage."""
        unpacker = zlib.decompressobj(wbits=31)
        head, is_said, damage = b"", False, None
        while not unpacker.eof and damage is None:
            data, damage = self._unpacked(unpacker)
            if not is_said:
                head, data = head + data, b""
                if head and (len(head) >= len(_RECORD) or unpacker.eof or damage):
                    data, is_said = head, True
                    yield _Piece(data, is_first or head.startswith(_RECORD), is_member=True)
                    continue
            if data:
                yield _Piece(data)
        if damage:
            yield _Piece(b"", begins=not is_said, damage=damage)
        return damage

    def _unpacked(self, unpacker: "zlib._Decompress") -> tuple[bytes, str | None]:
        fed = self._raw.peek(_FED_BYTES)
        before = unpacker.copy()
        try:
            data = unpacker.decompress(fed, _CHUNK_BYTES)
        except zlib.error as error:
            return before_the_damage(before, fed), f"the compressed data is damaged ({error})"
        rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        self._raw.take(len(fed) - len(rest))
        return data, None if fed or data or unpacker.eof else "the compressed data ends too early"

    def _find_member(self) -> bool:
        """Go to the next gzip member that begins with a record, from one byte after the mark. False: there is none."""
        raw = self._raw
        raw.back_to_mark()
        raw.take(1)
        while raw.peek(1):
            if raw.to_next(_MAGIC) and _holds_record(raw.peek(_FED_BYTES)):
                return True
            raw.take(1)
        return False


def _holds_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(data, len(_RECORD)) == _RECORD
    except zlib.error:
        return False


class _Raw:
    """The stream as stored. Can go back to a mark, at most _LOOK_BACK bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hasher = blake2b(digest_size=16)
        self._held = b""
        self._at = self._mark = 0
        self.fingerprint = ""

    def peek(self, size: int) -> bytes:
        while len(self._held) - self._at < size and self._more():
            pass
        return self._held[self._at : self._at + size]

    def take(self, size: int) -> bytes:
        data = self.peek(size)
        self._at += len(data)
        return data

    def mark(self) -> None:
        self._mark = self._at

    def back_to_mark(self) -> None:
        self._at = self._mark

    def skip_zeros(self) -> None:
        while block := self.peek(_FED_BYTES):
            zeros = len(block) - len(block.lstrip(b"\0"))
            self._at += zeros
            if zeros < len(block):
                return

    def to_next(self, wanted: bytes) -> bool:
        """Move position and mark to the next `wanted`. False: what is held has none, and they move near its end."""
        self.peek(_FED_BYTES)
        found = self._held.find(wanted, self._at)
        self._at = found if found >= 0 else max(self._at, len(self._held) - len(wanted))
        self._mark = self._at
        return found >= 0

    def _more(self) -> bool:
        block = self._stream.read(_READ_BYTES)
        if not block:
            return False
        self._hasher.update(block)
        self.fingerprint = self._hasher.hexdigest()
        keep = max(self._mark, self._at - _LOOK_BACK)
        self._held = self._held[keep:] + block
        self._at -= keep
        self._mark = max(self._mark - keep, 0)
        return True
