"""What the UI shows of a table: columns, row count, a few steady numbers, a sample.

News text is hostile to a page that renders Markdown, so every sign of it that is not a letter, a digit or a space is
written as a character reference. Here: that. Elsewhere: the tables' descriptions (catalog/).
"""

import re
from typing import Any

import dagster as dg

from news_pipeline.engine.document_loop import StageResult
from news_pipeline.publishing.catalog import TABLES
from news_pipeline.steps.sources import source_of
from news_pipeline.storage.schema import Column, Table
from news_pipeline.storage.warehouse import Warehouse

_SAMPLE_ROWS = 5
_CELL_CHARACTERS = 80
_SAMPLE_COLUMNS = 6

_SHARE = "coalesce(avg(CAST({} AS INTEGER)), 0)"

NUMBERS: dict[str, dict[str, str]] = {
    "raw_documents": {"megabytes": "coalesce(sum(byte_size), 0) / 1e6"},
    "source_files": {
        "rejected_files": "count(*) FILTER (state = 'rejected')",
        "vanished_files": "count(*) FILTER (NOT is_present)",
    },
    "clean_articles": {"mean_words": "coalesce(avg(word_count), 0)"},
    "removed_lines": {
        "articles_cut": "count(DISTINCT article_id)",
        "lines_per_cut_article": "coalesce(count(*) / count(DISTINCT article_id), 0)",
    },
    "repeated_lines": {
        "sites": "count(DISTINCT site)",
        "documents_of_a_line": "coalesce(avg(document_count), 0)",
    },
    "site_boilerplate": {"sites": "count(DISTINCT site)", "cut_lines": "count(text)"},
    "rejected_documents": {
        "reasons": "count(DISTINCT reason)",
        "refused_by_readers": "count(*) FILTER (stage = 'raw_documents')",
    },
    "article_metadata": {
        "share_dated": _SHARE.format("published_date IS NOT NULL"),
        "share_with_outlet": _SHARE.format("outlet IS NOT NULL"),
        "share_titled": _SHARE.format("title IS NOT NULL"),
    },
    "metadata_evidence": {
        "share_chosen": _SHARE.format("is_chosen"),
        "candidates_per_article": "coalesce(count(*) / count(DISTINCT article_id), 0)",
    },
    "article_revisions": {
        "later_revisions": "count(*) FILTER (revision_number > 1)",
        "most_revisions": "coalesce(max(revision_number), 0)",
    },
    "duplicate_groups": {
        "largest_group": "coalesce(max(article_count), 0)",
        "share_copies": "coalesce(1 - count(*) / sum(article_count), 0)",
    },
    "duplicate_pairs": {
        "copies": "count(*) FILTER (relation IN ('exact', 'near', 'copy'))",
        "contained_pairs": "count(*) FILTER (relation = 'contained')",
        "partial_pairs": "count(*) FILTER (relation = 'partial')",
    },
    "revision_diffs": {
        "changed_articles": "count(DISTINCT article_id)",
        "rewordings": "count(*) FILTER (removed IS NOT NULL AND added IS NOT NULL)",
    },
    "shared_passages": {
        "mean_words": "coalesce(avg(word_count), 0)",
        "longest_passage": "coalesce(max(word_count), 0)",
    },
    "copy_provenance": {
        "share_with_lag": _SHARE.format("lag_days IS NOT NULL"),
        "median_words_cut": "coalesce(median(words_cut), 0)",
    },
    "stories": {
        "largest_story": "coalesce(max(article_count), 0)",
        "shared_stories": "count(*) FILTER (group_count > 1)",
    },
    "id_redirects": {
        "merged_groups": "count(*) FILTER (kind = 'duplicate_group')",
        "merged_stories": "count(*) FILTER (kind = 'story')",
    },
    "story_changes": {
        "merges": "count(*) FILTER (change = 'merged')",
        "splits": "count(*) FILTER (change = 'split')",
    },
    "inferred_dates": {"exact_days": "count(inferred_date)", "bounds_only": "count(*) FILTER (inferred_date IS NULL)"},
    "entity_mentions": {"mentions_per_article": "coalesce(count(*) / count(DISTINCT article_id), 0)"},
    "untagged_articles": {
        "languages": "count(DISTINCT reason) FILTER (reason LIKE 'language:%')",
        "language_unknown": "count(*) FILTER (reason = 'language: None')",
    },
    "entities": {
        "people": "count(*) FILTER (entity_type = 'PERSON')",
        "organisations": "count(*) FILTER (entity_type = 'ORG')",
        "places_on_the_map": "count(latitude)",
    },
    "entity_aliases": {
        "merged_names": "count(*) FILTER (entity_id <> own_id)",
        "ignored_names": "count(*) FILTER (is_ignored)",
    },
    "articles": {
        "share_dated": _SHARE.format("published_date IS NOT NULL"),
        "share_canonical": _SHARE.format("is_canonical"),
        "share_with_outlet": _SHARE.format("outlet IS NOT NULL"),
        "share_with_agency": _SHARE.format("len(agencies) > 0"),
    },
}
"""Numbers that the UI plots over runs: name and SQL expression over the table's rows."""

