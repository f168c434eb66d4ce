"""The places that a name may mean: countries, first and second divisions, towns of 500 people and more.

All lie in sorted arrays in tables/places.npz (5 MB), made by `tools/make_place_index.py` from GeoNames.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import Place, countries, country_names, french_places, state_abbreviations, states
from news_pipeline.shared.word_tables import word_table

COUNTRY, DIVISION_1, DIVISION_2, TOWN = range(4)
"""Kinds of places."""
OWN_NAME, OTHER_NAME, SHORT_NAME = range(3)
"""Forms of names: "Douglas County" is its own name, "Douglas" its short one."""
MAX_NAMESAKES = 40
"""The most populous of each name."""
_NO_POINT = 999_000
_AT_WATERS = ("am", "an der", "im", "ob der", "on", "upon", "by", "under", "sur")
_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The places of one name, as columns of equal length."""

    keys: tuple[str, ...]
    """ "country:KZ" or "geonames:1526384"."""
    kind: Ints
    population: Floats
    """Logarithm to base 10; of a division that of its towns."""
    is_capital: NDArray[np.bool_]
    """Of a country."""
    country: Ints
    """Number of the country in the order of the ISO codes."""
    first: Ints
    """Number of the first division that it lies in, or is; -1 for none."""
    second: Ints
    """Number of the second division that it lies in, or is; -1 for none."""
    vectors: Floats
    """Its point on the unit sphere; zeros where there is none."""
    features: Floats
    """What the ranking asks of a place whatever the article, as columns of FEATURES."""


FEATURES = (
    "country", "division 1", "division 2", "town", "town's population", "division 1's population",
    "division 2's population", "capital", "other name", "short name", "largest town", "behind the largest town",
    "division with a capital as namesake", "town of 100,000", "town of 500,000",
)  # fmt: skip
"""Populations are logarithms."""


@cache
def country_numbers() -> dict[str, int]:
    """The number of each country by its ISO code."""
    return {code: number for number, code in enumerate(sorted(countries()))}


@lru_cache(maxsize=20_000)
def namesakes(name: str) -> Namesakes | None:
    """All places that a name may mean, as it stands in a text; None if there is none."""
    folded = fold_name(name)
    index = _index()
    found = {row: form for each in _spellings(folded) for row, form in index.rows_of(each)}
    found = found or dict.fromkeys(index.rows_at_waters(folded), SHORT_NAME)
    state = state_of_abbreviation(name, folded)
    if state is not None:
        found[index.row(state.geonames_id)] = OWN_NAME
    found |= {index.row(identity): OWN_NAME for identity in _abbreviations().get(name.replace(".", ""), ())}
    rows = sorted(found, key=lambda row: (-int(index.population[row]), row))
    rows = [row for row in rows if index.country[row] >= 0][:MAX_NAMESAKES]
    code = country_names().get(folded)
    if not rows and code is None:
        return None
    return index.columns(rows, [found[row] for row in rows], code)


def place_by_id(geonames_id: int) -> Place | None:
    """The division or town with a GeoNames id."""
    index = _index()
    row = index.row(geonames_id)
    return index.place(row) if row >= 0 else None


def first_division(geonames_id: int) -> Place | None:
    """The first division in which a place lies, or which it is."""
    index = _index()
    row = index.row(geonames_id)
    first = int(index.first[row]) if row >= 0 else -1
    return index.place(first) if first >= 0 else None


def division_number(geonames_id: int) -> int:
    """The number of a first division as in `Namesakes.first`; -1 if it is not known."""
    return _index().row(geonames_id)


def _spellings(folded: str) -> tuple[str, ...]:
    head, _, rest = folded.partition(" ")
    long = (f"{_LONG[head]} {rest}",) if head in _LONG and rest else ()
    english = french_places().get(folded)
    return (folded, *long, *((english,) if english else ()))


def state_of_abbreviation(name: str, folded: str) -> Place | None:
    """The US state of "N.Y." or "Ky.": an abbreviation with a full stop."""
    if "." not in name:
        return None
    return states().get(name.replace(".", "") if name.isupper() else state_abbreviations().get(folded, ""))


