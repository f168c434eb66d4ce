"""Decides which place a name means in one article: a country, a division, or one of its namesakes among towns.

A name that nothing decides keeps its folded form as key.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

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
    COUNTRY,
    DIVISION_1,
    DIVISION_2,
    TOWN,
    Floats,
    Namesakes,
    country_numbers,
    division_number,
    namesakes,
    place_by_id,
    state_of_abbreviation,
    unit_vectors,
)
from news_pipeline.entities.place_ranking import IN_REGION, Area, Name, Surroundings, rank

MIN_CONFIDENCE = 0.55
"""A name whose likeliest place is less probable stays open."""
BIG_CITY, MIN_OF_BIG_CITY, BIG_CITY_LEAD = 5.0, 0.3, 3
"""A city of this logarithm of people is meant when it is as probable as this and leads all namesakes by this factor."""
MIN_WANTED = 0.05
"""What the text seems to tell outright counts only where it is as probable as this."""
MIN_CAPITAL = 0.1
"""A capital as probable as this is meant rather than a state of the same name."""
MAX_CONFIDENCE = 0.99
MIN_TOWN_SHARE = 0.1
"""A town with this share of the people of its division of the same name is meant by the name: Moscow, New York."""
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

    country: str | None = None
    """ISO code."""
    latitude: float | None = None
    """Of its town, degrees north."""
    longitude: float | None = None
    confidence: float = 0.0
    """How sure the town is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name that the tagger or a rule took for a place."""

    name: str
    following: str
    """The text after it, about 40 characters: ", Oregon" says which Portland is meant."""
    label: str = "GPE"
    """OntoNotes type."""


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """What a name stands for."""

    key: str
    """"country:KZ", "geonames:1526384", or the folded name where nothing decides."""
    confidence: float | None = None
    """Probability; None where no ranking took place."""


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


def place_keys(
    mentions: Iterable[PlaceMention], others: Iterable[str] = (), home: Home | None = None
) -> dict[str, PlaceKey]:
    """What each folded name stands for, one thing throughout the article.

    `others` are the article's names of people and of peoples. "Portland, Oregon" decides for every Portland.
    """
    uses: dict[str, _Use] = {}
    for mention in mentions:
        _add(uses.setdefault(fold_name(mention.name) or mention.name, _Use()), mention)
    others = list(others)
    people_words = {word for name in others if " " in name for word in fold_name(name).split()}
    context = context_of(uses)
    keys = {folded: PlaceKey(folded) for folded in uses}
    ranked: dict[str, Name] = {}
    for folded, use in uses.items():
        known = _known(folded, context)
        places = None if known else next(filter(None, map(_namesakes, use.names)), None)
        if known:
            keys[folded] = PlaceKey(known)
        elif places:
            # a name that also stands without the word is a town's, too: "Almaty and the Almaty region"
            is_told = use.kinds.total() == use.names.total()
            kind = use.kinds.most_common(1)[0][0] if is_told else -1
            label = min(use.labels, key=lambda each: (-use.labels[each], each))
            is_in_person = folded in people_words
            areas = tuple(sorted(use.areas, key=lambda area: (area.country, area.first)))
            ranked[folded] = Name(places, label, len(folded.split()), areas, kind, is_in_person)
    found = rank(list(ranked.values()), _surroundings(others, home))
    for (folded, name), p in zip(ranked.items(), found, strict=True):
        keys[folded] = _likeliest(folded, name, p)
    return keys


def _add(use: _Use, mention: PlaceMention) -> None:
    use.names[mention.name] += 1
    use.labels[mention.label] += 1
    _, comma, inner = mention.name.partition(", ")
    qualifier = _QUALIFIER.match(f", {inner}" if comma else mention.following)
    area = _area(qualifier.group("name")) if qualifier else None
    if area:
        use.areas.add(area)
    word = _KIND_WORD.match(mention.following)
    if word:
        use.kinds[DIVISION_1 if word.group("first") else DIVISION_2] += 1


def _namesakes(name: str) -> Namesakes | None:
    """The places of a name; of "Alexandria, Va." those of the name before the comma."""
    return namesakes(name) or (namesakes(name.partition(", ")[0]) if ", " in name else None)


def _known(folded: str, context: Context) -> str:
    """The key of a name that needs no ranking; '' if it does."""
    if folded in world_regions() or folded in _DIRECTIONS:
        return folded
    region = regions().get(folded)
    if region is not None and not region.state:
        return _key_of(region)
    short = _STATES_FOR_SHORT.get(folded)
    if short in context.states:
        return _key_of(states()[short])
    code = country_names().get(folded)
    return _country_or_state(folded, code, context) if code in AMBIGUOUS_COUNTRIES else ""


def _country_or_state(folded: str, code: str, context: Context) -> str:
    """The country if the article names more of its neighbours than other US states, the state if fewer."""
    near = len(context.countries & {*countries()[code].neighbours, "UA"})
    states_named = len(context.states - {regions()[folded].state})
    if near == states_named:
        return ""
    return f"country:{code}" if near > states_named else _key_of(regions()[folded])


def _surroundings(others: Iterable[str], home: Home | None) -> Surroundings:
    numbers = country_numbers()
    named = {peoples().get(fold_name(name), "") for name in others}
    found = frozenset(numbers[code] for code in named if code in numbers)
    if home is None:
        return Surroundings(found)
    point = None
    if home.latitude is not None and home.longitude is not None:
        point = unit_vectors(np.array([[home.latitude, home.longitude]]))[0]
    return Surroundings(found, numbers.get(home.country or "", -1), point, home.confidence)


def _likeliest(folded: str, name: Name, p: Floats) -> PlaceKey:
    places = name.namesakes
    p = settled(name, p)
    best = int(np.argmax(p))
    confidence = round(min(float(p[best]), MAX_CONFIDENCE), 3)
    return PlaceKey(places.keys[best], confidence) if is_clear(places, p, best) else PlaceKey(folded)


def is_clear(places: Namesakes, p: Floats, best: int) -> bool:
    """Whether the likeliest place is to be taken: it is probable, or a big city that no namesake comes near."""
    if p[best] >= MIN_CONFIDENCE:
        return True
    is_big = places.kind[best] == TOWN and places.population[best] >= BIG_CITY
    return bool(is_big and p[best] >= MIN_OF_BIG_CITY and (p >= p[best] / BIG_CITY_LEAD).sum() == 1)


def settled(name: Name, p: Floats) -> Floats:
    """The probabilities of a name's places after what the text tells outright, namesakes that are one place joined."""
    places = name.namesakes
    p = _of_kind(name, _in_areas(name, p.copy()))
    if name.kind_named < 0:
        _give_to_towns(places, p)
        _give_to_capitals(places, p)
    _give_to_countries(places, p)
    return p


