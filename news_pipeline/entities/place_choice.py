"""Which place a name means in one document: a country, or one of the namesakes among cities and regions.

Here: the decision and its evidence. Elsewhere: the tables (gazetteer.py). What stays undecided keeps its name as key.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import (
    Place,
    cities,
    countries,
    country_names,
    is_big_city,
    peoples,
    places_by_id,
    provinces,
    regions,
    states,
    world_regions,
)
from news_pipeline.entities.word_tables import read_table

_QUALIFIER = re.compile(r",\s*(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_PROVINCE_WORD = re.compile(r"(?: and [A-Z][\w’'-]+)? (?:regions?|provinces?|oblasts?|governorates?|prefectures?)\b")
COUNTRY_WEIGHT = 1.0
"""What a mention of its country counts for a city, in powers of ten of population."""
US_WEIGHT = 0.2
"""The same for the United States, which most texts name; US cities with larger namesakes come with their state."""
STATE_WEIGHT = 1.5
CAPITAL_WEIGHT = 0.5
MIN_UNSUPPORTED = 5.0
"""A city of one word needs so many people (powers of ten) when its country is not named."""
MARGIN = 0.3
"""A city is taken when it leads its namesakes by so much: twice as many people, or its country in the text."""
MIN_PROVINCE_NAME = 5
"""Shorter names of provinces need their country in the text."""
AMBIGUOUS_COUNTRIES = frozenset({"GE"})
"""Countries with a US state of the same name."""
_STATES_FOR_SHORT = {"jersey": "NJ"}
"""States that a text which names them calls by a country's name."""


_NOWHERE = Place(0, "", "GPE", None, "", 0, None, None)


@dataclass(frozen=True, slots=True)
class Context:
    """The places that a document names beyond doubt."""

    countries: frozenset[str]
    """ISO codes of countries named, by their names or their peoples' names."""
    states: frozenset[str]
    """Postal codes of US states named in full."""


def context_of(names: Iterable[str]) -> Context:
    """Countries and US states among the folded names of a document."""
    found = set(names)
    named = {country_names().get(name) or peoples().get(name) or "" for name in found}
    in_states = {regions()[name].state for name in found if name in regions() and not is_big_city(name)}
    return Context(frozenset(named - {""} - AMBIGUOUS_COUNTRIES), frozenset(in_states - {""}))


def place_keys(mentions: Iterable[tuple[str, str]], context: Context) -> dict[str, str]:
    """The key of each folded name: "country:KZ", "geonames:1526384", or the folded name where nothing decides.

    `mentions` are names with the text that follows each: "Portland, Oregon" decides for the whole document.
    """
    keys: dict[str, str] = {}
    qualified: set[str] = set()
    mentions = list(mentions)
    towns = {fold_name(name) for name, following in mentions if not _PROVINCE_WORD.match(following)}
    for name, following in mentions:
        folded = fold_name(name) or name
        qualifier = _QUALIFIER.match(following)
        place = _qualified_place(folded, qualifier.group("name")) if qualifier else None
        if place and folded not in qualified:
            qualified.add(folded)
            keys[folded] = f"geonames:{place.geonames_id}"
        elif folded not in keys:
            province = None if folded in towns else _province(folded, context, is_told=True)
            place = province or _abbreviated_state(name)
            keys[folded] = f"geonames:{place.geonames_id}" if place else _key(folded, context)
    return keys


def is_state(name: str) -> bool:
    """Whether a name is that of a US state, in full or abbreviated with a full stop."""
    return bool(regions().get(fold_name(name), _NOWHERE).state) or _abbreviated_state(name) is not None


def _abbreviated_state(name: str) -> Place | None:
    """The US state of "N.Y." or "Ky.": abbreviations with a full stop that mean no country and no city."""
    folded = fold_name(name)
    if "." not in name or folded in country_names() or folded in cities():
        return None
    return states().get(name.replace(".", "") if name.isupper() else _state_abbreviations().get(folded, ""))


