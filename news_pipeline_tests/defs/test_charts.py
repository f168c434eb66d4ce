"""The drawings: the same bytes for the same numbers, small, readable on both papers, and safe with any name in them."""

import warnings
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from news_pipeline.defs.charts import canvas
from news_pipeline.defs.charts.charts import articles_a_day, places_on_the_map, share_of_copies, top_entities
from news_pipeline.defs.charts.world import CELL, land

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2022, 1, 8)
HARMLESS = {"svg", "style", "defs", "g", "path", "text", "use", "clipPath", "rect"}

HOSTILE = [
    ("<script>alert(1)</script>", "a tag of its own"),
    ("</text><image href='http://tracker/x'/>", "leaving the text"),
    ("&bull; &lt;b&gt;", "references are shown, not resolved"),
    ("$\\frac{1}{0}$ of $x$", "not a formula"),
    ('fill: #1a2b3c="1.23456789"', "what is made lean in tags stays in text"),
    ("a\x00b\x1bc\x85d", "signs that XML forbids"),
    ("evil\u202egnp.exe", "signs that turn text round"),
    ("x" * 5000, "a name without end"),
    ("新华社 وكالة الأنباء", "scripts that matplotlib's font has not"),
]


def days(*articles: tuple[int, str | None, int], unit: str = "day") -> list[dict[str, object]]:
    return [
        {"unit": unit, "day": DAY + timedelta(days=offset), "outlet": outlet, "articles": count}
        for offset, outlet, count in articles
    ]


def copies(outlet: str | None) -> dict[str, object]:
    return {"outlet": outlet, "articles": 4, "alone": 1, "originals": 1, "copies": 2}


def place(name: str, latitude: float = 52.5, longitude: float = 13.4, articles: int = 3) -> dict[str, object]:
    return {"name": name, "latitude": latitude, "longitude": longitude, "articles": articles}


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def drawings(name: str) -> list[str]:
    return [
        articles_a_day(days((0, name, 2), (3, None, 1))),
        share_of_copies([copies(""), copies(name)]),
        top_entities([{"name": name, "entity_type": "PERSON", "articles": 3}]),
        places_on_the_map([place(name)]),
    ]


@pytest.mark.parametrize(("name", "why"), HOSTILE)
def test_a_hostile_name_is_text(name: str, why: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = drawings(name)
    for svg in drawn:
        tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()}
        assert tags <= HARMLESS, why
        assert any(text.startswith(canvas.label(name)) for text in texts(svg)), why
        assert "http://tracker" not in svg.replace(canvas.label(name).replace("<", "&lt;").replace(">", "&gt;"), "")


def test_a_label_is_one_short_line() -> None:
    assert canvas.label("a\n\tb\x00 c") == "a b c"
    assert len(canvas.label("word " * 100)) == canvas.LABEL_CHARACTERS


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert drawings("Reuters") == drawings("Reuters")


def test_what_has_no_outlet_is_said_in_words() -> None:
    svg = articles_a_day(days((0, "The Hill", 2), (1, "", 9), (2, None, 9)))
    assert {"The Hill", "other outlets", "outlet unknown"} <= set(texts(svg))
    assert {"all articles (4)", "outlet unknown (4)"} <= set(texts(share_of_copies([copies(""), copies(None)])))


@pytest.mark.parametrize(("unit", "days_apart"), [("day", 1), ("week", 7), ("month", 31), ("year", 366)])
def test_bars_stand_for_what_the_title_says(unit: str, days_apart: int) -> None:
    first = date(2022, 1, 1)
    last = {"day": date(2022, 1, 2), "week": date(2022, 1, 8), "month": date(2022, 2, 1), "year": date(2023, 1, 1)}
    rows = [{"unit": unit, "day": day, "outlet": "A", "articles": 1} for day in (first, last[unit])]
    assert f"Articles a {unit}, by outlet" in texts(articles_a_day(rows))


def test_a_full_picture_is_small_enough_for_every_run_to_keep() -> None:
    outlets: list[str | None] = ["A", "B", "C", "D", "E", "", None]
    full = days(
        *((offset, outlet, offset % 7 + number) for offset in range(62) for number, outlet in enumerate(outlets))
    )
    assert len(articles_a_day(full)) < 40_000


def _contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [canvas._LIGHT, canvas._DARK])
def test_text_and_bars_are_readable_on_both_papers(scheme: dict[str, str]) -> None:
    assert _contrast(scheme[canvas.INK], scheme[canvas.PAPER]) > 7
    for colour in canvas.COLOURS:
        assert _contrast(colour, scheme[canvas.PAPER]) > 2.4, colour


def test_the_map_names_places_that_lie_apart_and_fits_in_a_page() -> None:
    rows = [place("Here", 10, 10, 9), place("Beside", 11, 12, 8), place("Far", -30, 120, 1)]
    svg = places_on_the_map(rows)
    shown = texts(svg)
    assert "Here 9" in shown
    assert "Far 1" in shown
    assert not any(text.startswith("Beside") for text in shown), "it would cover the other"
    assert len(svg) < 120_000


def test_land_is_where_towns_are() -> None:
    strips = list(land())

    def is_land(latitude: float, longitude: float) -> bool:
        return any(south <= latitude < south + CELL and west <= longitude < east for south, west, east in strips)

    assert is_land(48.9, 2.3)
    assert is_land(-33.9, 151.2)
    assert not is_land(0, -30)
    assert not is_land(-45, -120)
