"""Says, as plain data for another process, what a snapshot has and how the lake is to have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from news_pipeline.shared.hashing import digest
from news_pipeline.storage.schema import Catalog, Table


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of the snapshot."""

    parameters: str
    """As they stand in CREATE MACRO."""
    query: str
    is_table: bool = True
    schema: str = ""
    """Empty: that of the tables."""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a snapshot has."""

    catalog: Catalog
    macros: Mapping[str, Macro]
    search_tables: tuple[Table, ...]
    search_version: tuple[str, ...]
    """What the index is made by."""


def described(contents: Contents, name: str) -> dict[str, Any]:
    """The contents for the lake's schema `name`."""
    catalog, search = contents.catalog, f"{name}_search"
    tables = (*catalog.published, *catalog.snapshot_tables)
    views = [[view, says, query] for view, (says, query) in catalog.snapshot_views.items()]
    macros = [
        [f"{search if macro.schema else name}.{macro_name}", macro.parameters, macro.query, macro.is_table]
        for macro_name, macro in contents.macros.items()
    ]
    return {
        "tables": [described_table(table, name) for table in tables],
        "search_tables": [described_table(table, search) for table in contents.search_tables],
        "search_shape": digest(*contents.search_version),
        "views": views,
        "macros": macros,
        "queries_shape": digest(*map(repr, (views, macros))),
    }


def described_table(table: Table, schema: str) -> dict[str, Any]:
    """A table for the lake's schema `schema`."""
    about = [column.name for column in table.columns if column.references in ("articles", "articles.article_id")]
    columns = [[column.name, column.type] for column in table.columns]
    comments = list(table.comments(f"lake.{schema}"))
    return {
        "name": table.name,
        "columns": columns,
        "comments": comments,
        "order": list(table.key),
        "part": _part(table, about),
        "shape": digest(*map(repr, (columns, comments))),
    }


def _part(table: Table, about: list[str]) -> str:
    """SQL for a number of what is replaced together: the rows of an article, else those of a key, else all.

    Two that share a number are replaced together.
    """
    if about or table.key == ("article_id",):
        return f"hash({(about or ['article_id'])[0]})"
    return f"hash({', '.join(table.key)})" if table.key else "CAST(0 AS UBIGINT)"