SAMPLES: dict[str, tuple[str, ...]] = {
    "raw_documents": ("source_uri", "media_type", "encoding", "byte_size", "text"),
    "source_files": ("source_path", "state", "media_type", "encoding", "byte_size", "document_count"),
    "clean_articles": ("article_id", "word_count", "extractor", "body"),
    "article_metadata": ("title", "published_date", "published_source", "outlet", "agencies", "authors"),
    "metadata_evidence": ("field", "value", "source", "raw_text", "confidence", "is_chosen"),
    "removed_lines": ("line_number", "text", "role", "reason", "article_id"),
    "rejected_documents": ("source_uri", "stage", "reason", "detail", "rejected_at"),
    "duplicate_pairs": ("relation", "coverage_a", "coverage_b", "longest_run", "article_id_a", "article_id_b"),
    "stories": ("title", "first_published_date", "last_published_date", "article_count", "outlet_count", "top_terms"),
    "entity_mentions": ("surface", "entity_type", "part", "start_char", "end_char", "article_id"),
    "entities": ("name", "entity_type", "aliases", "country_code", "article_count", "mention_count"),
    "articles": ("title", "published_date", "outlet", "agencies", "word_count", "source_uri"),
}
"""Columns of the sample, where the first six are not the telling ones."""

_FIRST: dict[str, str] = {
    "articles": "arrived_at DESC, source_uri",
    "raw_documents": "arrived_at DESC, source_uri",
    "entities": "mention_count DESC, name",
    "stories": "article_count DESC, story_id",
    "duplicate_groups": "article_count DESC, duplicate_group_id",
    "rejected_documents": "rejected_at DESC, source_uri",
    "source_files": "first_seen_at DESC, source_path",
}
"""Which rows the sample shows, where there is an order that people would ask for."""


def column_panel(table: str) -> dict[str, Any]:
    """The metadata of an asset's definition."""
    return {"dagster/column_schema": _schema(TABLES[table]), "dagster/table_name": f"news.main.{table}"}


def table_panel(table: str, warehouse: Warehouse, result: StageResult | None = None) -> dict[str, Any]:
    """The metadata of a materialisation; with the result of a stage, also how much it did."""
    expressions = "".join(f", CAST({sql} AS DOUBLE) AS {name}" for name, sql in NUMBERS.get(table, {}).items())
    numbers = warehouse.rows(f"SELECT count(*) AS row_count{expressions} FROM {table}")[0]  # noqa: S608 our own words
    panel: dict[str, Any] = {
        "dagster/row_count": numbers.pop("row_count"),
        "dagster/column_schema": _schema(TABLES[table]),
    }
    panel |= {name: round(value, 4) for name, value in numbers.items()}
    if result is not None:
        panel |= {"processed": result.processed, "rejected": result.rejected}
    panel["sample"] = dg.MetadataValue.md(sample(table, warehouse))
    return panel


def sample(table: str, warehouse: Warehouse) -> str:
    """A few rows as a Markdown table."""
    columns = SAMPLES.get(table) or [column.name for column in TABLES[table].columns][:_SAMPLE_COLUMNS]
    order = f"ORDER BY {_FIRST[table]}" if table in _FIRST else ""
    rows = warehouse.rows(f"SELECT {', '.join(columns)} FROM {table} {order} LIMIT {_SAMPLE_ROWS}")  # noqa: S608
    return markdown_table(list(columns), [list(row.values()) for row in rows]) if rows else "No rows."


def markdown_table(columns: list[str], rows: list[list[Any]]) -> str:
    """A Markdown table of any values, cut to a cell's width and escaped."""
    lines = [columns, ["---"] * len(columns), *([escaped(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def escaped(value: object) -> str:
    """Text that Markdown shows as it stands: every sign but letters, digits and spaces as a character reference."""
    plain = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = " ".join(plain.split())
    cut = text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
    return re.sub(r"[^\w\s]|_", lambda match: f"&#{ord(match.group())};", cut)


def _meaning(table: str, column: Column) -> str:
    source = source_of(table, column.name)
    return f"{column.says} ← {source}" if source else column.says


def _schema(table: Table) -> dg.TableSchema:
    columns = [
        dg.TableColumn(
            column.name,
            column.type,
            _meaning(table.name, column),
            constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=table.key == (column.name,)),
        )
        for column in table.columns
    ]
    return dg.TableSchema(columns)
