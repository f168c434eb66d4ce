"""Reads RTF with striprtf: a paragraph a line."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.office.written import Written, read_written
from news_pipeline.readers.repair import storable

_PICTURE = re.compile(rb"\{\\\*?\\?(?:pict|shppict|nonshppict|objdata)\b[^{}]*\}")
_FAULTS = (ValueError, IndexError, KeyError, LookupError, TypeError, RecursionError, OverflowError)


def is_rtf(head: bytes) -> bool:
    """Whether a file begins like RTF, whatever it is called: many `.doc` files are."""
    return head.startswith(b"{\\rtf")


def read_rtf(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """An `.rtf` file: one article, or an export with many."""
    return read_written(stream, start, _written, _FAULTS)


def _written(data: bytes) -> Written:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    text = rtf_to_text(  # type: ignore[no-untyped-call]
        _PICTURE.sub(b"", data).decode("latin-1"), encoding="cp1252", errors="replace"
    )
    lines = [line.strip() for line in storable(text).replace("\xa0", " ").split("\n")]
    is_whole = not is_rtf(data) or data.rstrip(b"\0 \r\n\t").endswith(b"}")
    return Written(lines, notes=() if is_whole else ("the file breaks off: save it again",), is_wrapped=True)
