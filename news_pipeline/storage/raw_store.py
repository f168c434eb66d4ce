"""Stores raw files once by content: zstd-compressed under their hash, with a manifest of which file held which content.

Store and manifest are enough to rebuild the warehouse.
"""

import ctypes
import errno
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import BinaryIO, cast

import zstandard

from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.remote_folder import RemoteFile
from news_pipeline.storage.stored_bytes import LocalBytes, RemoteBytes, StoredBytes, copy_out

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One version of a landing file."""

    source_path: str
    content_hash: str
    byte_size: int
    modified_ns: int


class SourceError(Exception):
    """A landing file cannot be read; `error` says why. Faults of the store itself are plain OSErrors."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Replacement:
    """New bytes for a stored file."""

    def __init__(self, packed: BinaryIO) -> None:
        self.write = packed.write
        self.is_discarded = False

    def discard(self) -> None:
        """Leave what is stored as it is."""
        self.is_discarded = True


class RawStore:
    """The folder of raw files. With an address their bytes lie there, and what tells of them stays in the folder."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        self.folder = folder
        self.bytes: StoredBytes = RemoteBytes(address) if address else LocalBytes(folder)
        self._unsynced: set[str] = set()

    def store(
        self,
        file: Path | RemoteFile,
        source_path: str,
        modified_ns: int,
        is_refused: Callable[[str], object] = lambda _: None,
    ) -> StoredFile:
        """Copy the file in, unless its content is here already, or its hash is refused.

        Raises SourceError when it cannot be read.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        about, beside = StoredFile(source_path, "", 0, modified_ns), self.folder / "incoming.tmp"
        stored = self._taken(file, about, beside, is_refused)
        self._unsynced.add(stored.content_hash)
        return stored

    def copy(
        self, file: RemoteFile, source_path: str, modified_ns: int, is_refused: Callable[[str], object]
    ) -> StoredFile:
        """The same on another host, which has no folder of the store. The run notes what comes of it."""
        with TemporaryDirectory(prefix="news-copy-") as folder:
            about, beside = StoredFile(source_path, "", 0, modified_ns), Path(folder) / "incoming.tmp"
            return self._taken(file, about, beside, is_refused)

    @property
    def is_remote(self) -> bool:
        """Whether other hosts can fill it."""
        return isinstance(self.bytes, RemoteBytes)

    def drop_leftovers(self) -> None:
        """Delete what a kill left half written. The caller holds the run lock."""
        for folder, pattern in ((self.folder, "*.tmp"), (self.folder.parent, "tombstones.*.tmp")):
            for left in folder.glob(pattern):
                left.unlink(missing_ok=True)

    def sync(self) -> None:
        """Return when all that was stored and noted since the last call is on the disk for certain.

        Linux is asked once for all of them: 0.02 s for 200 files, where a flush of each took 2 s.
        """
        if self._unsynced and not _sync_filesystem(self.folder):
            local = self.bytes if isinstance(self.bytes, LocalBytes) else None
            files = {local.path(name) for name in self._unsynced} if local else set()
            folders = {self.folder, *(path.parent for path in files)}
            for path in sorted({*files, self._manifest}) + sorted(folders):
                _sync(path)
        self._unsynced.clear()

    def open(self, content_hash: str) -> BinaryIO:
        """The bytes of a stored file, as a stream. Raises FileNotFoundError."""
        source = self.bytes.open(content_hash)
        return cast("BinaryIO", zstandard.ZstdDecompressor().stream_reader(source, closefd=True))

    def holds(self, content_hash: str) -> bool:
        """Whether that content is here."""
        return bool(content_hash) and self.bytes.holds(content_hash)

    def remove(self, content_hash: str) -> None:
        """Delete the content; the manifest still names it."""
        self.bytes.remove(content_hash)

    @contextmanager
    def replacing(self, content_hash: str) -> Iterator["Replacement"]:
        """Collect new bytes for the content, and put them in its place at the end, unless they are discarded."""
        # workers replace at the same time; those on other hosts have no folder
        folder = self.folder if isinstance(self.bytes, LocalBytes) else Path(gettempdir())
        beside = folder / f"replacement.{content_hash}.{os.getpid()}.tmp"
        try:
            with beside.open("wb") as target:
                packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
                with packer.stream_writer(target, closefd=False) as packed:
                    replacement = Replacement(packed)
                    yield replacement
            if not replacement.is_discarded:
                _sync(beside)
                self.bytes.take(beside, content_hash)
        finally:
            beside.unlink(missing_ok=True)

    def note(self, file: StoredFile) -> None:
        """Add to the manifest. Call it before the file is read. A second line for the same version does no harm."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._manifest.open("a+b") as manifest:
            if manifest.tell():
                manifest.seek(-1, os.SEEK_END)
                if manifest.read(1) != b"\n":
                    manifest.write(b"\n")  # end a line that a crash cut short
            manifest.write(json.dumps(asdict(file)).encode("ascii") + b"\n")
        self._unsynced.add(file.content_hash)

    def manifest(self) -> Iterator[StoredFile]:
        """Every version of every file, oldest first; a line that a crash cut short is skipped.

        Raises UserError at a line that no crash leaves.
        """
        for number, line in enumerate(self._manifest_lines(), start=1):
            if line.endswith(b"}\n"):
                file = _read_line(line)
                if file is None:
                    raise UserError(
                        f"{self._manifest}, line {number}, is damaged. `news-pipeline doctor --repair` writes the list "
                        "anew, from its other lines and pipeline.duckdb."
                    )
                yield file

    def sound_lines(self) -> tuple[list[StoredFile], int]:
        """What can be read of the manifest, and how many of its lines cannot."""
        lines = [_read_line(line) for line in self._manifest_lines()]
        return [file for file in lines if file], sum(file is None for file in lines)

    def write_manifest(self, files: Iterable[StoredFile]) -> None:
        """Put a new list in the place of the one that is there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self._manifest.with_suffix(".tmp")
        with beside.open("wb") as manifest:
            manifest.writelines(json.dumps(asdict(file)).encode("ascii") + b"\n" for file in files)
            manifest.flush()
            os.fsync(manifest.fileno())
        beside.replace(self._manifest)

    def fault_of(self, content_hash: str, *, may_differ: bytes) -> str | None:
        """What is wrong with the stored bytes, which are all read; None if nothing is.

        `may_differ` begins what stands in the place of a container, whose hash is another.
        """
        if not self.holds(content_hash):
            return "is missing"
        hasher, head = blake2b(digest_size=16), b""
        try:
            with self.open(content_hash) as stream:
                while block := stream.read(_BLOCK):
                    head = head or block[: len(may_differ)]
                    hasher.update(block)
        except (zstandard.ZstdError, OSError) as error:
            return f"cannot be unpacked ({error})"
        return (
            None if head == may_differ or hasher.hexdigest() == content_hash else "holds other bytes than its name says"
        )

    def place_of(self, content_hash: str) -> str:
        """Where the content lies, or would lie, to be told."""
        return self.bytes.place(content_hash)

    def move_aside(self, content_hash: str, folder: Path) -> None:
        """Take packed bytes out of the store, into another folder, as they are."""
        copy_out(self.bytes, content_hash, folder)
        self.bytes.remove(content_hash)

    def hashes(self) -> Iterator[str]:
        """The content of every stored file."""
        return self.bytes.names()

    def _taken(
        self, file: Path | RemoteFile, about: StoredFile, beside: Path, is_refused: Callable[[str], object]
    ) -> StoredFile:
        """Hash and size of the file, whose packed bytes come in by way of `beside`."""
        hasher, size = blake2b(digest_size=16), 0
        packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
        with beside.open("wb") as target, packer.stream_writer(target, closefd=False) as packed:
            for block in _blocks(file):
                hasher.update(block)
                size += len(block)
                packed.write(block)
        stored = replace(about, content_hash=hasher.hexdigest(), byte_size=size)
        if is_refused(stored.content_hash) or self.bytes.holds(stored.content_hash):
            beside.unlink()
        else:
            self.bytes.take(beside, stored.content_hash)
        return stored

    def _manifest_lines(self) -> Iterator[bytes]:
        if self._manifest.exists():
            with self._manifest.open("rb") as manifest:
                yield from manifest

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest.jsonl"


