"""Finds out whether a page or an XML file is an export of a press database, and of which."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.exports import europresse, factiva, proquest
from news_pipeline.readers.exports.article import Export, documents_of
from news_pipeline.readers.wire.elements import parsed
from news_pipeline.shared.hashing import digest

_MARKS = ("DocPublicationName", "enArticle")
_DISPLAYED = re.compile(r'class="article [^"]{0,200}Article')
"""An article of Factiva in any language; pages of newspapers have elements of class `article` too."""


def page_export(html: str) -> Export | None:
    """The articles in an HTML page; None: it is no export."""
    if not any(mark in html for mark in _MARKS) and not _DISPLAYED.search(html):
        return None
    from lxml import etree  # noqa: PLC0415
    from lxml import html as trees  # noqa: PLC0415

    try:
        root = trees.document_fromstring(html)
    except (etree.ParserError, ValueError):
        return None
    databases = ((europresse.articles_of, europresse.split_page), (factiva.articles_of, factiva.split_page))
    return next((split(root) for articles_of, split in databases if articles_of(root)), None)


def is_proquest_record(head: bytes) -> bool:
    """Whether a file begins like an XML record of ProQuest."""
    return (b"<RECORD" in head and b"<GOID>" in head) or (b"<Record" in head and b"<RecordID>" in head)


def read_proquest_record(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """An XML record of ProQuest: one document."""
    for root, data in parsed(stream, start):
        if isinstance(root, Unreadable):
            yield root
            return
        article = proquest.record_of(root, data.decode("utf-8", "replace"))
        yield from documents_of(Export(proquest.NAME, [article]), "utf-8", digest(data), start)
