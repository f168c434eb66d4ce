"""Reads DOCX with python-docx: paragraphs and tables in order, without headers, footers and comments."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZipFile

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.office.written import PACKED_FAULTS, Written, read_written
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.shared.hashing import digest

_FAULTS = (*PACKED_FAULTS, AttributeError, TypeError)
"""What python-docx raises on damaged documents too."""
_MEMBERS = (b"[Content_Types].xml", b"word/", b"_rels/.rels", b"docProps/")
_MAIN = "word/document.xml"
_OTHERS = {"xl/": "an Excel table: save it as CSV", "ppt/": "a PowerPoint file: save its text"}


def is_office_zip(head: bytes) -> bool:
    """Whether a file begins like DOCX, XLSX or PPTX."""
    return head.startswith(b"PK\x03\x04") and head[30:60].startswith(_MEMBERS)


def read_docx(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A `.docx` file: one article, or an export with many."""
    return read_written(stream, start, lambda data: _refusal(data) or _written(data), _FAULTS)


def _refusal(data: bytes) -> Unreadable | None:
    with ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        size = sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels")))
    if _MAIN not in names:
        kind = next((kind for folder, kind in _OTHERS.items() if any(name.startswith(folder) for name in names)), "")
        return Unreadable(None, digest(data), Reason.NOT_TEXT, kind or "an Office file without a text document")
    if size > MAX_RECORD_BYTES:
        detail = f"its text unpacks to over {MAX_RECORD_BYTES // 2**20} MiB: split it into its articles"
        return Unreadable(None, digest(data), Reason.TOO_LARGE, detail)
    return None


def _written(data: bytes) -> Written:
    import docx  # noqa: PLC0415 - heavy, and most files are none

    document = docx.Document(io.BytesIO(data))
    titles, paragraphs = list[Field](), list[str]()
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            paragraphs += _rows(block)
            continue
        text = storable(block.text).strip()
        style = str(getattr(block.style, "name", "") or "")
        if text and style in {"Title", "Heading 1"} and not titles:
            titles.append(Field("title", " ".join(text.split()), f"style {style}"))
        if text:
            paragraphs.append(text)
    return Written(paragraphs, tuple(titles))


def _rows(table: Any) -> list[str]:
    """A line each row; cells that are merged count once."""
    lines = []
    for row in table.rows:
        cells = list(dict.fromkeys(" ".join(storable(cell.text).split()) for cell in row.cells))
        if line := "\t".join(cell for cell in cells if cell):
            lines.append(line)
    return lines
