"""Model: the chance that a line belongs to the story, from its features.

Here: reading weights.csv, the probability, and the features that spoke against a line. Elsewhere: the features
(features.py), training (train/fit.py), what is done with the probability (lines.py).

What it is: logistic regression over binned features. Each row of weights.csv says "if `feature` is at least
`at_least`, add `weight`"; the weights of one feature add up as its value passes their thresholds. The row `bias`
starts the sum. A line is story with probability 1 / (1 + exp(-sum)).
"""

import csv
import math
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from news_pipeline.cleaning.context import Column
from news_pipeline.cleaning.phrases import FOLDER

WEIGHTS = FOLDER / "weights.csv"
OF_THE_PAGE = frozenset({"block_share", "block_words", "block_since_date", "page_prose", "page_lines"})
Steps = dict[str, tuple[list[float], list[float]]]


@cache
def _weights() -> tuple[float, Steps]:
    bias = 0.0
    rows: dict[str, list[tuple[float, float]]] = {}
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["feature"] == "bias":
                bias = float(row["weight"])
            else:
                rows.setdefault(row["feature"], []).append((float(row["at_least"]), float(row["weight"])))
    steps: Steps = {}
    for name, pairs in rows.items():
        pairs.sort()
        steps[name] = ([at for at, _ in pairs], [0.0, *accumulate(weight for _, weight in pairs)])
    return bias, steps


def story_probabilities(columns: dict[str, Column]) -> list[float]:
    """One probability a line, in the order of the columns' values."""
    bias, steps = _weights()
    if not columns:
        return []
    sums = [bias] * len(next(iter(columns.values())))
    for name, (thresholds, totals) in steps.items():
        for i, value in enumerate(columns[name]):
            sums[i] += totals[bisect_right(thresholds, value)]
    return [1 / (1 + math.exp(-max(-40.0, min(40.0, s)))) for s in sums]


def against(columns: dict[str, Column], line: int, count: int = 3) -> list[str]:
    """The features that lowered the line's probability most against the best value that each could have, with the
    line's values.

    Features that describe the page as a whole are left out: they speak for or against every line of it.
    """
    _, steps = _weights()
    losses = []
    for name, (thresholds, totals) in steps.items():
        if name not in OF_THE_PAGE:
            losses.append((totals[bisect_right(thresholds, columns[name][line])] - max(totals), name))
    return [f"{name.replace('_', ' ')} {columns[name][line]:.3g}" for loss, name in sorted(losses)[:count] if loss < 0]
