"""Reads the names of one article that may be places: how it uses each, and which need no ranking."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import (
    Place,
    countries,
    country_names,
    is_big_city,
    peoples,
    regions,
    state_abbreviations,
    states,
    world_regions,
)
from news_pipeline.entities.place_index import (
    DIVISION_1,
    DIVISION_2,
    Namesakes,
    country_numbers,
    division_number,
    is_abbreviation,
    namesakes,
)
from news_pipeline.entities.place_ranking import Area, Name

_QUALIFIER = re.compile(r",\s*(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_KIND_WORD = re.compile(
    r"(?: and [A-Z][\w’'-]+)? (?:(?P<first>regions?|provinces?|oblasts?|governorates?|prefectures?|[Ss]tate)"
    r"|(?P<second>[Cc]ount(?:y|ies)|[Pp]arish(?:es)?|[Dd]istricts?))\b"
)
AMBIGUOUS_COUNTRIES = frozenset({"GE"})
"""Countries with a US state of the same name."""
_DIRECTIONS = frozenset({"north", "east", "south", "west", "northeast", "northwest", "southeast", "southwest"})
"""What English calls a part of any country is no division called so."""
_STATES_FOR_SHORT = {"jersey": "NJ"}
"""Names of countries that mean a US state in an article that names the state: "Jersey" beside "New Jersey"."""
LARGE = 5.0
"""Logarithm of people from which on a division is a country's rival for their name."""
PLACE_LABELS = frozenset({"GPE", "LOC"})
PERHAPS_PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON"})
"""Labels of names that may be places. A tagger takes small towns for people and organisations."""
BEFORE = 12
"""Characters before a name that `is_perhaps_place` asks for."""
_PLACED = re.compile(r"\b(?:in|near|outside|around|downtown) (?:the )?$")
_PART = re.compile(
    r"(?i)^(?:(?:(?:north|south|east|west|(?:north|south)(?:ea|we)st)(?:ern)?|central|greater|lower|upper|inner|outer"
    r"|downtown|mid)[ -]|(?:state|city|town|county|village) of )(?=\w)"
)
_KIND_AT_END = re.compile(r"(?i)(?<=\w) (?:township|twp\.?|area|metropolitan area|metro|region)$")
_COUNTY = re.compile(r" (?:Co|CO|Cty)\.?$")


