"""Tells a stub, which is only the beginning of an article, from a copy that an editor trimmed.

Paywalls, feeds and portals show the first paragraphs, and a line such as "subscribe to read on". The whole article
speaks for both, whichever came first.
"""

from collections.abc import Sequence
from typing import Literal

from news_pipeline.duplicates.facts import FactualText
from news_pipeline.duplicates.gaps import trimmed
from news_pipeline.duplicates.overlap import Passage

Side = Literal["a", "b"]

MOST_OF_WHOLE = 0.6
"""A stub has at most this share of the article's words. By judgement: what is longer may be a version of its own."""
HEAD = 15
"""Words before the first passage, on either side: a dateline, a credit, a headline."""
EDIT = 5
"""Words of one place that may differ: spellings, figures. An editor cuts more."""
TAIL = 30
"""The stub's last words may be its own, if they name nobody: an invitation to subscribe."""


def stub_side(a: FactualText, b: FactualText, passages: Sequence[Passage]) -> Side | None:
    """Which of two texts is only the beginning of the other; None: neither. Swapping the texts swaps the answer."""
    if len(a.hashes) <= MOST_OF_WHOLE * len(b.hashes):
        return "a" if _is_beginning(a, passages) else None
    if len(b.hashes) <= MOST_OF_WHOLE * len(a.hashes):
        turned = sorted(Passage(one.first_b, one.first_a, one.words) for one in passages)
        return "b" if _is_beginning(b, turned) else None
    return None


def _is_beginning(text: FactualText, passages: Sequence[Passage]) -> bool:
    """Whether the text is the other's beginning, given the passages that they share, its own place first."""
    own = other = 0
    for number, passage in enumerate(trimmed(passages)):
        allowed = EDIT if number else HEAD
        if not (0 <= passage.first_a - own <= allowed and 0 <= passage.first_b - other <= allowed):
            if number:
                break
            return False
        own, other = passage.first_a + passage.words, passage.first_b + passage.words
    tail = text.facts[own:]
    return len(tail) <= TAIL and all(fact is None or fact.kind == "figure" for fact in tail)
