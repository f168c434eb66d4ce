"""The marks of a page: headings, dates and bylines with the place where they stand, from one walk over the tree.

Here: which element is a mark. Elsewhere: the page's head (page.py), what a mark is worth (date_candidates.py,
title_choice.py, author_choice.py).
Class names repeat thousands of times on a page and across the pages of a site: what a class says is remembered.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

MAX_ELEMENTS = 60_000
CRUMB_DEPTH = 3
"""Elements around a heading that may make it part of the path to the page, not a headline."""
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
_BREADCRUMB = re.compile(r"breadcrumb", re.IGNORECASE)
_UPDATE_CLASS = re.compile(r"updat|modif", re.IGNORECASE)
_DATE_PROPERTY = re.compile(r"datepublished|datemodified|datecreated", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:e[sn]?|in)?|auteurs?|autori|by|byline|journalists?|reporters?|columnists?|redakteure?|writers?)/[^/?#]{3,}",
    re.IGNORECASE,
)
_BYLINE_TAGS = frozenset({"a", "span", "p", "div", "address", "li", "strong", "h3", "h4", "h5", "em", "b"})
_SKIP = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "select", "option", "button", "form"})
_WHOLE = frozenset({"html", "body", "article", "main"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the page with the place it stands at."""

    name: str
    """`time`, `itemprop:datePublished`, `class`, `text`, `rel=author`, `itemprop:author`, `author_link`, `h1`,
    `heading`, `breadcrumb`."""
    value: str
    """The machine-readable attribute, or the text if there is none."""
    text: str
    """The visible text around."""
    order: int
    """Position in the walk over the page."""
    aside: bool
    """In navigation, a footer, a list of other articles or comments."""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a page, each list in the order of the page."""

    headlines: list[Mark] = field(default_factory=list)
    dates: list[Mark] = field(default_factory=list)
    bylines: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Names:
    """What an element's class (and id) say."""

    aside: bool
    title: bool
    byline: bool
    date: bool
    breadcrumb: bool


@lru_cache(maxsize=20_000)
def _names(classes: str, identifier: str) -> _Names:
    both = f"{classes} {identifier}"
    return _Names(
        bool(_ASIDE_CLASS.search(both[:300])),
        bool(_TITLE_CLASS.search(classes[:200])),
        bool(_BYLINE_CLASS.search(classes[:200])),
        bool(_DATE_CLASS.search(both[:300])),
        bool(_BREADCRUMB.search(both[:300])),
    )


_NO_NAMES = _Names(aside=False, title=False, byline=False, date=False, breadcrumb=False)


def read_marks(root: Any) -> Marks:
    """Headings, dates and bylines of the first MAX_ELEMENTS elements, in document order."""
    marks = Marks()
    stack = [(root, False)]
    order = 0
    while stack and order < MAX_ELEMENTS:
        element, aside = stack.pop()
        tag = element.tag
        if tag in _SKIP or not isinstance(tag, str):
            continue
        classes, identifier = element.get("class"), element.get("id")
        names = _names((classes or "")[:300], (identifier or "")[:300]) if classes or identifier else _NO_NAMES
        if tag not in _WHOLE:
            aside = aside or tag in _ASIDE_TAGS or names.aside
        children = element[:] if len(element) else ()
        if tag in ("h1", "h2") or names.title:
            marks.headlines.append(_heading(element, tag, names, order, aside=aside))
        if date_mark := _date_mark(element, names, children, order, aside=aside):
            marks.dates.append(date_mark)
        if (tag == "a" or names.byline or element.get("itemprop")) and (
            byline := _byline_mark(element, names, order, aside=aside)
        ):
            marks.bylines.append(byline)
        order += 1
        if children:
            stack.extend([(child, aside) for child in reversed(children)])
    return marks


def _heading(element: Any, tag: str, names: _Names, order: int, *, aside: bool) -> Mark:
    around = [ancestor.get("class") or "" for ancestor in islice(element.iterancestors(), CRUMB_DEPTH)]
    is_crumb = names.breadcrumb or any("breadcrumb" in name.lower() for name in (*element.attrib, *around))
    name = "breadcrumb" if is_crumb else "h1" if tag == "h1" else "heading"
    return _mark(name, element, order, aside=aside or is_crumb)


def text_of(element: Any, limit: int = 400) -> str:
    """The text inside an element with its spaces joined, at most `limit` code points."""
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
    text = text_of(element)
    return Mark(name, value or text, text, order, aside)


def _date_mark(element: Any, names: _Names, children: Any, order: int, *, aside: bool) -> Mark | None:
    tag = element.tag
    if tag == "meta":
        name = element.get("itemprop") or ""
        return Mark(f"itemprop:{name}", element.get("content") or "", "", order, aside) if name[:4] == "date" else None
    mark = None
    prop = element.get("itemprop") or element.get("property")
    if prop and _DATE_PROPERTY.search(prop):
        value = element.get("content") or element.get("datetime") or ""
        mark = _mark(f"itemprop:{prop.split(':')[-1]}", element, order, aside=aside, value=value)
    elif tag == "time":
        mark = Mark("time", element.get("datetime") or "", _around(element), order, aside)
    elif tag in ("abbr", "span") and names.date and element.get("title"):
        mark = _mark("class", element, order, aside=aside, value=element.get("title"))
    elif tag not in ("html", "body") and _short_with_digits(element, children):
        mark = _mark("class" if names.date else "text", element, order, aside=aside)
    return mark


def _short_with_digits(element: Any, children: Any) -> bool:
    """Whether the element's own text, or that of its first inline children, is short and has a digit."""
    if len(children) > 6:
        return False
    own = element.text or ""
    if children:
        own += "".join([child.tail or "" for child in children])
    return len(own) > 5 and _DIGIT.search(own) is not None and 5 < len(own.strip()) < 160


def _around(element: Any) -> str:
    """A time element's text with the words before it, where its label stands."""
    own = text_of(element, 120)
    before = element.getprevious()
    parent = element.getparent()
    lead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not lead.strip() and before is not None and isinstance(before.tag, str):
        lead = text_of(before, 60)
    names = f"{element.get('class') or ''} {parent.get('class') or '' if parent is not None else ''}"
    hint = "Updated: " if _UPDATE_CLASS.search(names) else ""
    return f"{hint}{' '.join(lead.split())[-60:]} {own}".strip()


def _byline_mark(element: Any, names: _Names, order: int, *, aside: bool) -> Mark | None:
    tag = element.tag
    if tag == "a" and "author" in (element.get("rel") or "").lower().split():
        return _mark("rel=author", element, order, aside=aside)
    if (element.get("itemprop") or "").lower() == "author" and tag != "meta":
        name = element.find(".//*[@itemprop='name']")
        return _mark(
            "itemprop:author",
            name if name is not None else element,
            order,
            aside=aside,
            value=(name.get("content") if name is not None else None) or "",
        )
    if names.byline and tag in _BYLINE_TAGS:
        return _mark("class", element, order, aside=aside) if 3 < len(text_of(element, 200)) < 160 else None
    if tag == "a" and _AUTHOR_ADDRESS.search((element.get("href") or "")[-200:]):
        return _mark("author_link", element, order, aside=aside)
    return None
