"""Finds where the headline of a page stands: what is near it may be the article's date and byline."""

import re
from functools import lru_cache

from news_pipeline.metadata.page.marks import Mark, is_long_enough
from news_pipeline.metadata.page.page import Page

_WORD = re.compile(r"\w+")


def headline_order(page: Page, title: str | None) -> int | None:
    """Where the headline stands: the heading most like the title or the page's other wording."""
    marks = [mark for mark in page.headlines if not mark.aside] or list(page.headlines)
    headings = [mark for mark in marks[:80] if len(mark.text) < 300]
    for wording in (title, page.meta("og:title"), page.title_tag):
        likeness, order = max(((_likeness(mark, _plain(wording)), -mark.order) for mark in headings), default=((0,), 0))
        if wording and likeness[0]:
            return -order
    return None


def _likeness(mark: Mark, wording: str) -> tuple[float, ...]:
    """(words shared, their share of all, whether it is an `h1`); zeros below half of the wording."""
    text = _plain(mark.text)
    own = _words(text)
    words = own if is_long_enough(text, wording) and text in wording else _words(wording)
    shared = len(words & own)
    if not words or shared < 0.5 * len(words):
        return (0.0, 0.0, 0.0)
    return float(shared), shared / len(words | own), float(mark.name == "h1")


@lru_cache(maxsize=500)
def _words(text: str) -> frozenset[str]:
    """The words; those of a page's headings are asked for again and again."""
    return frozenset(_WORD.findall(text))


def _plain(text: str | None) -> str:
    return (text or "").casefold().replace("\u00ad", "")
