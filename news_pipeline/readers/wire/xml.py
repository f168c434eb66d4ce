"""Reads NITF and NewsML-G2. The names of their elements are the IPTC's (iptc.org/standards/nitf, .../newsml-g2).

Embargo, status, version, urgency, slug and subject codes are notes of the document.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.markup import as_page
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired, storable
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.shared.hashing import digest

Found = Iterator[Document | Unreadable]
Element = Any
"""Of lxml, which has no types."""

# Atomic groups: a prolog that does not end costs one look.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)",
    re.S,
)
_BLOCKS = frozenset("p hl1 hl2 h1 h2 h3 h4 h5 h6 li dt dd tr blockquote bq pre fn br hr block".split())  # noqa: SIM905
_LEFT_OUT = frozenset("media media-caption media-producer media-metadata nitf-table-metadata note".split())  # noqa: SIM905
_MAX_NOTES, _MAX_DEPTH = 40, 200


def is_nitf(head: bytes) -> bool:
    """Whether a file begins like NITF."""
    found = _ROOT.match(head)
    return found is not None and found[1] == b"nitf"


def is_newsml_g2(head: bytes) -> bool:
    """Whether a file begins like NewsML-G2."""
    found = _ROOT.match(head)
    return found is not None and found[1] in {b"newsMessage", b"newsItem"}


def read_nitf(stream: BinaryIO, start: int) -> Found:
    """A `.nitf` file: one document."""
    for root, data in _parsed(stream, start):
        yield root if isinstance(root, Unreadable) else _nitf(root, data)


def read_newsml_g2(stream: BinaryIO, start: int) -> Found:
    """A `.newsml` file: each news item in it is a record, from 1."""
    for root, data in _parsed(stream, 0):
        if isinstance(root, Unreadable):
            yield root
            return
        items = [element for element in root.iter() if _name(element) == "newsItem"]
        for number, item in enumerate(items, 1):
            if number > start:
                yield _news_item(item, number)
        if not items:
            yield Unreadable(None, digest(data), Reason.NO_RECORDS, f"<{_name(root)[:40]}> without a newsItem")


def _parsed(stream: BinaryIO, start: int) -> Iterator[tuple[Any, bytes]]:
    """The root element, or why there is none; nothing if it was read before."""
    from lxml import etree  # noqa: PLC0415

    data = whole_file(stream)
    if start and not isinstance(data, Unreadable):
        return
    if isinstance(data, Unreadable):
        yield data, b""
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        yield Unreadable(None, digest(data), Reason.BAD_XML, storable(str(fault))[:300]), b""
        return
    if root is None:
        yield Unreadable(None, digest(data), Reason.BAD_XML, "no element can be made out"), b""
        return
    yield root, data


def _nitf(root: Element, data: bytes) -> Document | Unreadable:
    fields = [
        *_texts("title", root, "body", "body.head", "hedline", "hl1"),
        *_texts("title", root, "head", "title"),
        *_values("published", root, "norm", "head", "docdata", "date.issue"),
        *_values("published", root, "date.publication", "head", "pubdata"),
        *_bylines(root),
        *_values("source", root, "name", "head", "pubdata"),
        *_texts("source", root, "body", "body.head", "distributor"),
        *_values("source", root, "holder", "head", "docdata", "doc.copyright"),
        *_values("url", root, "ex-ref", "head", "pubdata"),
        *_texts("description", root, "body", "body.head", "abstract"),
    ]
    notes = [
        *_noted("status", root, "management-status", "head", "docdata"),
        *_noted("release not before", root, "norm", "head", "docdata", "date.release"),
        *_noted("urgency", root, "ed-urg", "head", "docdata", "urgency"),
        *_noted("slug", root, "key", "head", "docdata", "du-key"),
        *_noted("fixture", root, "fix-id", "head", "docdata", "fixture"),
        *_noted("message", root, "info", "head", "docdata", "ed-msg"),
        *_noted("subject", root, "tobject.subject.refnum", "head", "tobject", "tobject.subject"),
    ]
    contents = list(_at(root, "body", "body.content"))
    text = "\n".join(line for content in contents for line in _lines(content))
    return _document(None, data, "text/plain", text, fields=fields, notes=notes)


def _news_item(item: Element, number: int) -> Document | Unreadable:
    from lxml import etree  # noqa: PLC0415

    data = etree.tostring(item)
    created = [
        *_texts("published", item, "contentMeta", "contentCreated"),
        *_texts("published", item, "itemMeta", "firstCreated"),
    ]
    version = list(_texts("updated" if created else "published", item, "itemMeta", "versionCreated"))
    fields = [
        *_texts("title", item, "contentMeta", "headline"),
        *created,
        *version,
        *_texts("updated", item, "contentMeta", "contentModified"),
        *_texts("authors", item, "contentMeta", "by"),
        *_texts("source", item, "itemMeta", "provider", "name"),
        *_values("source", item, "literal", "itemMeta", "provider"),
        *_texts("source", item, "contentMeta", "infoSource", "name"),
        *_values("language", item, "tag", "contentMeta", "language"),
        *_texts("description", item, "contentMeta", "description"),
    ]
    notes = [
        *(f"item {storable(value)}" for value in (item.get("guid"),) if value),
        *(f"version {storable(value)}" for value in (item.get("version"),) if value),
        *_noted("status", item, "qcode", "itemMeta", "pubStatus"),
        *(f"embargo until {field.value}" for field in _texts("", item, "itemMeta", "embargoed")),
        *(f"urgency {field.value}" for field in _texts("", item, "contentMeta", "urgency")),
        *(f"slug {field.value}" for field in _texts("", item, "contentMeta", "slugline")),
        *_noted("subject", item, "qcode", "contentMeta", "subject"),
    ]
    text, media_type = "", "text/plain"
    for content in _at(item, "contentSet", "inlineXML"):
        inner = next((child for child in content if isinstance(child.tag, str)), None)
        if inner is not None and _name(inner) == "nitf":
            text = "\n".join(line for body in _at(inner, "body", "body.content") for line in _lines(body))
            fields += _bylines(inner)
        elif inner is not None and _name(inner) == "html":
            for element in inner.iter():
                if isinstance(element.tag, str):
                    element.tag = _name(element)
            etree.cleanup_namespaces(inner)
            text, media_type = etree.tostring(inner, encoding="unicode", method="html", with_tail=False), "text/html"
        if text.strip():
            break
    if not text.strip():
        text = "\n".join(field.value for field in _texts("", item, "contentSet", "inlineData"))
    return _document(number, data, media_type, text, fields=fields, notes=notes)


def _document(  # noqa: PLR0913
    number: int | None, data: bytes, media_type: str, raw: str, *, fields: list[Field], notes: list[str]
) -> Document | Unreadable:
    text, repairs = repaired(raw)
    if not re.search(r"\w", re.sub(r"<[^>]*>", " ", text) if media_type == "text/html" else text):
        titles = [field.value for field in fields if field.name == "title"]
        return Unreadable(
            number, digest(data), Reason.NO_TEXT, f"an item without text: {(titles or ['no title'])[0][:80]}"
        )
    text = as_page(text) if media_type == "text/html" else text
    kept = tuple(dict.fromkeys(notes[:_MAX_NOTES])) + repairs
    return Document(number, digest(data), media_type, text, "utf-8", tuple(dict.fromkeys(fields)), kept, len(data))


def _name(element: Element) -> str:
    """The name of an element without its name space; "" for a comment or the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _at(element: Element, *path: str) -> Iterator[Element]:
    """The elements under a path of names."""
    if not path:
        yield element
        return
    for child in element:
        if _name(child) == path[0]:
            yield from _at(child, *path[1:])


