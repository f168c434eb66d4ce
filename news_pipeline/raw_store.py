"""Raw files, kept once by content: zstd-compressed under their hash, and a manifest of which file held which content.

The manifest alone is enough to rebuild the warehouse. Here: storing, opening, listing. Elsewhere: what lies in the
landing folder (landing.py), reading documents (readers/).
"""

import json
import os
from collections.abc import Iterator
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


class RawStore:
    """The folder of raw files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def store(self, file: Path, source_path: str, modified_ns: int) -> StoredFile:
        """Copy the file in, unless its content is here already. Raises SourceError when it cannot be read."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / "incoming.tmp"
        hasher, size = blake2b(digest_size=16), 0
        packer = zstandard.ZstdCompressor(level=3, write_checksum=True)
        with beside.open("wb") as target, packer.stream_writer(target, closefd=False) as packed:
            for block in _blocks(file):
                hasher.update(block)
                size += len(block)
                packed.write(block)
        stored = StoredFile(source_path, hasher.hexdigest(), size, modified_ns)
        final = self._path(stored.content_hash)
        if final.exists():
            beside.unlink()
        else:
            final.parent.mkdir(exist_ok=True)
            beside.replace(final)
        return stored

    def open(self, content_hash: str) -> BinaryIO:
        """The bytes of a stored file, as a stream. Raises FileNotFoundError."""
        source = self._path(content_hash).open("rb")
        return cast("BinaryIO", zstandard.ZstdDecompressor().stream_reader(source, closefd=True))

    def note(self, file: StoredFile) -> None:
        """Add to the manifest. Called before the file is read; a line that is there twice does no harm."""
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
        return self._folder / "manifest.jsonl"

    def _path(self, content_hash: str) -> Path:
        return self._folder / content_hash[:2] / f"{content_hash}.zst"


def _blocks(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as source:
            while block := source.read(_BLOCK):
                yield block
    except OSError as error:
        raise SourceError(error) from error
