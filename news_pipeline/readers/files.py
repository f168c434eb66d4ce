"""The bytes of one file -> its documents.

Here: the way in, by the file's name. Elsewhere: which formats there are (formats.py), reading each.
"""

from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.formats import SUFFIXES, format_of
from news_pipeline.shared.hashing import digest


def read_documents(path: str, stream: BinaryIO, *, start: int = 0) -> Iterator[Document | Unreadable]:
    """Each document of a file in order, and each thing in it that gives none; never nothing for a file read from 0.

    `path` only tells the kind of file. `start` resumes: records up to that number are passed over (of JSON lines:
    lines; a file that is one document counts as record 1), while a fault of the whole file is told again. Holds one
    record (at most 64 MiB), not the file. Raises only what `stream.read` raises.
    """
    found = format_of(path)
    if found is None:
        yield _unsupported(path, stream)
    else:
        yield from found.read(stream, start)


def _unsupported(path: str, stream: BinaryIO) -> Unreadable:
    head = stream.read(MAX_RECORD_BYTES)
    detail = (
        f"{path.rsplit('/', 1)[-1]!r} ends in none of {', '.join(SUFFIXES)} (or these with .gz): convert or rename it"
    )
    return Unreadable(None, digest(head) if head else "", "unsupported_type", detail)
