"""Measures what the first look says of the blocks around each block: neighbours, the same path, the same boxes.

alike_blocks.py asks the blocks most like it, story_runs.py where the story is.
"""

import numpy as np

from news_pipeline.cleaning.blocks.alike_blocks import SURE, alike_features
from news_pipeline.cleaning.blocks.block_features import Features, Floats, Ints
from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.blocks.story_runs import run_features

_SUREST = 6.0
"""Log odds beyond which nothing is surer."""
_NEIGHBOURS = (1, 2, 3)
_WIDTHS = (2, 5, 12)
_LEVELS = 6
_UNITS = ("ul", "ol", "table", "dl")
_FAR = 50.0


def second_features(blocks: Blocks, odds: Floats, first: Features) -> Features:
    """The features of the second look; `odds` are the log odds that the first look gave, `first` its features."""
    odds = np.clip(odds, -_SUREST, _SUREST)
    chance = 1 / (1 + np.exp(-odds))
    words = np.sqrt(np.maximum(1.0, first["words"]))
    heavy = first["words"]
    size = len(odds)
    out: Features = {"odds": odds}
    for shift in _NEIGHBOURS:
        blank = np.full(min(shift, size), -_SUREST)
        out[f"odds_prev{shift}"] = np.concatenate([blank, odds[:-shift]])[:size]
        out[f"odds_next{shift}"] = np.concatenate([odds[shift:], blank])[:size]
    number = np.arange(size)
    likely, weight = (np.concatenate([[0.0], np.cumsum(each)]) for each in (chance * words, words))
    for width in _WIDTHS:
        low, high = np.maximum(0, number - width), np.minimum(size, number + width + 1)
        behind = np.minimum(size, number + 1)
        out[f"before{width}_chance"] = (likely[number] - likely[low]) / np.maximum(1.0, weight[number] - weight[low])
        out[f"after{width}_chance"] = (likely[high] - likely[behind]) / np.maximum(1.0, weight[high] - weight[behind])
    path = first["path_id"].astype(np.int64)
    out["path_chance"] = (np.bincount(path, chance * words) / np.maximum(1e-9, np.bincount(path, words)))[path]
    unit, depth = _units(blocks)
    out |= _boxes(blocks, chance, heavy, unit, depth)
    sure = np.flatnonzero(chance > SURE)
    if len(sure):
        at = np.searchsorted(sure, number)
        out["to_sure_before"] = np.where(at > 0, number - sure[np.maximum(at - 1, 0)], _FAR)
        at = np.searchsorted(sure, number, side="right")
        out["to_sure_after"] = np.where(at < len(sure), sure[np.minimum(at, len(sure) - 1)] - number, _FAR)
    else:
        out["to_sure_before"] = out["to_sure_after"] = np.full(size, _FAR)
    expected = chance * heavy
    total = max(1.0, float(expected.sum()))
    out["expected_before"] = (np.cumsum(expected) - expected) / total
    out["page_expected"] = np.full(size, np.log1p(total))
    out["page_certain"] = np.full(size, float((expected * (chance > 0.8)).sum()) / total)
    return out | alike_features(blocks, chance, first) | run_features(blocks, odds, chance, first, depth)


def _boxes(blocks: Blocks, chance: Floats, words: Floats, unit: Ints, depth: Ints) -> Features:
    """The mean chance in boxes around a block, in its list or table, and its place to the box of the expected story."""
    box, parents = np.array(blocks.box, np.int64), np.array(blocks.parents, np.int64)
    first, end = np.array(blocks.first, np.int64), np.array(blocks.end, np.int64)
    expected, total = (np.concatenate([[0.0], np.cumsum(each)]) for each in (chance * words, words))
    story = expected[end] - expected[first]
    mean = story / np.maximum(1.0, total[end] - total[first])
    out: Features = {}
    at = box
    for level in range(1, _LEVELS + 1):
        out[f"up{level}_chance"] = mean[at]
        out[f"up{level}_story"] = story[at] / max(1e-9, expected[-1])
        at = np.maximum(parents[at], 0)
    found = unit[box]
    out["unit_chance"] = np.where(found >= 0, mean[np.maximum(found, 0)], -1.0)
    out["unit_words"] = np.where(found >= 0, np.log1p((total[end] - total[first])[np.maximum(found, 0)]), -1.0)
    holder = int(np.argmax(np.where(story >= 0.8 * expected[-1], depth + mean, -1.0)))
    number = np.arange(len(box))
    out["holder_in"] = ((number >= first[holder]) & (number < end[holder])).astype(float)
    out["holder_depth"] = (depth[box] - depth[holder]).astype(float)
    return out


def _units(blocks: Blocks) -> tuple[Ints, Ints]:
    """Of each box, the outermost list or table around it, or -1; and its depth."""
    unit: list[int] = []
    depth: list[int] = []
    for number, (tag, parent) in enumerate(zip(blocks.tags, blocks.parents, strict=True)):
        above = unit[parent] if parent >= 0 else -1
        unit.append(above if above >= 0 else number if tag in _UNITS else -1)
        depth.append(depth[parent] + 1 if parent >= 0 else 0)
    return np.array(unit, np.int64), np.array(depth, np.int64)
