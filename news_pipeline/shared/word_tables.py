"""Reads the word lists and tables that lie beside the code.

A line that begins with "#" is a comment: it says where the rows come from.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def word_list(package: str, name: str) -> tuple[str, ...]:
    """The lines of the file `name` in the folder of `package` (pass `__package__`), without spaces at their ends."""
    return tuple(stripped for line in _lines(package, name) if (stripped := line.strip()))


@cache
def word_table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV file `name` in the folder of `package`, in file order, by its header line."""
    return tuple(table_rows(package, name))


def table_rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """The same rows, one by one, and not kept: for large tables. The rows of 34,000 cities would hold 25 MB."""
    return csv.DictReader(_lines(package, name))


def _lines(package: str, name: str) -> list[str]:
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
