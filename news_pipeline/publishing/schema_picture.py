"""Draws docs/schema.svg from the catalogue: the published tables, their keys, and which column names a row of which.

`python -m news_pipeline.publishing.schema_picture > docs/schema.svg` writes it; a test keeps it in step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.tables import ARTICLES
from news_pipeline.storage.schema import Catalog, Column, Table

_ROW, _HEAD, _GAP, _MARGIN = 16, 24, 14, 20
_WIDTH, _BETWEEN = 300, 120
_ACROSS = 3 * _WIDTH + 2 * _BETWEEN + 2 * _MARGIN + 40
_STYLE = """
text { font: 12px ui-monospace, Consolas, monospace; fill: #1f2328 }
.name { font-weight: bold; font-size: 13px } .more { fill: #59636e } .says { font: 13px sans-serif; fill: #59636e }
rect { fill: #fff; stroke: #818b98 } .head { fill: #ddf4ff; stroke: #818b98 }
path { fill: none; stroke: #0969da; stroke-width: 1.3; opacity: .55 } circle { fill: #0969da }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .more, .says { fill: #9198a1 } rect { fill: #0d1117; stroke: #656c76 }
.head { fill: #1c3a5e; stroke: #656c76 } path { stroke: #58a6ff } circle { fill: #58a6ff }
}"""


class Link(NamedTuple):
    """A column that names a row of another table."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Box:
    """A table in its place."""

    table: Table
    rows: tuple[Column, ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        """Of name, shown columns, and the line that counts the others."""
        others = len(self.rows) < len(self.table.columns)
        return _HEAD + _ROW * (len(self.rows) + others) + 6

    def middle_of(self, column: str) -> int:
        """The height of a column's row."""
        names = [row.name for row in self.rows]
        return self.y + _HEAD + _ROW * names.index(column) + _ROW // 2 + 2


def links_of(table: Table) -> list[Link]:
    """What its columns name. One called like the key of `articles` names an article also where no check says so."""
    found = []
    for column in table.columns:
        other, _, key = (column.references or "").partition(".")
        if not other and (column.name,) == ARTICLES.key and table is not ARTICLES:
            other = ARTICLES.name
        if other:
            found.append(Link(column.name, other, key or column.name))
    return found


def schema_picture(catalog: Catalog) -> str:
    """The picture as SVG: `articles` in the middle, tables that name articles alone to the left, others that are linked
    to the right, tables without links below."""
    boxes = {box.table.name: box for box in _placed([*catalog.published, *catalog.snapshot_tables])}
    bottom = max(box.y + box.height for box in boxes.values()) + _MARGIN
    lines = "\n".join(_line(box, boxes[link.table], link) for box in boxes.values() for link in links_of(box.table))
    drawn = "\n".join(_box(box) for box in boxes.values())
    says = "Tables of news.duckdb. Bold: the key. A line leads from a column to the key that it names."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ACROSS} {bottom}" width="{_ACROSS}" '
        f'height="{bottom}" role="img" aria-label="{says}">\n<style>{_STYLE}\n</style>\n'
        f'<text class="says" x="{_MARGIN}" y="24">{says}</text>\n{lines}\n{drawn}\n</svg>\n'
    )


def _placed(tables: Sequence[Table]) -> Iterator[Box]:
    linked = {table.name: {link.table for link in links_of(table)} for table in tables}
    named = set[str]().union(*linked.values())
    rest = sorted((table for table in tables if table is not ARTICLES), key=lambda table: table.name)
    right = [table for table in rest if table.name in named or linked[table.name] - {ARTICLES.name}]
    left = [table for table in rest if table not in right and linked[table.name]]
    apart = [table for table in rest if table not in right and table not in left]
    columns = (left, [ARTICLES], right)
    bottoms = []
    for number, column in enumerate(columns):
        y = 40
        for table in column:
            box = Box(table, _shown(table), _MARGIN + number * (_WIDTH + _BETWEEN), y)
            yield box
            y += box.height + _GAP
        bottoms.append(y)
    levels = [max(bottoms) + _GAP] * 3
    for table in apart:
        number = levels.index(min(levels))
        box = Box(table, _shown(table), _MARGIN + number * (_WIDTH + _BETWEEN), levels[number])
        yield box
        levels[number] += box.height + _GAP


def _shown(table: Table) -> tuple[Column, ...]:
    """All columns of `articles`; of the others what identifies a row or names another."""
    names = {*table.key, *(link.column for link in links_of(table))}
    return tuple(column for column in table.columns if table is ARTICLES or column.name in names)


def _box(box: Box) -> str:
    table = box.table
    keys = set(table.key)
    rows = [
        f'<text x="{box.x + 12}" y="{box.y + _HEAD + _ROW * number + 14}"{_bold(column.name in keys)}>'
        f"<title>{escape(column.says)}</title>{column.name}</text>"
        f'<text class="more" x="{box.x + _WIDTH - 8}" y="{box.y + _HEAD + _ROW * number + 14}" '
        f'text-anchor="end">{_type(column)}</text>'
        for number, column in enumerate(box.rows)
    ]
    others = len(table.columns) - len(box.rows)
    if others:
        y = box.y + _HEAD + _ROW * len(box.rows) + 14
        named = f"{others} more column{'s' if others > 1 else ''}"
        rows.append(f'<text class="more" x="{box.x + 12}" y="{y}">{named}</text>')
    return "\n".join(
        [
            f'<g><title>{escape(table.says)}</title><rect x="{box.x}" y="{box.y}" width="{_WIDTH}" '
            f'height="{box.height}" rx="4"/><rect class="head" x="{box.x}" y="{box.y}" width="{_WIDTH}" '
            f'height="{_HEAD}" rx="4"/><text class="name" x="{box.x + 10}" y="{box.y + 17}">{table.name}</text>',
            *rows,
            "</g>",
        ]
    )


def _bold(is_key: bool) -> str:  # noqa: FBT001 the only thing to say
    return ' class="name"' if is_key else ""


def _type(column: Column) -> str:
    return column.type if len(column.type) <= 12 else f"{column.type[:10]}…"


def _line(start: Box, end: Box, link: Link) -> str:
    """A curve from the column to the key: between two columns of boxes, or around the side of the same."""
    y1, y2 = start.middle_of(link.column), end.middle_of(link.key)
    if start.x == end.x:
        x1 = x2 = start.x + _WIDTH
        bend1 = bend2 = x1 + 45
    elif start.x < end.x:
        x1, x2 = start.x + _WIDTH, end.x
        bend1, bend2 = x1 + _BETWEEN // 2, x2 - _BETWEEN // 2
    else:
        x1, x2 = start.x, end.x + _WIDTH
        bend1, bend2 = x1 - _BETWEEN // 2, x2 + _BETWEEN // 2
    curve = f"M{x1} {y1} C{bend1} {y1} {bend2} {y2} {x2} {y2}"
    says = f"{start.table.name}.{link.column} names {end.table.name}.{link.key}"
    return f'<path d="{curve}"><title>{says}</title></path><circle cx="{x2}" cy="{y2}" r="3"/>'


if __name__ == "__main__":
    print(schema_picture(CATALOG), end="")  # noqa: T201 the picture goes to standard output
