"""How often lines that begin with a word, and whole short lines, are of a story: counted over web sites, in log odds.

`tools/line_model` counts them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.cleaning.characters import without_edges

LONGEST_KEY = 60
"""Characters of a line that is looked up as a whole."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class LineOdds:
    """Log odds against the mean; what is missing says nothing."""

    of_words: Mapping[str, float]
    """By word among the first of a line."""
    of_lines: Mapping[str, float]
    """By line_key."""

    def of_opening(self, words: Sequence[str]) -> tuple[float, float, float]:
        """Mean, least and greatest odds of the words."""
        get = self.of_words.get
        found = [get(word, 0.0) for word in words]
        return (sum(found) / len(found), min(found), max(found)) if found else (0.0, 0.0, 0.0)


NO_ODDS = LineOdds({}, {})


def line_key(folded: str) -> str:
    """A line in small letters without what stands around its words, figures as 0; empty for one too long."""
    return without_edges(_DIGITS.sub("0", folded)) if len(folded) <= LONGEST_KEY else ""
