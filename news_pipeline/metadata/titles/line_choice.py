"""Chooses the title of a plain text among all its lines by what speaks for each, or none of them.

The model is boosted trees over line_features.py, in trees.npz. Its answer is a probability, told from the trees' odds,
the next other wording, and what the story and cleaning say of it. Calibrated on texts of web sites, and articles below
a header, that the trees had not seen; of the 543 texts below .3, most do not show their title:

    said            right    texts
    .95 to 1         .96      746
    .90 to .95       .91      438
    .80 to .90       .84      354
    .70 to .80       .73      192
    .50 to .70       .64      185
    .30 to .50       .50      109
    below .30        .06      543
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from news_pipeline.metadata.titles.line_features import Features, candidates
from news_pipeline.metadata.titles.text_lines import Part, TextLine
from news_pipeline.shared.boosted_trees import Floats, Trees, log_odds, read_arrays, trees_of

SURENESS = (0.814, 0.216, -0.087, -0.051, 0.351, -0.999, 0.364, -0.726)
"""Weights of what `sureness` tells, the constant last (as J. Platt, 1999), fitted by tools.title_model.fit."""
MOST_AHEAD = 8.0
"""Log odds; a rival that is further behind says no more."""
THRESHOLD = 0.4
"""Below it there is no title. Cross-validated by web site on 623 texts of web pages, .87 of titles and .92 of answers
are right; at 0 both are .89, at .8 .70 and .95."""
MIN_ALONE = 15
"""Characters of a headline that stands on a line of its own and beside a site's name on another."""
WORDS_ALONE = 4
"""Words of a headline that stands on a line of its own, and behind other words on another, without a sign between."""
_SEPARATES = re.compile(r"^\s*[|–—·»«•>/-]{1,2}\s|.*\s[|–—·»«•>/-]{1,2}\s*$")
SHOWN = 4
"""Candidates that stay as evidence."""


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line, or part of one, that may be the title."""

    text: str
    number: int
    """Line of the text."""
    probability: float


@cache
def title_trees() -> Trees:
    """The trees of trees.npz."""
    return trees_of(read_arrays(__package__, "trees.npz"))


def likely_titles(lines: Sequence[TextLine]) -> list[TitleLine]:
    """The best candidates, the most probable first, each wording once; of equal ones the upper."""
    parts, features = candidates(lines)
    if not parts:
        return []
    odds = log_odds(title_trees(), features)
    chance = _chance(sureness(odds, parts, features))
    found: dict[str, TitleLine] = {}
    for i in np.argsort(-odds, kind="stable").tolist():
        part = parts[i]
        # losers keep their distance to the best
        own = chance if not found else min(chance, _share(float(odds[i]), float(odds.max())) * (1 - chance))
        found.setdefault(part.text.casefold(), TitleLine(part.text, lines[part.index].number, round(own, 3)))
        if len(found) == SHOWN:
            break
    return _alone(list(found.values()), [part.text for part in parts if part.kind == 0])


def sureness(odds: Floats, parts: Sequence[Part], features: Features) -> tuple[float, ...]:
    """What tells the probability of the best candidate.

    Its odds, how far the best other wording is, how many candidates there are, what the story says of it, whether
    cleaning calls it a title, and what an address near the top says of it.
    """
    best = int(odds.argmax())
    text = parts[best].text.casefold()
    rivals = [float(odds[i]) for i, part in enumerate(parts) if not _is_inside(part.text.casefold(), text)]
    return (
        float(odds[best]),
        min(MOST_AHEAD, float(odds[best]) - max(rivals, default=-MOST_AHEAD)),
        math.log(len(parts)),
        float(features["in_lead_number"][best]),
        float(features["in_story"][best]),
        float(features["is_titled"][best]),
        float(features["in_address"][best]),
    )


def _is_inside(one: str, other: str) -> bool:
    return one in other or other in one


def _share(odds: float, best: float) -> float:
    return 1 / (1 + math.exp(best - odds))


def _chance(evidence: Sequence[float]) -> float:
    *weights, constant = SURENESS
    odds = sum(weight * value for weight, value in zip(weights, evidence, strict=True)) + constant
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _alone(found: list[TitleLine], whole: list[str]) -> list[TitleLine]:
    """The best candidate without what its line adds, if the rest is a line of its own elsewhere."""
    best = found[0]
    shorter = [
        text
        for text in whole
        if MIN_ALONE <= len(text) < len(best.text) and (best.text.startswith(text) or best.text.endswith(text))
    ]
    text = max(shorter, key=len, default=None)
    if text is None or not (_is_beside(best.text, text) or _is_behind(best.text, text)):
        return found
    return [replace(best, text=text), *(each for each in found[1:] if each.text != text)]


def _is_beside(text: str, shorter: str) -> bool:
    """Whether a sign separates the shorter text from the rest."""
    return _SEPARATES.match(text.removeprefix(shorter).removesuffix(shorter)) is not None


def _is_behind(text: str, shorter: str) -> bool:
    """Whether the shorter text is the end of the other, behind a space, and long enough to be no accident."""
    before = text.removesuffix(shorter)
    return before != text and before.endswith(" ") and before[-2:] != ": " and len(shorter.split()) >= WORDS_ALONE
