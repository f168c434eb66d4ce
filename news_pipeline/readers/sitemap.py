"""Reads what a sitemap says of other documents: address, dates, title and outlet. It holds no text.

The protocol is that of sitemaps.org; the elements of news are Google's (schema sitemap-news/0.9).
"""

from collections.abc import Iterator
from typing import Any

from news_pipeline.readers.document import Field, Listed
from news_pipeline.readers.json.fields import is_value
from news_pipeline.readers.repair import storable

MAX_ADDRESSES = 50_000
"""Of one file, by the protocol."""
_MAX_VALUE = 1_000
_NAMED = (  # our name; the elements below <url>
    ("published", ("news", "publication_date")),
    ("lastmod", ("lastmod",)),
    ("title", ("news", "title")),
    ("source", ("news", "publication", "name")),
    ("language", ("news", "publication", "language")),
)


def listed_in(data: bytes) -> tuple[Listed, ...]:
    """Each address of a sitemap with what is said of it, if anything is."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return ()
    return tuple(_listed(root)) if root is not None else ()


def _listed(root: Any) -> Iterator[Listed]:
    for place, element in enumerate(root):
        if place >= MAX_ADDRESSES:
            return
        if _name(element) != "url":
            continue
        url = _text(element, ("loc",))
        values = ((name, path, _text(element, path)) for name, path in _NAMED)
        fields = tuple(Field(name, value, f"sitemap.{path[-1]}") for name, path, value in values if value)
        if url:
            yield Listed(url, fields)


def _text(element: Any, path: tuple[str, ...]) -> str:
    """The text under a path of element names; "": there is none."""
    for name in path:
        element = next((child for child in element if _name(child) == name), None)
        if element is None:
            return ""
    text = storable(" ".join("".join(element.itertext()).split()))
    return text if is_value(text) and len(text) <= _MAX_VALUE else ""


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
