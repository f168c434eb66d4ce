"""What an element of a page may be a mark of, and what its class and id say about it.

Class names repeat thousands of times on a page and across the pages of a site, so what a class says is remembered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

_ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|most-?read|popular|trending|teasers?|comments?|comment-?list|sidebar|side-?bar|footer|"
    r"newsletter|more-?(?:news|stories|articles|on)|read-?(?:more|also|next)|latest|(?<!elementor-)widget|promo|promoted|outbrain|"
    r"taboola|suggest\w*|carousel|archive|menu|breaking|ticker|author-bio|kommentare?|weitere|mehr-zum|lire-aussi|relacionad\w*|"
    r"twitter-tweet|instagram-media)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATE_CLASS = re.compile(
    r"date|time(?!r|line-item)|publi[sc]|posted|pubdate|datum|fecha|datetime|zeit|created|byline|meta(?:data)?\b|dateline|updated|modified",
    re.IGNORECASE,
)
_PUBLISH_CLASS = re.compile(
    r"publi(?:sh(?!er)|cation)|pub-?date|posted|(?:entry|post)[-_]?date|date-?created|erschien|publicad|publie",
    re.IGNORECASE,
)
_UPDATE_CLASS = re.compile(r"updat|modif|aktualis|actualiz", re.IGNORECASE)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:e|es|en)?|auteurs?|writer|reporter|author-?names?|contributors?|byline-?name)"
    r"(?:$|[\s_-](?!(?:desc\w*|roles?|jobs?|positions?)(?:$|[\s_-])))",
    re.IGNORECASE,
)
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:headline|title|titre|titulo|titular)(?:$|[\s_-])", re.IGNORECASE)
_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:photo|image|picture|media|foto|img|caption|figure)?[-_]{0,3}(?:credits?|copyright|attribution)|fotograf\w*|photographer)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
"""An element of a figure that says whose the picture is."""
_BREADCRUMB = re.compile(r"breadcrumb", re.IGNORECASE)
_MIN_HEADLINE = 8
"""Characters of a headline without spaces (Chinese, Japanese) that can be looked for inside the title."""
_MIN_SHARE = 0.4
"""Share of the title that a headline inside it fills; the name of a site is shorter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the page, with where it stands."""

    name: str
    """`time`, `itemprop:datePublished`, `class`, `text`, `data`, `rel=author`, `itemprop:author`, `author_link`,
    `said`, `name` (a person's name, nothing else), `h1`, `heading`, `shown` (the page's title without a heading's tag),
    `breadcrumb`."""
    value: str
    """The machine-readable attribute, or the text if there is none."""
    text: str
    """The visible text around."""
    order: int
    """Number of the element in the walk over the page."""
    aside: bool
    """In navigation, a footer, a quotation, a list of other articles or comments."""
    says: str = ""
    """`published` or `updated` if the names of the element or its parent say so."""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a page, each list in the order of the page."""

    headlines: list[Mark] = field(default_factory=list)
    dates: list[Mark] = field(default_factory=list)
    bylines: list[Mark] = field(default_factory=list)
    credits: list[Mark] = field(default_factory=list)
    names: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Names:
    """What an element's class (and id) say."""

    aside: bool = False
    title: bool = False
    byline: bool = False
    date: bool = False
    credit: bool = False
    breadcrumb: bool = False
    says: str = ""
    """`published` or `updated`; a class with both words marks the publication (`entry-date updated`)."""


def is_long_enough(text: str, title: str) -> bool:
    """Whether a part of the page's title is long enough to be its headline."""
    return len(text) >= least_of_title(title)


def least_of_title(title: str) -> float:
    """Characters that a part of the page's title must have to be its headline."""
    return max(_MIN_HEADLINE, _MIN_SHARE * len(title))


_ASIDE, _DATE, _BREADCRUMB_FLAG, _PUBLISHED, _UPDATED, _TITLE, _BYLINE, _CREDIT = (1 << bit for bit in range(8))
_BY_FLAG = (
    (_ASIDE, _ASIDE_CLASS),
    (_DATE, _DATE_CLASS),
    (_BREADCRUMB_FLAG, _BREADCRUMB),
    (_PUBLISHED, _PUBLISH_CLASS),
    (_UPDATED, _UPDATE_CLASS),
    (_TITLE, _TITLE_CLASS),
    (_BYLINE, _BYLINE_CLASS),
    (_CREDIT, _CREDIT_CLASS),
)
_OF_CLASSES = _TITLE | _BYLINE | _CREDIT
"""What only a class says, not an id."""
MAX_CLASSES, MAX_BOTH = 200, 300
"""Characters of the classes, and of classes and id, that are looked at."""


@lru_cache(maxsize=20_000)
def _word_flags(word: str) -> int:
    """What one class says: no pattern spans two, and the same ones stand on many elements beside others."""
    return sum(flag for flag, pattern in _BY_FLAG if pattern.search(word))


@lru_cache(maxsize=20_000)
def _names(classes: str, identifier: str) -> Names:
    flags = 0
    for word in f"{classes} {identifier}"[:MAX_BOTH].split():
        flags |= _word_flags(word)
    flags &= ~_OF_CLASSES
    for word in classes[:MAX_CLASSES].split():
        flags |= _word_flags(word) & _OF_CLASSES
    return _names_of_flags(flags)


@lru_cache(maxsize=256)
def _names_of_flags(flags: int) -> Names:
    return Names(
        aside=bool(flags & _ASIDE),
        title=bool(flags & _TITLE),
        byline=bool(flags & _BYLINE),
        date=bool(flags & _DATE),
        credit=bool(flags & _CREDIT),
        breadcrumb=bool(flags & _BREADCRUMB_FLAG),
        says="published" if flags & _PUBLISHED else "updated" if flags & _UPDATED else "",
    )


_NO_NAMES = Names()


def names_of(element: Any) -> Names:
    """What the element's own class and id say."""
    classes, identifier = element.get("class"), element.get("id")
    return _names((classes or "")[:MAX_BOTH], (identifier or "")[:MAX_BOTH]) if classes or identifier else _NO_NAMES


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


MAX_PIECES = 400
"""Elements of a heading that are looked at."""
_READINGS = frozenset({"rt", "rp"})
"""How a word of Chinese signs is read, set above it in a `ruby`: no part of the text."""


def heading_of(element: Any, limit: int = 400) -> str:
    """The text of a heading, as `text_of` has it, but without the readings of Chinese signs."""
    if next(element.iter("rt"), None) is None:
        return text_of(element, limit)
    return " ".join("".join(_unread(element)).split())[:limit]


def _unread(element: Any) -> Iterator[str]:
    """The pieces of text in an element, without those of readings."""
    yield element.text or ""
    for child in islice(element.iterdescendants(), MAX_PIECES):
        if isinstance(child.tag, str) and child.tag not in _READINGS:
            yield child.text or ""
        yield child.tail or ""


_INLINE = frozenset({"b", "i", "em", "strong", "u", "sup", "sub", "small", "font", "mark", "abbr"})
_DEPTH = 12


def lines_of(element: Any, limit: int = 400) -> str:
    """The text inside an element, with a line break where an element other than one of emphasis begins or ends."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(element, _DEPTH)).split("\n"))
    return "\n".join(line for line in lines if line)[:limit]


def _pieces(element: Any, depth: int) -> Iterator[str]:
    yield _unbroken(element.text)
    for child in element:
        if isinstance(child.tag, str) and depth:
            edge = "" if child.tag in _INLINE else "\n"
            yield edge
            yield from _pieces(child, depth - 1)
            yield edge
        yield _unbroken(child.tail)


def _unbroken(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def mark_of(  # noqa: PLR0913  the fields of a mark
    name: str, element: Any, order: int, *, aside: bool, value: str = "", says: str = ""
) -> Mark:
    """The mark of an element with its visible text."""
    text = text_of(element)
    return Mark(name, value or text, text, order, aside, says)
