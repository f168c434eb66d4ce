"""Lists the landing folder, and says which of its files are at rest. What is new among them is for ingestion to say."""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import visible
from news_pipeline.shared.hashing import digest
from news_pipeline.shared.remote_address import remote_address
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.mounts import check_answers, silent_mounts
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


def list_landing(folder: Path) -> list[LandingFile]:
    """All files below the folder, by path, and what cannot be read there; hidden files and folders are passed over.

    Links are followed inside the folder only. Raises UserError when the folder is missing or cannot be listed, or lies
    on a mount that does not answer. So it does for an address whose store cannot be reached.
    """
    if address := remote_address(folder):
        return _list_address(address)
    check_answers(folder)
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder. Make it, or name another with --landing or NEWS_LANDING_DIR.")
    files: list[LandingFile] = []
    root = Path(os.path.realpath(folder))
    try:
        _list(folder, "", files, _Bounds(folder, root, silent_mounts(root)))
    except OSError as error:
        raise UserError(f"{folder} cannot be listed: {error.strerror}. Check its permissions.") from error
    return sorted(files, key=lambda file: file.source_path)


def is_there(folder: Path) -> bool:
    """Whether there is such a folder. An address is always one: stores have no folders without files."""
    return bool(remote_address(folder)) or folder.is_dir()


def landing_version(files: list[LandingFile]) -> str:
    """A hash of what the folder shows: paths, sizes and times of change."""
    return digest(*(f"{file.source_path}\0{file.byte_size}\0{file.modified_ns}" for file in files))


def at_rest(files: list[LandingFile], now_ns: int, quiet_seconds: int) -> list[LandingFile]:
    """The files that have not changed for so many seconds: nobody is writing them any more.

    A time in the future, by more than these seconds, says nothing: such a file is taken as it is.
    """
    quiet = quiet_seconds * 1_000_000_000
    return [file for file in files if not -quiet <= now_ns - file.modified_ns < quiet]


def check_folders(landing: Path, data: Path) -> None:
    """Raises UserError when one of the folders lies in the other: the pipeline would read what it writes, for ever.

    So it does when the landing folder does not answer.
    """
    if remote_address(landing):
        return
    check_answers(landing)
    read, written = Path(os.path.realpath(landing)), Path(os.path.realpath(data))
    if read == written or read in written.parents or written in read.parents:
        raise UserError(
            f"The landing folder {landing} and the data folder {data} lie in one another. Put them side by side: "
            "move one, or name others with NEWS_LANDING_DIR and NEWS_DATA_DIR."
        )


def _list_address(address: str) -> list[LandingFile]:
    try:
        listed = list_remote(address)
    except OSError as error:
        raise UserError(
            f"{address} cannot be listed: {error.strerror}. Look at the address, the network, and the credentials in "
            "the environment."
        ) from error
    files = [LandingFile(_valid(each.name), each.file, each.byte_size, each.modified_ns) for each in listed]
    return sorted(files, key=lambda file: file.source_path)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Where links may lead, and the folders that were entered."""

    folder: Path
    """As it was named."""
    root: Path
    """Where it really is."""
    silent: frozenset[Path] = frozenset()
    """Mounts inside of it that do not answer."""
    entered: set[tuple[int, int]] = field(default_factory=set)

    def is_silent(self, entry: os.DirEntry[str]) -> bool:
        """Whether looking at the entry would block; only the text of a link is read for it."""
        if not self.silent:
            return False
        place = Path(os.path.realpath(Path(entry.path).parent)) / entry.name
        target = Path(os.path.normpath(place.parent / place.readlink())) if entry.is_symlink() else place
        return any(target.is_relative_to(mount) for mount in self.silent)

    def holds(self, link: Path) -> bool:
        """Whether the link leads to something in the landing folder.

        The text of the link is asked first: on a mount that is dead, even looking would block.
        """
        target = Path(os.path.normpath(Path(os.path.realpath(link.parent)) / link.readlink()))
        seems_inside = any(target.is_relative_to(place) for place in (self.root, self.folder))
        return seems_inside and Path(os.path.realpath(link)).is_relative_to(self.root)


def _list(folder: Path, prefix: str, files: list[LandingFile], bounds: _Bounds) -> None:
    """A folder that a link leads back to is entered once. Raises OSError when the folder cannot be listed."""
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


def _list_entry(entry: os.DirEntry[str], prefix: str, files: list[LandingFile], bounds: _Bounds) -> None:
    name, path = _valid(prefix + entry.name), Path(entry.path)
    size = modified = 0
    if bounds.is_silent(entry):
        files.append(LandingFile(name, path, 0, 0, (Reason.UNREADABLE_FILE, "a mount that does not answer")))
        return
    try:
        status = entry.stat(follow_symlinks=False)
        refusal = _refusal(entry, bounds)
        if refusal is None and entry.is_symlink():
            status, path = entry.stat(), Path(os.path.realpath(entry.path))
        size, modified = status.st_size, status.st_mtime_ns
        if refusal is None and stat.S_ISDIR(status.st_mode):
            _list(Path(entry.path), f"{prefix}{entry.name}/", files, bounds)
            return
        if refusal is None and not stat.S_ISREG(status.st_mode):
            refusal = (Reason.SPECIAL_FILE, f"a {_kind(status.st_mode)}")
    except FileNotFoundError:
        return  # taken away since the listing
    except OSError as error:
        refusal = (Reason.UNREADABLE_FILE, f"It cannot be looked at: {error.strerror}.")
    files.append(LandingFile(name, path, size, modified, refusal))


def _refusal(entry: os.DirEntry[str], bounds: _Bounds) -> Refusal | None:
    """Why a link is not followed; None for what is no link. Nothing outside of the folder is looked at."""
    if not entry.is_symlink():
        return None
    link = Path(entry.path)
    target = str(link.readlink())
    if not bounds.holds(link):
        return (Reason.LINK_NOT_FOLLOWED, f"to {_valid(target)}, which lies outside of the landing folder")
    if not link.exists():
        return (Reason.LINK_NOT_FOLLOWED, f"to {_valid(target)}, which is not there")
    return None


def _kind(mode: int) -> str:
    kinds = {"named pipe": stat.S_ISFIFO, "socket": stat.S_ISSOCK, "device": stat.S_ISCHR, "disk": stat.S_ISBLK}
    return next((kind for kind, is_kind in kinds.items() if is_kind(mode)), "special file")


def _valid(path: str) -> str:
    return visible(path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
