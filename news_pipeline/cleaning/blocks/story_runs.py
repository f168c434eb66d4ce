"""Measures where the first look sees the story: its longest run, the sections under headings, the parts of its box."""

import numpy as np

from news_pipeline.cleaning.blocks.alike_blocks import NOBODY, SURE, numbers, others
from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.page_features import best_run
from news_pipeline.shared.boosted_trees import Floats, Ints

_BARS = {"": 0.0, "strict_": 1.5}
"""Log odds, times the root of a block's words, that a block must have to add to the best run."""
_NO_HEADING = -9.0


def run_features(
    blocks: Blocks, odds: Floats, chance: Floats, first: dict[str, Floats], depth: Ints
) -> dict[str, Floats]:
    """By name, one value a block; `first` are the features of the first look, `odds` and `chance` what it said.

    `depth` is that of each box.
    """
    words = first["words"]
    expected = chance * words
    total = max(1.0, float(expected.sum()))
    out: dict[str, Floats] = {"expected_after": 1 - np.cumsum(expected) / total}
    _runs(odds, words, expected, total, out)
    _gaps(chance, words, out)
    _sections(first["heading"] > 0, odds, chance, words, out)
    _parts(blocks, words, expected, depth, out)
    return out


def _runs(odds: Floats, words: Floats, expected: Floats, total: float, out: dict[str, Floats]) -> None:
    """Where a block stands to the run of blocks with the greatest sum of log odds."""
    number = np.arange(len(odds))
    roots = np.sqrt(np.maximum(1.0, words))
    for name, bar in _BARS.items():
        start, end = best_run((odds - bar) * roots)
        out[f"{name}in_run"] = ((number >= start) & (number < end)).astype(float)
        out[f"{name}before_run"] = np.maximum(0.0, start - number)
        out[f"{name}after_run"] = np.maximum(0.0, number - end + 1)
        out[f"{name}run_words"] = np.full(len(odds), np.log1p(float(words[start:end].sum())))
        out[f"{name}run_story"] = np.full(len(odds), float(expected[start:end].sum()) / total)


def _gaps(chance: Floats, words: Floats, out: dict[str, Floats]) -> None:
    """Words between a block and the sure blocks before and behind it."""
    size = len(chance)
    number = np.arange(size)
    passed = np.concatenate([[0.0], np.cumsum(words)])
    out["gap_before"] = out["gap_after"] = np.full(size, NOBODY)
    sure = np.flatnonzero(chance > SURE)
    if len(sure):
        at = np.searchsorted(sure, number)
        gap = np.maximum(0.0, passed[number] - passed[sure[np.maximum(at - 1, 0)] + 1])
        out["gap_before"] = np.where(at > 0, np.log1p(gap), NOBODY)
        at = np.searchsorted(sure, number, side="right")
        gap = np.maximum(0.0, passed[sure[np.minimum(at, len(sure) - 1)]] - passed[number + 1])
        out["gap_after"] = np.where(at < len(sure), np.log1p(gap), NOBODY)


def _sections(is_heading: np.ndarray, odds: Floats, chance: Floats, words: Floats, out: dict[str, Floats]) -> None:
    """What stands under the same heading as a block, under the one before and the one behind."""
    section = np.cumsum(is_heading)
    out["section_others"], out["section_count"] = others(section, chance, np.sqrt(np.maximum(1.0, words)))
    size = np.bincount(section, words)
    mean = np.bincount(section, chance * words) / np.maximum(1.0, size)
    out["section_words"] = np.log1p(size)[section]
    out["section_before"] = np.where(section > 0, mean[np.maximum(section - 1, 0)], NOBODY)
    last = len(mean) - 1
    out["section_behind"] = np.where(section < last, mean[np.minimum(section + 1, last)], NOBODY)
    said = np.concatenate([[_NO_HEADING], odds[is_heading]])
    out["heading_said"] = said[section]


def _parts(blocks: Blocks, words: Floats, expected: Floats, depth: Ints, out: dict[str, Floats]) -> None:
    """The boxes just inside that which holds most of the story: that of a block, those beside it, those like it."""
    parents, first, end = (np.array(each, np.int64) for each in (blocks.parents, blocks.first, blocks.end))
    story, size = (np.concatenate([[0.0], np.cumsum(each)]) for each in (expected, words))
    held, wide = story[end] - story[first], size[end] - size[first]
    total = max(1e-9, float(story[-1]))
    holder = int(np.argmax(np.where(held >= 0.8 * total, depth + held / np.maximum(1.0, wide) / 2, -1.0)))
    parts = np.flatnonzero((parents == holder) & (end > first))
    number = np.arange(len(words))
    names = ("mean", "others", "words", "share", "blocks", "alike", "alike_count", "before", "behind", "after")
    if not len(parts):
        out |= {f"part_{name}": np.full(len(words), NOBODY) for name in names}
        return
    at = np.maximum(np.searchsorted(first[parts], number, side="right") - 1, 0)
    inside = (number >= first[parts][at]) & (number < end[parts][at])
    held, wide = held[parts], wide[parts]
    mean = held / np.maximum(1.0, wide)
    look = numbers((blocks.tags[i], blocks.names[i]) for i in parts.tolist())
    alike, count = others(look, mean, np.maximum(1.0, wide))
    rest = wide[at] - words
    values = (
        mean[at],
        np.where(rest > 0, (held[at] - expected) / np.maximum(1.0, rest), NOBODY),
        np.log1p(wide)[at],
        held[at] / total,
        np.log1p(end[parts] - first[parts])[at],
        alike[at],
        count[at],
        np.concatenate([[NOBODY], mean])[at],
        np.concatenate([mean, [NOBODY]])[at + 1],
        ((held[::-1].cumsum()[::-1] - held) / total)[at],
    )
    out |= {f"part_{name}": np.where(inside, value, NOBODY) for name, value in zip(names, values, strict=True)}
