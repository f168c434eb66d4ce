"""Reads RTF with striprtf: a paragraph a line."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.office.written import Written, bad_document, documents_in
from news_pipeline.readers.repair import storable
from news_pipeline.readers.whole_files import whole_file

_PICTURE = re.compile(rb"\{\\\*?\\?(?:pict|shppict|nonshppict|objdata)\b[^{}]*\}")
_FAULTS = (ValueError, IndexError, KeyError, LookupError, TypeError, RecursionError, OverflowError)


def is_rtf(head: bytes) -> bool:
    """Whether a file begins like RTF, whatever it is called: many `.doc` files are."""
    return head.startswith(b"{\\rtf")


def read_rtf(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """An `.rtf` file: one article, or an export with many."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    data = whole_file(stream)
    if isinstance(data, Unreadable):
        if start == 0:
            yield data
        return
    try:
        text = rtf_to_text(  # type: ignore[no-untyped-call]
            _PICTURE.sub(b"", data).decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except _FAULTS as fault:
        if start == 0:
            yield bad_document(data, fault)
        return
    paragraphs = [line.strip() for line in storable(text).replace("\xa0", " ").split("\n")]
    yield from documents_in(Written(paragraphs, is_wrapped=True), data, start)
