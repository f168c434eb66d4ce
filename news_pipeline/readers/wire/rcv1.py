"""Reads the Reuters Corpus, Volume 1, and RCV2 in other languages, as Lewis and others describe it (JMLR 5, 2004)."""

from typing import BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.wire.elements import (
    Element,
    Found,
    document_of,
    elements_at,
    lines_of,
    name_of,
    parsed,
    root_name,
    texts,
)

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_rcv1(head: bytes) -> bool:
    """Whether a file begins like an item of RCV1."""
    return root_name(head) == "newsitem"


def read_rcv1(stream: BinaryIO, start: int) -> Found:
    """An item of RCV1: one document."""
    for root, data in parsed(stream, start):
        yield root if isinstance(root, Unreadable) else _item(root, data)


def _item(root: Element, data: bytes) -> Document | Unreadable:
    stated = (("published", "date"), ("item", "itemid"), ("language", _LANGUAGE))
    fields: list[Field] = [
        *texts("title", root, "headline"),
        *texts("title", root, "title"),
        *texts("authors", root, "byline"),
        *(Field(ours, value, f"@{key.rpartition('}')[2]}") for ours, key in stated if (value := root.get(key))),
        *(
            Field("source", str(element.get("value")), "dc.source")
            for element in elements_at(root, "metadata", "dc")
            if element.get("element") == "dc.source" and element.get("value")
        ),
        *(
            Field("subject", str(code.get("code")), "codes.code")
            for code in root.iter()
            if name_of(code) == "code" and code.get("code")
        ),
    ]
    lines = [line for name in ("dateline", "text") for element in elements_at(root, name) for line in lines_of(element)]
    return document_of(None, data, "text/plain", "\n".join(lines), fields=fields)