def _text(element: Element) -> str:
    return " ".join(storable("".join(element.itertext())).split())


def _texts(ours: str, root: Element, *path: str) -> Iterator[Field]:
    for element in _at(root, *path):
        if text := _text(element):
            yield Field(ours, text, ".".join(path[-2:]))


def _values(ours: str, root: Element, attribute: str, *path: str) -> Iterator[Field]:
    for element in _at(root, *path):
        if value := storable(element.get(attribute) or "").strip():
            yield Field(ours, value, f"{path[-1]}@{attribute}")


def _noted(what: str, root: Element, attribute: str, *path: str) -> Iterator[str]:
    return (f"{what} {field.value}" for field in _values("", root, attribute, *path))


def _bylines(root: Element) -> list[Field]:
    """The persons of the byline; the line itself where it names none as such."""
    found = []
    for byline in _at(root, "body", "body.head", "byline"):
        persons = [_text(element) for element in byline.iter() if _name(element) == "person"]
        line = " ".join(storable(byline.text or "").split())
        found += [Field("authors", person, "byline.person" if persons else "byline") for person in persons or [line]]
    return [field for field in found if field.value]


def _lines(element: Element, depth: int = _MAX_DEPTH) -> list[str]:
    """The text of the element, a line for each paragraph, heading, list item and row; without media."""
    lines = [""]

    def add(text: str | None) -> None:
        lines[-1] += storable(text or "")

    def walk(inside: Element, left: int) -> None:
        add(inside.text)
        for child in inside:
            name = _name(child)
            if name and name not in _LEFT_OUT and left:
                if name in _BLOCKS:
                    lines.append("")
                walk(child, left - 1)
                if name in _BLOCKS:
                    lines.append("")
            add(child.tail)

    walk(element, depth)
    return [kept for line in lines if (kept := " ".join(line.split()))]