def points_of_towns() -> Floats:
    """Latitude and longitude of all towns, one row each."""
    table = _table("points", "kind")  # the names take ten times as long
    found: Floats = table["points"][table["kind"] == TOWN] / 1000.0
    return found[np.abs(found[:, 0]) <= 90]


def is_abbreviation(name: str) -> bool:
    """Whether a name with full stops is short for a division or a city: "Ky.", "N.S.W."."""
    return name.replace(".", "") in _abbreviations() or state_of_abbreviation(name, fold_name(name)) is not None


@cache
def _abbreviations() -> dict[str, tuple[int, ...]]:
    """GeoNames ids by abbreviation without full stops, as it is spelt."""
    index, found = _index(), {}
    for row in word_table(__package__, "tables/place_abbreviations.csv"):
        kind, country = (TOWN if row["kind"] == "town" else DIVISION_1), country_numbers()[row["country"]]
        named = [number for number, _ in index.rows_of(fold_name(row["place"]))]
        rows = [number for number in named if (index.kind[number], index.country[number]) == (kind, country)]
        rows.sort(key=lambda number: -int(index.population[number]))
        found[row["abbreviation"]] = tuple(int(index.ids[number]) for number in rows[:1])
    postal = {code: (place.geonames_id,) for code, place in states().items()}
    return postal | found


def _table(*names: str) -> dict[str, NDArray[Any]]:
    """The arrays of the table of places, all or those of these names."""
    with files(__package__).joinpath("tables/places.npz").open("rb") as file:
        table = np.load(file, allow_pickle=False)
        return {name: table[name] for name in names or table.files}


@cache
def _index() -> "_Index":
    return _Index()


class _Index:
    """The arrays of the table. A row is a place; rows are in the order of their GeoNames ids."""

    def __init__(self) -> None:
        table = _table()
        texts = {name: table[name].tobytes().decode().split("\n") for name in ("codes", "names", "folded")}
        self.codes = texts["codes"]
        self.names = texts["names"]
        self.ids: Ints = np.cumsum(table["ids"].astype(np.int64))
        self.points = table["points"]
        self.population = table["population"]
        self.kind = table["kind"].astype(np.int64)
        numbers = np.array([country_numbers().get(code, -1) for code in self.codes])
        self.country: Ints = numbers[table["country"]]
        own = np.arange(len(self.ids))
        self.first: Ints = np.where(self.kind == DIVISION_1, own, table["first"]).astype(np.int64)
        self.second: Ints = np.where(self.kind == DIVISION_2, own, table["second"]).astype(np.int64)
        ends = np.cumsum(table["counts"].astype(np.int64))
        self.folded: list[str] = texts["folded"]
        self.ends, self.rows, self.forms = ends, table["rows"], table["forms"]

    def rows_of(self, folded: str) -> list[tuple[int, int]]:
        """Rows with a folded name, and the form of it."""
        number = bisect_left(self.folded, folded)
        if number == len(self.folded) or self.folded[number] != folded:
            return []
        start, end = (int(self.ends[number - 1]) if number else 0), int(self.ends[number])
        return list(zip(self.rows[start:end].tolist(), self.forms[start:end].tolist(), strict=True))

    def rows_at_waters(self, folded: str) -> Iterator[int]:
        """Rows of towns whose name goes on with the water or the like where they lie: "clacton" is "clacton on sea"."""
        for word in _AT_WATERS:
            start = f"{folded} {word} "
            number = bisect_left(self.folded, start)
            while number < len(self.folded) and self.folded[number].startswith(start):
                found = self.rows_of(self.folded[number])
                yield from (row for row, form in found if form == OWN_NAME and self.kind[row] == TOWN)
                number += 1

    def row(self, geonames_id: int) -> int:
        """The row of a GeoNames id; -1 if it is not there."""
        row = int(np.searchsorted(self.ids, geonames_id))
        return row if row < len(self.ids) and self.ids[row] == geonames_id else -1

    def place(self, row: int) -> Place:
        """The place of a row."""
        lat, lon = self.points[row].tolist()
        has_point = lat != _NO_POINT
        return Place(
            geonames_id=int(self.ids[row]),
            name=self.names[row] or self._folded_name(row).title(),
            entity_type="GPE",
            country_code=sorted(countries())[int(self.country[row])],
            population=int(self.population[row]),
            latitude=lat / 1000 if has_point else None,
            longitude=lon / 1000 if has_point else None,
        )

    def _folded_name(self, row: int) -> str:
        entry = next(number for number in np.flatnonzero(self.rows == row) if self.forms[number] == OWN_NAME)
        return self.folded[int(np.searchsorted(self.ends, entry, side="right"))]

    def columns(self, rows: list[int], forms: list[int], code: str | None) -> Namesakes:
        """The columns of places, and of a country after them."""
        taken = np.array(rows, dtype=np.int64)
        points = self.points[taken] / 1000.0
        points[self.points[taken][:, 0] == _NO_POINT] = np.nan
        ids = self.ids[taken].tolist()
        country = countries()[code] if code else None
        end = [country] if country else []
        points = np.concatenate([points, *([[_or_nan(c.latitude), _or_nan(c.longitude)]] for c in end)])
        kind = np.append(self.kind[taken], [COUNTRY for _ in end]).astype(np.int64)
        form = np.append(forms, [OWN_NAME for _ in end]).astype(np.int64)
        population = np.append(np.log10(self.population[taken].astype(float) + 1), [0.0 for _ in end])
        is_capital = np.append([identity in _capitals() for identity in ids], [False for _ in end]).astype(bool)
        where = np.append(self.country[taken], [country_numbers()[c.code] for c in end]).astype(np.int64)
        first = np.append(self.first[taken], [-1 for _ in end]).astype(np.int64)
        return Namesakes(
            keys=(*(f"geonames:{identity}" for identity in ids), *(f"country:{c.code}" for c in end)),
            kind=kind,
            population=population,
            is_capital=is_capital,
            country=where,
            first=first,
            second=np.append(self.second[taken], [-1 for _ in end]).astype(np.int64),
            vectors=unit_vectors(points),
            features=_features(kind, form, population, is_capital, where, first),
        )


