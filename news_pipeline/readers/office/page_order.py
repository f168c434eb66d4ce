"""Puts the pieces of text of a page into reading order: recursive cuts along white gaps (XY-cut, Nagy and Seth 1984).

A page is cut where a white stripe runs over its whole width or height, the widest stripe first, and so are its parts.
What cannot be cut is a block: its lines from top to bottom, its paragraphs by gaps, indents and short last lines.
A table is not cut into its columns: each row is a paragraph.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from news_pipeline.readers.office.joining import goes_on, with_next_line

_MIN_GUTTER = 0.8
"""Width of the white stripe between columns, in heights of a line."""
_MIN_GAP = 1.0
"""Height of the white stripe between blocks, in heights of a line."""
_MIN_INDENT, _MIN_SHORT, _MAX_INDENT = 0.7, 2.0, 6.0
_LARGER = 1.25
_MAX_DEPTH = 40
_MIN_ROWS, _MIN_FULL_ROWS, _MAX_CELL = 2, 0.7, 24
"""Of a table: rows, the share of them with cells in several columns, letters of a cell at the median."""
_MAX_FILLED, _MIN_TABLE_GUTTER = 0.5, 0.5
"""Lines of a text reach the right edge of their column, and the stripe between two columns is narrow beside them. Of a
table fewer cells do, or the stripe is wider than this share of a column."""


Apart = Callable[[str], bool]


def nothing_apart(line: str) -> bool:  # noqa: ARG001
    """No line is told apart by its words."""
    return False


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text on one line. Points from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """Of the letters."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page that is not cut."""

    boxes: list[Box]
    is_table: bool = False


def lines_of(boxes: Sequence[Box]) -> list[str]:
    """The lines of a page in reading order."""
    return [line.text for block in blocks_of(boxes) for line in _lines(block.boxes)]


def blocks_of(boxes: Sequence[Box]) -> list[Block]:
    """The blocks of a page in reading order."""
    return _blocks(list(boxes), median(box.height for box in boxes), _MAX_DEPTH) if boxes else []


def paragraphs_of(boxes: Sequence[Box], apart: Apart = nothing_apart) -> list[str]:
    """The paragraphs of a page in reading order, each on one line, hyphens at line ends undone.

    `apart` tells lines that are no part of a paragraph, whatever their place.
    """
    found: list[str] = []
    for block in blocks_of(boxes):
        if block.is_table:
            found += ["\t".join(box.text for box in row) for row in _rows(block.boxes)]
            continue
        paragraphs = _paragraphs(_lines(block.boxes), apart)
        if found and goes_on(found[-1], paragraphs[0]):  # from the foot of one column to the head of the next
            found[-1] = with_next_line(found[-1], paragraphs.pop(0))
        found += paragraphs
    return found


def _blocks(boxes: list[Box], height: float, left: int) -> list[Block]:
    if len(boxes) < 2 or not left:
        return [Block(boxes)]
    across = _widest_gap([(box.left, box.right) for box in boxes])
    down = _widest_gap([(box.top, box.bottom) for box in boxes])
    gutter, gap = across[0] / (_MIN_GUTTER * height), down[0] / (_MIN_GAP * height)
    if gutter >= 1 and gutter >= gap:
        parts = [[box for box in boxes if box.right <= across[1]], [box for box in boxes if box.right > across[1]]]
        if _is_table(boxes, parts, across[0]):
            return [Block(boxes, is_table=True)]
    elif gap >= 1:
        parts = [[box for box in boxes if box.bottom <= down[1]], [box for box in boxes if box.bottom > down[1]]]
    else:
        return [Block(boxes)]
    return [block for part in parts for block in _blocks(part, height, left - 1)]


def _widest_gap(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """The widest stretch that no span covers, and its middle; 0 and any: there is none."""
    widest, middle, reached = 0.0, 0.0, None
    for low, high in sorted(spans):
        if reached is not None and low - reached > widest:
            widest, middle = low - reached, (low + reached) / 2
        reached = high if reached is None else max(reached, high)
    return widest, middle


def _is_table(boxes: list[Box], parts: list[list[Box]], gutter: float) -> bool:
    """Whether boxes that a white stripe parts are a table: short cells, which do not fill their columns."""
    rows = _rows(boxes)
    full = sum(len(row) > 1 for row in rows)
    if full < max(_MIN_ROWS, _MIN_FULL_ROWS * len(rows)) or median(len(box.text) for box in boxes) > _MAX_CELL:
        return False
    edges = [(min(box.left for box in part), max(box.right for box in part)) for part in parts]
    filled = sum(box.right > right - box.height for part, (_, right) in zip(parts, edges, strict=True) for box in part)
    narrowest = min(right - left for left, right in edges)
    return filled <= _MAX_FILLED * len(boxes) or gutter > _MIN_TABLE_GUTTER * narrowest


def _lines(boxes: list[Box]) -> list[Box]:
    """Pieces that stand at one height joined to lines, from top to bottom."""
    return [_joined(row) for row in _rows(boxes)]


def _rows(boxes: list[Box]) -> list[list[Box]]:
    """Pieces that stand at one height, from left to right, from top to bottom."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom) / 2):
        middle = (box.top + box.bottom) / 2
        if lines and any(other.top < middle < other.bottom for other in lines[-1]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def _joined(line: list[Box]) -> Box:
    text = line[0].text
    for before, after in pairwise(line):
        text += ("" if after.left - before.right < 0.15 * before.height else " ") + after.text
    tallest = max(line, key=lambda box: len(box.text))
    return Box(line[0].left, tallest.top, max(box.right for box in line), tallest.bottom, text)


def _paragraphs(lines: list[Box], apart: Apart) -> list[str]:
    found: list[str] = []
    steps = [after.top - before.top for before, after in pairwise(lines)]
    step = median(steps) if steps else 0.0
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    alone = [apart(line.text) for line in lines]
    for place, line in enumerate(lines):
        is_apart = not place or alone[place - 1] or alone[place]
        if not is_apart and not _begins(lines[place - 1], line, step, left, right):
            found[-1] = with_next_line(found[-1], line.text)
        else:
            found.append(line.text)
    return found


def _begins(before: Box, line: Box, step: float, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: after a gap, in another size, indented, or after a short last line."""
    indent = line.left - left
    is_indented = _MIN_INDENT * line.height < indent < _MAX_INDENT * line.height and before.left - left < indent / 2
    is_after_short = right - before.right > _MIN_SHORT * before.height and before.text[-1:] in '.!?"”»:'
    sizes = sorted((before.height, line.height))
    return line.top - before.top > 1.25 * step or is_indented or is_after_short or sizes[1] > _LARGER * sizes[0]
