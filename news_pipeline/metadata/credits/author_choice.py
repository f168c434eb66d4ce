"""Chooses the authors of an article among the record's fields, the byline lines and the places of its page."""

import re
from dataclasses import dataclass, replace

from news_pipeline.metadata.credits.author_names import pen_name, people
from news_pipeline.metadata.credits.author_trust import trust_of
from news_pipeline.metadata.credits.list_edges import LONG_LIST
from news_pipeline.metadata.credits.name_forms import other_work, says_other_work
from news_pipeline.metadata.credits.page_authors import MAX_LINKED, AuthorText, page_author_texts
from news_pipeline.metadata.credits.told_people import told
from news_pipeline.metadata.credits.unmarked_authors import (
    is_shown_alone,
    is_user,
    is_usual,
    own_account,
    pen_names,
    unmarked_places,
)
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.outlets.name_likeness import label_of
from news_pipeline.metadata.page.page import Page
from news_pipeline.readers.document import Field
from news_pipeline.shared.domains import blog_of
from news_pipeline.shared.given_names import given_names

_OTHER_LABEL = re.compile(
    r"(?:editor|edited by|editing by|penyunting|redaktur|photo(?:s|graph\w*)?|foto\w*|bilder?|translat\w*|übersetz\w*)"
    r"\s*(?:by)?\s*:\s*(.+)",
    re.IGNORECASE,
)


_VISIBLE = frozenset({"byline_line", "class", "said"})
"""Sources that are bylines as a reader sees them."""
_MARKED = frozenset({"rel=author", "itemprop:author", "class", "author_link"})
"""Sources that mark reviewers and authors of other texts as well: a line that says "by" tells who of them wrote."""
EDGE = 5
"""Names from which on a record's list is doubted: crawlers take names from the edges of pages. Of 6,000 articles of one
crawl 808 have so long a list; in 711 of these half stand in other lists of the site, and only 101 texts say one."""
EDGE_REASON = "a list of the page's edge"
STORY_REASON = "told of in the story"
"""Of names that a record or a page's data state, and the text quotes or gives an office. In 6,000 articles of one crawl
these are 33 names, of which 32 wrote nothing (read by eye)."""


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
    told: frozenset[str] = frozenset()
    """Those whom the text tells of."""
    of_edge: frozenset[str] = frozenset()
    """Those of other articles."""

    @property
    def writing(self) -> tuple[str, ...]:
        """The names without those whom the text tells of, and those of other articles."""
        return tuple(name for name in self.names if name not in self.told and name not in self.of_edge)


def choose_authors(  # noqa: PLR0913, PLR0917  what each place of a document says
    fields: tuple[Field, ...],
    bylines: tuple[HeaderLine, ...],
    page: Page | None,
    site_names: tuple[str, ...],
    title: str | None = None,
    text: str = "",
    *,
    lists_others: bool = False,
) -> AuthorChoice:
    """People named by the first place that names any: record, byline lines, page metadata, visible byline.

    A place that names only whom the page itself calls editor or photographer gives way to the next. Links to authors
    near the headline complete a shorter list in the metadata. An organisation is an author only where nobody is named.
    A long list of a record counts only if the text says half of its names; of one whose site lists others, the first
    name. Whom the text tells of counts in visible bylines only. text: the whole document's.
    """
    places = [AuthorText(field.value, f"json:{field.key}", is_field=True) for field in fields]
    places += [AuthorText(_laid_out(line.text, page) if page else line.text, "byline_line") for line in bylines]
    places += page_author_texts(page, title) if page else []
    named = [_Named(place, _people(place, site_names)) for place in places]
    named = [each for each in named if each.place.source != "name" or is_shown_alone(each.names, title, text)]
    named = _without_other_work(named, site_names)
    places = [each.place for each in named]
    if page and not any(each.names for each in named):
        unmarked = next(filter(None, unmarked_places(page, text, title)), [])
        named += [_Named(place, _people(place, ())) for place in unmarked]  # her site may be called as she is
    if not any(each.names for each in named):
        named = [_Named(place, own_account(place, site_names)) for place in places]
    if not any(each.names for each in named):
        address = (page.canonical or page.base or "") if page else ""
        host = "" if blog_of(address) else label_of(address)
        named = [_Named(place, pen_names(place, site_names, host)) for place in places]
    named = _with_told(_with_edges(named, text) if lists_others else named, text)
    doubted = _doubted(named, text)
    trusted = [each for each in named if each.place.source not in doubted]
    source = _chosen_source(trusted, _other_contributors(places, site_names))
    saying: dict[str, set[str]] = {}
    for each in trusted:
        for name in each.writing:
            saying.setdefault(name.casefold(), set()).add(each.place.source)
    chosen: dict[str, str] = {}
    rows: list[Evidence] = []
    for each in named:
        place, is_chosen = each.place, each.place.source == source
        is_doubted = place.source in doubted
        rows += [
            Evidence(
                "authors",
                name,
                place.source,
                cut(place.text),
                confidence=_trust(saying.get(name.casefold(), set()), source, is_of_page=page is not None),
                is_chosen=is_chosen,
                refused=EDGE_REASON if is_doubted else None,
            )
            for name in each.writing
            if not is_chosen or chosen.setdefault(name.casefold(), name) == name
        ]
        rows += [
            Evidence(
                "authors",
                name,
                place.source,
                cut(place.text),
                confidence=0.2,
                refused=STORY_REASON if name in each.told else EDGE_REASON,
            )
            for name in each.names
            if name not in each.writing
        ]
        if not each.names:
            rows.append(Evidence("authors", None, place.source, cut(place.text), confidence=0.2))
    return AuthorChoice(tuple(chosen.values()), tuple(rows))