def unit_vectors(points: Floats) -> Floats:
    """Latitudes and longitudes as points on the unit sphere; zeros for those that are not numbers."""
    lat, lon = np.radians(points).T
    vectors = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    found: Floats = np.nan_to_num(vectors, nan=0.0)
    return found


def _or_nan(degrees: float | None) -> float:
    return np.nan if degrees is None else degrees


def _features(  # noqa: PLR0913, PLR0917 columns of one table
    kind: Ints, form: Ints, population: Floats, is_capital: NDArray[np.bool_], country: Ints, first: Ints
) -> Floats:
    is_town = kind == TOWN
    largest = population[is_town].max(initial=0.0)
    return np.stack(
        [
            kind == COUNTRY,
            kind == DIVISION_1,
            kind == DIVISION_2,
            is_town,
            population * is_town,
            population * (kind == DIVISION_1),
            population * (kind == DIVISION_2),
            is_capital,
            form == OTHER_NAME,
            form == SHORT_NAME,
            is_town & (population == largest),
            (largest - population) * is_town,
            (kind == DIVISION_1) & np.isin(country, country[is_capital]) & ~np.isin(first, first[is_capital]),
            is_town & (population >= 5),
            is_town & (population >= 5.7),
        ],
        axis=1,
    ).astype(np.float64)


@cache
def _capitals() -> frozenset[int]:
    """GeoNames ids of the capitals of countries: the most populous town of that name in the country."""
    index, found = _index(), set()
    for country in countries().values():
        named = [
            row
            for row, _ in index.rows_of(fold_name(country.capital))
            if index.kind[row] == TOWN and index.country[row] == country_numbers()[country.code]
        ]
        if named:
            found.add(int(index.ids[max(named, key=lambda row: int(index.population[row]))]))
    return frozenset(found)
