"""The site of a raw document: the key under which its lines are counted, before anything is known about outlets.

It is the domain of an address in the raw record, else the source that the record names, else the top folder.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from news_pipeline.shared.domains import host_of, registered_domain
from news_pipeline.shared.hashing import digest64

_HEAD_CHARACTERS = 200_000
"""Characters of a page or text among which its address is looked for."""
_ADDRESS_LINES = 14
"""Lines that show something, of a text, among which its address is looked for."""
_LONGEST_NAME = 200
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/[\w*]+/(?=https?:/)", re.IGNORECASE)
_LINK = re.compile(r"<(?:link|meta)\b[^>]{0,2000}>", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"""\b(?:rel|property)\s*=\s*["']?(?:canonical|og:url)\b""", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(?:href|content)\s*=\s*["']?\s*(https?://[^"'\s>]+)""", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"^\W{0,3}(?:(?:source )?url|link|canonical)?\s*(?::\s*)?(https?://\S+)$", re.IGNORECASE)
_NOT_KEY = re.compile(r"^https?://(?:www\.)?|#.*$|(?<!/)/+$")

RecordField = tuple[str, str]
"""Our name of a field that the record carries, and its value."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a document is from."""

    name: str
    """Such as `example.com`."""
    found_in: str
    """url, record or folder."""
    document_key: int
    """The same for all texts of one address, or of one source without an address."""


def site_of(source_uri: str, media_type: str, text: str, fields: Iterable[RecordField]) -> Site | None:
    """The site of a raw document; None without any key, and then no rule of the corpus holds for it."""
    given = list(fields)
    address = next(_addresses(given, media_type, text), None)
    key = digest64(_NOT_KEY.sub("", address.lower()) if address else source_uri)
    if address and (name := _site_name(address)):
        return Site(name, "url", key)
    for kind, value in given:
        if kind == "domain" and (name := _site_name(value)):
            return Site(name, "record", key)
    for kind, value in given:
        if kind == "source" and (name := " ".join(value.casefold().split())[:_LONGEST_NAME]):
            return Site(name, "record", key)
    folder, slash, _ = source_uri.partition("/")
    return Site(folder, "folder", key) if slash and folder else None


def _addresses(fields: list[RecordField], media_type: str, text: str) -> Iterator[str]:
    """Addresses of the document itself, the best first."""
    for kind, value in fields:
        if kind == "url" and host_of(value := _ARCHIVE.sub("", value.strip())):
            yield value
    if "html" in media_type:
        for tag in _LINK.findall(text[:_HEAD_CHARACTERS]):
            if _OWN_ADDRESS.search(tag) and (found := _ADDRESS.search(tag)):
                yield found[1]
        return
    visible = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    for _, line in zip(range(_ADDRESS_LINES), filter(None, visible), strict=False):
        if found := _ADDRESS_LINE.match(line):
            yield found[1]


def _site_name(address: str) -> str | None:
    return registered_domain(address) or host_of(address if "://" in address else f"http://{address}")
