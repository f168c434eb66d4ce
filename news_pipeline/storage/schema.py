"""ONE description of every table: columns, types, meaning, keys.

The DDL, SQL comments, the UI's column panel, the contract checks and `docs/data-dictionary.md` all come from here.
Adding a column here migrates an existing warehouse at its next opening. Here: the words and the shapes, and the SQL
that follows from them alone. Elsewhere: the descriptions themselves (catalog/), their use (warehouse.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Table:
    """One table, or a view over tables when `view` names its `.sql` file."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """Columns that identify a row; empty for bulk tables without one."""
    published: bool = False
    view: str | None = None
    published_by: str | None = None
    """SQL file for the rows as they are published, where they say more than the table."""

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def ddl(self) -> str:
        """CREATE TABLE, without constraints: the checks test the promises, so that bad data is shown and not lost."""
        columns = ",\n  ".join(f"{column.name} {column.type}" for column in self.columns)
        return f"CREATE TABLE IF NOT EXISTS {self.name} (\n  {columns}\n)"

    def comments(self, schema: str = "main", kind: str = "TABLE") -> Iterator[str]:
        """COMMENT ON statements for the table (or view) and each column."""
        yield f"COMMENT ON {kind} {schema}.{self.name} IS {_quoted(self.says)}"
        for column in self.columns:
            yield f"COMMENT ON COLUMN {schema}.{self.name}.{column.name} IS {_quoted(column.says)}"


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that must hold for a table; `offenders` is a query for the rows where it does not."""

    rule: str
    offenders: str
    table: str = ""
    broken: str = ""
    """The condition by which `offenders` takes rows of `table`, where it is just that."""


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
        listed = ", ".join(_quoted(value) for value in column.allowed)
        yield f"is one of {', '.join(column.allowed)}", f"{name} NOT IN ({listed})"
    if column.between:
        low, high = column.between
        yield f"lies between {low:g} and {high:g}", f"{name} NOT BETWEEN {low} AND {high}"


def _quoted(text: str) -> str:
    """A SQL string literal. Only for words of the table descriptions, which are ours."""
    return "'" + text.replace("'", "''") + "'"
