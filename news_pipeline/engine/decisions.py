"""Loads what people decided from their CSV files into the warehouse, before the step that heeds it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Decisions:
    """One CSV file that people keep."""

    noun: str
    """What one line of it is, such as "correction"."""
    path: Callable[[Settings], Path]
    read: Callable[[str], tuple[Sequence["DataclassInstance"], Sequence[str]]]
    """Pure: the text of the file in, its rows and the problems of its other lines out."""
    table: str
    problems: str
    """Table of the lines that cannot be used."""


def load_decisions(kind: Decisions, settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Replace the rows known before by those of the file, and return what is wrong with its other lines.

    A file that is not there holds no decisions.
    """
    rows, found = read_decisions(kind, settings)
    with warehouse.transaction():
        warehouse.execute(f"DELETE FROM {kind.table}")  # noqa: S608 table names are ours
        warehouse.insert(kind.table, [asdict(row) for row in rows])
        warehouse.execute(f"DELETE FROM {kind.problems}")  # noqa: S608
        warehouse.insert(kind.problems, [{"problem": problem} for problem in found])
    return tuple(f"This {kind.noun} is not used: {problem}." for problem in found)


def have_changed(kind: Decisions, settings: Settings, warehouse: Warehouse) -> bool:
    """Whether the file says something else than the warehouse has of it."""
    rows, found = read_decisions(kind, settings)
    known = warehouse.rows(f"SELECT * FROM {kind.table} ORDER BY line")  # noqa: S608
    problems = [row["problem"] for row in warehouse.rows(f"SELECT problem FROM {kind.problems}")]  # noqa: S608
    given = (
        [{column: value for column, value in asdict(row).items() if column in known[0]} for row in rows]
        if known
        else rows
    )
    return list(given) != known or sorted(problems) != sorted(found)


def read_decisions(kind: Decisions, settings: Settings) -> tuple[Sequence["DataclassInstance"], list[str]]:
    """The rows of the file, and what is wrong with its other lines, with the name of the file."""
    path = kind.path(settings)
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = kind.read(text) if text.strip() else ((), ())
    return rows, [f"{path.name}, {problem}" for problem in problems]
