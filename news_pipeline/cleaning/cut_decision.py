"""Stretches: which lines of a page go, decided together, so that a line in doubt does as the lines around it.

Here: the threshold that fits the page, since chances are low all over a page that the model knows little about; the
choice that fits all lines best, at a price for each change between staying and going. Elsewhere: the chances
(model.py), what is done with lines that go (lines.py).
"""

from collections.abc import Sequence
from math import log, sqrt

PRICE = 0.5
"""Of a change, in log odds of a line of one word; by cross-validation over web sites. At no price, each line would
decide for itself."""
RECALL = 1.5
"""A lost line of the story is worse than one let in; by cross-validation over web sites."""
SUREST = 0.999
"""No chance counts for more, nor for less than its opposite."""


def best_threshold(chances: Sequence[float], words: Sequence[float], at_most: float) -> float:
    """The chance from which on lines should stay for the best F of words, if the chances are right; `at_most` at most.

    F weighs recall RECALL times as much as precision (C. van Rijsbergen, "Information Retrieval", 1979, chapter 7).
    """
    story = sum(chance * size for chance, size in zip(chances, words, strict=True))
    right = kept = best = threshold = 0.0
    for chance, size in sorted(zip(chances, words, strict=True), reverse=True):
        right += chance * size
        kept += size
        worth = right / (kept + RECALL**2 * story) if right else 0.0
        if worth > best:
            best, threshold = worth, chance
    return min(threshold, at_most)


def low_stretches(chances: Sequence[float], words: Sequence[float], cut_below: float) -> list[bool]:
    """For each line, whether it goes: of all choices the one with the greatest sum over the lines that stay, less the
    price of its changes (A. Viterbi, 1967).

    A line gives the log odds of its chance, less those of `cut_below`, times the root of its words, as in training.
    """
    stays, goes = 0.0, 0.0
    went_before: list[tuple[bool, bool]] = []
    for chance, size in zip(chances, words, strict=True):
        gain = (_log_odds(chance) - _log_odds(cut_below)) * sqrt(size)
        went_before.append((goes - PRICE > stays, goes >= stays - PRICE))
        stays, goes = max(stays, goes - PRICE) + gain, max(goes, stays - PRICE)
    low: list[bool] = []
    goes_now = goes >= stays
    for if_it_stays, if_it_goes in reversed(went_before):
        low.append(goes_now)
        goes_now = if_it_goes if goes_now else if_it_stays
    return low[::-1]


def _log_odds(chance: float) -> float:
    sure = min(SUREST, max(1 - SUREST, chance))
    return log(sure / (1 - sure))
