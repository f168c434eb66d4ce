"""Where the packed bytes of raw files lie, each under the hash of its content: a folder, or an address of a store."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from news_pipeline.storage import remote_folder

_ENDING = ".zst"


class StoredBytes(Protocol):
    """Holds files under names, whole or not at all."""

    def take(self, file: Path, name: str) -> None:
        """Move a finished file in, in the place of what has the name."""

    def open(self, name: str) -> BinaryIO:
        """Raises FileNotFoundError."""

    def holds(self, name: str) -> bool:
        """Whether there is something under the name."""

    def remove(self, name: str) -> None:
        """Nothing if there is nothing under the name."""

    def names(self) -> Iterator[str]:
        """All of them, in order."""

    def place(self, name: str) -> str:
        """Where it lies, or would lie, to be told."""


@dataclass(frozen=True, slots=True)
class LocalBytes:
    """In a folder of this machine."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where it lies, or would lie."""
        return self.folder / name[:2] / f"{name}{_ENDING}"

    def take(self, file: Path, name: str) -> None:
        """See StoredBytes."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        file.replace(path)

    def open(self, name: str) -> BinaryIO:
        """See StoredBytes."""
        return self.path(name).open("rb")

    def holds(self, name: str) -> bool:
        """See StoredBytes."""
        return self.path(name).exists()

    def remove(self, name: str) -> None:
        """See StoredBytes."""
        self.path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """See StoredBytes."""
        return (path.stem for path in sorted(self.folder.glob(f"??/*{_ENDING}")))

    def place(self, name: str) -> str:
        """See StoredBytes."""
        return str(self.path(name))


@dataclass(frozen=True, slots=True)
class RemoteBytes:
    """In an object store, which shows an object when all of it has come."""

    address: str

    def take(self, file: Path, name: str) -> None:
        """See StoredBytes."""
        remote_folder.upload(file, self.place(name))
        file.unlink()

    def open(self, name: str) -> BinaryIO:
        """See StoredBytes."""
        return remote_folder.open_remote(self.place(name))

    def holds(self, name: str) -> bool:
        """See StoredBytes."""
        return remote_folder.is_object(self.place(name))

    def remove(self, name: str) -> None:
        """See StoredBytes."""
        if self.holds(name):
            remote_folder.delete(self.place(name))

    def names(self) -> Iterator[str]:
        """See StoredBytes."""
        listed = (PurePosixPath(each.name) for each in remote_folder.list_remote(self.address))
        return iter(sorted(path.stem for path in listed if path.suffix == _ENDING and len(path.parent.name) == 2))

    def place(self, name: str) -> str:
        """See StoredBytes."""
        return f"{self.address}/{name[:2]}/{name}{_ENDING}"


def copy_out(stored: StoredBytes, name: str, folder: Path) -> None:
    """Copy what lies under the name into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with stored.open(name) as source, (folder / f"{name}{_ENDING}").open("wb") as target:
        shutil.copyfileobj(source, target)
