"""Reads NewsML 1.0 to 1.2. The names of its elements are the IPTC's (iptc.org/standards/newsml-1)."""

from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.wire.elements import (
    Element,
    Found,
    bylines,
    document_of,
    lines_of,
    name_of,
    parsed,
    root_name,
    text_of,
    texts,
    values,
)
from news_pipeline.shared.hashing import digest

_NAME = "FormalName"
_PARTY = ("AdministrativeMetadata", "Provider", "Party")


def is_newsml_1(head: bytes) -> bool:
    """Whether a file begins like NewsML 1."""
    return root_name(head) == "NewsML"


def read_newsml_1(stream: BinaryIO, start: int) -> Found:
    """A NewsML 1 file: each news item in it is a record, from 1."""
    for root, data in parsed(stream, 0):
        if isinstance(root, Unreadable):
            yield root
            return
        items = [element for element in root.iter() if name_of(element) == "NewsItem"]
        for number, item in enumerate(items, 1):
            if number > start:
                yield _news_item(item, number)
        if not items:
            yield Unreadable(None, digest(data), Reason.NO_RECORDS, "<NewsML> without a NewsItem")


def _news_item(item: Element, number: int) -> Document | Unreadable:
    from lxml import etree  # noqa: PLC0415

    identifier = ("Identification", "NewsIdentifier")
    component = next((element for element in item.iter() if name_of(element) == "NewsComponent"), item)
    first = list(texts("published", item, "NewsManagement", "FirstCreated"))
    party = list(values("source", component, _NAME, *_PARTY))
    fields: list[Field] = [
        *_anywhere("title", component, "HeadLine"),
        *first,
        *texts("updated" if first else "published", item, "NewsManagement", "ThisRevisionCreated"),
        *_anywhere("authors", component, "ByLine"),
        *(party or texts("source", item, *identifier, "ProviderId")),
        *values("language", component, _NAME, "DescriptiveMetadata", "Language"),
        *_urn(item, identifier),
        *texts("version", item, *identifier, "RevisionId"),
        *values("status", item, _NAME, "NewsManagement", "Status"),
        *texts("embargo", item, "NewsManagement", "StatusWillChange", "DateAndTime"),
        *values("urgency", item, _NAME, "NewsManagement", "Urgency"),
        *_anywhere("slug", component, "SlugLine"),
        *values("subject", component, _NAME, "DescriptiveMetadata", "SubjectCode", "Subject"),
        *values("subject", component, _NAME, "DescriptiveMetadata", "SubjectCode", "SubjectMatter"),
    ]
    contents = [element for element in component.iter() if name_of(element) == "DataContent"]
    inner = [child for content in contents for child in content if name_of(child) == "nitf"]
    for nitf in inner:
        fields += bylines(nitf) if not any(field.name == "authors" for field in fields) else []
    bodies = [body for nitf in inner for body in nitf.iter() if name_of(body) == "body.content"]
    lines = next((found for content in (bodies or contents) if (found := lines_of(content))), [])
    return document_of(number, etree.tostring(item), "text/plain", "\n".join(lines), fields=fields)


def _urn(item: Element, identifier: tuple[str, ...]) -> Iterator[Field]:
    """The id of all versions of an item, in the form that the standard gives to public identifiers."""
    names = ("ProviderId", "DateId", "NewsItemId")
    parts = [next((field.value for field in texts("", item, *identifier, name)), "") for name in names]
    if all(parts):
        yield Field("item", f"urn:newsml:{':'.join(parts)}", "NewsIdentifier")


def _anywhere(ours: str, component: Element, name: str) -> Iterator[Field]:
    """The first element of a name that has text: components lie in components, each with lines of its own."""
    found = (element for element in component.iter() if name_of(element) == name and text_of(element))
    return (Field(ours, text_of(element), name) for element in [next(found, None)] if element is not None)
