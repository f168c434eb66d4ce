"""Tells HTML from text by its tags, and puts the frame of a page around a fragment."""

import re

_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|html|body)\b[^<>]{0,2000}>", re.I
)
_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_SAMPLE_CHARACTERS = 100_000


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


def as_page(html: str) -> str:
    """A page itself; a fragment inside `<article>`.

    Extractors look for the structure of a page. From bare fragments trafilatura loses headings, lists and single
    paragraphs.
    """
    return html if is_page(html) else f"<html><body><article>\n{html}\n</article></body></html>"