def content_hash(file: Path | RemoteFile) -> str:
    """The name that the file's bytes have in the store. Raises SourceError."""
    hasher = blake2b(digest_size=16)
    for block in _blocks(file):
        hasher.update(block)
    return hasher.hexdigest()


def _read_line(line: bytes) -> StoredFile | None:
    """A line of the manifest; None if it cannot be read."""
    try:
        file = StoredFile(**json.loads(line))
    except (ValueError, TypeError):
        return None
    kinds = (str, str, int, int)
    values = (file.source_path, file.content_hash, file.byte_size, file.modified_ns)
    return file if all(isinstance(value, kind) for value, kind in zip(values, kinds, strict=True)) else None


def _sync_filesystem(folder: Path) -> bool:
    """Flush all that lies on the folder's file system; False where the system cannot. Raises OSError."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if syncfs is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
    return True


def _sync(path: Path) -> None:
    """A file or a folder; nothing if it is gone: a refused file leaves nothing behind."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open_regular(path: str, flags: int) -> int:
    """A descriptor of a regular file. Whatever took its place since the listing neither leads out nor blocks."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file", path)
    return descriptor


def _blocks(file: Path | RemoteFile) -> Iterator[bytes]:
    try:
        if isinstance(file, RemoteFile):
            yield from file.blocks(_BLOCK)
            return
        with open(file, "rb", opener=_open_regular) as source:
            while block := source.read(_BLOCK):
                yield block
    except OSError as error:
        raise SourceError(error) from error
