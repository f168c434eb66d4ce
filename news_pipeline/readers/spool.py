"""A file that can be read from any place, for formats whose directory stands at their end."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from news_pipeline.readers.byte_source import ByteSource
from news_pipeline.readers.document import Unreadable
from news_pipeline.readers.reasons import Reason

_IN_MEMORY_BYTES = 32 * 2**20
MAX_SPOOLED_BYTES = 32 * 2**30
"""A larger file is refused: it would fill the disk."""


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[tuple[BinaryIO, str] | Unreadable]:
    """All bytes of a stream, decompressed, and their fingerprint: in memory up to 32 MiB, else in a temporary file."""
    source, size = ByteSource(stream), 0
    with SpooledTemporaryFile(_IN_MEMORY_BYTES) as file:
        for chunk in source:
            size += len(chunk)
            if size > MAX_SPOOLED_BYTES:
                detail = f"over {MAX_SPOOLED_BYTES // 2**30} GiB in one file: split it"
                yield Unreadable(None, source.fingerprint, Reason.TOO_LARGE, detail)
                return
            file.write(chunk)
        if source.broken:
            detail = f"{source.broken}, and this kind of file cannot be read in part: fetch it again"
            yield Unreadable(None, source.fingerprint, Reason.BROKEN_GZIP, detail)
        elif not size:
            yield Unreadable(None, "", Reason.EMPTY_FILE, "no bytes: there is nothing to read")
        else:
            file.seek(0)
            yield cast("BinaryIO", file), source.fingerprint