@dataclass(frozen=True, slots=True)
class Context:
    """The places that an article names beyond doubt."""

    countries: frozenset[str]
    """ISO codes of countries, by their names or their peoples' names."""
    states: frozenset[str]
    """Postal codes of US states whose name stands in full."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet lives, as far as that is known."""

    domain: str | None = None
    """Registered domain."""
    country: str | None = None
    """ISO code, by the table of outlets or the domain."""
    latitude: float | None = None
    """Of its region, degrees north, as learned from its articles."""
    longitude: float | None = None
    land: str | None = None
    """ISO code of the country there."""
    confidence: float = 0.0
    """How sure the region is, 0 to 1."""

    @property
    def letters(self) -> str:
        """Of the domain, without its suffix: "daily-chronicle.com" is "dailychronicle"."""
        return re.sub(r"[^a-z]", "", (self.domain or "").partition(".")[0])


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name that the tagger or a rule took for a place."""

    name: str
    following: str
    """The text after it, about 40 characters: ", Oregon" says which Portland is meant."""
    label: str = "GPE"
    """OntoNotes type."""


@dataclass(slots=True)
class _Use:
    """How an article uses a name."""

    names: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    areas: set[Area] = field(default_factory=set)
    kinds: Counter[int] = field(default_factory=Counter)


def context_of(names: Iterable[str]) -> Context:
    """Countries and US states among the folded names of an article."""
    found = set(names)
    named = {country_names().get(name) or peoples().get(name) or "" for name in found}
    in_states = {regions()[name].state for name in found if name in regions() and not is_big_city(name)}
    return Context(frozenset(named - {""} - AMBIGUOUS_COUNTRIES), frozenset(in_states - {""}))


@dataclass(frozen=True, slots=True)
class ArticleNames:
    """The names of an article that may be places, by their folded form."""

    labels: dict[str, str]
    """The commonest label of each."""
    known: dict[str, str]
    """Keys of those that need no ranking."""
    ranked: dict[str, Name]
    """Those with namesakes that the article must decide between."""


def is_perhaps_place(label: str, before: str) -> bool:
    """Whether a name may be a place. `before` is the text that ends where it begins.

    One that the tagger took for an organisation is a club or a firm unless it stands after "in" or the like.
    """
    return label in PERHAPS_PLACES and (label != "ORG" or _PLACED.search(before) is not None)


def read_names(mentions: Iterable[PlaceMention], people: Iterable[str]) -> ArticleNames:
    """How the article uses each name. `people` are its names of people."""
    uses: dict[str, _Use] = {}
    for mention in mentions:
        _add(uses.setdefault(fold_name(mention.name) or mention.name, _Use()), mention)
    people_words = {word for name in people if " " in name for word in fold_name(name).split()}
    labels = {folded: min(use.labels, key=lambda each: (-use.labels[each], each)) for folded, use in uses.items()}
    places = {folded for folded, label in labels.items() if label in PLACE_LABELS}
    context = context_of(places)
    names = ArticleNames(labels, {}, {})
    for folded, use in uses.items():
        known = _known(folded, context) if folded in places else ""
        found = None if known else next(filter(None, map(namesakes_of, use.names)), None)
        if found and folded in places and _is_the_country(folded, found, context):
            known = f"country:{country_names()[folded]}"
        if known:
            names.known[folded] = known
            continue
        if found:
            # a name that also stands without the word is a town's, too: "Almaty and the Almaty region"
            is_told = use.kinds.total() == use.names.total()
            kind = use.kinds.most_common(1)[0][0] if is_told else -1
            areas = tuple(sorted(use.areas, key=lambda area: (area.country, area.first)))
            in_person = folded in people_words
            words = folded.split()
            names.ranked[folded] = Name(found, labels[folded], len(words), areas, kind, in_person, "".join(words))
    return names


def _add(use: _Use, mention: PlaceMention) -> None:
    name = mention.name
    if mention.following.startswith(".") and is_abbreviation(f"{name}."):
        name = f"{name}."
    use.names[name] += 1
    use.labels[mention.label] += 1
    _, comma, inner = name.partition(", ")
    qualifier = _QUALIFIER.match(f", {inner}" if comma else mention.following)
    area = _area(qualifier.group("name")) if qualifier else None
    if area:
        use.areas.add(area)
    word = _KIND_WORD.match(mention.following)
    if word:
        use.kinds[DIVISION_1 if word.group("first") else DIVISION_2] += 1


def namesakes_of(name: str) -> Namesakes | None:
    """The places of a name; where there is none, of what it is a part of or a longer form of.

    "Alexandria, Va." is looked up as "Alexandria", "South Los Angeles" as "Los Angeles", "Pott Co." as "Pott County",
    "Madison Township" as "Madison".
    """
    found = namesakes(name)
    if found:
        return found
    if ", " in name:
        return namesakes(name.partition(", ")[0])
    if " " not in name and "-" not in name:
        return None
    county = _COUNTY.sub(" County", name)
    shorter = _KIND_AT_END.sub("", name)
    whole = _PART.sub("", name)
    forms = (form for form in (county, shorter, whole) if form != name and form[:1].isupper())
    return next(filter(None, map(namesakes, forms)), None)


def _known(folded: str, context: Context) -> str:
    """The key of a name that needs no ranking; '' if it does."""
    if folded in world_regions() or folded in _DIRECTIONS:
        return folded
    region = regions().get(folded)
    if region is not None and not region.state:
        return key_of(region)
    short = _STATES_FOR_SHORT.get(folded)
    if short in context.states:
        return key_of(states()[short])
    code = country_names().get(folded)
    return _country_or_state(folded, code, context) if code in AMBIGUOUS_COUNTRIES else ""


def _is_the_country(folded: str, found: Namesakes, context: Context) -> bool:
    """Whether the rival of a country is a large division of another one, Niger in Nigeria, that the article ignores."""
    code = country_names().get(folded)
    if code is None or code in AMBIGUOUS_COUNTRIES:
        return False
    is_rival = (found.kind == DIVISION_1) & (found.country != country_numbers()[code]) & (found.population >= LARGE)
    named = {country_numbers()[each] for each in context.countries if each in country_numbers()}
    return bool(is_rival.any()) and not named.intersection(found.country[is_rival].tolist())


def _country_or_state(folded: str, code: str, context: Context) -> str:
    """The country if the article names more of its neighbours than other US states, the state if fewer."""
    near = len(context.countries & {*countries()[code].neighbours, "UA"})
    states_named = len(context.states - {regions()[folded].state})
    if near == states_named:
        return ""
    return f"country:{code}" if near > states_named else key_of(regions()[folded])


def _area(name: str) -> Area | None:
    """The country or US state that a name after a comma begins with. Postal codes count in capitals only."""
    words = fold_name(name).split()
    for length in (2, 1):
        start = " ".join(words[:length])
        if start in regions() and regions()[start].state:
            return _state_area(regions()[start])
        if start in country_names():
            return Area(country_numbers()[country_names()[start]])
    code = name.split(maxsplit=1)[0].replace(".", "")
    short = code if code in states() else state_abbreviations().get(words[0] if words else "", "")
    return _state_area(states()[short]) if short else None


def _state_area(state: Place) -> Area:
    return Area(country_numbers()["US"], division_number(state.geonames_id))


def key_of(place: Place) -> str:
    """The key of a division, town or continent."""
    return f"geonames:{place.geonames_id}"
