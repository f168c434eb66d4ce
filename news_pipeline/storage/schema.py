"""Describes a table: columns, types, meaning, keys, and the SQL that follows from them alone.

DDL, SQL comments, the UI's column panel, contract checks and the data dictionary are made from one description.
A column that is added to a description is added to an existing warehouse at its next opening.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from news_pipeline.storage.sql_files import quoted


@dataclass(frozen=True, slots=True)
class Column:
    """One column: DuckDB type, meaning, and the promises that a check can test."""

    name: str
    type: str
    says: str
    nullable: bool = True
    allowed: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    references: str | None = None
    """Table whose column of the same name (or "table.column") must hold every value."""


def required(  # noqa: PLR0913 as many as a column has
    name: str,
    type: str,  # noqa: A002 the word that everyone uses
    says: str,
    *,
    allowed: tuple[str, ...] = (),
    between: tuple[float, float] | None = None,
    references: str | None = None,
) -> Column:
    """A column that is never NULL."""
    return Column(name, type, says, nullable=False, allowed=allowed, between=between, references=references)


class ColumnTypes(NamedTuple):
    """All that is needed of a table to pack its rows: a description as a whole is much to send with each task."""

    table: str
    by_column: dict[str, str]

    def of(self, column: str) -> str:
        """The DuckDB type of the column. Raises KeyError."""
        if column not in self.by_column:
            raise KeyError(f"{self.table}.{column}")
        return self.by_column[column]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, or a view over tables when `view` has its query."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """Columns that identify a row; empty for bulk tables without one."""
    published: bool = False
    view: str | None = None
    """The query of a view."""
    published_by: str | None = None
    """The query for the rows as they are published, where they say more than the table."""
    kept_by_rebuild: bool = False
    """Holds published ids, which a rebuild must not lose."""
    asset: str = ""
    """What the UI says of the table after `says`. Empty: the table is no node of the lineage."""
    version_columns: tuple[str, ...] = ()
    """Of a view that no loop fills: the columns whose values are its data version."""
    source: str = ""
    """Tables and columns upstream that its columns come from, as the lineage names them."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The same for single columns, where more can be said."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Numbers that the UI plots over runs: name, and SQL expression over the table's rows."""
    sample: tuple[str, ...] = ()
    """Columns of the UI's sample, where the first six do not tell enough."""
    sample_order: str = ""
    """ORDER BY of the UI's sample, where one order tells more than another."""

    def __post_init__(self) -> None:
        """Raises KeyError for a name that is no column of the table."""
        for name in (*self.key, *self.version_columns, *self.sources, *self.sample):
            self.column(name)

    def source_of(self, column: str) -> str:
        """The source of a column; empty where none is described."""
        return self.sources.get(column) or self.source

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def types(self) -> ColumnTypes:
        """The types of its columns."""
        return ColumnTypes(self.name, {column.name: column.type for column in self.columns})

    @property
    def ddl(self) -> str:
        """CREATE TABLE, without constraints: the checks test the promises, so that bad data is shown and not lost."""
        columns = ",\n  ".join(f"{column.name} {column.type}" for column in self.columns)
        return f"CREATE TABLE IF NOT EXISTS {self.name} (\n  {columns}\n)"

    def comments(self, schema: str = "main", kind: str = "TABLE") -> Iterator[str]:
        """COMMENT ON statements for the table (or view) and each column."""
        yield f"COMMENT ON {kind} {schema}.{self.name} IS {quoted(self.says)}"
        for column in self.columns:
            yield f"COMMENT ON COLUMN {schema}.{self.name}.{column.name} IS {quoted(column.says)}"


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that must hold for a table; `offenders` is a query for the rows where it does not."""

    rule: str
    offenders: str
    table: str = ""
    broken: str = ""
    """The WHERE condition of `offenders`, where it is a condition on rows of `table` alone."""


def promises(table: Table, *, alone: bool = False) -> Iterator[Promise]:
    """What the description of a table promises, as queries that must find nothing.

    `alone` leaves out what only holds when the tables that it refers to are complete too.
    """
    if table.key:
        key = ", ".join(table.key)
        yield Promise(
            f"{table.name}: {key} identifies a row",
            f"SELECT {key}, count(*) AS row_count FROM {table.name} GROUP BY {key} HAVING count(*) > 1",
        )
    for column in table.columns:
        name, key = column.name, ", ".join(dict.fromkeys((*table.key, column.name)))
        select = f"SELECT {key} FROM {table.name} WHERE"
        if alone and column.references:
            continue
        for rule, broken in _conditions(column):
            yield Promise(f"{table.name}.{name} {rule}", f"{select} {broken}", table.name, broken)
        if column.references:
            other, _, theirs = column.references.partition(".")
            yield Promise(
                f"{table.name}.{name} names a row of {other}",
                f"{select} {name} IS NOT NULL AND {name} NOT IN (SELECT {theirs or name} FROM {other})",
            )


def _conditions(column: Column) -> Iterator[tuple[str, str]]:
    """What a value of the column must be, and the condition on a row that says it is not."""
    name = column.name
    if not column.nullable:
        yield "is never NULL", f"{name} IS NULL"
    if column.allowed:
        listed = ", ".join(quoted(value) for value in column.allowed)
        yield f"is one of {', '.join(column.allowed)}", f"{name} NOT IN ({listed})"
    if column.between:
        low, high = column.between
        yield f"lies between {low:g} and {high:g}", f"{name} NOT BETWEEN {low} AND {high}"


@dataclass(frozen=True)
class Catalog:
    """All tables and views of a warehouse; each view comes after what it reads."""

    tables: Sequence[Table]
    snapshot_views: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Views of the snapshot alone, for people: what each says, and its query."""
    snapshot_tables: Sequence[Table] = ()
    """Tables of the snapshot alone."""

    @cached_property
    def _by_name(self) -> dict[str, Table]:
        return {table.name: table for table in (*self.tables, *self.snapshot_tables)}

    def __getitem__(self, name: str) -> Table:
        """The table of that name. Raises KeyError."""
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        """Whether there is a table of that name."""
        return name in self._by_name

    @cached_property
    def published(self) -> tuple[Table, ...]:
        """What readers get."""
        return tuple(table for table in self.tables if table.published)


def share(condition: str) -> str:
    """SQL for the share of rows that meet a condition; 0 for a table without rows."""
    return f"coalesce(avg(CAST({condition} AS INTEGER)), 0)"
