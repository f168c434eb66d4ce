"""Reads ODT (OpenDocument 1.3, OASIS): headings, paragraphs, lists and tables in order, without notes and deletions."""

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

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument."
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "note", "forms", "sequence-decls", "title", "desc"})
_BREAKS = {"tab": "\t", "line-break": "\n"}
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name"
_COUNT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}c"
_MAX_DEPTH = 200


def is_open_document(head: bytes) -> bool:
    """Whether a file begins like an OpenDocument file."""
    return head.startswith(b"PK\x03\x04") and head[30:].startswith(_MIMETYPE)


def read_odt(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """An `.odt` file: one article, or an export with many."""
    return read_written(stream, start, _written, PACKED_FAULTS)


def _written(data: bytes) -> Written | Unreadable:
    from lxml import etree  # noqa: PLC0415

    with ZipFile(io.BytesIO(data)) as archive:
        kind = archive.read("mimetype").rpartition(b".")[2].strip()
        if not kind.startswith(b"text"):
            detail = (
                f"an OpenDocument {storable(kind.decode('ascii', 'replace'))} file: save its text, or a table as CSV"
            )
            return Unreadable(None, digest(data), Reason.NOT_TEXT, detail)
        if archive.getinfo("content.xml").file_size > MAX_RECORD_BYTES:
            detail = f"its text unpacks to over {MAX_RECORD_BYTES // 2**20} MiB: split it into its articles"
            return Unreadable(None, digest(data), Reason.TOO_LARGE, detail)
        if b"encryption-data" in (archive.read("META-INF/manifest.xml") if _has_manifest(archive) else b""):
            return Unreadable(None, digest(data), Reason.ENCRYPTED, "it is encrypted: save it without a password")
        content = archive.read("content.xml")
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    paragraphs, titles = list[str](), list[Field]()
    for element in root.iter():
        name = _name(element)
        if name in ("p", "h") and not _is_left_out(element):
            text = storable(_text(element, _MAX_DEPTH)).strip()
            if text and not titles and (name == "h" or element.get(_STYLE) == "Title"):
                titles.append(Field("title", " ".join(text.split()), "heading" if name == "h" else "style Title"))
            if text:
                paragraphs.append(text)
    return Written(paragraphs, tuple(titles))


def _has_manifest(archive: ZipFile) -> bool:
    return "META-INF/manifest.xml" in archive.namelist()


def _is_left_out(element: Any) -> bool:
    above = (_name(each) for each in element.iterancestors())
    return any(name in _LEFT_OUT or name in ("p", "h") for name in above)


def _text(element: Any, left: int) -> str:
    parts = [element.text or ""]
    for child in element if left else ():
        name = _name(child)
        if name == "s":
            parts.append(
                " " * min(int(child.get(_COUNT) or 1), 100) if str(child.get(_COUNT) or 1).isdecimal() else " "
            )
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name not in _LEFT_OUT:
            parts.append(_text(child, left - 1))
        parts.append(child.tail or "")
    return "".join(parts)


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
