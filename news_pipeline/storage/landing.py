"""Lists the landing folder, and says which of its files are at rest. What is new among them is for ingestion to say."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from news_pipeline.shared.hashing import digest
from news_pipeline.shared.user_error import UserError


@dataclass(frozen=True, slots=True)
class LandingFile:
    """One file as the folder shows it."""

    source_path: str
    """Relative to the landing folder, with forward slashes; bytes that are not UTF-8 are shown escaped."""
    path: Path
    byte_size: int
    modified_ns: int


def list_landing(folder: Path) -> list[LandingFile]:
    """All files below the folder, by path; hidden files and folders are passed over.

    Raises UserError when the folder is missing or cannot be listed.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder. Make it, or name another with --landing or NEWS_LANDING_DIR.")
    files: list[LandingFile] = []
    _list(folder, "", files, set())
    return sorted(files, key=lambda file: file.source_path)


def landing_version(files: list[LandingFile]) -> str:
    """A hash of what the folder shows: paths, sizes and times of change."""
    return digest(*(f"{file.source_path}\0{file.byte_size}\0{file.modified_ns}" for file in files))


def at_rest(files: list[LandingFile], now_ns: int, quiet_seconds: int) -> list[LandingFile]:
    """The files that have not changed for `quiet_seconds`. Nobody is writing them any more."""
    return [file for file in files if now_ns - file.modified_ns >= quiet_seconds * 1_000_000_000]


def _list(folder: Path, prefix: str, files: list[LandingFile], visited: set[tuple[int, int]]) -> None:
    """Links are followed; a folder that a link leads back to is entered once."""
    try:
        here = folder.stat()
        if (here.st_dev, here.st_ino) in visited:
            return
        visited.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                status = None if entry.name.startswith(".") else _status(entry)
                if status is None:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    _list(Path(entry.path), f"{prefix}{entry.name}/", files, visited)
                elif stat.S_ISREG(status.st_mode):
                    name = _valid(prefix + entry.name)
                    files.append(LandingFile(name, Path(entry.path), status.st_size, status.st_mtime_ns))
    except FileNotFoundError:
        return  # deleted since its parent was listed
    except OSError as error:
        raise UserError(f"{folder} cannot be listed: {error.strerror}. Check its permissions.") from error


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """None: deleted since the listing, or a link that leads nowhere or to itself."""
    try:
        return entry.stat()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP):
            return None
        raise


def _valid(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
