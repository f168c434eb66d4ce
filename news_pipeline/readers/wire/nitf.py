"""Reads NITF. The names of its elements are the IPTC's (iptc.org/standards/nitf)."""

from typing import BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.wire.elements import (
    Element,
    Found,
    bylines,
    document_of,
    elements_at,
    lines_of,
    parsed,
    root_name,
    texts,
    values,
)


def is_nitf(head: bytes) -> bool:
    """Whether a file begins like NITF."""
    return root_name(head) == "nitf"


def read_nitf(stream: BinaryIO, start: int) -> Found:
    """A `.nitf` file: one document."""
    for root, data in parsed(stream, start):
        yield root if isinstance(root, Unreadable) else _nitf(root, data)


def _nitf(root: Element, data: bytes) -> Document | Unreadable:
    fields: list[Field] = [
        *texts("title", root, "body", "body.head", "hedline", "hl1"),
        *texts("title", root, "head", "title"),
        *values("published", root, "norm", "head", "docdata", "date.issue"),
        *values("published", root, "date.publication", "head", "pubdata"),
        *bylines(root),
        *values("source", root, "name", "head", "pubdata"),
        *texts("source", root, "body", "body.head", "distributor"),
        *values("source", root, "holder", "head", "docdata", "doc.copyright"),
        *values("url", root, "ex-ref", "head", "pubdata"),
        *texts("description", root, "body", "body.head", "abstract"),
        *values("item", root, "id-string", "head", "docdata", "doc-id"),
        *values("status", root, "management-status", "head", "docdata"),
        *values("embargo", root, "norm", "head", "docdata", "date.release"),
        *values("urgency", root, "ed-urg", "head", "docdata", "urgency"),
        *values("slug", root, "key", "head", "docdata", "du-key"),
        *values("version", root, "version", "head", "docdata", "du-key"),
        *values("note", root, "info", "head", "docdata", "ed-msg"),
        *values("subject", root, "tobject.subject.refnum", "head", "tobject", "tobject.subject"),
    ]
    contents = list(elements_at(root, "body", "body.content"))
    return document_of(
        None, data, "text/plain", "\n".join(line for each in contents for line in lines_of(each)), fields=fields
    )
