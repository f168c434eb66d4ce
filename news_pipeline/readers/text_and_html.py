"""Reads text and HTML files: one document each, unless a press database has exported many into it."""

from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.exports.article import documents_of
from news_pipeline.readers.exports.lines import export_of
from news_pipeline.readers.exports.pages import page_export
from news_pipeline.readers.whole_files import document_of_bytes, whole_file
from news_pipeline.shared.hashing import digest


def read_text(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.txt` file."""
    yield from _read(stream, start, "text/plain")


def read_html(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.html` or `.htm` file."""
    yield from _read(stream, start, "text/html")


def _read(stream: BinaryIO, start: int, media_type: str) -> Iterator[Document | Unreadable]:
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        if not start:
            yield data
        return
    document = document_of_bytes(data, media_type)
    if isinstance(document, Document):
        is_page = document.media_type == "text/html"
        export = page_export(document.text) if is_page else export_of(document.text.split("\n"))
        if export is not None:
            yield from documents_of(export, document.encoding, digest(data), start)
            return
    if not start:
        yield document
