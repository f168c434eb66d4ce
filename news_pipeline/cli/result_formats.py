"""Ways to print the rows of a query: a table that fits the terminal, lines, CSV, JSON, Markdown."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from news_pipeline.cli.plain_console import plain

Rows = Sequence[Sequence[Any]]
TABLE_ROWS = 100
_LEAST_WIDTH = 10
"""Characters that a column gets in a table, unless its values are shorter."""
_BORDER = 3


def print_table(names: Sequence[str], rows: Rows, console: Console) -> None:
    """A table of the first rows, each on one line, with as many columns as fit; then what is not shown."""
    cells = [[_one_line(value) for value in row] for row in rows[:TABLE_ROWS]]
    shown = fitting(names, cells, console.width)
    grid = Grid(*names[:shown])
    for row in cells:
        grid.add_row(*(Text(cell, overflow="ellipsis", no_wrap=True) for cell in row[:shown]))
    console.print(grid)
    left_out = []
    if len(rows) > TABLE_ROWS:
        left_out.append(f"{len(rows) - TABLE_ROWS:,} more rows (--format csv prints all)")
    if shown < len(names):
        left_out.append(f"{len(names) - shown} more columns (--format line shows all): {', '.join(names[shown:])}")
    for part in left_out:
        console.print(part, markup=False, highlight=False, soft_wrap=True)


def fitting(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> int:
    """How many columns a table of that width can hold; one at least."""
    used = 1
    for number, name in enumerate(names):
        longest = max((len(row[number]) for row in cells), default=0)
        used += min(max(longest, len(name)), max(_LEAST_WIDTH, len(name))) + _BORDER
        if used > width:
            return max(1, number)
    return len(names)


def print_lines(names: Sequence[str], rows: Rows, console: Console) -> None:
    """One value a line, an empty line between two rows; values are wrapped and never cut."""
    indent = max(map(len, names), default=0)
    for number, row in enumerate(rows):
        if number:
            console.print()
        for name, value in zip(names, row, strict=True):
            grid = Grid.grid(padding=(0, 1))
            grid.add_column(width=indent, style="bold")
            grid.add_column(overflow="fold")
            grid.add_row(name, Text(_plain(value)))
            console.print(grid)


def write_csv(names: Sequence[str], rows: Rows, stream: TextIO) -> None:
    """CSV with a header line."""
    writer = csv.writer(stream)
    writer.writerow(names)
    writer.writerows(rows)


def write_json(names: Sequence[str], rows: Rows, stream: TextIO) -> None:
    """One JSON object a line; days and moments in ISO form."""
    for row in rows:
        stream.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_plain) + "\n")


def write_markdown(names: Sequence[str], rows: Rows, stream: TextIO) -> None:
    """A Markdown table; bars and line breaks of values are escaped."""
    for line in _markdown(names, rows):
        stream.write(line + "\n")


def _markdown(names: Sequence[str], rows: Rows) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(_one_line(value).replace('|', chr(92) + '|') for value in row)} |"


WRITERS: dict[str, Callable[[Sequence[str], Rows, TextIO], None]] = {
    "csv": write_csv,
    "json": write_json,
    "markdown": write_markdown,
}
PRINTERS: dict[str, Callable[[Sequence[str], Rows, Console], None]] = {"table": print_table, "line": print_lines}
FORMATS = (*PRINTERS, *WRITERS)


def _plain(value: object) -> str:
    """A value as text that cannot steer a terminal; days and moments print themselves in ISO form."""
    return "" if value is None else plain(str(value))


def _one_line(value: object) -> str:
    return " ".join(_plain(value).split())
