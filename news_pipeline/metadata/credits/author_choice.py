"""Chooses the authors of an article among the record's fields, the byline lines and the places of its page."""

import re
from dataclasses import dataclass

from news_pipeline.metadata.credits.author_names import organisation, people
from news_pipeline.metadata.credits.name_forms import says_other_work
from news_pipeline.metadata.credits.page_authors import MAX_LINKED, AuthorText, page_author_texts
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.metadata.page.page import Page
from news_pipeline.readers.document import Field

_OTHER_LABEL = re.compile(
    r"(?:editor|edited by|editing by|penyunting|redaktur|photo(?:s|graph\w*)?|foto\w*|bilder?|translat\w*|übersetz\w*)"
    r"\s*(?:by)?\s*:\s*(.+)",
    re.IGNORECASE,
)


_OUTLET_WORD = re.compile(
    r"\b(?:the|news\w*|courier|chronicle|echo|star|mirror|mail|standard|observer|guardian|independent|express|journal|review|"
    r"sun|globe|record|register|dispatch|argus|bulletin|messenger|press|telegraph|examiner|inquirer|sentinel|advocate|"
    r"leader|citizen|daily|weekly|monthly|today|digest|blog|report|wire|watch|world|voice|feed|channel|online|"
    r"zeitung|blatt|bote|anzeiger|kurier|nachrichten|rundschau|tageblatt|presse|diario|periódico|giornale|corriere)\b",
    re.IGNORECASE,
)
"""Words of outlets' names that are no names of people who have a site of their own."""


EDGE = 5
"""Names from which on a record's list is doubted: crawlers take names from the edges of pages. Of 6,000 articles of one
crawl 808 have so long a list; in 711 of these half stand in other lists of the site, and only 101 texts say one."""
EDGE_REASON = "a list of the page's edge"


@dataclass(frozen=True, slots=True)
class AuthorChoice:
    """The authors of a document, each once, and all candidates."""

    names: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """The names that one place gives."""

    place: AuthorText
    names: tuple[str, ...]


def choose_authors(  # noqa: PLR0913, PLR0917  what each place of a document says
    fields: tuple[Field, ...],
    bylines: tuple[HeaderLine, ...],
    page: Page | None,
    site_names: tuple[str, ...],
    title: str | None = None,
    text: str = "",
) -> AuthorChoice:
    """People named by the first place that names any: record, byline lines, page metadata, visible byline.

    A place that names only whom the page itself calls editor or photographer gives way to the next. Links to authors
    near the headline complete a shorter list in the metadata. An organisation is an author only where nobody is named.
    A long list of a record counts only if the text says half of its names. text: the whole document's.
    """
    places = [AuthorText(field.value, f"json:{field.key}", is_field=True) for field in fields]
    places += [AuthorText(_laid_out(line.text, page) if page else line.text, "byline_line") for line in bylines]
    places += page_author_texts(page, title) if page else []
    named = [_Named(place, _people(place, site_names)) for place in places]
    if not any(each.names for each in named):
        named = [_Named(place, _organisation(place, site_names)) for place in places]
    doubted = _doubted(named, text)
    trusted = [each for each in named if each.place.source not in doubted]
    source = _chosen_source(trusted, _other_contributors(places, site_names))
    chosen: dict[str, str] = {}
    rows: list[Evidence] = []
    for each in named:
        place, is_chosen = each.place, each.place.source == source
        is_doubted = place.source in doubted
        trust, refused = (0.2, EDGE_REASON) if is_doubted else (0.8, None)
        rows += [
            Evidence(
                "authors", name, place.source, cut(place.text), None, None, trust, is_chosen=is_chosen, refused=refused
            )
            for name in each.names
            if not is_chosen or chosen.setdefault(name.casefold(), name) == name
        ]
        if not each.names:
            rows.append(Evidence("authors", None, place.source, cut(place.text), confidence=0.2))
    return AuthorChoice(tuple(chosen.values()), tuple(rows))


def _doubted(named: list[_Named], text: str) -> set[str]:
    """The sources of a record that list EDGE names or more, of which the text says fewer than half."""
    lists: dict[str, set[str]] = {}
    for each in named:
        if each.place.source.startswith("json:"):
            lists.setdefault(each.place.source, set()).update(each.names)
    return {
        source
        for source, names in lists.items()
        if len(names) >= EDGE and sum(name in text for name in names) < len(names) / 2
    }


def _laid_out(text: str, page: Page) -> str:
    """The text of a line with breaks between its elements, which cleaning joins and the page's marks keep apart."""
    bare = _condensed(text)
    for mark in page.bylines:
        if "\n" in mark.value and bare in _condensed(mark.value):
            return "\n".join(line for line in mark.value.split("\n") if _condensed(line) in bare) or text
    return text


def _condensed(text: str) -> str:
    return "".join(text.split())


def _chosen_source(named: list[_Named], others: set[str]) -> str | None:
    """The first source that names somebody besides `others`, else the first that names anybody."""
    lists: dict[str, set[str]] = {}
    for each in named:
        lists.setdefault(each.place.source, set()).update(name.casefold() for name in each.names)
    writing = [source for source, names in lists.items() if names - others]
    source = next(iter(writing or [source for source, names in lists.items() if names]), None)
    linked = lists.get("rel=author", set())
    return "rel=author" if source and lists[source] < linked and len(linked) <= MAX_LINKED else source


def _people(place: AuthorText, site_names: tuple[str, ...]) -> tuple[str, ...]:
    if place.is_organisation:
        return ()
    names = people(place.text, site_names, is_field=place.is_field)
    if not names and "\n" in place.text and not says_other_work(place.text):
        return people(place.text.replace("\n", " "), site_names, is_field=place.is_field)
    return names


def _organisation(place: AuthorText, site_names: tuple[str, ...]) -> tuple[str, ...]:
    """An organisation counts where the page's own account names it as the author, and it is not the outlet itself.

    A person counts whose own site it is: the page does not call her an organisation, and no word is one of outlets'.
    """
    name = organisation(place.text) if place.source == "json_ld.author" else None
    sites = {fold_site_name(site) for site in site_names}
    is_site = bool(name) and fold_site_name(name or "") in sites
    is_own_site = not place.is_organisation and bool(people(place.text)) and not _OUTLET_WORD.search(place.text)
    return (name,) if name and (is_own_site or not is_site) else ()


def _other_contributors(places: list[AuthorText], site_names: tuple[str, ...]) -> set[str]:
    """Folded names that a visible line calls editor, photographer or translator."""
    labelled = [match[1] for place in places if (match := _OTHER_LABEL.match(place.text[:200]))]
    return {name.casefold() for text in labelled for name in people(text, site_names, is_field=True)}
