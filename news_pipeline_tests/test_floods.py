"""Nasty files of every family are borne by every step in time and memory; benchmarks/floods.py shows the figures."""

import pytest

from news_pipeline_tests.flood_steps import steps
from news_pipeline_tests.flooding import FLOODS, MEGABYTES, SECONDS, heard
from news_pipeline_tests.paces import paces

QUICK_BYTES, QUICK_PACES = 60_000, 300.0
WERE_SLOW = (
    *("nested div", "nested b", "paragraphs in one another", "attributes", "a huge table", "brackets", "entities"),
    *("deep JSON-LD", "broken JSON-LD", "capitals", "capitals with apostrophes", "initials", "DNA", "base64"),
    *("short lines", "photo credits", "at signs", "zero-width characters", "the story again and again", "open braces"),
    *("quoted mail", "mail headers", "columns", "one quote", "Markdown brackets", "feed categories"),
    *("quotes in cells", "short JSON lines", "attributes of a feed", "deep mail", "letters in letters"),
    *("empty objects", "numbers with stops", "nested XML"),
)
"""Families that took minutes before something was mended, and some of each format."""


@pytest.mark.parametrize("family", WERE_SLOW)
def test_a_small_flood_passes_every_step(family: str) -> None:
    name, make = FLOODS[family]
    for step, do in steps(name, make(QUICK_BYTES)):
        assert paces(do) < QUICK_PACES, step


@pytest.mark.large
@pytest.mark.parametrize("family", FLOODS)
def test_a_megabyte_takes_no_step_ten_seconds_nor_a_gigabyte(family: str) -> None:
    is_borne, says = heard(family, 1_000_000, int(SECONDS))
    assert is_borne, f"{says}; at most {SECONDS:.0f} s and {MEGABYTES:.0f} MB"


def test_every_family_makes_about_as_many_bytes_as_it_is_asked_for() -> None:
    sizes = {family: len(make(100_000)) for family, (_, make) in FLOODS.items()}
    assert {family: size for family, size in sizes.items() if not 40_000 < size < 400_000} == {}
