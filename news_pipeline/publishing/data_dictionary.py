"""Makes the page docs/data-dictionary.md from the descriptions of the tables.

`python -m news_pipeline.publishing.data_dictionary > docs/data-dictionary.md` writes it; a test keeps it in step.
"""

from collections.abc import Iterator

import duckdb

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.near import NEAR_MACRO, NEAR_SAYS
from news_pipeline.publishing.search_index import MACRO, SAYS
from news_pipeline.publishing.search_tables import SEARCH_TABLES
from news_pipeline.publishing.view_columns import column_says
from news_pipeline.steps.cleaning.tables import REASONS
from news_pipeline.storage.schema import Column, Table

_HEAD = """# Data dictionary

Tables and views of `news.duckdb`, schema `main`. Made from the tables' descriptions
(`tables.py` of each step); do not edit by hand.
The same words are in the database itself: `SELECT * FROM duckdb_columns()`, column `comment`.

![The published tables, their keys, and which column names a row of which](schema.svg)
"""

_REASONS = """## Reasons

Why a file or record gave no article: `stage` and `reason` of `rejected_documents`."""


def data_dictionary() -> str:
    """The page as Markdown."""
    tables = sorted(
        (*CATALOG.published, *CATALOG.snapshot_tables), key=lambda table: (table.name != "articles", table.name)
    )
    views = "\n".join(f"| `{name}` | {says} |" for name, (says, _) in CATALOG.snapshot_views.items())
    of_views = f"## Views\n\n| view | one row per |\n| --- | --- |\n{views}\n"
    return "\n".join([_HEAD, *map(_section, tables), of_views, *_views(), _near(), _search(), _reasons()])


def _views() -> Iterator[str]:
    """The columns of each view, as DuckDB tells their types from empty tables."""
    tables = (*CATALOG.published, *CATALOG.snapshot_tables)
    with duckdb.connect() as connection:
        for table in tables:
            connection.execute(table.ddl).fetchall()
        for name, (says, query) in CATALOG.snapshot_views.items():
            connection.execute(f"CREATE VIEW {name} AS {query}").fetchall()
            found = connection.execute(f"DESCRIBE {name}").fetchall()
            rows = "\n".join(f"| `{row[0]}` | {row[1]} | {column_says(CATALOG, name, row[0])} |" for row in found)
            yield f"### {name}\n\n{says}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}\n"


def _near() -> str:
    return f"## Articles by place\n\n`{NEAR_MACRO}(latitude, longitude, km)`: {NEAR_SAYS}\n"


def _search() -> str:
    """The macro, and the tables behind it, which lie in a schema of their own."""
    tables = "\n".join(f"| `search.{table.name}` | {table.says} |" for table in SEARCH_TABLES)
    return (
        f"## Full-text search\n\n`{MACRO}`: {SAYS}\n\nColumns: `score`, `article_id`, `title`, `published_date`, "
        "`outlet`, `url`, `passage` (words around the most telling one), `is_canonical`, `is_current`.\n\n"
        f"| table of the index | one row per |\n| --- | --- |\n{tables}\n"
    )


def _section(table: Table) -> str:
    key = f"Identified by {', '.join(f'`{name}`' for name in table.key)}.\n\n" if table.key else ""
    rows = "\n".join(f"| `{column.name}` | {column.type} | {_meaning(column)} |" for column in table.columns)
    return f"## {table.name}\n\n{table.says} {key}\n| column | type | meaning |\n| --- | --- | --- |\n{rows}\n"


def _meaning(column: Column) -> str:
    parts = [column.says]
    if column.allowed:
        parts.append(f"One of {', '.join(f'`{value}`' for value in column.allowed)}.")
    if column.between:
        parts.append(f"Between {column.between[0]:g} and {column.between[1]:g}.")
    if column.references:
        parts.append(f"Refers to `{column.references.partition('.')[0]}`.")
    if not column.nullable:
        parts.append("Never NULL.")
    return " ".join(parts)


def _reasons() -> str:
    """The reasons of `rejected_documents`."""
    listed = "\n".join(
        f"| `{stage}` | `{reason}` | {meaning} | {advice} |" for stage, reason, meaning, advice in REASONS
    )
    return f"{_REASONS}\n\n| stage | reason | meaning | advice |\n| --- | --- | --- | --- |\n{listed}\n"


if __name__ == "__main__":
    print(data_dictionary(), end="")  # noqa: T201 the page goes to standard output
