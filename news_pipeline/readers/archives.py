"""Reads ZIP, tar and WACZ: each member as a file of its own, with its name after that of the archive.

An archive inside an archive is read too, one inside that is refused.
"""

import struct
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from lzma import LZMAError
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.office.docx import is_office_zip
from news_pipeline.readers.office.odt import is_open_document
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable, visible
from news_pipeline.readers.spool import spooled
from news_pipeline.shared.hashing import digest

MAX_UNPACKED_RATIO = 100
"""Text packs to a third or a tenth. What unpacks to over a hundred times its size, and over 1 GiB, is a bomb."""
MIN_BOMB_BYTES = 2**30

_FAULTS = (
    *(BadZipFile, tarfile.TarError, zlib.error, struct.error, LZMAError, EOFError, OSError, ValueError),
    *(RuntimeError, LookupError, TypeError, OverflowError, MemoryError),
)
"""What the standard library raises on damaged archives, NotImplementedError (a RuntimeError) for rare packings too."""
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_OFFICE = {"[Content_Types].xml": "an Office document", "mimetype": "an OpenDocument or EPUB file"}

Items = Iterator[Document | Unreadable]


class _BombError(Exception):
    """The archive unpacks to more than it may."""


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, packed: int) -> None:
        self.left = max(MIN_BOMB_BYTES, MAX_UNPACKED_RATIO * packed)

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _BombError


class _Member:
    """The bytes of one member; its first ones may be looked at before."""

    def __init__(self, file: IO[bytes], budget: _Budget) -> None:
        self._file, self._budget, self._head = file, budget, b""

    def peek(self, size: int) -> bytes:
        self._head = self._head or self.read(size)
        return self._head

    def read(self, size: int = -1) -> bytes:
        if self._head:
            data, self._head = self._head, b""
            return data
        data = self._file.read(size)
        self._budget.spend(len(data))
        return data


def read_zip(stream: BinaryIO, start: int) -> Items:
    """A `.zip` or `.wacz` file. Of a WACZ file the WARC files are read. Each document is a record, from 1."""
    yield from _numbered(_zip(stream, depth=0), start)


def read_tar(stream: BinaryIO, start: int) -> Items:
    """A `.tar` file, also packed by gzip, bzip2 or xz. Each document is a record, from 1."""
    yield from _numbered(_tar(stream, depth=0), start)


