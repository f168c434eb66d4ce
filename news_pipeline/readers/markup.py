"""Tells HTML from text by its tags, and puts the frame of a page around a fragment."""

import re
from itertools import islice

MAX_ATTRIBUTES = 1000
"""Of one tag. Parsers compare each with all before it: 40,000 on one tag took 7 s, and no honest tag has 100."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
"""A shorter tag has too few attributes to take time."""
_ATTRIBUTE = re.compile(r"""(?<!\s)\s++[^\s="']++(?:=(?:"[^"]*+"?|'[^']*+'?|[^\s"']*+))?""")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|html|body)\b[^<>]{0,2000}>", re.I
)
_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_SAMPLE_CHARACTERS = 100_000


def with_bounded_tags(html: str) -> str:
    """The same HTML; a tag keeps its first MAX_ATTRIBUTES attributes."""
    return _LONG_TAG.sub(_bounded_tag, html)


def _bounded_tag(tag: re.Match[str]) -> str:
    too_many = next(islice(_ATTRIBUTE.finditer(tag[0]), MAX_ATTRIBUTES, None), None)
    return tag[0][: too_many.start()] if too_many else tag[0]


def is_page(text: str) -> bool:
    """Whether a text begins like an HTML page."""
    return _PAGE.match(text) is not None


def is_markup(text: str) -> bool:
    """Whether a text is clearly HTML. A text that quotes a tag or two is not.

    Clear is: a page; two block tags, if the text begins and ends with a tag; four, and over one in 1,000 characters.
    """
    if "<" not in text:
        return False
    tags = len(_BLOCK_TAG.findall(text[:_SAMPLE_CHARACTERS]))
    ends_in_tags = text.lstrip().startswith("<") and text.rstrip().endswith(">")
    return is_page(text) or (tags >= 2 and ends_in_tags) or (tags >= 4 and tags * 1000 > len(text[:_SAMPLE_CHARACTERS]))


def has_tags(text: str) -> bool:
    """Whether a text that may be HTML, by where it stands, is."""
    return _BLOCK_TAG.search(text) is not None


def as_page(html: str) -> str:
    """A page itself; a fragment inside `<article>`.

    Extractors look for the structure of a page. From bare fragments trafilatura loses headings, lists and single
    paragraphs.
    """
    return html if is_page(html) else f"<html><body><article>\n{html}\n</article></body></html>"
