"""Finds the places of a page that name its authors: JSON-LD, metas, marked elements, links near the headline."""

from dataclasses import dataclass

from news_pipeline.metadata.page.headline import headline_order
from news_pipeline.metadata.page.json_ld import authors, is_article
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
    for kind in ("rel=author", "itemprop:author", "class"):
        marks = [mark for mark in page.bylines if mark.name == kind and not mark.aside]
        found += [AuthorText(mark.value, kind, is_field=kind != "class") for mark in marks[:_MAX_MARKS]]
    headline = headline_order(page, title)
    if headline is not None:
        links = [mark for mark in page.bylines if mark.name == "author_link" and 0 < mark.order - headline <= _NEAR]
        found += [AuthorText(mark.value, "author_link") for mark in links[:MAX_LINKED] if not mark.aside]
        said = [mark for mark in page.bylines if mark.name == "said" and -_ABOVE <= mark.order - headline <= _NEAR]
        found += [AuthorText(mark.value, "said") for mark in said[:2]]
    return found
