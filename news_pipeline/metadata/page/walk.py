"""Walks once over a page's tree and notes headings, dates and bylines with the place where they stand."""

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import unquote

from news_pipeline.metadata.page.date_marks import date_mark, written_mark
from news_pipeline.metadata.page.marks import (
    Mark,
    Marks,
    Names,
    heading_of,
    is_long_enough,
    least_of_title,
    lines_of,
    mark_of,
    names_of,
    text_of,
)
from news_pipeline.shared.given_names import given_names

MAX_ELEMENTS = 60_000
CRUMB_DEPTH = 3
"""Elements around a heading that may make it a breadcrumb and no headline."""
MAX_HEADINGS = 60
"""Headings among which the headline is looked for."""
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "blockquote"})
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:e[sn]?|in)?|auteurs?|autori|by|byline|journalists?|reporters?|columnists?|redakteure?|writers?)/[^/?#]{3,}",
    re.IGNORECASE,
)
"""A link to the page of an author."""
_BYLINE_TAGS = frozenset({"a", "span", "p", "div", "address", "li", "strong", "h3", "h4", "h5", "em", "b"})
_BY = re.compile(
    r"(?:(?:written|words|text|story|article|report(?:ed)?|(?:blog )?post(?:ed)?|published|"
    r"contributed|authored|submitted|"
    r"geschrieben|erstellt|verfasst|escrito|publicado|écrit|rédigé|"
    r"(?:gast|blog)?[- ]?beitrag|ein (?:artikel|gastbeitrag|beitrag|text)|autor(?:in)?|author)\s)?"
    r"(?:by|von|par|por|door)\b(?!\s\d)|"
    r"(?:autor(?:in|en|innen)?(?:\s?/\s?autor(?:in|en)?)?|authors?|auteurs?|autore|redaktion|texte?|words)\s?(?::|$)",
    re.IGNORECASE,
)
"""How a byline without a class begins; a label may stand in an element of its own before the name."""
MAX_BYLINE = 120
_NAMING_TAGS = frozenset({"a", "span", "p", "div", "li", "address", "strong", "em", "b", "td"})
_NAME = re.compile(
    r"\s{0,40}(?:Dr\.\s|Prof\.\s){0,2}([^\W\d_a-z][\w'’]{1,20})(?:-\w{2,20})?(?:\s[^\W\d_a-z][\w.'’-]{0,20}|\s(?:von|van|de|del|der|la)){1,4}\s*$"
)
MAX_NAME = 120
"""Characters of a text, spaces around it included, that may be a name."""
_SAYING_TAGS = _BYLINE_TAGS | {"td", "dt", "dd", "i", "small", "h2", "h6", "label"} - {"a"}
_SKIP = frozenset({"style", "noscript", "template", "svg", "iframe", "select", "option", "button", "form"})
_MAY_HOLD_PAGE = frozenset({"form", "button"})
"""ASP.NET puts whole pages into a form; a button that is never closed takes in what follows."""
_WHOLE = frozenset({"html", "body", "article", "main"})
"""Tags that are no aside, whatever their class says."""
_CHANGING = _ASIDE_TAGS | {"figure", "a"}
"""Tags that may change what surrounds the elements in them."""
LONGEST_HEADLINE = 300
_HOST_OR_QUERY = re.compile(r"^https?://[^/]*|[?#].*$")


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds an element."""

    aside: bool = False
    captioned: bool = False
    """In a figure."""
    own: bool = False
    """In a link to the page itself: the permalink of the article, where blogs and forums put its date."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the page before the walk."""

    title: str
    least: float
    """Characters of a beginning of the title that is its headline."""
    holders: frozenset[Any]
    """The elements around the headline. None of them is an aside, whatever its class says: `layout--has-sidebar` is the
    article's own frame."""
    own_paths: frozenset[str]


def read_marks(root: Any, addresses: tuple[str, ...] = ()) -> Marks:
    """Headings, dates and bylines of the first MAX_ELEMENTS elements, in document order.

    addresses: the page's own, as its head says them.
    """
    title = text_of(next(root.iter("title"), None)).casefold()
    own_paths = frozenset(path for address in addresses if (path := _path(address)))
    known = _Known(title, least_of_title(title), _headline_holders(root, title), own_paths)
    marks = Marks()
    stack = [(root, _Around())]
    order = 0
    while stack and order < MAX_ELEMENTS:
        element, around = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or (tag in _SKIP and not _holds_page(element)):
            continue
        if tag == "script":
            if written := written_mark(element, order, aside=around.aside):
                marks.dates.append(written)
            continue
        names = names_of(element)
        if names.aside or tag in _CHANGING:
            around = _around(element, tag, names, around, known)
        children = list(element)
        _collect(marks, element, tag, names, children, order=order, around=around, known=known)
        order += 1
        if children:
            stack.extend([(child, around) for child in reversed(children)])
    return marks


def _holds_page(element: Any) -> bool:
    """Whether what looks like a control has the page's headline in it."""
    return element.tag in _MAY_HOLD_PAGE and element.find(".//h1") is not None


def _around(element: Any, tag: str, names: Names, outer: _Around, known: _Known) -> _Around:
    if tag in _ASIDE_TAGS or names.aside:
        return outer if outer.aside or tag in _WHOLE or element in known.holders else replace(outer, aside=True)
    if tag == "figure":
        return replace(outer, captioned=True)
    if tag == "a" and known.own_paths:
        href = element.get("href") or ""
        return replace(outer, own=True) if "#" not in href and _path(href) in known.own_paths else outer
    return outer