def _trust(sources: set[str], chosen: str | None, *, is_of_page: bool) -> float:
    """How sure a name is that these places say; none: a doubted list alone says it. chosen: the place that counts."""
    if not sources:
        return 0.2
    if not is_of_page or any(source.startswith("json:") for source in sources):
        return 0.8  # a rank: no gold tells of records
    return trust_of(sources, is_author=chosen in sources)


def _doubted(named: list[_Named], text: str) -> set[str]:
    """The sources of a record that list EDGE names or more, of which the text says fewer than half."""
    return {source for source, names in _unsaid_lists(named, text).items() if len(names) >= EDGE}


def _with_edges(named: list[_Named], text: str) -> list[_Named]:
    """With the names behind the first of a record's long lists, of which the text says fewer than half."""
    lists = {source: names for source, names in _unsaid_lists(named, text).items() if len(names) >= LONG_LIST}
    return [replace(each, of_edge=frozenset(lists.get(each.place.source, ())[1:])) for each in named]


def _unsaid_lists(named: list[_Named], text: str) -> dict[str, tuple[str, ...]]:
    """By source of a record, the names that it lists, if the text says fewer than half of them."""
    lists: dict[str, dict[str, None]] = {}
    for each in named:
        if each.place.source.startswith("json:"):
            writing = (name for name in each.names if name not in each.of_edge)
            lists.setdefault(each.place.source, {}).update(dict.fromkeys(writing))
    return {
        source: tuple(names) for source, names in lists.items() if sum(name in text for name in names) < len(names) / 2
    }


def _without_other_work(named: list[_Named], site_names: tuple[str, ...]) -> list[_Named]:
    """Without places that name only reviewers or editors, as a visible place calls them and the page's data do not."""
    lines = {line for each in named if "\n" in each.place.text for line in other_work(each.place.text)}
    others = {name.casefold() for line in lines for name in people(line, site_names)}
    if not others:
        return named
    writing = {name.casefold() for each in named if each.place.is_field for name in each.names}
    others -= writing
    return [each for each in named if not each.names or not others.issuperset(map(str.casefold, each.names))]


def _with_told(named: list[_Named], text: str) -> list[_Named]:
    """With those of the names whom the text tells of.

    Where a source of a page names nobody else, nothing is doubted: people of a story write, too, and the site knows.
    """
    marked = [replace(each, told=_told(each, text)) for each in named]
    writing = {each.place.source for each in marked if each.writing or each.place.source.startswith("json:")}
    return [each if each.place.source in writing else replace(each, told=frozenset()) for each in marked]


def _told(named: _Named, text: str) -> frozenset[str]:
    if not text or named.place.source in _VISIBLE:
        return frozenset()
    return frozenset(name for name in named.names if told(name, text).is_in_story)


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
        lists.setdefault(each.place.source, set()).update(name.casefold() for name in each.writing)
    writing = [source for source, names in lists.items() if names - others]
    source = next(iter(writing or [source for source, names in lists.items() if names]), None)
    if source and all(map(is_user, lists[source])):
        shown = (each.place.source for each in named if each.place.is_near and any(map(is_usual, each.writing)))
        source = next((each for each in shown if each != "name"), source)
    said = lists.get("said", set())
    if source in _MARKED and said and said < lists[source]:
        return "said"
    linked = lists.get("rel=author", set())
    return "rel=author" if source and lists[source] < linked and len(linked) <= MAX_LINKED else source


def _people(place: AuthorText, site_names: tuple[str, ...]) -> tuple[str, ...]:
    if place.is_organisation:
        return ()
    names = people(place.text, site_names, is_field=place.is_field)
    if not names and "\n" in place.text and not says_other_work(place.text):
        names = people(place.text.replace("\n", " "), site_names, is_field=place.is_field)
    if not names and place.is_near:
        return tuple(name for name in pen_name(place.text, site_names) if name.casefold() in given_names())
    return names


def _other_contributors(places: list[AuthorText], site_names: tuple[str, ...]) -> set[str]:
    """Folded names that a visible line calls editor, photographer or translator."""
    labelled = [match[1] for place in places if (match := _OTHER_LABEL.match(place.text[:200]))]
    return {name.casefold() for text in labelled for name in people(text, site_names, is_field=True)}
