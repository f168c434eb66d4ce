"""What the readers of agencies' XML share: the tree, its elements by path, paragraphs as lines."""

import re
from collections.abc import Iterable, Iterator
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
_MAX_FIELDS, _MAX_DEPTH = 200, 200
_TAIL_BYTES = 4_000
"""In which a whole file ends its root element; comments may follow."""


def root_name(head: bytes) -> str:
    """The name of the root element of XML that begins so, without its name space; "": it is no XML."""
    found = _ROOT.match(head)
    return found[1].decode("ascii", "replace") if found else ""


def parsed(stream: BinaryIO, start: int) -> Iterator[tuple[Any, bytes]]:
    """The root element, or why there is none; nothing if it was read before. Then a refusal if the file breaks off."""
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
    if _breaks_off(root, data):
        line = data.count(b"\n") + 1
        detail = f"the XML breaks off in line {line:,}; what stands before was read: fetch the file again"
        yield Unreadable(None, digest(data), Reason.BAD_XML, detail), b""


def _breaks_off(root: Element, data: bytes) -> bool:
    """Whether the end tag of the root element is missing. UTF-16 is not looked at."""
    tail = data[-_TAIL_BYTES:].rstrip()
    end = rb"</(?:[\w.-]+:)?" + re.escape(name_of(root)).encode() + rb"\s*>"
    return b"\0" not in tail and not tail.endswith(b"/>") and re.search(end, tail) is None


def document_of(
    number: int | None, data: bytes, media_type: str, raw: str, *, fields: list[Field]
) -> Document | Unreadable:
    """The document of an item's bytes, text and fields; a refusal if it has no text."""
    text, repairs = repaired(raw)
    if not re.search(r"\w", re.sub(r"<[^>]*>", " ", text) if media_type == "text/html" else text):
        return without_text(number, digest(data), fields)
    text = as_page(text) if media_type == "text/html" else text
    kept = tuple(dict.fromkeys(fields))[:_MAX_FIELDS]
    return Document(number, digest(data), media_type, text, "utf-8", kept, repairs, len(data))


def without_text(number: int | None, content_hash: str, fields: Iterable[Field]) -> Unreadable:
    """The refusal of an item without text: a withdrawal by its status, else a picture or the like."""
    stated = {field.name: field.value for field in reversed(list(fields))}
    status, title = stated.get("status", "").rpartition(":")[2], stated.get("title", "no title")[:80]
    if status.lower() in {"canceled", "cancelled", "killed"}:
        detail = f"item {stated.get('item', 'without id')[:200]} is {status}: {title}"
        return Unreadable(number, content_hash, Reason.WITHDRAWN, detail)
    return Unreadable(number, content_hash, Reason.NO_TEXT, f"an item without text: {title}")


def name_of(element: Element) -> str:
    """The name of an element without its name space; "" for a comment or the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def elements_at(element: Element, *path: str) -> Iterator[Element]:
    """The elements under a path of names."""
    if not path:
        yield element
        return
    for child in element:
        if name_of(child) == path[0]:
            yield from elements_at(child, *path[1:])


def text_of(element: Element) -> str:
    """All text in the element, on one line."""
    return " ".join(storable("".join(element.itertext())).split())


def texts(ours: str, root: Element, *path: str) -> Iterator[Field]:
    """A field of ours for each element at a path that has text."""
    for element in elements_at(root, *path):
        if text := text_of(element):
            yield Field(ours, text, ".".join(path[-2:]))


def values(ours: str, root: Element, attribute: str, *path: str) -> Iterator[Field]:
    """A field of ours for each element at a path that has the attribute."""
    for element in elements_at(root, *path):
        if value := storable(element.get(attribute) or "").strip():
            yield Field(ours, value, f"{path[-1]}@{attribute}")


def bylines(root: Element) -> list[Field]:
    """The persons of the byline; the line itself where it names none as such."""
    found = []
    for byline in elements_at(root, "body", "body.head", "byline"):
        persons = [text_of(element) for element in byline.iter() if name_of(element) == "person"]
        line = " ".join(storable(byline.text or "").split())
        found += [Field("authors", person, "byline.person" if persons else "byline") for person in persons or [line]]
    return [field for field in found if field.value]


def lines_of(element: Element, depth: int = _MAX_DEPTH) -> list[str]:
    """The text of the element, a line for each paragraph, heading, list item and row; without media."""
    lines = [""]

    def add(text: str | None) -> None:
        lines[-1] += storable(text or "")

    def walk(inside: Element, left: int) -> None:
        add(inside.text)
        for child in inside:
            name = name_of(child)
            if name and name not in _LEFT_OUT and left:
                if name in _BLOCKS:
                    lines.append("")
                walk(child, left - 1)
                if name in _BLOCKS:
                    lines.append("")
            add(child.tail)

    walk(element, depth)
    return [kept for line in lines if (kept := " ".join(line.split()))]