def _collect(  # noqa: PLR0913  one element of the walk
    marks: Marks,
    element: Any,
    tag: str,
    names: Names,
    children: list[Any],
    *,
    order: int,
    around: _Around,
    known: _Known,
) -> None:
    """Adds what the element is a mark of. Inside a figure only `time` dates the article, not its caption."""
    aside, text, prop = around.aside, element.text, element.get("itemprop")
    if tag in ("h1", "h2") or names.title or (text and tag != "title" and _begins(known, text)):
        marks.headlines.append(_heading(element, tag, names, order, aside=aside))
    no_date = aside or (around.captioned and tag != "time")
    if found := date_mark(element, tag, names, prop, children, order=order, aside=no_date):
        marks.dates.append(replace(found, says=found.says or "published") if around.own else found)
    if (tag == "a" or names.byline or prop) and (byline := _byline_mark(element, names, order, aside=aside)):
        marks.bylines.append(byline)
    elif (
        text
        and not (aside or around.captioned)
        and tag in _SAYING_TAGS
        and (said := _said_byline(element, text.strip(), order))
    ):
        marks.bylines.append(said)
    if text and tag in _NAMING_TAGS and not (aside or around.captioned) and _is_name(text) and _is_alone(element):
        marks.names.append(mark_of("name", element, order, aside=False, value=text.strip()))
    if around.captioned and (names.credit or prop == "copyrightHolder") and not aside:
        marks.credits.append(mark_of("credit", element, order, aside=aside))


def _path(address: str) -> str:
    """The path of an address for comparison; empty for a front page."""
    path = _HOST_OR_QUERY.sub("", address[:2000].strip())
    return (unquote(path) if "%" in path else path).casefold().rstrip("/")


def _begins(known: _Known, text: str) -> bool:
    """Whether an element's own text is the beginning of the page's title: a headline without a heading's tag."""
    if len(text) < known.least:
        return False
    text = text.strip()
    return known.least <= len(text) < LONGEST_HEADLINE and known.title.startswith(text.casefold())


def _headline_holders(root: Any, title: str) -> frozenset[Any]:
    """The elements around the heading that shares most words with the page's title; empty if none shares half."""
    wording = set(title.split())
    best, score = None, 0.5
    for heading in islice(root.iter("h1", "h2"), MAX_HEADINGS):
        text = text_of(heading).casefold()
        words = set(text.split())
        is_inside = is_long_enough(text, title) and text in title
        shared = 1.0 if is_inside else len(words & wording) / len(words) if len(words) > 2 else 0.0
        if shared > score:
            best, score = heading, shared
    return frozenset(best.iterancestors()) if best is not None else frozenset()


def _heading(element: Any, tag: str, names: Names, order: int, *, aside: bool) -> Mark:
    around = [ancestor.get("class") or "" for ancestor in islice(element.iterancestors(), CRUMB_DEPTH)]
    is_crumb = names.breadcrumb or any("breadcrumb" in name.lower() for name in (*element.attrib, *around))
    is_named = tag == "h2" or names.title
    name = "breadcrumb" if is_crumb else "h1" if tag == "h1" else "heading" if is_named else "shown"
    text = heading_of(element)
    return Mark(name, text, text, order, aside or is_crumb)


def _is_name(text: str) -> bool:
    """Whether an element's own text is a person's name, as far as its form and its given name tell."""
    return len(text) < MAX_NAME and (match := _NAME.match(text)) is not None and match[1].lower() in given_names()


def _is_alone(element: Any) -> bool:
    """Whether the element stands in no running text, but for "by" before it."""
    parent, before = element.getparent(), element.getprevious()
    lead = ((before.tail if before is not None else parent.text if parent is not None else "") or "").strip()
    after = (element.tail or "").strip()
    return (not lead or not any(map(str.isalpha, lead)) or _BY.fullmatch(lead) is not None) and (
        not after or not after[0].isalpha()
    )


def _said_byline(element: Any, own: str, order: int) -> Mark | None:
    """A short text that begins with "By", or follows a label such as "Author" in an element of its own."""
    if not own or len(own) > MAX_BYLINE or not (match := _BY.match(own)):
        return None
    is_label = match.end() == len(own)
    whole = element.getparent() if is_label and not len(element) else element
    value = lines_of(whole, MAX_BYLINE + 1) if whole is not None else ""
    if len(value) > MAX_BYLINE and whole is not element and (after := element.getnext()) is not None:
        value = f"{own}\n{lines_of(after, MAX_BYLINE)}"
    least = match.end() + (3 if is_label else 1)
    return Mark("said", value, value, order, aside=False) if least < len(value) <= MAX_BYLINE else None


def _byline_mark(element: Any, names: Names, order: int, *, aside: bool) -> Mark | None:
    tag = element.tag
    if tag == "a" and "author" in (element.get("rel") or "").lower().split():
        return mark_of("rel=author", element, order, aside=aside)
    if (element.get("itemprop") or "").lower() == "author" and tag != "meta":
        name = element.find(".//*[@itemprop='name']")
        return mark_of(
            "itemprop:author",
            name if name is not None else element,
            order,
            aside=aside,
            value=(name.get("content") if name is not None else lines_of(element)) or "",
        )
    if names.byline and tag in _BYLINE_TAGS:
        is_short = 3 < len(text_of(element, 200)) < 160
        return mark_of("class", element, order, aside=aside, value=lines_of(element)) if is_short else None
    if tag == "a" and _AUTHOR_ADDRESS.search((element.get("href") or "")[-200:]):
        return mark_of("author_link", element, order, aside=aside)
    return None
