"""What the second look asks of blocks like a block: the block itself never counts among them."""

import numpy as np
import pytest

from news_pipeline.cleaning.blocks.alike_blocks import NOBODY, alike_features, others
from news_pipeline.cleaning.blocks.block_features import block_features
from news_pipeline.cleaning.blocks.read_blocks import read_blocks
from news_pipeline.cleaning.blocks.word_odds import WordOdds

PAGE = """
<div class="text"><p>The ferry was late.</p><p>Nobody minded much.</p><p class="ad">Buy two ferries today.</p></div>
<div class="rail"><p>Three more ferries sold.</p></div>
"""
NO_ODDS = WordOdds({}, {})


def test_others_leave_the_block_itself_out():
    mean, size = others(np.array([0, 0, 1, 0]), np.array([0.9, 0.3, 0.5, 0.0]), np.array([1.0, 2.0, 5.0, 2.0]))
    assert mean.tolist() == pytest.approx([0.15, 0.3, NOBODY, 0.5])
    assert size.tolist() == [3, 3, 1, 3]


def test_blocks_of_the_same_path_and_look_speak_for_each_other():
    blocks = read_blocks(PAGE)
    found = alike_features(blocks, np.array([0.9, 0.7, 0.1, 0.2]), block_features(blocks, NO_ODDS))
    assert found["path_others"].tolist() == pytest.approx([0.7, 0.9, NOBODY, NOBODY])
    assert found["path_count_seen"].tolist() == [2, 2, 1, 1]
    assert found["look_count_seen"].tolist() == [3, 3, 1, 3]


def test_the_boxes_around_a_block_tell_of_the_others_in_them():
    blocks = read_blocks(PAGE)
    found = alike_features(blocks, np.array([0.9, 0.7, 0.1, 0.2]), block_features(blocks, NO_ODDS))
    assert found["up1_others"].tolist() == [NOBODY] * 4
    assert found["up2_others"][3] == NOBODY
    assert found["up2_others"][2] == pytest.approx((0.9 * 2 + 0.7 * 3**0.5) / (2 + 3**0.5))


def test_a_block_is_compared_with_the_sure_ones():
    blocks = read_blocks(PAGE)
    found = alike_features(blocks, np.array([0.9, 0.7, 0.1, 0.2]), block_features(blocks, NO_ODDS))
    assert found["off_depth"].tolist() == pytest.approx([0, 0, 0, 0])
    assert found["off_words"][0] > 0 > found["off_words"][1]
    assert found["path_story"].tolist() == pytest.approx([1, 1, 0, 0])
    assert found["tag_story"].tolist() == pytest.approx([1, 1, 1, 1])


def test_without_a_sure_block_all_are_compared():
    blocks = read_blocks(PAGE)
    found = alike_features(blocks, np.full(4, 0.1), block_features(blocks, NO_ODDS))
    assert all(np.isfinite(values).all() for values in found.values())
    assert found["tag_story"].tolist() == pytest.approx([1, 1, 1, 1])
