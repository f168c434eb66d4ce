"""Fills the page: numbers from the SQL files beside this module, shapes of the charts, a template that escapes text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any

from news_pipeline.settings import Settings
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_published

SHOWN_CHARACTERS = 4000
"""Of a body that is shown side by side with its copy."""
_CHART_WIDTH, _CHART_HEIGHT = 960.0, 220.0
_MAP_WIDTH, _MAP_HEIGHT = 960.0, 480.0
_OTHERS = "other outlets"
PAGE = "report.html"
"""In the data folder."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One outlet's part of one period, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    """Number of the outlet in the legend."""
    says: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map."""

    x: float
    y: float
    radius: float
    says: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a body; shared ones stand in the other body too."""

    text: str
    is_shared: bool


def write_report(settings: Settings, path: Path) -> int:
    """Write the page about the published snapshot. Returns its bytes. Raises UserError where there is none."""
    with open_published(settings) as published:
        path.write_text(report_of(published), encoding="utf-8")
    return path.stat().st_size


def report_of(published: Warehouse) -> str:
    """The page about the corpus of an open snapshot: one HTML text that needs nothing else."""
    from jinja2 import Environment  # noqa: PLC0415 only this page needs it

    [corpus] = _ask(published, "corpus")
    days = _ask(published, "articles_a_day")
    stories = _ask(published, "top_stories")
    chosen = {"stories": [story["story_id"] for story in stories]}
    entities = _ask(published, "top_entities")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    )
    outlets = _legend(days)
    return template.render(
        corpus=corpus,
        published_at=published.value("SELECT strftime(max(published_at), '%Y-%m-%d %H:%M') FROM snapshot_info"),
        unit=days[0]["unit"] if days else "day",
        outlets=outlets,
        bars=list(bars(days, outlets)),
        periods=_periods(days),
        stories=stories,
        timelines=_by_story(_ask(published, "timeline", chosen)),
        copies={row["story_id"]: _side_by_side(row) for row in _ask(published, "copies", chosen)},
        kinds={
            kind: [row for row in entities if row["kind"] == kind] for kind in ("People", "Organisations", "Places")
        },
        dots=list(dots(_ask(published, "places"))),
        refused=_ask(published, "refused"),
        chart=(_CHART_WIDTH, _CHART_HEIGHT),
        map=(_MAP_WIDTH, _MAP_HEIGHT),
    )


def bars(rows: Sequence[Mapping[str, Any]], outlets: Sequence[str]) -> Iterator[Bar]:
    """The parts of each period's bar, one upon the other."""
    periods = sorted({row["period"] for row in rows})
    totals = {period: sum(row["articles"] for row in rows if row["period"] == period) for period in periods}
    if not periods:
        return
    first, span = periods[0].toordinal(), max(periods[-1].toordinal() - periods[0].toordinal(), 0)
    step = min(
        (later.toordinal() - earlier.toordinal() for earlier, later in pairwise(periods)),
        default=1,
    )
    slot = _CHART_WIDTH / (span / step + 1)
    scale, filled = _CHART_HEIGHT / max(totals.values()), dict.fromkeys(periods, 0.0)
    for row in rows:
        period, outlet = row["period"], row["outlet"] or _OTHERS
        height = row["articles"] * scale
        filled[period] += height
        x = (period.toordinal() - first) / step * slot
        yield Bar(
            round(x, 1),
            round(_CHART_HEIGHT - filled[period], 1),
            round(max(slot * 0.85, 1.0), 1),
            round(height, 1),
            outlets.index(outlet),
            f"{period}: {outlet}, {row['articles']:,} of {totals[period]:,} articles",
        )


def dots(rows: Sequence[Mapping[str, Any]]) -> Iterator[Dot]:
    """Places on a plate carrée map, large ones first, so that small ones are not hidden."""
    most = max((row["article_count"] for row in rows), default=1)
    for row in rows:
        yield Dot(
            round((row["longitude"] + 180) / 360 * _MAP_WIDTH, 1),
            round((90 - row["latitude"]) / 180 * _MAP_HEIGHT, 1),
            round(2 + 10 * sqrt(row["article_count"] / most), 1),
            f"{row['name']}: {row['article_count']:,} articles",
        )


def pieces(body: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """A body cut at the ends of its shared passages. Passages may overlap."""
    place, shown = 0, body[:SHOWN_CHARACTERS]
    for begin, stop in sorted(spans):
        start, end = max(begin, place), min(stop, len(shown))
        if start < end:
            if place < start:
                yield Piece(shown[place:start], is_shared=False)
            yield Piece(shown[start:end], is_shared=True)
            place = end
    if place < len(shown):
        yield Piece(shown[place:], is_shared=False)
    if len(body) > len(shown):
        yield Piece(" …", is_shared=False)


def _side_by_side(row: Mapping[str, Any]) -> dict[str, Any]:
    left = [(passage[0], passage[1]) for passage in row["passages"]]
    right = [(passage[2], passage[3]) for passage in row["passages"]]
    return {**row, "left": list(pieces(row["body_a"], left)), "right": list(pieces(row["body_b"], right))}


def _legend(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        if row["outlet"]:
            counts[row["outlet"]] = counts.get(row["outlet"], 0) + row["articles"]
    named = sorted(counts, key=lambda outlet: (-counts[outlet], outlet))
    return [*named, *([_OTHERS] if any(not row["outlet"] for row in rows) else [])]


def _periods(rows: Sequence[Mapping[str, Any]]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for row in rows:
        found[row["period"]] = found.get(row["period"], 0) + row["articles"]
    return found


def _by_story(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["story_id"], []).append(row)
    return found


def _ask(published: Warehouse, name: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    return [dict(row) for row in published.rows(read_sql(__package__, f"{name}.sql"), parameters)]
