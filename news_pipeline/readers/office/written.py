"""From the paragraphs of an office document to documents: one article, or those of a press database's export."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.exports.article import documents_of
from news_pipeline.readers.exports.lines import export_of
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.shared.hashing import digest

PACKED_FAULTS = (
    *(BadZipFile, zlib.error, struct.error, OSError, EOFError, RuntimeError, LookupError, ValueError, OverflowError),
    *(SyntaxError, MemoryError),
)
"""What zipfile and lxml (XMLSyntaxError is a SyntaxError) raise on damaged documents that are archives of XML."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an office document says."""

    paragraphs: list[str]
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    is_wrapped: bool = False
    """The lines of a paragraph may be paragraphs of their own, as in text set at a fixed width."""


def read_written(
    stream: BinaryIO,
    start: int,
    written_in: Callable[[bytes], Written | Unreadable],
    faults: tuple[type[Exception], ...] = (),
) -> Iterator[Document | Unreadable]:
    """The documents of one file: one article, or an export with many.

    `written_in` reads the bytes of the format; `faults` are what its library raises on damaged ones.
    """
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        if start == 0:
            yield data
        return
    try:
        written = written_in(data)
    except faults as fault:
        written = bad_document(data, fault)
    if isinstance(written, Written):
        yield from documents_in(written, data, start)
    elif start == 0:
        yield written


def documents_in(written: Written, data: bytes, start: int) -> Iterator[Document | Unreadable]:
    """One document without a number, or the articles of an export as records from 1."""
    lines = [
        line
        for paragraph in written.paragraphs
        for line in (*paragraph.split("\n"), *([] if written.is_wrapped else [""]))
    ]
    export = export_of(lines)
    if export is not None:
        yield from documents_of(export, "utf-8", digest(data), start)
        return
    if start:
        return
    text, repairs = repaired(("\n" if written.is_wrapped else "\n\n").join(written.paragraphs))
    if not text.strip():
        yield Unreadable(
            None, digest(data), Reason.NO_TEXT, "a document without text: save it with its text, if it shows one"
        )
        return
    notes = written.notes + repairs
    yield Document(None, digest(data), "text/plain", text, "utf-8", written.fields, notes, len(data))


def bad_document(data: bytes, fault: object) -> Unreadable:
    """The refusal of a document that its library cannot read."""
    detail = f"{' '.join(str(fault).split())[:200] or type(fault).__name__}: save it again, or export its text"
    return Unreadable(None, digest(data), Reason.BAD_DOCUMENT, detail)
