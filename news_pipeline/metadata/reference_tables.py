"""The data files of this package, read once per process.

Here: CSV to rows.
Elsewhere: what the rows mean (zones.py, outlets.py, agencies.py, date_words.py), sources (README.md).
"""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of `<name>.csv`, in file order, keyed by the header line."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
