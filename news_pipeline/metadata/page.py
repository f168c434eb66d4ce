"""What an HTML page says about itself, read in one walk over the tree.

Here: metas, links, JSON-LD, marked times, bylines and short texts near the headline. Elsewhere: what of it counts
(date_candidates.py, titles.py, authors.py, urls.py), the body (cleaning/).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from news_pipeline.metadata.json_ld import Node, article_nodes

MAX_PAGE = 8_000_000
MAX_ELEMENTS = 60_000
MAX_MARKS = 200
_ASIDE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|most-?read|popular|trending|teasers?|comments?|comment-?list|sidebar|side-?bar|footer|"
    r"newsletter|more-?(?:news|stories|articles|on)|read-?(?:more|also|next)|latest|widget|promo|promoted|outbrain|taboola|"
    r"suggest\w*|carousel|archive|menu|breaking|ticker|author-bio|kommentare?|weitere|mehr-zum|lire-aussi|relacionad\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(
    r"date|time(?!r|line-item)|publi[sc]|posted|pubdate|datum|fecha|datetime|zeit|created|byline|meta(?:data)?\b|dateline|updated|modified",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:e|es|en)?|auteurs?|writer|reporter|author-?names?|contributors?|byline-?name)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:headline|title|titre|titulo|titular)(?:$|[\s_-])", re.IGNORECASE)
_BYLINE_TAGS = frozenset({"a", "span", "p", "div", "address", "li", "strong", "h3", "h4", "h5", "em", "b"})
_SKIP = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "select", "option", "button", "form"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the page with the place it stands at."""

    name: str
    """`time`, `itemprop:datePublished`, `class`, `text`, `rel=author`, `itemprop:author`."""
    value: str
    """The machine-readable attribute, or the text if there is none."""
    text: str
    """The visible text around."""
    order: int
    """Position in the walk over the page."""
    aside: bool
    """In navigation, a footer, a list of other articles or comments."""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page that speak about the article."""

    nodes: tuple[Node, ...]
    metas: tuple[tuple[str, str], ...]
    canonical: str | None
    language: str | None
    title_tag: str | None
    headlines: tuple[Mark, ...]
    dates: tuple[Mark, ...]
    bylines: tuple[Mark, ...]

    def meta(self, *names: str) -> str | None:
        """The first non-empty content among the metas of these names, in the order of the names."""
        for wanted in names:
            for name, content in self.metas:
                if name == wanted:
                    return content
        return None


def read_page(source: str) -> Page | None:
    """The page's own account of itself; None if no element can be read. Raises nothing on broken markup."""
    data = source[:MAX_PAGE].replace("\x00", "").encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    headlines: list[Mark] = []
    dates: list[Mark] = []
    bylines: list[Mark] = []
    for order, (element, aside) in enumerate(_walk(root)):
        if element.tag in ("h1", "h2") or _TITLE_CLASS.search((element.get("class") or "")[:200]):
            headlines.append(_mark("h1" if element.tag == "h1" else "heading", element, order, aside=aside))
        dates.extend(_date_mark(element, order, aside=aside))
        bylines.extend(_byline_mark(element, order, aside=aside))
    return Page(
        nodes=article_nodes([node.text or "" for node in root.iterfind(".//script[@type='application/ld+json']")]),
        metas=tuple(_metas(root)),
        canonical=_canonical(root),
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None,
        title_tag=_text(root.find(".//title")) or None,
        headlines=tuple(mark for mark in headlines if mark.text)[:MAX_MARKS],
        dates=tuple(dates[:MAX_MARKS]),
        bylines=tuple(bylines[:MAX_MARKS]),
    )


def _walk(root: Any) -> Iterator[tuple[Any, bool]]:
    stack = [(root, False)]
    seen = 0
    while stack and seen < MAX_ELEMENTS:
        element, aside = stack.pop()
        if not isinstance(element.tag, str) or element.tag in _SKIP:
            continue
        if element.tag not in ("html", "body", "article", "main"):
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            aside = aside or element.tag in _ASIDE_TAGS or bool(_ASIDE_CLASS.search(names[:300]))
        seen += 1
        yield element, aside
        stack.extend((child, aside) for child in reversed(element))


def _text(element: Any, limit: int = 400) -> str:
    if element is None:
        return ""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > limit * 4:
            break
    return " ".join(" ".join(parts).split())[:limit]


def _mark(name: str, element: Any, order: int, *, aside: bool, value: str = "") -> Mark:
    text = _text(element)
    return Mark(name, value or text, text, order, aside)


def _date_mark(element: Any, order: int, *, aside: bool) -> Iterator[Mark]:
    prop = (element.get("itemprop") or element.get("property") or "") if element.tag != "meta" else ""
    if element.tag == "meta" and (element.get("itemprop") or "").startswith("date"):
        yield Mark(f"itemprop:{element.get('itemprop')}", element.get("content") or "", "", order, aside)
    elif "datepublished" in prop.lower() or "datemodified" in prop.lower() or "datecreated" in prop.lower():
        value = element.get("content") or element.get("datetime") or ""
        yield _mark(f"itemprop:{prop.split(':')[-1]}", element, order, aside=aside, value=value)
    elif element.tag == "time":
        yield Mark("time", element.get("datetime") or "", _around(element), order, aside)
    elif element.tag in ("abbr", "span") and element.get("title") and _DATE_CLASS.search(element.get("class") or ""):
        yield _mark("class", element, order, aside=aside, value=element.get("title"))
    elif element.tag not in ("html", "body") and _short_with_digits(element):
        named = _DATE_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300])
        yield _mark("class" if named else "text", element, order, aside=aside)


def _short_with_digits(element: Any) -> bool:
    """Whether the element's own text, or that of its first inline children, is short and has a digit."""
    if len(element) > 6:
        return False
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    return 5 < len(own.strip()) < 160 and any(sign.isdigit() for sign in own)


def _around(element: Any) -> str:
    """A time element's text with the words before it, where its label stands."""
    own = _text(element, 120)
    before = element.getprevious()
    parent = element.getparent()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not lead.strip() and before is not None and isinstance(before.tag, str):
        lead = _text(before, 60)
    names = f"{element.get('class') or ''} {parent.get('class') or '' if parent is not None else ''}"
    hint = "Updated: " if re.search(r"updat|modif", names, re.IGNORECASE) else ""
    return f"{hint}{' '.join(lead.split())[-60:]} {own}".strip()


def _byline_mark(element: Any, order: int, *, aside: bool) -> Iterator[Mark]:
    prop = (element.get("itemprop") or "").lower()
    rel = (element.get("rel") or "").lower().split()
    if "author" in rel and element.tag == "a":
        yield _mark("rel=author", element, order, aside=aside)
    elif prop == "author" and element.tag != "meta":
        name = element.find(".//*[@itemprop='name']")
        yield _mark(
            "itemprop:author",
            name if name is not None else element,
            order,
            aside=aside,
            value=(name.get("content") if name is not None else None) or "",
        )
    elif element.tag in _BYLINE_TAGS and _BYLINE_CLASS.search((element.get("class") or "")[:200]):
        text = _text(element, 200)
        if 3 < len(text) < 160:
            yield _mark("class", element, order, aside=aside)


def _metas(root: Any) -> Iterator[tuple[str, str]]:
    for element in root.iterfind(".//meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := (element.get(attribute) or "").strip().lower():
                yield name, content[:2000]
                break


def _canonical(root: Any) -> str | None:
    for element in root.iterfind(".//link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (href := (element.get("href") or "").strip()):
            return str(href)
    return None
