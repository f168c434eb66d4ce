"""Makes what the UI shows of a table: columns, row count, a few steady numbers, a sample.

The UI renders Markdown, and news text may hold any. So all that is not a letter, a digit or a space is written as a
character reference. Dagster's history outlives an article: it gets ids, titles and facts, and of texts their length.
"""

import re
from typing import Any

import dagster as dg

from news_pipeline.engine.pipeline import LoopResult
from news_pipeline.storage.schema import Table
from news_pipeline.storage.warehouse import Warehouse

_SAMPLE_ROWS = 5
_CELL_CHARACTERS = 80
_SAMPLE_COLUMNS = 6
_TEXTS = frozenset(
    ["text", "body", "captions", "raw_text", "removed", "added", "passage", "original_passage", "fields", "trace"]
)
"""Columns, of whatever table, that hold words of an article's text."""


def column_panel(table: Table) -> dict[str, Any]:
    """The metadata of an asset's definition."""
    return {"dagster/column_schema": _schema(table), "dagster/table_name": f"news.main.{table.name}"}


def table_panel(table: Table, warehouse: Warehouse, result: LoopResult | None = None) -> dict[str, Any]:
    """The metadata of a materialisation; with the result of a step, also how much it did."""
    expressions = "".join(f", CAST({sql} AS DOUBLE) AS {name}" for name, sql in table.numbers.items())
    numbers = warehouse.rows(f"SELECT count(*) AS row_count{expressions} FROM {table.name}")[0]  # noqa: S608 our own words
    panel: dict[str, Any] = {
        "dagster/row_count": numbers.pop("row_count"),
        "dagster/column_schema": _schema(table),
    }
    panel |= {name: round(value, 4) for name, value in numbers.items()}
    if result is not None:
        panel |= {"processed": result.processed, "rejected": result.rejected}
    panel["sample"] = dg.MetadataValue.md(sample(table, warehouse))
    return panel


def sample(table: Table, warehouse: Warehouse) -> str:
    """A few rows as a Markdown table. An article is shown by its source_uri; other ids say least and come last."""
    columns = table.sample or tuple(column.name for column in table.columns)[:_SAMPLE_COLUMNS]
    columns = tuple(sorted(columns, key=_is_bare_id))
    order = f"ORDER BY {table.sample_order}" if table.sample_order else ""
    rows = f"SELECT {', '.join(columns)} FROM {table.name} {order} LIMIT {_SAMPLE_ROWS}"  # noqa: S608 our own words
    placed = f"SELECT *, row_number() OVER () AS place FROM ({rows})"  # noqa: S608 our own words
    cells = ", ".join(_source_of(name) if _is_article(name) else name for name in columns)
    found = warehouse.rows(f"SELECT {cells} FROM ({placed}) AS shown ORDER BY place")  # noqa: S608 our own words
    return markdown_table(list(columns), [list(row.values()) for row in found]) if found else "No rows."


def _is_article(column: str) -> bool:
    return re.search(r"(?:^|_)article_id(?:_|$)", column) is not None


def _is_bare_id(column: str) -> bool:
    return not _is_article(column) and column.endswith(("_id", "_hash", "_key"))


def _source_of(column: str) -> str:
    """SQL for the source_uri of the article that a column of the rows `shown` names."""
    document = f"SELECT any_value(source_uri) FROM raw_documents AS document WHERE document.article_id = shown.{column}"  # noqa: S608
    return f"coalesce(({document}), {column}) AS {column}"


def markdown_table(columns: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table of any values, cut to a cell's width and escaped; of texts their length."""
    shown = [
        [_of_text(value) if name in _TEXTS else value for name, value in zip(columns, row, strict=True)] for row in rows
    ]
    lines = [columns, ["---"] * len(columns), *([escaped(value) for value in row] for row in shown)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _of_text(value: object) -> object:
    return f"{len(value):,} characters" if isinstance(value, str) else value


def escaped(value: object) -> str:
    """Text that Markdown shows as it is: all but letters, digits and spaces as character references."""
    plain = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = " ".join(plain.split())
    cut = text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
    return re.sub(r"[^\w\s]|_", lambda match: f"&#{ord(match.group())};", cut)


def _meaning(table: Table, name: str) -> str:
    source = table.source_of(name)
    says = table.column(name).says
    return f"{says} ← {source}" if source else says


def _schema(table: Table) -> dg.TableSchema:
    columns = [
        dg.TableColumn(
            column.name,
            column.type,
            _meaning(table, column.name),
            constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
        )
        for column in table.columns
    ]
    return dg.TableSchema(columns)
