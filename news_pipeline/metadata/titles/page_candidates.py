"""What may be the title of a page, each wording once: its head, all its headings, and the parts of longer titles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from news_pipeline.metadata.page.json_ld import is_article, strings
from news_pipeline.metadata.page.marks import Mark
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.titles.clean import clean_title

_METAS = ("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title", "cxenseparse:title")
_SPLIT = re.compile(r"(?<!\s)\s+[|–—·»«•:/-]{1,2}\s+|\s?\|\s?|\s?::\s?|\s»\s?|：|:\s")
MAX_PARTS = 6
"""A title of more parts is a breadcrumb: only its first and last parts are candidates."""
MAX_HEADINGS, MAX_HEADING = 40, 300
"""Headings that are candidates, and their code points."""
PART = "part:"
"""Begins the source of a part of a longer title."""
MIN_PART = 8
"""Characters of a part that may be a headline."""


@dataclass(slots=True)
class PageTitle:
    """One wording, and everywhere it stands."""

    value: str
    places: list[tuple[str, str]] = field(default_factory=list)
    """(source, raw text), the most trusted first."""
    orders: list[int] = field(default_factory=list)
    """Where it is to be seen: numbers of elements in the walk over the page."""

    @property
    def source(self) -> str:
        """The first place."""
        return self.places[0][0]

    def has(self, source: str) -> bool:
        """Whether it stands in that place."""
        return any(place == source for place, _ in self.places)


def page_titles(page: Page, line: str | None, site_names: tuple[str, ...]) -> list[PageTitle]:
    """The wordings in the order of trust in their places; what is no title is left out.

    line: what cleaning took out of the text as its title.
    """
    found: dict[str, PageTitle] = {}
    for source, raw, order in _places(page, line):
        value = clean_title(raw, site_names)
        if value is None:
            continue
        title = found.setdefault(key_of(value), PageTitle(value))
        title.places.append((source, raw))
        if order is not None:
            title.orders.append(order)
    return list(found.values())


def key_of(value: str) -> str:
    """Its words alone: wordings that differ in signs only are one."""
    return " ".join(re.findall(r"\w+", value.casefold())) or value


def _places(page: Page, line: str | None) -> Iterator[tuple[str, str, int | None]]:
    """(source, text, number of the element) of each place that may name the title."""
    firsts = [mark for mark in page.headlines if mark.name == "h1"]
    firsts = ([mark for mark in firsts if not mark.aside] or firsts)[:3]
    shared = page.meta("og:title")
    for source, text in (*_of_nodes(page), *((("og:title", shared),) if shared else ())):
        yield source, text, None
    for number, mark in enumerate(firsts):
        yield ("h1_more" if number else "h1"), mark.text, mark.order
    named = [(f"meta:{name}", page.meta(name)) for name in _METAS]
    for source, said in (*named, ("title_tag", page.title_tag), ("title_line", line)):
        if said:
            yield source, said, None
    for mark in page.headlines[:MAX_HEADINGS]:
        if mark not in firsts and len(mark.text) < MAX_HEADING:
            yield _heading(mark), mark.text, mark.order
    whole = (("title_tag", page.title_tag), ("og:title", shared), ("h1", firsts[0].text if firsts else None))
    for source, said in whole:
        for part in parts_of(said or ""):
            yield f"{PART}{source}", part, None


def _of_nodes(page: Page) -> Iterator[tuple[str, str]]:
    for node in page.nodes:
        for text in strings(node.get("headline"))[:1]:
            yield ("json_ld.headline" if is_article(node) else "json_ld_page.headline"), text
        for text in strings(node.get("alternativeHeadline"))[:1]:
            yield "json_ld.alternativeHeadline", text


def _heading(mark: Mark) -> str:
    return "heading_aside" if mark.aside else "shown" if mark.name == "shown" else "heading"


def parts_of(text: str) -> Sequence[str]:
    """What stands before and after each separator of a title."""
    marks = list(_SPLIT.finditer(text[:500]))
    if len(marks) >= MAX_PARTS:
        marks = [marks[0], marks[-1]]
    both = [part for mark in marks for part in (text[: mark.start()], text[mark.end() :])]
    return [part.strip() for part in dict.fromkeys(both) if len(part.strip()) >= MIN_PART or not part.isascii()]
