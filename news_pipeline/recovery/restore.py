"""Makes a data folder of a backup, beside its final name, and puts it in place when every checksum is right.

What was taken down after the backup stays gone: the list of takedowns of the folder that was lost is joined with that
of the backup, and what it forbids leaves before anything is published.
"""

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from news_pipeline.engine.progress import Report
from news_pipeline.recovery.backup import LIST
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import DATA_FORMAT
from news_pipeline.storage.tombstones import add_tombstones, read_tombstones

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """A data folder that was made of a backup."""

    files: int
    byte_size: int
    taken_down_since: int
    """Tombstones that the backup did not have."""


def restore_backup(settings: Settings, backup: Path, taken_down: Path | None, report: Report) -> Restored:
    """Make the data folder. `taken_down` is an older data folder whose list of takedowns holds on.

    Raises UserError when the data folder holds anything, or the backup is unfinished, damaged, or of a newer program;
    then nothing is left behind.
    """
    target = settings.data_dir
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UserError(
            f"{target} is not empty, and nothing in it is written over. Move it away and ask again with --taken-down "
            "and its new place, so that takedowns since the backup hold; or name another place with --data-dir."
        )
    stones = _stones_of(taken_down)
    beside = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        found = _unpack(backup, beside, report)
        _check(backup, beside, found)
        before = len(read_tombstones(beside / "raw").known)
        add_tombstones(beside / "raw", stones)
        since = len(read_tombstones(beside / "raw").known) - before
        if since:
            (beside / settings.published_path.name).unlink(missing_ok=True)  # it may hold what was taken down since
        with suppress(FileNotFoundError):
            target.rmdir()
        beside.rename(target)
    except OSError as error:
        raise UserError(f"{backup} could not be restored: {error.strerror or error}. Nothing is left of it.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Restored(len(found), sum(size for size, _ in found.values()), since)


def _stones_of(folder: Path | None) -> list[Any]:
    if folder is None:
        return []
    raw = folder / "raw"
    if not any(path.exists() for path in (raw / "tombstones.jsonl", folder / "tombstones.copy.jsonl")):
        raise UserError(f"{folder} has no list of takedowns: neither raw/tombstones.jsonl nor its copy is there.")
    return list(read_tombstones(raw).known.values())


def _unpack(backup: Path, folder: Path, report: Report) -> dict[str, tuple[int, str]]:
    """Copy every file, and return size and checksum by name."""
    found, done = {}, 0
    total = backup.stat().st_size if backup.is_file() else sum(path.stat().st_size for path in backup.rglob("*"))
    for name, stream, modified in _members(backup):
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or not parts:
            raise UserError(
                f"{backup} holds {name!r}, which would lie outside of the data folder. It is no backup of ours."
            )
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        size, hasher = 0, blake2b(digest_size=32)
        with target.open("wb") as file:
            while block := stream.read(_BLOCK):
                size += len(block)
                hasher.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        os.utime(target, (modified, modified))
        found[name] = (size, hasher.hexdigest())
        done += size
        report("restore", min(done, total), total)
    return found


def _members(backup: Path) -> Iterator[tuple[str, BinaryIO, float]]:
    if backup.is_dir():
        for path in sorted(backup.rglob("*")):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as stream:
                    yield path.relative_to(backup).as_posix(), stream, path.stat().st_mtime
        return
    try:
        with closing(tarfile.open(backup, "r:")) as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise UserError(f"{backup} holds {member.name!r}, which is no file. It is no backup of ours.")
                yield member.name, cast("BinaryIO", content), member.mtime
    except tarfile.TarError as error:
        raise UserError(f"{backup} cannot be read: {error}. It is damaged, or no backup.") from error


def _check(backup: Path, folder: Path, found: dict[str, tuple[int, str]]) -> None:
    """Compare what was copied with the list; the list leaves."""
    listed = _listed(backup, folder / LIST)
    found.pop(LIST, None)
    if listed["format"] > DATA_FORMAT:
        raise UserError(
            f"{backup} was made by a newer program: news-pipeline {listed['program']}, data format "
            f"{listed['format']}. Install that version."
        )
    wanted = {name: (about["bytes"], about["blake2b"]) for name, about in listed["files"].items()}
    wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    if wrong:
        raise UserError(
            f"{backup} is damaged: {len(wrong):,} of {len(wanted):,} files are missing or differ from their checksum, "
            f"such as {wrong[0]}. Take another backup."
        )
    (folder / LIST).unlink()


def _listed(backup: Path, path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise UserError(f"{backup} has no {LIST}: it was not finished, or is no backup.")
    try:
        listed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = listed["format"] + 0, listed["program"], [(f["bytes"], f["blake2b"]) for f in listed["files"].values()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{LIST} of {backup} is damaged: {error!r}. Take another backup.") from error
    return listed
