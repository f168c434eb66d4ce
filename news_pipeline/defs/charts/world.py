"""Draws places on a map of the world without tiles: land is where the gazetteer has towns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from news_pipeline.defs.charts.canvas import COLOURS, FAINT, INK, PAPER, label, picture
from news_pipeline.entities.place_index import points_of_towns

CELL = 2.0
"""Degrees of a side of the squares of land."""
SOUTH, NORTH = -57, 79
NAMED = 10
"""Places that have their name beside them, the most often named first."""
LARGEST = 260
"""Square points of the dot of the place that most articles name."""
_APART = 7.0
"""Degrees of latitude between two names that would cover one another."""


def places_on_the_map(rows: Sequence[dict[str, Any]]) -> str:
    """Rows: name, latitude, longitude, articles; the most often named first."""

    def draw(axes: Axes) -> None:
        strips = [Path([(w, s), (e, s), (e, s + CELL), (w, s + CELL), (w, s)], closed=True) for s, w, e in land()]
        axes.add_patch(PathPatch(Path.make_compound_path(*strips), color=FAINT, linewidth=0))
        most = rows[0]["articles"]
        for row in reversed(rows):
            size = max(6.0, LARGEST * row["articles"] / most)
            axes.scatter(
                row["longitude"], row["latitude"], s=size, color=COLOURS[1], alpha=0.7, edgecolor=PAPER, linewidth=0.5
            )
        for row in _named(rows):
            says = f"{label(row['name'])} {row['articles']:,}"
            axes.annotate(
                says, (row["longitude"], row["latitude"]), (5, 5), textcoords="offset points", fontsize=8, color=INK
            )
        axes.set_xlim(-180, 180)
        axes.set_ylim(SOUTH, NORTH)
        axes.set_aspect(1.15)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["bottom"].set_visible(False)
        axes.set_title("Places that most articles name")

    return picture(draw, height_inches=3.9)


def _named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first rows whose names would not cover one another."""
    shown: list[dict[str, Any]] = []
    for row in rows:
        is_free = all(
            abs(row["latitude"] - other["latitude"]) > _APART or abs(row["longitude"] - other["longitude"]) > 6 * _APART
            for other in shown
        )
        if is_free and len(shown) < NAMED:
            shown.append(row)
    return shown


def land() -> Iterator[tuple[float, float, float]]:
    """Strips of land: southern edge, western and eastern end, in degrees."""
    latitude, longitude = points_of_towns().T
    bands, columns = np.floor(latitude / CELL).astype(int), np.floor(longitude / CELL).astype(int)
    cells = sorted({*zip(bands.tolist(), columns.tolist(), strict=True)})
    start = cells[0]
    for cell, following in pairwise([*cells, (10**6, 0)]):
        if following != (cell[0], cell[1] + 1):
            yield cell[0] * CELL, start[1] * CELL, (cell[1] + 1) * CELL
            start = following
