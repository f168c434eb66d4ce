"""What the markup of a page says of it as a whole: types of schema.org, metas, its address, forms to sign in."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.etree

MOST_CHARACTERS = 1_000_000
"""Of one script that are looked at."""
MOST_METAS = 300
LONGEST_META = 500
_TYPE = re.compile(r'"@type"\s*:\s*(\[[^\]]{0,300}\]|"[^"]{1,100}")')
_TYPE_NAME = re.compile(r"[A-Z][A-Za-z]+")
_SCHEMA = re.compile(r"https?://schema\.org/")
_COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{1,6})')
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_ITEM_TYPES = lxml.etree.XPath("//@itemtype")


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of a page."""

    metas: Mapping[str, str] = field(default_factory=dict)
    """The content of the first meta of each property, name or itemprop, in small letters."""
    linked_types: Mapping[str, int] = field(default_factory=dict)
    """How often its JSON-LD names each type."""
    item_types: Mapping[str, int] = field(default_factory=dict)
    """The same of its microdata."""
    address: str = ""
    """Its canonical address, else that of Open Graph."""
    asks_password: bool = False
    stated_words: int = 0
    """The greatest number of words that its JSON-LD says an article has."""
    says_not_free: bool = False
    """Whether its JSON-LD says that not all may read it."""


def read_marks(tree: lxml.etree._Element) -> PageMarks:
    """The marks of a page's tree."""
    metas: dict[str, str] = {}
    scripts: list[str] = []
    canonical: str | None = None
    asks_password = False
    for element in tree.iter("meta", "script", "link", "input"):
        tag, get = element.tag, element.get
        if tag == "meta":
            name = (get("property") or get("name") or get("itemprop") or "").lower()
            if name and len(metas) < MOST_METAS:
                metas.setdefault(name, (get("content") or "")[:LONGEST_META])
        elif tag == "script":
            if (get("type") or "").lower().endswith("ld+json") and element.text:
                scripts.append(element.text[:MOST_CHARACTERS])
        elif tag == "link":
            if canonical is None and get("rel") == "canonical":
                canonical = get("href")
        else:
            asks_password |= get("type") == "password"
    linked = Counter(
        name for text in scripts for types in _TYPE.findall(text) for name in _TYPE_NAME.findall(_SCHEMA.sub("", types))
    )
    items = Counter(name for each in _ITEM_TYPES(tree) for name in _TYPE_NAME.findall(each.rsplit("/", 1)[-1]))
    return PageMarks(
        metas,
        linked,
        items,
        canonical or metas.get("og:url", ""),
        asks_password,
        max((int(count) for text in scripts for count in _COUNT.findall(text)), default=0),
        any(_NOT_FREE.search(text) for text in scripts),
    )
