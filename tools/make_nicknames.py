"""Makes news_pipeline/entities/tables/nicknames.csv. The pipeline only reads it.

    pip download --no-deps nicknames==1.0.0 && unzip nicknames-1.0.0-py3-none-any.whl
    python -m tools.make_nicknames nicknames/names.csv

Data: the PyPI package nicknames 1.0.0 (Apache-2.0), a list made by hand of English given names and their nicknames.
Changes made: one line a name; nicknames of one letter and those of more than MOST_NAMES names are left out.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parents[1] / "news_pipeline" / "entities" / "tables" / "nicknames.csv"
MOST_NAMES = 40
"""A nickname of more names than this tells little: "al"."""


def make_table(source: Path) -> None:
    """Write the table from the package's list."""
    names: dict[str, set[str]] = defaultdict(set)
    formal: dict[str, set[str]] = defaultdict(set)
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if len(row["name2"]) > 1 and row["name1"] != row["name2"]:
                names[row["name1"]].add(row["name2"])
                formal[row["name2"]].add(row["name1"])
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write("# PyPI nicknames 1.0.0, Apache-2.0; made by tools/make_nicknames.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "nicknames"))
        for name, found in sorted(names.items()):
            kept = sorted(each for each in found if len(formal[each]) <= MOST_NAMES)
            if kept:
                writer.writerow((name, "|".join(kept)))


if __name__ == "__main__":
    make_table(Path(sys.argv[1]))
