"""The block model: its file, its arithmetic, and that each page gives one answer."""

import numpy as np
import pytest

from news_pipeline.cleaning.blocks.block_features import block_features
from news_pipeline.cleaning.blocks.block_model import MOST_AT_ONCE, block_model, log_odds, story_chances
from news_pipeline.cleaning.blocks.read_blocks import Blocks, read_blocks
from news_pipeline.cleaning.blocks.second_look import second_features

PARAGRAPH = "<p>The harbour authority said on day {} that the old lighthouse, dark for years, will be lit again.</p>"
PAGE = (
    "<html><body><nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    "<article><h1>Light</h1>"
    + "".join(PARAGRAPH.format(n) for n in range(6))
    + "</article><footer>© 2021 Example News</footer></body></html>"
)


def test_the_paragraphs_of_an_article_are_likely_and_its_menu_is_not():
    blocks = read_blocks(PAGE)
    chances = dict(zip(blocks.texts, story_chances(blocks), strict=True))
    assert min(chance for text, chance in chances.items() if text.startswith("The harbour")) > 0.7
    assert max(chances["Home"], chances["Sport"], chances["© 2021 Example News"]) < 0.3


def test_no_block_no_chance():
    assert len(story_chances(Blocks())) == 0


def test_one_block_is_measured_too():
    assert len(story_chances(read_blocks("<p>x</p>"))) == 1


def test_every_feature_that_a_tree_asks_for_is_measured():
    blocks, model = read_blocks(PAGE), block_model()
    first = block_features(blocks, model.odds)
    second = second_features(blocks, np.zeros(len(blocks.texts)), first)
    assert set(model.first.names) <= set(first)
    assert set(model.second.names) <= set(first) | set(second)
    assert all(np.isfinite(values).all() for values in [*first.values(), *second.values()])


@pytest.mark.parametrize("look", ["first", "second"])
def test_every_step_leads_to_a_leaf(look):
    trees = getattr(block_model(), look)
    node = np.arange(len(trees.feature))
    for _ in range(trees.depth):
        node = np.maximum(trees.children[2 * node], trees.children[2 * node + 1])
    assert np.isinf(trees.at_most[node]).all()


def test_many_blocks_are_judged_as_few_are():
    trees = block_model().first
    rng = np.random.default_rng(1)
    features = {name: rng.random(MOST_AT_ONCE + 10) * 20 for name in trees.names}
    together = log_odds(trees, features, np.arange(MOST_AT_ONCE + 10))
    alone = log_odds(trees, features, np.arange(MOST_AT_ONCE - 5, MOST_AT_ONCE + 5))
    assert np.array_equal(together[MOST_AT_ONCE - 5 : MOST_AT_ONCE + 5], alone)
