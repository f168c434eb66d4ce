"""Chooses the title of a plain text among all its lines by what speaks for each, or none of them.

The model is boosted trees over line_features.py, in trees.npz. Its answer is a probability,
calibrated on 815 texts of web sites that the trees had not seen:

    said            right    texts
    .95 to 1         .99      247
    .90 to .95       .93      263
    .80 to .90       .84      159
    .70 to .80       .87       45
    .50 to .70       .69       61
    .30 to .50       .63       27
    below .30        .38       13
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from news_pipeline.metadata.titles.line_features import candidates
from news_pipeline.metadata.titles.text_lines import TextLine
from news_pipeline.shared.boosted_trees import Trees, log_odds, read_arrays, trees_of

SLOPE, INTERCEPT = 0.792, -1.169
"""Log odds of the trees to those of being right (J. Platt, 1999), fitted by tools.title_model.fit."""
THRESHOLD = 0.4
"""Below it there is no title. Cross-validated by web site on 623 texts of web pages, .84 of titles and .88 of answers
are right."""
MIN_ALONE = 15
"""Characters of a headline that stands on a line of its own and beside a site's name on another."""
_SEPARATES = re.compile(r"^\s*[|–—·»«•-]{1,2}\s|.*\s[|–—·»«•-]{1,2}\s*$")
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
    found: dict[str, TitleLine] = {}
    for i in sorted(range(len(parts)), key=lambda i: (-odds[i], i)):
        part = parts[i]
        found.setdefault(part.text.casefold(), TitleLine(part.text, lines[part.index].number, _right(float(odds[i]))))
        if len(found) == SHOWN:
            break
    return _alone(list(found.values()), [part.text for part in parts if part.kind == 0])


def _alone(found: list[TitleLine], whole: list[str]) -> list[TitleLine]:
    """The best candidate without what its line adds, if the rest is a line of its own elsewhere."""
    best = found[0]
    shorter = [
        text
        for text in whole
        if MIN_ALONE <= len(text) < len(best.text) and (best.text.startswith(text) or best.text.endswith(text))
    ]
    text = max(shorter, key=len, default=None)
    if text is None or not _SEPARATES.match(best.text.removeprefix(text).removesuffix(text)):
        return found
    return [replace(best, text=text), *(each for each in found[1:] if each.text != text)]


def _right(odds: float) -> float:
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, SLOPE * odds + INTERCEPT)))), 3)
