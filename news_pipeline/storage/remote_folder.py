"""Lists, reads and fills a folder of an object store, at any address that fsspec knows (extra `remote`).

Credentials come from where the store's own client looks for them: environment, instance. None is handed on or told.
"""

import errno
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.user_error import UserError

_SECOND = 1_000_000_000
_MOMENTS = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
"""What stores call the time of the last change."""
_VERSIONS = ("ETag", "etag", "md5Hash", "content_settings")
"""What stores call a hash of the content."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An object of a store."""

    address: str

    def blocks(self, size: int) -> Iterator[bytes]:
        """Its bytes. Raises OSError."""
        with _told(self.address), _store_of(self.address).open(_key(self.address), "rb") as stream:
            while block := stream.read(size):
                yield block


@dataclass(frozen=True, slots=True)
class Listed:
    """What the store says of an object."""

    name: str
    """Below the folder."""
    file: RemoteFile
    byte_size: int
    modified_ns: int
    """Stores tell seconds; what is behind them stands for the content, so that two versions of one second differ."""


def list_remote(address: str) -> list[Listed]:
    """Every object below the address, but for hidden ones and marks of empty folders. Raises OSError, UserError."""
    with _told(address):
        found: dict[str, dict[str, Any]] = _store_of(address).find(_key(address), detail=True)
    scheme, root = address.partition("://")[0], _key(address) + "/"
    listed = []
    for key, about in found.items():
        name = key.lstrip("/").removeprefix(root)
        if (
            about.get("type") == "file"
            and not name.endswith("/")
            and not any(p.startswith(".") for p in name.split("/"))
        ):
            file = RemoteFile(f"{scheme}://{key.lstrip('/')}")
            listed.append(Listed(name, file, int(about.get("size") or 0), _modified_ns(about)))
    return listed


def open_remote(address: str) -> BinaryIO:
    """A stream of an object. Raises OSError, FileNotFoundError where there is none."""
    with _told(address):
        return cast("BinaryIO", _Stream(address, _store_of(address).open(_key(address), "rb")))


def is_object(address: str) -> bool:
    """Whether there is an object. Raises OSError when the store cannot be asked."""
    try:
        with _told(address):  # a client's own `isfile` says no where it cannot ask
            return bool(_store_of(address).info(_key(address))["type"] == "file")
    except FileNotFoundError:
        return False


def upload(file: Path, address: str) -> None:
    """Put a file there, in the place of what has the address. Raises OSError."""
    with _told(address):
        _store_of(address).put_file(str(file), _key(address))


def delete(address: str) -> None:
    """Delete an object. Raises OSError."""
    with _told(address):
        _store_of(address).rm_file(_key(address))


class _Stream(io.RawIOBase):
    """A client's stream, whose errors are told as ours."""

    def __init__(self, address: str, stream: Any) -> None:
        super().__init__()
        self._address, self._stream = address, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _told(self._address):
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _modified_ns(about: dict[str, Any]) -> int:
    moment = next((about[name] for name in _MOMENTS if about.get(name)), 0)
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    seconds = moment.astimezone(UTC).timestamp() if isinstance(moment, datetime) else float(moment)
    version = next((str(about[name]) for name in _VERSIONS if about.get(name)), "")
    return int(seconds) * _SECOND + digest64(version) % _SECOND


def _key(address: str) -> str:
    return address.partition("://")[2]


def _store_of(address: str) -> Any:
    scheme = address.partition("://")[0]
    try:
        return _store(scheme)
    except ImportError as error:
        need = "pip install 'news-pipeline[remote]'" if scheme in ("s3", "s3a") else f"it needs {error}"
        raise UserError(f"{address} cannot be read here: {need}.") from error
    except ValueError as error:
        raise UserError(f"{address} cannot be read: no kind of store is called {scheme!r}.") from error


@cache
def _store(scheme: str) -> Any:
    """One client a process. What it listed is not remembered: others write there."""
    import fsspec  # noqa: PLC0415 an extra

    return fsspec.filesystem(scheme, use_listings_cache=False, skip_instance_cache=True)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Every client has errors of its own; here they become OSErrors with a sentence."""
    try:
        yield
    except UserError:
        raise
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, "it is not there", address) from error
    except PermissionError as error:
        raise PermissionError(errno.EACCES, _sentence(error), address) from error
    except Exception as error:
        raise OSError(errno.EIO, _sentence(error), address) from error


def _sentence(error: Exception) -> str:
    """What the client says, in one line, without what may stand before an @ or behind a ? of an address."""
    line = (str(error).splitlines() or [type(error).__name__])[0][:300]
    return re.sub(r"\?[^\s\"']*", "", re.sub(r"//[^/@\s]*@", "//", line)) or type(error).__name__
