"""Whether a text is HTML, by what stands in it.

Here: pages and fragments. Elsewhere: what becomes of HTML (cleaning/).
"""

import re

_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|html|body)\b[^<>]{0,2000}>", re.I
)
_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_LOOKED_AT = 100_000


def is_page(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return _PAGE.match(text) is not None


def is_markup(text: str) -> bool:
    """Whether a text is clearly HTML: a page, or a fragment that begins and ends with a tag, or one full of block tags.

    A text that quotes a tag or two is not.
    """
    if "<" not in text:
        return False
    tags = len(_BLOCK_TAG.findall(text[:_LOOKED_AT]))
    ends_in_tags = text.lstrip().startswith("<") and text.rstrip().endswith(">")
    return is_page(text) or (tags >= 2 and ends_in_tags) or (tags >= 4 and tags * 1000 > len(text[:_LOOKED_AT]))


def as_page(html: str) -> str:
    """`html` as a page: itself, or a fragment inside `<article>`.

    Extractors of main text look for a page's structure: of bare fragments trafilatura loses single paragraphs whole,
    headings and lists.
    """
    return html if is_page(html) else f"<html><body><article>\n{html}\n</article></body></html>"
