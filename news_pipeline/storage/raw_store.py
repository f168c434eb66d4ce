"""Stores raw files once by content: zstd-compressed under their hash, with a manifest of which file held which content.

Store and manifest are enough to rebuild the warehouse.
"""

import errno
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

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
    """The folder of raw files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def store(
        self, file: Path, source_path: str, modified_ns: int, is_refused: Callable[[str], object] = lambda _: None
    ) -> StoredFile:
        """Copy the file in, unless its content is here already, or its hash is refused.

        Raises SourceError when it cannot be read.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / "incoming.tmp"
        hasher, size = blake2b(digest_size=16), 0
        packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
        with beside.open("wb") as target, packer.stream_writer(target, closefd=False) as packed:
            for block in _blocks(file):
                hasher.update(block)
                size += len(block)
                packed.write(block)
        stored = StoredFile(source_path, hasher.hexdigest(), size, modified_ns)
        final = self._path(stored.content_hash)
        if final.exists() or is_refused(stored.content_hash):
            beside.unlink()
        else:
            final.parent.mkdir(exist_ok=True)
            beside.replace(final)
        return stored

    def open(self, content_hash: str) -> BinaryIO:
        """The bytes of a stored file, as a stream. Raises FileNotFoundError."""
        source = self._path(content_hash).open("rb")
        return cast("BinaryIO", zstandard.ZstdDecompressor().stream_reader(source, closefd=True))

    def holds(self, content_hash: str) -> bool:
        """Whether that content is here."""
        return bool(content_hash) and self._path(content_hash).exists()

    def remove(self, content_hash: str) -> None:
        """Delete the content; the manifest still names it."""
        self._path(content_hash).unlink(missing_ok=True)

    @contextmanager
    def replacing(self, content_hash: str) -> Iterator["Replacement"]:
        """Collect new bytes for the content, and put them in its place at the end, unless they are discarded."""
        beside = self.folder / "replacement.tmp"  # a worker may replace while the run stores
        try:
            with beside.open("wb") as target:
                packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
                with packer.stream_writer(target, closefd=False) as packed:
                    replacement = Replacement(packed)
                    yield replacement
            if not replacement.is_discarded:
                beside.replace(self._path(content_hash))
        finally:
            beside.unlink(missing_ok=True)

    def note(self, file: StoredFile) -> None:
        """Add to the manifest. Call it before the file is read. A second line for the same version does no harm."""
        with self._manifest.open("a+b") as manifest:
            if manifest.tell():
                manifest.seek(-1, os.SEEK_END)
                if manifest.read(1) != b"\n":
                    manifest.write(b"\n")  # end a line that a crash cut short
            manifest.write(json.dumps(asdict(file)).encode("ascii") + b"\n")

    def manifest(self) -> Iterator[StoredFile]:
        """Every version of every file, oldest first; a line that a crash cut short is skipped."""
        if not self._manifest.exists():
            return
        with self._manifest.open("rb") as manifest:
            for line in manifest:
                if line.endswith(b"}\n"):
                    yield StoredFile(**json.loads(line))

    @property
    def _manifest(self) -> Path:
        return self.folder / "manifest.jsonl"

    def _path(self, content_hash: str) -> Path:
        return self.folder / content_hash[:2] / f"{content_hash}.zst"


def _open_regular(path: str, flags: int) -> int:
    """A descriptor of a regular file. Whatever took its place since the listing neither leads out nor blocks."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file", path)
    return descriptor


def _blocks(file: Path) -> Iterator[bytes]:
    try:
        with open(file, "rb", opener=_open_regular) as source:
            while block := source.read(_BLOCK):
                yield block
    except OSError as error:
        raise SourceError(error) from error
