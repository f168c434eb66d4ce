"""Measures what repeats on a page: boxes alike beside each other, as teasers and comments are, and texts."""

from collections import Counter

import numpy as np

from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.shared.boosted_trees import Floats, Ints

LEVELS = 4
"""Boxes around a block that are asked for boxes like them."""


def repeats(blocks: Blocks, path_of_box: Ints, mass: Floats, words: Floats) -> dict[str, Floats]:
    """By name, one value a block. `path_of_box` numbers the tags and names from the page down to each box."""
    out: dict[str, Floats] = {}
    parents = np.array(blocks.parents, np.int64)
    first, end = np.array(blocks.first, np.int64), np.array(blocks.end, np.int64)
    shows = end > first
    _, group, count = np.unique(
        np.where(shows, (parents + 1) * (int(path_of_box.max(initial=0)) + 1) + path_of_box, -1),
        return_inverse=True,
        return_counts=True,
    )
    total, prose = (np.concatenate([[0.0], np.cumsum(each)]) for each in (words, mass))
    size, its_prose = total[end] - total[first], prose[end] - prose[first]
    blocks_in = (end - first).astype(float)
    alike = count[group].astype(float)
    mean_words = (np.bincount(group, size) / count)[group]
    mean_prose = (np.bincount(group, its_prose) / count)[group]
    mean_blocks = (np.bincount(group, blocks_in) / count)[group]
    at = np.array(blocks.box, np.int64)
    cards = np.zeros(len(at))
    for level in range(LEVELS):
        here = at >= 0
        place = np.maximum(at, 0)
        out[f"alike{level}"] = np.where(here, np.minimum(alike[place], 50.0), 0.0)
        is_card = here & (alike[place] >= 3) & (mean_blocks[place] >= 2)
        cards = np.maximum(cards, np.where(is_card, alike[place], 0.0))
        if level:
            out[f"alike{level}_words"] = np.where(here, np.log1p(mean_words[place]), -1.0)
            out[f"alike{level}_prose"] = np.where(here, mean_prose[place] / np.maximum(1.0, mean_words[place]), -1.0)
        at = np.where(here, parents[place], -1)
    out["cards"] = np.minimum(cards, 50.0)
    seen = Counter(blocks.texts)
    out["same_text"] = np.array([min(seen[text], 9) for text in blocks.texts], np.float64)
    return out
