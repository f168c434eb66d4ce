"""Refusals: texts that hold no article, with a reason that a person can count.

Here: error pages, consent walls, paywall stubs (refusal_wordings.csv), empty and too short texts, pages of navigation.
Elsewhere: single lines (tail.py, model.py).
"""

import re
from functools import cache

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import FOLDER, ends_sentence
from news_pipeline.outcomes import Rejected

FEWEST_WORDS = 5
"""An agency's flash of one short sentence is an article."""
STUB_WORDS = 120


@cache
def _wording(reason: str) -> re.Pattern[str]:
    lines = (FOLDER / "refusal_wordings.csv").read_text(encoding="utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in lines]
    return re.compile("|".join(pattern for code, pattern in rows if code == reason), re.IGNORECASE | re.MULTILINE)


_OPENING = 1_500
_SHORT_PAGE = 250


def refusal(body: str, removed: str, *, navigation_lines: int) -> Rejected | None:
    """Why these texts are no article, or None.

    `body` is what cleaning kept, `removed` the wording of what it took out. A long body is never refused for a stray
    phrase in it.
    """
    words = count_words(body)
    everything = f"{body}\n{removed}"[:40_000]
    if not everything.strip():
        return Rejected("empty_text", "no visible character")
    if words < STUB_WORDS and (page := _specific(body, everything, words)):
        return page
    if words < FEWEST_WORDS:
        if navigation_lines >= 15:
            return Rejected("no_article", f"{navigation_lines} lines of navigation or teasers, {words} words besides")
        return Rejected("too_short", f"{words} words of story, at least {FEWEST_WORDS} are needed")
    if words < 40 and navigation_lines >= 40 and not any(ends_sentence(line) for line in body.split("\n\n")):
        return Rejected("no_article", f"{navigation_lines} lines of navigation or teasers and no sentence")
    return None


def _specific(body: str, everything: str, words: int) -> Rejected | None:
    error = _wording("error_page").search(everything[:_OPENING])
    if error and (words < 60 or _wording("error_page").match(body)) and count_words(everything) < _SHORT_PAGE:
        return Rejected("error_page", f"says: {error.group().strip()[:80]}")
    consent = _wording("consent_wall").search(everything)
    if (
        consent
        and (words < 25 or _wording("consent_wall").search(body))
        and _share(_wording("consent_wall"), body) > 0.4
    ):
        return Rejected("consent_wall", f"says: {consent.group().strip()[:80]}")
    paywall = _wording("paywall_stub").search(everything)
    if paywall and words < 40 and count_words(everything) < _SHORT_PAGE:
        return Rejected("paywall_stub", f"{words} words beside: {paywall.group().strip()[:60]}")
    return None


def _share(pattern: re.Pattern[str], body: str) -> float:
    """Share of the body's words that stand in paragraphs with the pattern; 1 for an empty body."""
    paragraphs = body.split("\n\n")
    hit = sum(count_words(p) for p in paragraphs if pattern.search(p))
    total = count_words(body)
    return hit / total if total else 1.0
