"""Makes news_pipeline/entities/tables/french_names.csv: countries in French. The pipeline only reads it.

    pip install babel==2.19.0
    python -m tools.make_french_names

Data: territory names of Unicode CLDR (Unicode licence v3), by way of the PyPI package Babel (BSD). Peoples and cities
are in french_words.csv, which was compiled by hand.
"""

import csv
from pathlib import Path

TABLES = Path(__file__).parents[1] / "news_pipeline" / "entities" / "tables"

AMBIGUOUS = frozenset({"AR", "SV"})
"""Countries whose French name means something else in English: Argentine, Salvador."""


def make_table() -> None:
    """Write the table."""
    from babel import Locale  # noqa: PLC0415 - only the developer who makes the table has it

    names = Locale("fr").territories
    with (TABLES / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    with (TABLES / "french_names.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Unicode CLDR by way of Babel, Unicode licence v3; made by tools/make_french_names.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "code"))
        writer.writerows((names[code], code) for code in sorted(codes) if code in names and code not in AMBIGUOUS)


if __name__ == "__main__":
    make_table()