def is_zip(head: bytes) -> bool:
    """Whether a file begins like a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """Whether a file begins like a tar archive (POSIX and GNU)."""
    return head[257:262] == b"ustar"


def _numbered(items: Items, start: int) -> Items:
    number = 0
    for item in items:
        if item.address is None and item.record is None:  # of the archive as a whole
            yield item
            continue
        number += 1
        if number > start:
            yield replace(item, record=number)


def _zip(stream: BinaryIO, depth: int) -> Items:
    with spooled(stream) as spool:
        if isinstance(spool, Unreadable):
            yield spool
            return
        file, fingerprint = spool
        try:
            with ZipFile(file) as archive:
                members = _chosen([info for info in archive.infolist() if not info.is_dir()])
                if kind := next((_OFFICE[info.filename] for info in members[:3] if info.filename in _OFFICE), None):
                    detail = f"{kind}; save it as text or HTML"
                    yield Unreadable(None, fingerprint, Reason.NOT_TEXT, detail)
                    return
                budget, names = _Budget(file.seek(0, 2)), _Names()
                if not members:
                    yield Unreadable(None, fingerprint, Reason.NO_RECORDS, "an archive without files")
                for info in members:
                    yield from _zip_member(archive, info, names.address(_name(info)), budget, depth)
        except _BombError:
            yield _bomb(fingerprint)
        except _FAULTS as fault:
            yield _broken(fingerprint, fault)


def _zip_member(archive: ZipFile, info: ZipInfo, address: str, budget: _Budget, depth: int) -> Items:
    seen = digest(info.filename, str(info.CRC), str(info.file_size))
    if info.flag_bits & _ENCRYPTED:
        yield Unreadable(None, seen, Reason.ENCRYPTED, "it is encrypted: unpack it with its password", address)
        return
    try:
        with archive.open(info) as file:
            yield from _documents(_Member(file, budget), address, depth)
    except _FAULTS as fault:
        yield _broken(seen, fault, address)


def _tar(stream: BinaryIO, depth: int) -> Items:
    seen, number = "", 0
    names, budget = _Names(), _Budget(0)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", _Counted(stream, budget)), mode="r|*", errors="replace") as archive:
            for info in archive:
                if info.isdir() or _is_hidden(info.name):
                    continue
                number += 1
                seen, address = digest(info.name, str(info.size)), names.address(info.name)
                file = archive.extractfile(info) if info.isreg() else None
                if file is None:
                    yield Unreadable(None, seen, Reason.UNSUPPORTED_TYPE, "a link or device, no file", address)
                else:
                    yield from _documents(_Member(file, budget), address, depth)
        if not number:
            yield Unreadable(None, seen, Reason.NO_RECORDS, "an archive without files")
    except _BombError:
        yield _bomb(seen)
    except _FAULTS as fault:
        yield _broken(seen, fault)


class _Counted:
    """The packed bytes of an archive: each lets more be unpacked."""

    def __init__(self, stream: BinaryIO, budget: _Budget) -> None:
        self._stream, self._budget, self._size = stream, budget, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        before = max(MIN_BOMB_BYTES, MAX_UNPACKED_RATIO * self._size)
        self._size += len(data)
        self._budget.left += max(MIN_BOMB_BYTES, MAX_UNPACKED_RATIO * self._size) - before
        return data


def _documents(member: _Member, address: str, depth: int) -> Items:
    """What the reader for the member's content or name gives, under its address."""
    from news_pipeline.readers.formats import read_documents  # noqa: PLC0415 - formats.py names us

    head = member.peek(512)
    stream = cast("BinaryIO", member)
    is_archive = is_zip(head) and not is_office_zip(head) and not is_open_document(head)
    if is_archive or is_tar(head) or address.lower().endswith((".tgz", ".tar.gz", ".tar.xz", ".tar.bz2")):
        if depth:
            detail = "an archive in an archive in an archive: unpack it"
            yield Unreadable(None, digest(head), Reason.NESTED_ARCHIVE, detail, address)
            return
        items = _zip(stream, depth + 1) if is_archive else _tar(stream, depth + 1)
    else:
        items = read_documents(address, stream)
    for item in items:
        inner = item.address or ("" if item.record is None else f"#{item.record}")
        yield replace(item, record=None, address=address + inner)


def _chosen(members: list[ZipInfo]) -> list[ZipInfo]:
    """Without what is hidden; of a WACZ file (webrecorder.github.io/wacz-spec) its WARC files alone."""
    names = {info.filename for info in members}
    if "datapackage.json" in names:
        pages = [info for info in members if info.filename.lower().endswith((".warc", ".warc.gz"))]
        members = pages or members
    return [info for info in members if not _is_hidden(info.filename)]


def _is_hidden(name: str) -> bool:
    """As in the landing folder; and what macOS adds."""
    return any((part.startswith(".") and part not in {".", ".."}) or part == "__MACOSX" for part in name.split("/"))


def _name(info: ZipInfo) -> str:
    """Names without the mark for UTF-8 are cp437 by the standard, and UTF-8 in many archives."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


class _Names:
    """Addresses of members: a second one of the same name gets a number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def address(self, name: str) -> str:
        parts = [part for part in storable(name).replace("\\", "/").split("/") if part not in {"", ".", ".."}]
        address = visible("/" + "/".join(parts))
        self._seen[address] += 1
        return address if self._seen[address] == 1 else f"{address} ({self._seen[address]})"


def _bomb(content_hash: str) -> Unreadable:
    detail = f"it unpacks to over {MAX_UNPACKED_RATIO} times its size; what stands before was read"
    return Unreadable(None, content_hash, Reason.ARCHIVE_BOMB, detail)


def _broken(content_hash: str, fault: Exception, address: str | None = None) -> Unreadable:
    detail = f"{storable(str(fault))[:300] or type(fault).__name__}: was the file cut? Pack or fetch it again"
    return Unreadable(None, content_hash, Reason.BAD_ARCHIVE, detail, address)
