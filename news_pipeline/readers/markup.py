"""Tells HTML from text by its tags, and puts the frame of a page around a fragment."""

import re
from collections import Counter
from itertools import islice

MAX_ATTRIBUTES = 1000
"""Of one tag. Parsers compare each with all before it: 40,000 on one tag took 7 s, and no honest tag has 100."""
_LONG = 4000
"""A shorter tag has too few attributes to take time."""
_LONG_TAG = re.compile(f"<[A-Za-z][^<>]{{{_LONG},}}")
_ATTRIBUTE = re.compile(r"""(?<!\s)\s++[^\s="']++(?:=(?:"[^"]*+"?|'[^']*+'?|[^\s"']*+))?""")
MAX_DEPTH = 200
"""Elements around an element. libxml2 ends a page at 256, and all text behind that is lost; honest pages have 40."""
_TAG = re.compile(
    r"(?P<skipped><!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title|xmp)\b[^<>]*+>.*?(?:</(?P=raw)\b[^<>]*+>?|\Z))"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/<>]*+)(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+'|[\"'])*+>?",
    re.IGNORECASE | re.DOTALL,
)
_WITHOUT_END = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_ENDS_PARAGRAPH = (
    *("address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
)
_ENDED_BY = {
    **dict.fromkeys(_ENDS_PARAGRAPH, ("p",)),
    "li": ("p", "li"),
    **dict.fromkeys(("dt", "dd"), ("p", "dt", "dd")),
    **dict.fromkeys(("td", "th"), ("p", "td", "th")),
    "tr": ("p", "td", "th", "tr"),
    "option": ("option",),
}
"""By tag, the innermost elements that end where it begins (HTML, 13.1.2.4 Optional tags)."""
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|article|section|blockquote|figure|html|body)\b[^<>]{0,2000}>", re.I
)
_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_SAMPLE_CHARACTERS = 100_000


def with_bounded_tags(html: str) -> str:
    """The same HTML; a tag keeps its first MAX_ATTRIBUTES attributes."""
    # to split takes a third of the time that it takes to look for long tags in all of the page
    long_tags = (_LONG_TAG.match(f"<{part}") for part in html.split("<") if len(part) > _LONG)
    is_bounded = all(tag is None or _bounded_tag(tag) == tag[0] for tag in long_tags)
    return html if is_bounded else _LONG_TAG.sub(_bounded_tag, html)


def with_bounded_depth(html: str) -> str:
    """The same HTML without the tags that lie below MAX_DEPTH others; what stands between them stays."""
    kept, stack, left_out, end = [], list[str](), Counter[str](), 0
    for found in _TAG.finditer(html):
        if found["skipped"]:
            continue
        name, is_end = found["name"].lower(), bool(found["end"])
        if is_end and left_out[name]:
            left_out[name] -= 1
        elif is_end:
            if name in stack[-MAX_DEPTH:]:
                while stack.pop() != name:
                    pass
            continue
        else:
            while stack and stack[-1] in _ENDED_BY.get(name, ()):
                stack.pop()
            if name in _WITHOUT_END:
                continue
            if len(stack) < MAX_DEPTH:
                stack.append(name)
                continue
            left_out[name] += 1
        kept.append(html[end : found.start()])
        end = found.end()
    return " ".join([*kept, html[end:]])


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
