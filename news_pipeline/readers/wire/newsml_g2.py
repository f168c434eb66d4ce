"""Reads NewsML-G2. The names of its elements are the IPTC's (iptc.org/standards/newsml-g2)."""

from contextlib import suppress
from typing import BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.readers.wire.elements import (
    Element,
    Found,
    bylines,
    document_of,
    elements_at,
    lines_of,
    name_of,
    parsed,
    root_name,
    texts,
    values,
)
from news_pipeline.shared.hashing import digest


def is_newsml_g2(head: bytes) -> bool:
    """Whether a file begins like NewsML-G2."""
    return root_name(head) in {"newsMessage", "newsItem"}


def read_newsml_g2(stream: BinaryIO, start: int) -> Found:
    """A `.newsml` file: each news item in it is a record, from 1."""
    for root, data in parsed(stream, 0):
        if isinstance(root, Unreadable):
            yield root
            return
        items = [element for element in root.iter() if name_of(element) == "newsItem"]
        for number, item in enumerate(items, 1):
            if number > start:
                yield _news_item(item, number)
        if not items:
            yield Unreadable(None, digest(data), Reason.NO_RECORDS, f"<{name_of(root)[:40]}> without a newsItem")


def _news_item(item: Element, number: int) -> Document | Unreadable:
    from lxml import etree  # noqa: PLC0415

    created = [
        *texts("published", item, "contentMeta", "contentCreated"),
        *texts("published", item, "itemMeta", "firstCreated"),
    ]
    fields = [
        *texts("title", item, "contentMeta", "headline"),
        *created,
        *texts("updated" if created else "published", item, "itemMeta", "versionCreated"),
        *texts("updated", item, "contentMeta", "contentModified"),
        *texts("authors", item, "contentMeta", "by"),
        *texts("source", item, "itemMeta", "provider", "name"),
        *values("source", item, "literal", "itemMeta", "provider"),
        *texts("source", item, "contentMeta", "infoSource", "name"),
        *values("language", item, "tag", "contentMeta", "language"),
        *texts("description", item, "contentMeta", "description"),
        *(Field("item", storable(value), "@guid") for value in (item.get("guid"),) if value),
        *(Field("version", storable(value), "@version") for value in (item.get("version"),) if value),
        *values("status", item, "qcode", "itemMeta", "pubStatus"),
        *texts("embargo", item, "itemMeta", "embargoed"),
        *texts("note", item, "itemMeta", "edNote"),
        *texts("urgency", item, "contentMeta", "urgency"),
        *texts("slug", item, "contentMeta", "slugline"),
        *values("subject", item, "qcode", "contentMeta", "subject"),
    ]
    text, media_type = "", "text/plain"
    for content in elements_at(item, "contentSet", "inlineXML"):
        inner = next((child for child in content if isinstance(child.tag, str)), None)
        if inner is not None and name_of(inner) == "nitf":
            text = "\n".join(line for body in elements_at(inner, "body", "body.content") for line in lines_of(body))
            fields += bylines(inner)
        elif inner is not None and name_of(inner) == "html":
            for element in inner.iter():
                if isinstance(element.tag, str):
                    with suppress(ValueError):  # a broken name, as in <wire:>, stays
                        element.tag = name_of(element)
            etree.cleanup_namespaces(inner)
            text, media_type = etree.tostring(inner, encoding="unicode", method="html", with_tail=False), "text/html"
        if text.strip():
            break
    if not text.strip():
        text = "\n".join(field.value for field in texts("", item, "contentSet", "inlineData"))
    return document_of(number, etree.tostring(item), media_type, text, fields=fields)
