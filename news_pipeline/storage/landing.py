"""Lists the landing folder, and says which of its files are at rest. What is new among them is for ingestion to say."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from news_pipeline.readers.reasons import Reason
from news_pipeline.settings import Settings
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.remote_address import remote_address
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.links import Bounds, bounds_of, follow, valid
from news_pipeline.storage.mounts import answers, check_answers, is_of_kernel
from news_pipeline.storage.remote_folder import RemoteFile, list_remote

Refusal = tuple[Reason, str]
"""A reason, and what was seen."""


@dataclass(frozen=True, slots=True)
class LandingFile:
    """One file as the folder shows it."""

    source_path: str
    """Relative to the landing folder, with forward slashes; control characters and what is no UTF-8 are escaped."""
    path: Path | RemoteFile
    byte_size: int
    modified_ns: int
    refusal: Refusal | None = None
    """Why it is not read."""


def list_landing(folder: Path, roots: tuple[Path, ...] = ()) -> list[LandingFile]:
    """All files below the folder, by path, and what cannot be read there; hidden files and folders are passed over.

    Links are followed inside the folder and into `roots` only. Raises UserError when the folder is missing or cannot be
    listed, or lies on a mount that does not answer. So it does for an address whose store cannot be reached.
    """
    if address := remote_address(folder):
        return _list_address(address)
    check_answers(folder)
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder. Make it, or name another with --landing or NEWS_LANDING_DIR.")
    files: list[LandingFile] = []
    try:
        _list(Path(os.path.realpath(folder)), "", files, bounds_of(folder, roots))
    except OSError as error:
        raise UserError(f"{folder} cannot be listed: {error.strerror}. Check its permissions.") from error
    return sorted(files, key=lambda file: file.source_path)


def listing_of(settings: Settings) -> list[LandingFile]:
    """What lies in the landing folder of these settings, as list_landing gives it."""
    return list_landing(settings.landing_dir, settings.further_roots)


def is_there(folder: Path) -> bool:
    """Whether there is such a folder, and it answers. An address always is: stores have no folders without files."""
    return bool(remote_address(folder)) or (answers(folder) and folder.is_dir())


def landing_version(files: list[LandingFile]) -> str:
    """A hash of what the folder shows: paths, sizes and times of change."""
    return digest(*(f"{file.source_path}\0{file.byte_size}\0{file.modified_ns}" for file in files))


def at_rest(files: list[LandingFile], now_ns: int, quiet_seconds: int) -> list[LandingFile]:
    """The files that have not changed for so many seconds: nobody is writing them any more.

    A time in the future, by more than these seconds, says nothing: such a file is taken as it is.
    """
    quiet = quiet_seconds * 1_000_000_000
    return [file for file in files if not -quiet <= now_ns - file.modified_ns < quiet]


def check_folders(landing: Path, data: Path, roots: tuple[Path, ...] = ()) -> None:
    """Raises UserError when one of the folders that are read and the data folder lie in one another.

    The pipeline would read what it writes, for ever. So it does when the landing folder does not answer, and when one
    of the roots is no place for files.
    """
    if remote_address(landing):
        return
    check_answers(landing)
    written = Path(os.path.realpath(data))
    if _overlap(Path(os.path.realpath(landing)), written):
        raise UserError(
            f"The landing folder {landing} and the data folder {data} lie in one another. Put them side by side: "
            "move one, or name others with NEWS_LANDING_DIR and NEWS_DATA_DIR."
        )
    for root in roots:
        read = Path(os.path.realpath(root)) if answers(root) else root
        if is_of_kernel(read) or read == Path(read.anchor):
            raise UserError(f"NEWS_LANDING_ROOTS names {root}, which is no folder of news. Name folders of files.")
        if _overlap(read, written):
            raise UserError(
                f"{root}, which NEWS_LANDING_ROOTS names, and the data folder {data} lie in one another: the pipeline "
                "would read what it writes. Name the folders of news alone."
            )


def check_folders_of(settings: Settings) -> None:
    """Raises UserError where check_folders does for the folders of these settings."""
    check_folders(settings.landing_dir, settings.data_dir, settings.further_roots)


def _overlap(read: Path, written: Path) -> bool:
    return read == written or read in written.parents or written in read.parents


def _list_address(address: str) -> list[LandingFile]:
    try:
        listed = list_remote(address)
    except OSError as error:
        raise UserError(
            f"{address} cannot be listed: {error.strerror}. Look at the address, the network, and the credentials in "
            "the environment."
        ) from error
    files = [LandingFile(valid(each.name), each.file, each.byte_size, each.modified_ns) for each in listed]
    return sorted(files, key=lambda file: file.source_path)


def _list(folder: Path, prefix: str, files: list[LandingFile], bounds: Bounds) -> None:
    """A folder, named without links, is entered once. Raises OSError when it cannot be listed."""
    try:
        here = folder.stat()
        if (here.st_dev, here.st_ino) in bounds.entered:
            return
        bounds.entered.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return  # taken away since its parent was listed
    for entry in listed:
        if not entry.name.startswith("."):
            _list_entry(entry, prefix, files, bounds)


def _list_entry(entry: os.DirEntry[str], prefix: str, files: list[LandingFile], bounds: Bounds) -> None:
    name, path = valid(prefix + entry.name), Path(entry.path)
    size = modified = 0
    if path in bounds.closed:
        files.append(LandingFile(name, path, 0, 0, (Reason.UNREADABLE_FILE, bounds.closed[path])))
        return
    try:
        status, refusal = entry.stat(follow_symlinks=False), None
        if entry.is_symlink():
            target = follow(path, bounds)
            if isinstance(target, Path):
                status, path = target.stat(follow_symlinks=False), target
            else:
                refusal = target
        size, modified = status.st_size, status.st_mtime_ns
        if refusal is None and stat.S_ISDIR(status.st_mode):
            _list(path, f"{prefix}{entry.name}/", files, bounds)
            return
        if refusal is None and not stat.S_ISREG(status.st_mode):
            refusal = (Reason.SPECIAL_FILE, f"a {_kind(status.st_mode)}")
    except FileNotFoundError:
        return  # taken away since the listing
    except OSError as error:
        refusal = (Reason.UNREADABLE_FILE, f"It cannot be looked at: {error.strerror}.")
    files.append(LandingFile(name, path, size, modified, refusal))


def _kind(mode: int) -> str:
    kinds = {"named pipe": stat.S_ISFIFO, "socket": stat.S_ISSOCK, "device": stat.S_ISCHR, "disk": stat.S_ISBLK}
    return next((kind for kind, is_kind in kinds.items() if is_kind(mode)), "special file")
