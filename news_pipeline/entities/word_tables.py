"""Reading the word lists and tables beside this package.

Here: the two readers. Elsewhere: what the tables hold and where they come from (tables/README.md).
"""

import csv
from collections.abc import Iterator
from importlib.resources import files


def read_words(name: str) -> tuple[str, ...]:
    """The lines of a word list in tables/, without comment lines."""
    text = files(__package__).joinpath("tables", name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table in tables/."""
    return csv.DictReader(files(__package__).joinpath("tables", name).read_text(encoding="utf-8").splitlines())
