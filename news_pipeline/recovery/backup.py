"""Writes a backup of a data folder, as a folder or a tar file, with the checksum of each file.

It holds all that a run goes on from: the private database, the published one, the raw files with their manifest and
tombstones, and Dagster's history. It does not hold exports, which the next run writes again, nor what repairs moved
aside. The list of checksums is written last: a backup without it was not finished.
"""

import json
import os
import shutil
import sqlite3
import tarfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol, cast

from news_pipeline.engine.progress import Report
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import DATA_FORMAT
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.warehouse import open_warehouse

LIST = "backup.json"
"""The name of the list of checksums."""
_BLOCK = 1 << 20
_LEFT_OUT = frozenset({"run.lock", "run.holder.json", "spill", "exports", "damaged"})
_LEFT_OUT_ENDINGS = (".tmp", ".before-upgrade", ".wal", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Written:
    """A finished backup."""

    path: Path
    files: int
    byte_size: int


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Target(Protocol):
    def add(self, name: str, stream: _Readable, size: int, modified: float) -> None: ...
    def close(self) -> None: ...


def write_backup(settings: Settings, catalog: Catalog, path: Path, report: Report) -> Written:
    """Write it to `path`: a tar file if the name ends in .tar, else a folder. The caller holds the run lock.

    Raises UserError when something is there already, when there is nothing to back up, or the disk is full.
    """
    if path.exists() or path.is_symlink():
        raise UserError(f"{path} is there already, and is not written over. Name another file or folder.")
    if not settings.warehouse_path.exists():
        raise UserError(f"{settings.warehouse_path} does not exist: there is nothing to back up.")
    if path.resolve().is_relative_to(settings.data_dir.resolve()):
        raise UserError(f"{path} lies in the data folder. A backup belongs elsewhere, best on another disk.")
    with open_warehouse(settings, catalog) as warehouse:
        warehouse.execute("CHECKPOINT")  # so that no log beside the file is needed
    partial = path.with_name(f"{path.name}.partial")
    _remove(partial)
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        written = _write(settings, partial, report, is_tar=path.suffix == ".tar")
        partial.rename(path)
    except OSError as error:
        raise UserError(f"{path} could not be written: {error.strerror}. Nothing is left of it.") from error
    finally:
        _remove(partial)
    return Written(path, *written)


def _write(settings: Settings, partial: Path, report: Report, *, is_tar: bool) -> tuple[int, int]:
    with TemporaryDirectory(prefix="news-backup-", dir=partial.parent) as scratch:
        files = dict(_files(settings, Path(scratch)))
        total = sum(file.stat().st_size for file in files.values())
        free = shutil.disk_usage(partial.parent).free
        if free < total:
            raise UserError(
                f"{partial.parent} has {free / 1e6:,.0f} MB free, and {total / 1e6:,.0f} MB are needed. Make room, or "
                "name another place."
            )
        target: _Target = _Tar(partial) if is_tar else _Folder(partial)
        try:
            listed, done = {}, 0
            for name, file in files.items():
                with file.open("rb") as stream:
                    hashed = _Hashed(stream)
                    status = file.stat()
                    target.add(name, hashed, status.st_size, status.st_mtime)
                listed[name] = {"bytes": status.st_size, "blake2b": hashed.digest()}
                done += status.st_size
                report("backup", done, total)
            about = {"format": DATA_FORMAT, "program": version("news-pipeline"), "made_at": int(time.time())}
            text = json.dumps({**about, "files": listed}, indent=1).encode("ascii")
            target.add(LIST, BytesIO(text), len(text), time.time())
        finally:
            target.close()
    return len(files), total


def _files(settings: Settings, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Names in the backup, and the files to copy. Files of SQLite are copied by SQLite: a UI may be writing them."""
    for path in sorted(settings.data_dir.rglob("*")):
        name = path.relative_to(settings.data_dir).as_posix()
        first = name.partition("/")[0]
        if path.is_symlink() or not path.is_file() or first in _LEFT_OUT or name.endswith(_LEFT_OUT_ENDINGS):
            continue
        if path.suffix == ".db":
            path = _copy_of_sqlite(path, scratch / name)  # noqa: PLW2901 the copy stands for it
        yield name, path


def _copy_of_sqlite(path: Path, copy: Path) -> Path:
    copy.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


class _Hashed:
    """A stream that knows the hash of what was read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._hasher = stream, blake2b(digest_size=32)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        block = self._stream.read(size)
        self._hasher.update(block)
        return block

    def digest(self) -> str:
        """Of all that was read."""
        return self._hasher.hexdigest()


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir()

    def add(self, name: str, stream: _Readable, size: int, modified: float) -> None:  # noqa: ARG002 tar files need it
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(stream, file, _BLOCK)
            file.flush()
            os.fsync(file.fileno())
        os.utime(target, (modified, modified))

    def close(self) -> None:
        pass


class _Tar:
    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w")  # noqa: SIM115 closed below

    def add(self, name: str, stream: _Readable, size: int, modified: float) -> None:
        about = tarfile.TarInfo(name)
        about.size, about.mtime, about.mode = size, modified, 0o600
        self._tar.addfile(about, cast("BinaryIO", stream))

    def close(self) -> None:
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
