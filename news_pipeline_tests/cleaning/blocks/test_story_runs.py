"""Where the second look sees the story: its run, its sections, the parts of the box that holds it."""

import numpy as np
import pytest

from news_pipeline.cleaning.blocks.alike_blocks import NOBODY
from news_pipeline.cleaning.blocks.block_features import Features, block_features
from news_pipeline.cleaning.blocks.read_blocks import Blocks, read_blocks
from news_pipeline.cleaning.blocks.second_look import second_features
from news_pipeline.cleaning.blocks.word_odds import WordOdds

PAGE = """
<p>Home of the reef news</p>
<div class="page">
<div class="text"><p>The lamp was lit again on Monday.</p><p>Many people came to see it.</p></div>
<div class="box"><h2>More on lamps</h2><p>Lamps for sale near you.</p></div>
<div class="text"><p>It will burn all winter long.</p></div>
</div>
<p>Write to us any day.</p>
"""
ODDS = [-4.0, 4.0, 4.0, -3.0, -3.0, 4.0, -4.0]


def measured(html: str, odds: list[float]) -> tuple[Blocks, Features]:
    blocks = read_blocks(html)
    return blocks, second_features(blocks, np.array(odds), block_features(blocks, WordOdds({}, {})))


def test_the_run_is_where_most_of_the_sum_is():
    _, found = measured(PAGE, [-4.0, 4.0, 4.0, -3.0, -3.0, 1.0, -4.0])
    assert found["in_run"].tolist() == [0, 1, 1, 0, 0, 0, 0]
    assert found["before_run"].tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert found["after_run"].tolist() == [0, 0, 0, 1, 2, 3, 4]


def test_words_to_the_nearest_sure_blocks():
    _, found = measured(PAGE, ODDS)
    assert np.expm1(found["gap_before"][1:]).tolist() == pytest.approx([np.expm1(NOBODY), 0, 0, 3, 8, 0])
    assert np.expm1(found["gap_after"][:-1]).tolist() == pytest.approx([0, 0, 8, 5, 0, np.expm1(NOBODY)])


def test_a_heading_speaks_for_what_stands_under_it():
    _, found = measured(PAGE, ODDS)
    assert found["heading_said"].tolist() == [-9.0] * 3 + [-3.0] * 4
    assert found["section_count"].tolist() == [3, 3, 3, 4, 4, 4, 4]
    assert found["section_before"][0] == NOBODY == found["section_behind"][6]


def test_parts_of_the_box_that_holds_the_story():
    _, found = measured(PAGE, ODDS)
    inside = [1, 2, 3, 4, 5]
    assert found["part_mean"][[0, 6]].tolist() == [NOBODY, NOBODY]
    assert (found["part_mean"][inside] > 0.5).tolist() == [True, True, False, False, True]
    assert found["part_alike_count"][inside].tolist() == [2, 2, 1, 1, 2]
    assert found["part_alike"][3] == NOBODY
    assert found["part_alike"][1] == pytest.approx(found["part_mean"][5])
    assert found["part_before"][3] == pytest.approx(found["part_mean"][1])
    assert found["part_behind"][3] == pytest.approx(found["part_mean"][5])
    assert found["part_after"][5] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(("html", "odds"), [("<p>x</p>", [0.0]), ("x", [-6.0]), ("<h1>x</h1><h2>y</h2>", [9.0, -9.0])])
def test_small_pages_are_measured_too(html, odds):
    _, found = measured(html, odds)
    assert all(np.isfinite(values).all() and len(values) == len(odds) for values in found.values())
