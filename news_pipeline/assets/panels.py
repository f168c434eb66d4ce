"""What the UI shows of a table: columns, row count, a few steady numbers, a sample.

News text is hostile to a page that renders Markdown, so every sign of it that is not a letter, a digit or a space is
written as a character reference. Here: that. Elsewhere: the tables' descriptions (table_catalog.py).
"""

import re
from typing import Any

import dagster as dg

from news_pipeline.stages import StageResult
from news_pipeline.table_catalog import TABLES
from news_pipeline.tables import Table
from news_pipeline.warehouse import Warehouse

_SAMPLE_ROWS = 5
_CELL_CHARACTERS = 80
_SAMPLE_COLUMNS = 6

NUMBERS: dict[str, dict[str, str]] = {
    "raw_documents": {"megabytes": "coalesce(sum(byte_size), 0) / 1e6"},
    "source_files": {"rejected_files": "count(*) FILTER (state = 'rejected')"},
    "clean_articles": {"mean_words": "coalesce(avg(word_count), 0)"},
    "article_metadata": {
        "share_dated": "coalesce(avg(CAST(published_date IS NOT NULL AS INTEGER)), 0)",
        "share_with_outlet": "coalesce(avg(CAST(outlet IS NOT NULL AS INTEGER)), 0)",
        "share_titled": "coalesce(avg(CAST(title IS NOT NULL AS INTEGER)), 0)",
    },
    "metadata_evidence": {"share_chosen": "coalesce(avg(CAST(is_chosen AS INTEGER)), 0)"},
    "duplicate_groups": {
        "largest_group": "coalesce(max(article_count), 0)",
        "share_copies": "coalesce(1 - count(*) / sum(article_count), 0)",
    },
    "duplicate_pairs": {"partial_pairs": "count(*) FILTER (relation = 'partial')"},
    "stories": {"largest_story": "coalesce(max(article_count), 0)", "shared_stories": "count(*) FILTER (group_count > 1)"},
    "entity_mentions": {"mentions_per_article": "coalesce(count(*) / count(DISTINCT article_id), 0)"},
    "entities": {"places_on_the_map": "count(latitude)"},
    "articles": {
        "share_dated": "coalesce(avg(CAST(published_date IS NOT NULL AS INTEGER)), 0)",
        "share_canonical": "coalesce(avg(CAST(is_canonical AS INTEGER)), 0)",
        "share_with_agency": "coalesce(avg(CAST(len(agencies) > 0 AS INTEGER)), 0)",
    },
}
"""Numbers that the UI plots over runs: name and SQL expression over the table's rows."""


def column_panel(table: str) -> dict[str, Any]:
    """The metadata of an asset's definition."""
    return {"dagster/column_schema": _schema(TABLES[table]), "dagster/table_name": f"news.main.{table}"}


def table_panel(table: str, warehouse: Warehouse, result: StageResult | None = None) -> dict[str, Any]:
    """The metadata of a materialisation."""
    expressions = ", ".join(f"CAST({sql} AS DOUBLE) AS {name}" for name, sql in NUMBERS.get(table, {}).items())
    numbers = warehouse.rows(f"SELECT count(*) AS row_count{', ' + expressions if expressions else ''} FROM {table}")[0]  # noqa: S608
    panel: dict[str, Any] = {"dagster/row_count": numbers.pop("row_count"), "dagster/column_schema": _schema(TABLES[table])}
    panel |= {name: round(value, 4) for name, value in numbers.items()}
    if result is not None:
        panel |= {"processed": result.processed, "rejected": result.rejected}
    panel["sample"] = dg.MetadataValue.md(sample(table, warehouse))
    return panel


def sample(table: str, warehouse: Warehouse) -> str:
    """A few rows as a Markdown table."""
    columns = [column.name for column in TABLES[table].columns][:_SAMPLE_COLUMNS]
    rows = warehouse.rows(f"SELECT {', '.join(columns)} FROM {table} LIMIT {_SAMPLE_ROWS}")  # noqa: S608
    return markdown_table(columns, [list(row.values()) for row in rows])


def markdown_table(columns: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table of any values, cut to a cell's width and escaped."""
    lines = [columns, ["---"] * len(columns), *([escaped(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def escaped(value: object) -> str:
    """Text that Markdown shows as it stands: every sign but letters, digits and spaces as a character reference."""
    text = " ".join(str("" if value is None else value).split())
    cut = text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
    return re.sub(r"[^\w\s]|_", lambda match: f"&#{ord(match.group())};", cut)


def _schema(table: Table) -> dg.TableSchema:
    columns = [
        dg.TableColumn(
            column.name,
            column.type,
            column.says,
            constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
        )
        for column in table.columns
    ]
    return dg.TableSchema(columns)
