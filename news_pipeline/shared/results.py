"""What a step answers for one document: rows for its tables, or a refusal with its reason."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

Row = dict[str, Any]
"""One row by column name. The loop adds `article_id`."""

TableRows = dict[str, list[Row]]
"""Rows by table name."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that gives no article."""

    reason: str
    """A code that a person can count, such as `paywall_stub`."""
    detail: str
    """What was seen, for the person who reads the row."""


Outcome = TableRows | Rejected


def row_of(record: Any) -> Row:
    """The fields of a dataclass of plain values, without the copies that `dataclasses.asdict` makes of them."""
    return {name: getattr(record, name) for name in _names(record.__class__)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
