"""Countries, peoples, regions, provinces and cities by name, from the tables beside this module.

Each table is read once, on first use. tables/README.md says where the rows come from.
"""

import re
from dataclasses import dataclass
from functools import cache

from news_pipeline.entities.folding import fold_name
from news_pipeline.shared.word_tables import table_rows, word_list, word_table

BIG_CITY = 500_000
"""People. The tables begin at 15,000."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, state, province, continent or city of GeoNames."""

    geonames_id: int
    name: str
    entity_type: str
    """GPE or LOC."""
    country_code: str | None
    """ISO 3166-1 alpha-2 (XK for Kosovo); None for continents."""
    state: str = ""
    """Postal code of the US state, else ''."""
    population: int = 0
    """0 where the table has none."""
    latitude: float | None = None
    """Degrees north; None where the source has no point."""
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO code."""

    code: str
    name: str
    geonames_id: int
    capital: str
    neighbours: tuple[str, ...]
    """Their ISO codes."""
    latitude: float | None = None
    """Degrees north, of the centroid of its main land; None for an island without outline."""
    longitude: float | None = None

    @property
    def place(self) -> Place:
        """The country as a place."""
        return Place(self.geonames_id, self.name, "GPE", self.code, latitude=self.latitude, longitude=self.longitude)


@cache
def countries() -> dict[str, Country]:
    """Countries by ISO code."""
    return {
        row["code"]: Country(
            row["code"],
            row["name"],
            int(row["geonameid"]),
            row["capital"],
            tuple(filter(None, row["neighbours"].split("|"))),
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
        )
        for row in word_table(__package__, "tables/countries.csv")
    }


@cache
def country_names() -> dict[str, str]:
    """ISO code by folded name: English names, abbreviations, former names."""
    names = {fold_name(country.name): country.code for country in countries().values()}
    for row in word_table(__package__, "tables/country_names.csv"):
        names |= {fold_name(name): row["code"] for name in row["names"].split("|") if name}
    french = {fold_name(row["name"]): row["code"] for row in word_table(__package__, "tables/french_names.csv")}
    return french | _french("country") | names


@cache
def peoples() -> dict[str, str]:
    """ISO code by folded adjective or demonym; '' for peoples, creeds and parties of no one country."""
    words = {fold_name(word): "" for word in word_list(__package__, "tables/norp_words.txt")}
    for row in word_table(__package__, "tables/country_names.csv"):
        words |= {fold_name(word): row["code"] for word in row["norp"].split("|") if word}
    return _french("people") | words


@cache
def french_places() -> dict[str, str]:
    """Folded English names of cities and regions by their folded French names."""
    return {name: fold_name(place) for name, place in _french("place").items()}


def _french(kind: str) -> dict[str, str]:
    rows = word_table(__package__, "tables/french_words.csv")
    return {fold_name(row["name"]): row["means"] for row in rows if row["kind"] == kind}


@cache
def regions() -> dict[str, Place]:
    """US states and continents by folded name."""
    rows = word_table(__package__, "tables/regions.csv")
    return {fold_name(row["name"]): _place(row, entity_type=row["entity_type"]) for row in rows}


@cache
def states() -> dict[str, Place]:
    """US states by postal code."""
    return {place.state: place for place in regions().values() if place.state}


@cache
def state_abbreviations() -> dict[str, str]:
    """Postal code by folded abbreviation ("calif")."""
    return {row["abbreviation"]: row["state"] for row in word_table(__package__, "tables/state_abbreviations.csv")}


@cache
def provinces() -> dict[str, tuple[Place, ...]]:
    """First-level divisions of other countries than the United States, by folded name and other names."""
    by_name: dict[str, list[Place]] = {}
    for row in table_rows(__package__, "tables/provinces.csv"):
        province = Place(int(row["geonameid"]), row["name"], "GPE", row["country"])
        for name in dict.fromkeys(fold_name(name) for name in (row["name"], *row["names"].split("|")) if name):
            by_name.setdefault(name, []).append(province)
    return {name: tuple(found) for name, found in by_name.items()}


@cache
def province_keys() -> frozenset[str]:
    """The canonical keys of provinces."""
    return frozenset(f"geonames:{place.geonames_id}" for named in provinces().values() for place in named)


@cache
def world_regions() -> frozenset[str]:
    """Folded names of regions, seas and disputed lands of no one country."""
    return frozenset(map(fold_name, word_list(__package__, "tables/world_regions.txt")))


@cache
def cities() -> dict[str, tuple[Place, ...]]:
    """Cities of 15,000 people or more by folded name, the largest first."""
    by_name: dict[str, list[Place]] = {}
    for row in table_rows(__package__, "tables/cities.csv"):
        by_name.setdefault(fold_name(row["name"]), []).append(_place(row, entity_type="GPE"))
    for row in word_table(__package__, "tables/city_names.csv"):
        owner = next(place for place in by_name[fold_name(row["city"])] if place.country_code == row["country"])
        named = by_name.setdefault(fold_name(row["name"]), [])
        if owner not in named:
            named.append(owner)
    return {name: tuple(sorted(found, key=lambda p: (-p.population, p.geonames_id))) for name, found in by_name.items()}


@cache
def plain_places() -> dict[str, tuple[str, ...]]:
    """Names that are places wherever they stand, by their first word: of countries and of big cities abroad.

    Left out are abbreviations, names that are also common words or given names, and cities where English is spoken.
    """
    names = {country.name for country in countries().values()} - _NOT_PLAIN
    for named in cities().values():
        city = named[0]
        if city.population >= BIG_CITY and city.country_code not in _ENGLISH_SPEAKING and len(city.name) > 5:
            names.add(city.name)
    by_word: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_word.setdefault(re.split(r"[\W_]", name, maxsplit=1)[0], []).append(name)
    return {word: tuple(found) for word, found in by_word.items()}


_NOT_PLAIN = frozenset({"Chad", "Georgia", "Guernsey", "Guinea", "Jersey", "Jordan", "Turkey"})
_ENGLISH_SPEAKING = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})


def is_big_city(folded: str) -> bool:
    """Whether a folded name is that of a city of half a million people or more."""
    return any(city.population >= BIG_CITY for city in cities().get(folded, ())[:1])


def _place(row: dict[str, str], *, entity_type: str) -> Place:
    return Place(
        geonames_id=int(row["geonameid"]),
        name=row["name"],
        entity_type=entity_type,
        country_code=row["country"] or None,
        state=row["state"],
        population=int(row.get("population") or 0),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
    )
