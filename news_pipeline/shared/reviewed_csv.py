"""Reads a CSV file that a person keeps: checked rows, and a problem for each line that cannot be used.

The columns of such a file, and what its rows mean, stand in the room that heeds it.
"""

import csv
import io
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

MAX_ROWS = 100_000

Row = TypeVar("Row")


def read_rows(
    text: str,
    columns: Sequence[str],
    check: Callable[[int, dict[str, str]], Row | str],
    subject: Callable[[Row], Hashable],
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """(good rows in file order, problems such as "line 3: ..."). A bad line leaves the other lines valid.

    The header must have the `columns`; "a or b" is one of two. `check` makes a row of a line's number and its cells by
    column, or says what is wrong with them. Of two rows about one `subject` the first counts.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\x00", ""), newline=""))
    rows: list[Row] = []
    problems: list[str] = []
    lines: dict[Hashable, int] = {}
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [column for column in columns if not set(column.split(" or ")) & set(names)]:
            return (), (f"line 1: the header lacks {', '.join(missing)}; it reads {', '.join(names) or 'nothing'}",)
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(line, names, cells, check)
            if isinstance(row, str):
                problems.append(f"line {line}: {row}")
            elif (first := lines.setdefault(subject(row), line)) != line:
                problems.append(f"line {line}: line {first} decides the same already; leave one of the two")
            elif len(rows) < MAX_ROWS:
                rows.append(row)
            else:
                return tuple(rows), (*problems, f"line {line}: more than {MAX_ROWS} rows; the rest is not read")
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: not readable as CSV ({error}); the rest is not read")
    return tuple(rows), tuple(problems)


def _row(line: int, names: list[str], cells: list[str], check: Callable[[int, dict[str, str]], Row | str]) -> Row | str:
    if len(cells) > len(names):
        return f"{len(cells)} cells for {len(names)} columns; put quotes around a value with commas"
    given = dict.fromkeys(names, "") | {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    return check(line, given)


def word(cell: str) -> str:
    """A cell that holds one of a few words, in the form in which they are listed: "Not-Same" is "not same"."""
    return " ".join(cell.lower().replace("-", " ").replace("_", " ").split())
