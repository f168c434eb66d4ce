"""Reads bytes from memory under a made-up name."""

import gzip
import io
import json
from typing import Any

from news_pipeline.readers import Document, Unreadable, read_documents


def read(name: str, data: bytes, start: int = 0) -> list[Document | Unreadable]:
    return list(read_documents(name, io.BytesIO(data), start=start))


def read_one(name: str, data: bytes) -> Document:
    (document,) = read(name, data)
    assert isinstance(document, Document), document
    return document


def read_json(value: Any) -> list[Document | Unreadable]:
    return read("a.json", json.dumps(value).encode())


def read_one_json(value: Any) -> Document:
    return read_one("a.json", json.dumps(value).encode())


def as_lines(*values: Any) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def outcomes(found: list[Document | Unreadable]) -> list[tuple[int | None, str]]:
    """The number of each record with its text or its reason."""
    return [(item.record, item.text if isinstance(item, Document) else item.reason) for item in found]