def _key(folded: str, context: Context) -> str:
    code = country_names().get(folded)
    if code in AMBIGUOUS_COUNTRIES:
        return _georgia(folded, code, context)
    if _STATES_FOR_SHORT.get(folded) in context.states:
        return f"geonames:{states()[_STATES_FOR_SHORT[folded]].geonames_id}"
    if code:
        return f"country:{code}"
    if folded in regions() and not is_big_city(folded):
        return f"geonames:{regions()[folded].geonames_id}"
    if folded in world_regions():
        return folded
    place = _province(folded, context) or _leader(cities().get(folded, ()), context)
    return f"geonames:{place.geonames_id}" if place else folded


def _province(folded: str, context: Context, *, is_told: bool = False) -> Place | None:
    """The one province of that name, of the countries named if there are several; none where a city may be meant.

    Unless the text tells ("Almaty region"), a city of the same country goes first, a big one anywhere, and one in a
    country named where the province's is not.
    """
    found = provinces().get(folded, ())
    named = [place for place in found if place.country_code in context.countries]
    (province, *others) = named or found or (None,)
    if province is not None and not others and is_told:
        return province
    if province is None or others or is_big_city(folded) or (not named and len(folded) < MIN_PROVINCE_NAME):
        return None
    rivals = {city.country_code for city in cities().get(folded, ())}
    is_city = province.country_code in rivals or (not named and rivals & context.countries)
    return None if is_city else province


def _qualified_place(folded: str, qualifier: str) -> Place | None:
    """The largest city of that name in the country or US state named after it; None for countries and states."""
    country, state = _qualified(qualifier)
    if folded in country_names() or folded in regions() or not country:
        return None
    inside = (c for c in cities().get(folded, ()) if c.country_code == country and (not state or c.state == state))
    return next(inside, None)


def _qualified(name: str) -> tuple[str, str]:
    """Country and US state named after a comma; '' for what is not named. Postal codes count in capitals only."""
    words = fold_name(name).split()
    for length in (2, 1):
        start = " ".join(words[:length])
        if start in regions() and regions()[start].state:
            return "US", regions()[start].state
        if start in country_names():
            return country_names()[start], ""
    code = name.split(maxsplit=1)[0].replace(".", "")
    short = code if code in states() else _state_abbreviations().get(words[0] if words else "", "")
    return ("US", short) if short else ("", "")


def _leader(candidates: tuple[Place, ...], context: Context) -> Place | None:
    scored = sorted(
        ((_score(place, context), -place.geonames_id, place) for place in candidates), reverse=True, key=lambda s: s[:2]
    )
    if not scored:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN:
        return None
    leader = scored[0][2]
    is_unmistakable = len(scored) == 1 and " " in leader.name
    is_supported = is_unmistakable or leader.country_code in context.countries
    return leader if is_supported or scored[0][0] >= MIN_UNSUPPORTED else None


def _score(place: Place, context: Context) -> float:
    score = math.log10(max(place.population, 1))
    if place.country_code in context.countries:
        score += US_WEIGHT if place.country_code == "US" else COUNTRY_WEIGHT
    if fold_name(countries()[place.country_code or ""].capital).startswith(fold_name(place.name)):
        score += CAPITAL_WEIGHT
    return score + STATE_WEIGHT * (place.state in context.states)


def _georgia(folded: str, code: str, context: Context) -> str:
    """The country where more of its neighbours are named than other US states, the state where it is the other way."""
    near = context.countries & {*countries()[code].neighbours, "UA"}
    if len(near) == len(context.states - {"GA"}):
        return folded
    return (
        f"country:{code}" if len(near) > len(context.states - {"GA"}) else f"geonames:{regions()[folded].geonames_id}"
    )


def place_of_key(key: str) -> tuple[str, str | None, int | None, float | None, float | None] | None:
    """Name, country code, GeoNames id, latitude and longitude of a key that `place_key` made; None for other keys."""
    kind, _, value = key.partition(":")
    if kind == "country" and value in countries():
        country = countries()[value]
        return country.name, country.code, country.geonames_id, None, None
    if kind == "geonames" and value.isdecimal() and int(value) in places_by_id():
        place = places_by_id()[int(value)]
        return place.name, place.country_code, place.geonames_id, place.latitude, place.longitude
    return None


@cache
def _state_abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["state"] for row in read_table("state_abbreviations.csv")}
