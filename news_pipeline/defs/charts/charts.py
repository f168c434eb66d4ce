"""Draws each picture: rows of its query in, SVG out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, PercentFormatter

from news_pipeline.defs.charts.canvas import COLOURS, PAPER, label, picture
from news_pipeline.defs.charts.world import places_on_the_map

__all__ = ("articles_a_day", "places_on_the_map", "share_of_copies", "top_entities")

Rows = Sequence[dict[str, Any]]

_ROW_INCHES = 0.28
_FRAME_INCHES = 1.1
_STEPS = {"day": 1, "week": 7, "month": 31, "year": 366}
_ENTITY_KINDS = {"PERSON": "people", "ORG": "organisations", "GPE": "countries and towns", "NORP": "peoples, parties"}


def articles_a_day(rows: Rows) -> str:
    """Rows: unit, day, outlet (NULL: unknown; '': all others), articles; ordered by day."""
    unit = rows[0]["unit"]
    days = _days(unit, rows[0]["day"], rows[-1]["day"])
    outlets = _outlets_by_size(rows)
    counts = {(row["outlet"], row["day"]): row["articles"] for row in rows}
    series = [[counts.get((outlet, day), 0) for day in days] for outlet in outlets]

    def draw(axes: Axes) -> None:
        edges = [date2num(day) for day in (*days, days[-1] + timedelta(days=_STEPS[unit]))]
        names = [_outlet(outlet, "other outlets") for outlet in outlets]
        base = [0.0] * len(days)
        for number, (name, values) in enumerate(zip(names, series, strict=True)):
            top = [low + value for low, value in zip(base, values, strict=True)]
            axes.stairs(top, edges, baseline=base, fill=True, label=name, color=_colour(number, outlets[number]))
            base = top
        axes.set_title(f"Articles a {unit}, by outlet")
        axes.set_ylim(0, max(base) * 1.1)
        _dates_below(axes, edges)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        _grid(axes, "y")
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)

    return picture(draw, height_inches=2.9)


def share_of_copies(rows: Rows) -> str:
    """Rows: outlet (NULL: unknown; '': all), articles, alone, originals, copies; the largest first."""

    def draw(axes: Axes) -> None:
        left = [0.0] * len(rows)
        parts = (("alone", "no copy known"), ("originals", "copied by others"), ("copies", "a copy"))
        for number, (part, name) in enumerate(parts):
            widths = [row[part] / row["articles"] for row in rows]
            axes.barh(range(len(rows)), widths, left=left, height=0.7, label=name, color=COLOURS[(6, 0, 1)[number]])
            left = [start + width for start, width in zip(left, widths, strict=True)]
        names = [_outlet(row["outlet"], "all articles") for row in rows]
        _names_left(axes, [f"{name} ({row['articles']:,})" for name, row in zip(names, rows, strict=True)])
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.set_xlim(0, 1)
        axes.set_title("Share of copies, by outlet")
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)

    return picture(draw, height_inches=_height(rows))


def top_entities(rows: Rows) -> str:
    """Rows: name, entity_type, articles; the most often named first."""
    kinds = [*_ENTITY_KINDS, *sorted({row["entity_type"] for row in rows} - set(_ENTITY_KINDS))]

    def colour(kind: str) -> str:
        return COLOURS[min(kinds.index(kind), len(COLOURS) - 1)]

    def draw(axes: Axes) -> None:
        bars = axes.barh(range(len(rows)), [row["articles"] for row in rows], height=0.7)
        for bar, row in zip(bars, rows, strict=True):
            bar.set_color(colour(row["entity_type"]))
        _names_left(axes, [label(row["name"]) for row in rows])
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        _grid(axes, "x")
        axes.set_title("Named in most articles")
        shown = [kind for kind in kinds if any(row["entity_type"] == kind for row in rows)]
        keys = [Patch(color=colour(kind), label=_ENTITY_KINDS.get(kind, kind.lower())) for kind in shown]
        axes.legend(handles=keys, loc="upper left", bbox_to_anchor=(1, 1), fontsize=9)

    return picture(draw, height_inches=_height(rows))


def _days(unit: str, first: date, last: date) -> list[date]:
    """The first day of every unit from first to last, both of which begin one."""
    days = [first]
    while days[-1] < last:
        after = days[-1] + timedelta(days=_STEPS[unit])
        days.append(after if _STEPS[unit] <= 7 else after.replace(day=1, month=after.month if unit == "month" else 1))
    return days


def _outlet(name: str | None, several: str) -> str:
    return "outlet unknown" if name is None else label(name) if name else several


def _outlets_by_size(rows: Rows) -> list[str | None]:
    """The largest at the bottom; all others and unknown ones on top."""
    total: dict[str | None, int] = {}
    for row in rows:
        total[row["outlet"]] = total.get(row["outlet"], 0) + row["articles"]
    return sorted(total, key=lambda outlet: (outlet is None, not outlet, -total[outlet], outlet or ""))


def _colour(number: int, outlet: str | None) -> str:
    return COLOURS[min(number, len(COLOURS) - 2)] if outlet else {None: "#b5bcc6", "": COLOURS[-1]}[outlet]


def _dates_below(axes: Axes, edges: Sequence[float]) -> None:
    span = edges[-1] - edges[0]
    margin = max((8 - span) / 2, span / 40)  # one bar alone would fill the picture
    axes.set_xlim(edges[0] - margin, edges[-1] + margin)
    locator = AutoDateLocator(minticks=2, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def _names_left(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()


def _grid(axes: Axes, which: str) -> None:
    axes.set_axisbelow(True)
    axes.grid(visible=True, axis="y" if which == "y" else "x", linewidth=0.8)
    axes.tick_params(length=0)
    axes.set_facecolor(PAPER)


def _height(rows: Rows) -> float:
    return _FRAME_INCHES + _ROW_INCHES * max(len(rows), 3)
