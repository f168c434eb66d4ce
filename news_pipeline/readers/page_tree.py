"""Parses an HTML page to its tree, whatever is wrong with the markup. A page is parsed here and nowhere else."""

from typing import TypeAlias

from lxml import etree

from news_pipeline.readers.markup import with_bounded_depth, with_bounded_tags

PageTree: TypeAlias = etree._Element
"""The root of a page; plain elements are enough and cheaper than those of lxml.html."""
LONGEST_PAGE = 20_000_000
"""Characters of a page that are read; what stands beyond them is not."""


def parse_page(html: str) -> PageTree | None:
    """The tree of a page, without comments; None if no element can be read. Raises nothing."""
    text = with_bounded_tags(html[:LONGEST_PAGE]).replace("\x00", "")
    root, is_whole = _parsed(text)
    # libxml2 ends a page where its elements lie too deep, and says so
    if not is_whole:
        root, _ = _parsed(with_bounded_depth(text))
    # what follows a stray end of the page is a second page beside the first
    if root is not None:
        for other in list(root.itersiblings()):
            if isinstance(other.tag, str):
                root.append(other)
    return root


def _parsed(text: str) -> tuple[PageTree | None, bool]:
    """The root, and whether the parser came to the end of the text."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root, not parser.error_log.filter_from_fatals()
