"""Measures what the first look of the line model says of the lines around each line.

Stacking (D. Wolpert, "Stacked Generalization", 1992): neighbours, lines of the same indentation, between the same empty
lines or of one list, and lines with the same words decide together.
"""

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.line_features import Features, Floats, Vocabulary
from news_pipeline.cleaning.page_features import best_run, means, run_numbers, shared_words, shifted

_SUREST = 6.0
"""Log odds beyond which nothing is surer."""
_WIDTHS = (2, 5, 12)
_LIKELY = 0.5
_SURE = 0.7
_FAR = 50.0
_BARS = {"": 0.0, "strict_": 1.5}
"""Log odds, times the root of a line's words, that a line must have to add to the best run."""


def second_features(odds: Floats, own: Features, vocabulary: Vocabulary) -> Features:
    """The features of the second look; `odds` are the log odds that the first look gave."""
    odds = np.clip(odds, -_SUREST, _SUREST)
    n = len(odds)
    chance = 1 / (1 + np.exp(-odds))
    words = own["words"]
    roots = np.sqrt(np.maximum(1.0, words))
    number = np.arange(n)
    out: Features = {"first_odds": odds}
    for distance in (1, 2, 3):
        out[f"odds_before_{distance}"] = shifted(odds + _SUREST, -distance) - _SUREST
        out[f"odds_after_{distance}"] = shifted(odds + _SUREST, distance) - _SUREST
    for width in _WIDTHS:
        weights = means(roots, width)
        for side, likely, weight in zip(("before", "after"), means(chance * roots, width), weights, strict=True):
            out[f"chance_{side}_{width}"] = likely / np.maximum(1e-9, weight)
    groups: dict[str, npt.NDArray[np.signedinteger]] = {
        "level": np.unique(own["indent"], return_inverse=True)[1],
        "stanza": np.cumsum(own["blanks_before"] > 0),
        "list": run_numbers(own["list_marker"] > 0),
        "shorts": run_numbers((words < 12) & (own["sentence_end"] == 0)),
    }
    expected = chance * words
    total = max(1.0, float(expected.sum()))
    for name, group in groups.items():
        of_story, size, told = (np.bincount(group, each) for each in (chance * roots, roots, expected))
        out[f"{name}_chance"] = (of_story / np.maximum(1e-9, size))[group]
        out[f"{name}_story"] = (told / total)[group]
    for name, bar in _BARS.items():
        start, end = best_run((odds - bar) * roots)
        out[f"{name}in_run"] = ((number >= start) & (number < end)).astype(float)
        out[f"{name}before_run"] = np.maximum(0.0, start - number)
        out[f"{name}after_run"] = np.maximum(0.0, number - end + 1)
        out[f"{name}run_words"] = np.full(n, float(words[start:end].sum()))
        out[f"{name}run_story"] = np.full(n, float(expected[start:end].sum()) / total)
    out["story_words"] = shared_words(vocabulary, np.where(chance > _LIKELY, chance, 0.0), n)
    out["to_sure_before"], out["to_sure_after"] = _distances(np.flatnonzero(chance > _SURE), number)
    out["story_before"] = (np.cumsum(expected) - expected) / total
    out["page_expected"] = np.full(n, np.log1p(total))
    out["page_certain"] = np.full(n, float((expected * (chance > _SURE)).sum()) / total)
    return out


def _distances(sure: npt.NDArray[np.signedinteger], number: npt.NDArray[np.signedinteger]) -> tuple[Floats, Floats]:
    """Lines to the nearest sure line before and after each line; _FAR without one."""
    if not len(sure):
        far = np.full(len(number), _FAR)
        return far, far
    at = np.searchsorted(sure, number)
    before = np.where(at > 0, number - sure[np.maximum(at - 1, 0)], _FAR)
    at = np.searchsorted(sure, number, side="right")
    after = np.where(at < len(sure), sure[np.minimum(at, len(sure) - 1)] - number, _FAR)
    return np.minimum(before, _FAR), np.minimum(after, _FAR)
