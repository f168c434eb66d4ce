"""Finds the places of a page that name its authors: JSON-LD, metas, marked elements, links near the headline."""

from dataclasses import dataclass

from news_pipeline.metadata.credits.author_names import people
from news_pipeline.metadata.page.headline import headline_order
from news_pipeline.metadata.page.json_ld import authors, is_article
from news_pipeline.metadata.page.marks import Mark
from news_pipeline.metadata.page.page import Page

_AUTHOR_METAS = (
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "article:author_name",
    "article:author",
    "byl",
    "author",
    "cxenseparse:author",
    "dcterms.creator",
    "twitter:data1",
)
MAX_LINKED = 6
"""Authors whose pages an article links to."""
_NEAR = 60
"""Elements between the headline and a link to an author's page that may still be the byline."""
_ABOVE = 15
"""Elements above the headline in which a line that begins with "By" may be the byline."""
NAME_ABOVE, NAME_BELOW = 15, 20
"""Elements between the headline and a name without any mark that may be the author's."""
OTHERS = 3
"""Names far from the headline from which on they are the authors of other texts."""
_MAX_SAID = 2
"""Lines near the headline that begin with "By" and are looked at."""
_MAX_MARKS = 12
"""Marked elements of one kind that are looked at."""


@dataclass(frozen=True, slots=True)
class AuthorText:
    """A text that may name authors, with where it stands."""

    text: str
    source: str
    is_field: bool = False
    """It holds nothing but authors."""
    is_organisation: bool = False
    """The page itself calls it an organisation."""
    is_near: bool = False
    """It is shown near the headline."""


def page_author_texts(page: Page, title: str | None = None) -> list[AuthorText]:
    """Every place of a page that names authors, most trusted first."""
    found = [
        AuthorText(author.name, "json_ld.author", is_field=True, is_organisation=author.is_organisation)
        for node in page.nodes
        if is_article(node)
        for author in authors(node)
    ]
    for name in _AUTHOR_METAS:
        found += [
            AuthorText(meta.content, f"meta:{name}", is_field=True)
            for meta in page.metas
            if meta.name == name and "://" not in meta.content
        ]
    headline = headline_order(page, title)
    for kind in ("rel=author", "itemprop:author", "class"):
        marks = [mark for mark in page.bylines if mark.name == kind and not mark.aside][:_MAX_MARKS]
        texts = [
            AuthorText(mark.value, kind, is_field=kind != "class", is_near=_is_near(mark, headline)) for mark in marks
        ]
        only_near = (headline is not None and _are_of_others(texts)) or (kind == "class" and _names_near(texts))
        found += [each for each in texts if each.is_near or not only_near]
    if headline is not None:
        found += _near_headline(page, headline)
    return found


def _is_near(mark: Mark, headline: int | None) -> bool:
    return headline is not None and -_ABOVE <= mark.order - headline <= _NEAR


def _names_near(texts: list[AuthorText]) -> bool:
    """Whether one of the marks near the headline names somebody: then those further off are of other texts."""
    return any(each.is_near and people(each.text) for each in texts)


def _are_of_others(texts: list[AuthorText]) -> bool:
    """Whether the marks far from the headline name OTHERS persons or more: they are those of other texts."""
    return len({people(each.text) for each in texts if not each.is_near} - {()}) >= OTHERS


def _first_naming(said: list[Mark]) -> list[Mark]:
    """The lines to the first that names somebody: those behind it are of comments and of other texts."""
    at = next((number for number, mark in enumerate(said, 1) if people(mark.value)), len(said))
    return said[:at]


def _near_headline(page: Page, headline: int) -> list[AuthorText]:
    """What no mark calls an author: links to authors' pages, lines that begin with "By", bare names."""
    links = [mark for mark in page.bylines if mark.name == "author_link" and 0 < mark.order - headline <= _NEAR]
    said = [mark for mark in page.bylines if mark.name == "said" and _is_near(mark, headline)]
    names = [mark for mark in page.names if -NAME_ABOVE <= mark.order - headline <= NAME_BELOW]
    return [
        *(AuthorText(mark.value, "author_link", is_near=True) for mark in links[:MAX_LINKED] if not mark.aside),
        *(AuthorText(mark.value, "said", is_near=True) for mark in _first_naming(said[:_MAX_SAID])),
        *(AuthorText(mark.value, "name", is_near=True) for mark in names[:1]),
    ]
