"""Paragraphs that one extractor lost and another found."""

from pathlib import Path

import pytest

from news_pipeline.cleaning.merge_extractors import add_missed

SEED = next((Path(__file__).parents[2] / "seeds").glob("001_*.txt")).read_text(encoding="utf-8")
STORY = [line.strip() for line in SEED.split("LEAVE A REPLY")[0].splitlines() if line.strip()]
TEASERS = ["Minister denies all", "Three held after brawl in market", "Cup final moved to Sunday", "Most read"]


def joined(lines):
    return "\n".join(lines)


def test_the_lost_half_of_a_story_comes_back_in_its_place():
    first = joined(STORY[:2] + STORY[-1:])
    assert add_missed(first, joined(STORY)) == joined(STORY)


def test_a_lost_opening_comes_back_before_the_rest():
    assert add_missed(joined(STORY[-3:]), joined(STORY)) == joined(STORY)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (STORY, STORY, "nothing is missing"),
        (STORY, STORY + TEASERS, "headlines are no story"),
        (STORY, [*STORY, STORY[0] + " And more."], "a single paragraph is rather a teaser"),
        (STORY, STORY[:4], "the second found less"),
        ([], [], "nothing at all"),
    ],
)
def test_nothing_is_added_where(first, second, why):
    assert add_missed(joined(first), joined(second)) == joined(first), why