def _of_kind(name: Name, p: Floats) -> Floats:
    """The probabilities, of none but the kind that the word after the name says where there are any."""
    return _only(name.namesakes.kind == name.kind_named, p)


def _in_areas(name: Name, p: Floats) -> Floats:
    """The probabilities, of none but those in the state or country after the comma where there are any.

    A country before a country is the beginning of a list: "China, Japan and Korea".
    """
    places = name.namesakes
    is_country = bool((places.kind == COUNTRY).any())
    inside = np.zeros(len(p), dtype=bool)
    for area in name.areas:
        if area.first >= 0:
            inside |= (places.first == area.first) & (places.kind > DIVISION_1)
        elif not is_country:
            inside |= places.country == area.country
    return _only(inside, p)


def _only(wanted: NDArray[np.bool_], p: Floats) -> Floats:
    whole = float(p[wanted].sum())
    return p * wanted / whole if whole >= MIN_WANTED else p


def _give_to_towns(places: Namesakes, p: Floats) -> None:
    """Give the probability of a division to the town of the same name, in it or beside it, that has many people."""
    divisions = np.flatnonzero((places.kind == DIVISION_1) | (places.kind == DIVISION_2))
    for number in divisions.tolist():
        column = places.first if places.kind[number] == DIVISION_1 else places.second
        is_there = (column == column[number]) & (column >= 0)
        if places.kind[number] == DIVISION_1:
            is_there |= (places.country == places.country[number]) & (
                places.vectors @ places.vectors[number] > IN_REGION
            )
        inside = np.flatnonzero((places.kind == TOWN) & is_there)
        if len(inside):
            town = inside[0]  # the most populous comes first
            if places.population[town] >= places.population[number] + np.log10(MIN_TOWN_SHARE):
                p[town] += p[number]
                p[number] = 0


def _give_to_capitals(places: Namesakes, p: Floats) -> None:
    """Give the probability of a state to a capital elsewhere in its country, Washington, that is not improbable."""
    for number in np.flatnonzero(places.is_capital).tolist():
        states_so_called = (places.kind == DIVISION_1) & (places.country == places.country[number])
        if p[number] >= MIN_CAPITAL:
            p[number] += p[states_so_called].sum()
            p[states_so_called] = 0


def _give_to_countries(places: Namesakes, p: Floats) -> None:
    """Give the probability of a place in a country of the same name to the country: Mexico, Luxembourg."""
    for number in np.flatnonzero(places.kind == COUNTRY).tolist():
        inside = (places.country == places.country[number]) & (places.kind != COUNTRY)
        p[number] += p[inside].sum()
        p[inside] = 0


def place_of_key(key: str) -> Place | None:
    """The place of a key that `place_keys` made; None for a folded name."""
    kind, _, value = key.partition(":")
    if kind == "country" and value in countries():
        return countries()[value].place
    if kind == "geonames" and value.isdecimal():
        return _continents().get(int(value)) or place_by_id(int(value))
    return None


@cache
def _continents() -> dict[int, Place]:
    return {place.geonames_id: place for place in regions().values() if not place.state}


def is_state(name: str) -> bool:
    """Whether a name is that of a US state, in full or abbreviated with a full stop."""
    region = regions().get(fold_name(name))
    return (region is not None and region.state != "") or state_of_abbreviation(name, fold_name(name)) is not None


def _key_of(place: Place) -> str:
    return f"geonames:{place.geonames_id}"


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
