"""Authors: candidates of byline lines, records and pages, and the choice between them.

Here: which place is asked first. Elsewhere: a byline to names (authors.py), agencies in it (agencies.py).
"""

import re
from dataclasses import dataclass

from news_pipeline.metadata.credits.author_names import organisation, people
from news_pipeline.metadata.credits.credit_lines import HeaderLine
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.page.json_ld import authors, is_article
from news_pipeline.metadata.page.page import Page, headline_order

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
NEAR = 60
"""Elements between the headline and a link to an author's page that may still be the byline."""
_OTHER_LABEL = re.compile(
    r"(?:editor|edited by|editing by|penyunting|redaktur|photo(?:s|graph\w*)?|foto\w*|bilder?|translat\w*|übersetz\w*)"
    r"\s*(?:by)?\s*:\s*(.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A text that may name authors, with where it stands."""

    text: str
    source: str
    is_field: bool = False
    """It holds nothing but authors."""
    is_organisation: bool = False
    """The page itself calls it an organisation."""


def choose_authors(
    fields: tuple[tuple[str, str], ...],
    bylines: tuple[HeaderLine, ...],
    page: Page | None,
    site_names: tuple[str, ...],
    title: str | None = None,
) -> tuple[tuple[str, ...], list[Evidence]]:
    """People named by the first place that names any: record, byline lines, page metadata, visible byline.

    A place that names only whom the page itself calls editor or photographer gives way to the next. Links to authors
    near the headline complete a shorter list in the metadata. An organisation is an author only where nobody is named.
    """
    places = [_Place(value, f"json:{key}", is_field=True) for value, key in fields]
    places += [_Place(line.text, "byline_line") for line in bylines]
    places += page_author_texts(page, title) if page else []
    named = [(place, _people(place, site_names)) for place in places]
    if not any(names for _, names in named):
        named = [(place, _organisation(place)) for place in places]
    others = _other_contributors(places, site_names)
    lists: dict[str, dict[str, str]] = {}
    for place, names in named:
        lists.setdefault(place.source, {}).update({name.casefold(): name for name in reversed(names)})
    writing = [source for source, names in lists.items() if set(names) - others]
    source = next(iter(writing or [source for source, names in lists.items() if names]), None)
    if source and set(lists[source]) < set(lists.get("rel=author", ())) and len(lists["rel=author"]) <= MAX_LINKED:
        source = "rel=author"
    chosen: dict[str, str] = {}
    rows: list[Evidence] = []
    for place, names in named:
        is_chosen = place.source == source
        rows += [
            Evidence("authors", name, place.source, cut(place.text), confidence=0.8, is_chosen=is_chosen)
            for name in names
            if not is_chosen or chosen.setdefault(name.casefold(), name) == name
        ]
        if not names:
            rows.append(Evidence("authors", None, place.source, cut(place.text), confidence=0.2))
    return tuple(chosen.values()), rows


def _people(place: _Place, site_names: tuple[str, ...]) -> tuple[str, ...]:
    return () if place.is_organisation else people(place.text, site_names, is_field=place.is_field)


def _organisation(place: _Place) -> tuple[str, ...]:
    """An organisation counts where the page's own account of the article names it as the author."""
    name = organisation(place.text) if place.source == "json_ld.author" else None
    return (name,) if name else ()


def _other_contributors(places: list[_Place], site_names: tuple[str, ...]) -> set[str]:
    """Folded names that a visible line calls editor, photographer or translator."""
    labelled = [match[1] for place in places if (match := _OTHER_LABEL.match(place.text[:200]))]
    return {name.casefold() for text in labelled for name in people(text, site_names, is_field=True)}


def page_author_texts(page: Page, title: str | None = None) -> list[_Place]:
    """Every place of a page that names authors, most trusted first."""
    found = [
        _Place(name, "json_ld.author", is_field=True, is_organisation=is_organisation)
        for node in page.nodes
        if is_article(node)
        for name, is_organisation in authors(node)
    ]
    for name in _AUTHOR_METAS:
        found += [
            _Place(text, f"meta:{name}", is_field=True)
            for meta, text in page.metas
            if meta == name and "://" not in text
        ]
    for kind in ("rel=author", "itemprop:author", "class"):
        marks = [mark for mark in page.bylines if mark.name == kind and not mark.aside]
        found += [_Place(mark.value, kind, is_field=kind != "class") for mark in marks[:12]]
    headline = headline_order(page, title)
    if headline is not None:
        links = [mark for mark in page.bylines if mark.name == "author_link" and 0 < mark.order - headline <= NEAR]
        found += [_Place(mark.value, "author_link") for mark in links[:MAX_LINKED] if not mark.aside]
    return found
