"""Decides which place a name means in one article: a country, or one of its namesakes among cities and regions.

A name that nothing decides keeps its folded form as key.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    state_abbreviations,
    states,
    world_regions,
)

_QUALIFIER = re.compile(r",\s*(?P<name>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_PROVINCE_WORD = re.compile(r"(?: and [A-Z][\w’'-]+)? (?:regions?|provinces?|oblasts?|governorates?|prefectures?)\b")

# A city's score is the logarithm of its population to base 10, plus these where they apply.
COUNTRY_WEIGHT = 1.0
"""Its country is named."""
US_WEIGHT = 0.2
"""The same for the United States: most texts name it, and US cities with larger namesakes come with their state."""
STATE_WEIGHT = 1.5
"""Its US state is named."""
CAPITAL_WEIGHT = 0.5
"""It is the capital of its country."""
MIN_UNSUPPORTED = 5.0
"""Least score of a city of one word whose country is not named: 100,000 people."""
MARGIN = 0.3
"""A city is chosen when it leads its namesakes by this: twice the people, or its country in the text."""
MIN_PROVINCE_NAME = 5
"""Shorter names of provinces need their country in the text."""
AMBIGUOUS_COUNTRIES = frozenset({"GE"})
"""Countries with a US state of the same name."""
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
class PlaceMention:
    """A name that the tagger or a rule took for a place."""

    name: str
    following: str
    """The text after it, about 40 characters: ", Oregon" says which Portland is meant."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A country or a US state that stands after a comma."""

    country: str
    state: str = ""
    """'' for a country."""


def context_of(names: Iterable[str]) -> Context:
    """Countries and US states among the folded names of an article."""
    found = set(names)
    named = {country_names().get(name) or peoples().get(name) or "" for name in found}
    in_states = {regions()[name].state for name in found if name in regions() and not is_big_city(name)}
    return Context(frozenset(named - {""} - AMBIGUOUS_COUNTRIES), frozenset(in_states - {""}))


def place_keys(mentions: Iterable[PlaceMention], context: Context) -> dict[str, str]:
    """The key of each folded name: "country:KZ", "geonames:1526384", or the folded name where nothing decides.

    "Portland, Oregon" decides for every Portland of the article.
    """
    keys: dict[str, str] = {}
    qualified: set[str] = set()
    mentions = list(mentions)
    towns = {fold_name(mention.name) for mention in mentions if not _PROVINCE_WORD.match(mention.following)}
    for mention in mentions:
        folded = fold_name(mention.name) or mention.name
        qualifier = _QUALIFIER.match(mention.following)
        place = _qualified_place(folded, qualifier.group("name")) if qualifier else None
        if place and folded not in qualified:
            qualified.add(folded)
            keys[folded] = _key_of(place)
        elif folded not in keys:
            province = None if folded in towns else _province(folded, context, is_told=True)
            place = province or _abbreviated_state(mention.name)
            keys[folded] = _key_of(place) if place else _key(folded, context)
    return keys


def place_of_key(key: str) -> Place | None:
    """The place of a key that `place_keys` made; None for a folded name."""
    kind, _, value = key.partition(":")
    if kind == "country" and value in countries():
        return countries()[value].place
    if kind == "geonames" and value.isdecimal():
        return places_by_id().get(int(value))
    return None


def is_state(name: str) -> bool:
    """Whether a name is that of a US state, in full or abbreviated with a full stop."""
    region = regions().get(fold_name(name))
    return (region is not None and region.state != "") or _abbreviated_state(name) is not None


def _key_of(place: Place) -> str:
    return f"geonames:{place.geonames_id}"


def _abbreviated_state(name: str) -> Place | None:
    """The US state of "N.Y." or "Ky.": an abbreviation with a full stop that means no country and no city."""
    folded = fold_name(name)
    if "." not in name or folded in country_names() or folded in cities():
        return None
    return states().get(name.replace(".", "") if name.isupper() else state_abbreviations().get(folded, ""))


def _key(folded: str, context: Context) -> str:
    code = country_names().get(folded)
    if code in AMBIGUOUS_COUNTRIES:
        return _georgia(folded, code, context)
    if _STATES_FOR_SHORT.get(folded) in context.states:
        return _key_of(states()[_STATES_FOR_SHORT[folded]])
    if code:
        return f"country:{code}"
    if folded in regions() and not is_big_city(folded):
        return _key_of(regions()[folded])
    if folded in world_regions():
        return folded
    place = _province(folded, context) or _leader(cities().get(folded, ()), context)
    return _key_of(place) if place else folded


def _province(folded: str, context: Context, *, is_told: bool = False) -> Place | None:
    """The one province of that name, or the one in a country that the article names; None where a city may be meant.

    `is_told`: the text says that it is a province ("Almaty region"). Otherwise a city goes first: one of the same
    country, a big one anywhere, and one in a country that is named while the province's is not.
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
    """The largest city of that name in the country or US state after the comma; None for countries and states."""
    area = _area(qualifier)
    if folded in country_names() or folded in regions() or area is None:
        return None
    inside = (
        city
        for city in cities().get(folded, ())
        if city.country_code == area.country and (not area.state or city.state == area.state)
    )
    return next(inside, None)


def _area(name: str) -> _Area | None:
    """The country or US state that a name after a comma begins with. Postal codes count in capitals only."""
    words = fold_name(name).split()
    for length in (2, 1):
        start = " ".join(words[:length])
        if start in regions() and regions()[start].state:
            return _Area("US", regions()[start].state)
        if start in country_names():
            return _Area(country_names()[start])
    code = name.split(maxsplit=1)[0].replace(".", "")
    short = code if code in states() else state_abbreviations().get(words[0] if words else "", "")
    return _Area("US", short) if short else None


def _leader(candidates: tuple[Place, ...], context: Context) -> Place | None:
    """The city with the best score, if it leads by MARGIN and something supports it."""
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
    """The country if the article names more of its neighbours than other US states, the state if fewer."""
    near = len(context.countries & {*countries()[code].neighbours, "UA"})
    states_named = len(context.states - {"GA"})
    if near == states_named:
        return folded
    return f"country:{code}" if near > states_named else _key_of(regions()[folded])
