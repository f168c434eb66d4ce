"""The block model: its file, its arithmetic, and that each page gives one answer."""

import numpy as np

from news_pipeline.cleaning.blocks.block_features import block_features
from news_pipeline.cleaning.blocks.block_model import block_model, story_chances
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
