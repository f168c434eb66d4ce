"""Decides which place a name means in one article: a country, a division, or one of its namesakes among towns.

A name that nothing decides keeps its folded form as key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import Place, countries, peoples, regions
from news_pipeline.entities.outlet_homes import HomeVote, home_votes
from news_pipeline.entities.place_index import (
    COUNTRY,
    DIVISION_1,
    DIVISION_2,
    TOWN,
    Floats,
    Namesakes,
    country_numbers,
    place_by_id,
    state_of_abbreviation,
    unit_vectors,
)
from news_pipeline.entities.place_names import PLACE_LABELS, Home, PlaceMention, read_names
from news_pipeline.entities.place_ranking import IN_REGION, Name, Surroundings, rank, rank_blind

MIN_CONFIDENCE = 0.5
"""A name whose likeliest place is less probable stays open."""
MIN_OF_COUNTRY = 0.3
"""The same for a country: all readers know it, few its namesakes."""
MIN_OF_OTHERS = 0.7
"""The same for a name that the tagger took for an organisation, a person or a building."""
MIN_WANTED = 0.05
"""What the text seems to tell outright counts only where it is as probable as this."""
MIN_CAPITAL = 0.1
"""A capital as probable as this is meant rather than a state of the same name."""
MAX_CONFIDENCE = 0.99
MIN_TOWN_SHARE = 0.1
"""A town with this share of the people of its division of the same name is meant by the name: Moscow, New York."""


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """What a name stands for."""

    key: str
    """"country:KZ", "geonames:1526384", or the folded name where nothing decides."""
    confidence: float | None = None
    """Probability; None where no ranking took place."""


def places_of(
    mentions: Iterable[PlaceMention], others: Iterable[str] = (), home: Home | None = None
) -> dict[str, PlaceKey]:
    """Decide what each folded name stands for, one thing throughout the article.

    "Portland, Oregon" decides for every Portland.

    `others` are the article's names of people and of peoples.
    """
    others = list(others)
    names = read_names(mentions, others)
    keys = {folded: PlaceKey(names.known.get(folded, folded)) for folded in names.labels}
    ranked = rank(list(names.ranked.values()), surroundings(others, home))
    for (folded, name), p in zip(names.ranked.items(), ranked, strict=True):
        keys[folded] = _likeliest(folded, name, p)
    return keys


def votes_of(mentions: Iterable[PlaceMention], others: Iterable[str], home: Home) -> list[HomeVote]:
    """What the places of an article say about where its outlet lives, whatever is known of that."""
    others = list(others)
    names = read_names(mentions, others)
    return home_votes(names.ranked, rank_blind(list(names.ranked.values()), surroundings(others, home)), home)


def surroundings(others: Iterable[str], home: Home | None) -> Surroundings:
    """What the ranking knows beside the names: peoples that the article names, and its outlet's home."""
    numbers = country_numbers()
    named = {peoples().get(fold_name(name), "") for name in others}
    found = frozenset(numbers[code] for code in named if code in numbers)
    if home is None:
        return Surroundings(found)
    point = None
    if home.latitude is not None and home.longitude is not None:
        point = unit_vectors(np.array([[home.latitude, home.longitude]]))[0]
    country, land = (numbers.get(code or "", -1) for code in (home.country, home.land))
    return Surroundings(found, country, point, land, home.confidence)


def _likeliest(folded: str, name: Name, p: Floats) -> PlaceKey:
    p = settled(name, p)
    best = int(np.argmax(p))
    confidence = round(min(float(p[best]), MAX_CONFIDENCE), 3)
    is_country = name.namesakes.kind[best] == COUNTRY
    return (
        PlaceKey(name.namesakes.keys[best], confidence)
        if confidence >= least(name.label, is_country)
        else PlaceKey(folded)
    )


def least(label: str, is_country: bool) -> float:  # noqa: FBT001 a fact about the place
    """The probability from which on a name with this label is the place."""
    if label not in PLACE_LABELS:
        return MIN_OF_OTHERS
    return MIN_OF_COUNTRY if is_country else MIN_CONFIDENCE


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


def is_place_key(key: str) -> bool:
    """Whether a key is that of a place rather than a folded name."""
    return key.startswith(("country:", "geonames:"))


def is_in_country(key: str) -> bool:
    """Whether a key is that of a country, a division or a town, whatever the tagger of a language calls these."""
    return is_place_key(key) and key not in {f"geonames:{identity}" for identity in _continents()}


def place_of_key(key: str) -> Place | None:
    """The place of a key that `places_of` made; None for a folded name."""
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
