"""Refusals: texts that hold no article, with a reason that a person can count.

Here: what each reason needs, from wordings (refusal_wordings.csv), lengths and the marks of a page. Elsewhere: these
marks (page_kinds.py), single lines (tail.py, model.py), what a person can do about each reason (reasons.py).
A long body is never refused for its wording, and a short one only where it holds little else.
"""

import re
from dataclasses import dataclass
from functools import cache

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import FOLDER, ends_sentence
from news_pipeline.shared.results import Rejected

FEWEST_WORDS = 5
"""An agency's flash of one short sentence is an article."""
STUB_WORDS = 120
"""Longer bodies are not looked at."""
NO_HEADLINE = 45
"""A line of so many words is prose, though its end be missing."""
PAGE_WORDS = 25
"""Where fewer words were found in an HTML page, the page's own marks and its other text are asked."""
_SHORT_PAGE = 250
_MOST_LOOKED_AT = 40_000
_OPENING = 1_500
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class _Rule:
    """When a wording makes a refusal."""

    reason: str
    body_words: int
    """Only of bodies with fewer words."""
    all_words: int = 10_000
    """Only if all lines together, removed ones too, have fewer words."""
    is_opening: bool = False
    """Only if the wording stands among the first lines."""
    share: float = 0.0
    """Only if paragraphs with such wordings make up more than this share of the body's words."""
    is_bare: bool = False
    """Only of bodies without a sentence."""
    times: int = 1
    """Only if it stands there so often."""
    weight: str = "sure"


_RULES = (
    _Rule("bot_check", body_words=60, all_words=_SHORT_PAGE),
    _Rule("error_page", body_words=60, all_words=_SHORT_PAGE, is_opening=True),
    _Rule("consent_wall", body_words=STUB_WORDS, share=0.4),
    _Rule("paywall_stub", body_words=STUB_WORDS),
    _Rule("paywall_stub", body_words=40, all_words=_SHORT_PAGE, weight="hint"),
    _Rule("login_page", body_words=40, all_words=_SHORT_PAGE, is_bare=True),
    _Rule("live_blog_shell", body_words=60),
    _Rule("gallery", body_words=80, times=4),
    _Rule("gallery", body_words=25, all_words=_SHORT_PAGE, weight="hint"),
    _Rule("search_results", body_words=80, is_opening=True),
    _Rule("video_page", body_words=40),
)
"""In this order: a page that is several of these counts under the first."""
_WITH_A_SENTENCE = frozenset({"bot_check", "error_page", "paywall_stub", "live_blog_shell", "gallery", "video_page"})
_OF_A_PAGE = _WITH_A_SENTENCE | {"consent_wall", "login_page", "search_results", "index_page", "redirect_page"}
_FULL_PAGE = 100
"""Words of a page whose text an extractor should have found."""


def refusal(body: str, removed: str, *, navigation_lines: int, html: str = "") -> Rejected | None:
    """Why these texts are no article, or None.

    `body` is what cleaning kept, `removed` the wording of what it took out, `html` the page if it was one.
    """
    words = count_words(body)
    everything = f"{body}\n{removed}"[:_MOST_LOOKED_AT]
    if not everything.strip() and not html:
        return Rejected("empty_text", "no visible character")
    found = _by_wording(body, everything, words) if words < STUB_WORDS else None
    if found is None and words < PAGE_WORDS and html:
        found = _of_page(body, html, words)
    if found is None and words < STUB_WORDS and navigation_lines >= 15 and not _has_sentence(body):
        found = Rejected("index_page", f"{navigation_lines} lines of navigation or teasers, {words} words besides")
    if found is None and words < FEWEST_WORDS:
        found = Rejected("too_short", f"{words} words of story, at least {FEWEST_WORDS} are needed")
    return found


def _by_wording(body: str, everything: str, words: int) -> Rejected | None:
    all_words = count_words(everything)
    for rule in _RULES:
        if words >= rule.body_words or all_words >= rule.all_words or (rule.is_bare and _has_sentence(body)):
            continue
        wording = _wording(rule.reason, rule.weight)
        found = list(wording.finditer(everything[:_OPENING] if rule.is_opening else everything))
        if len(found) >= rule.times and _share(wording, body) >= rule.share:
            return Rejected(rule.reason, f"{words} words, beside: {_shown(found[0])}")
    return None


def _of_page(body: str, html: str, words: int) -> Rejected | None:
    """A page in which hardly any text was found: what all its text says, then its marks.

    Forms and players that are there, but not shown, say much; where a sentence was found, fewer reasons count.
    """
    from news_pipeline.cleaning.html_page_kind import page_kind, visible_text  # noqa: PLC0415 few pages come here

    shown = visible_text(html)
    all_words = count_words(shown)
    if not all_words:
        kind = page_kind(html)
        return Rejected(*kind) if kind else Rejected("empty_text", "the page shows no text")
    reasons = _WITH_A_SENTENCE if _has_sentence(body) else _OF_A_PAGE
    for rule in _RULES:
        limit = min(rule.all_words, _SHORT_PAGE) if rule.reason == "consent_wall" else rule.all_words
        if rule.reason in reasons and rule.weight == "sure" and all_words < limit:
            opening = shown[: _OPENING if rule.is_opening else _MOST_LOOKED_AT]
            found = list(_wording(rule.reason, rule.weight).finditer(opening))
            if len(found) >= rule.times:
                return Rejected(rule.reason, f"{words} words of story in the page, which says: {_shown(found[0])}")
    kind = page_kind(html)
    if kind and kind[0] in reasons and (kind[0] != "login_page" or words < FEWEST_WORDS):
        return Rejected(kind[0], f"{words} words of story in the page; {kind[1]}")
    if all_words >= _FULL_PAGE and words < FEWEST_WORDS:
        return Rejected("no_article", f"{words} words of story among the {all_words:,} words of the page")
    return None


def _has_sentence(body: str) -> bool:
    """A line that ends as a sentence, or one so long that it is no headline."""
    sizes = ((line, count_words(line)) for line in body.split("\n"))
    return any(words >= FEWEST_WORDS and (words >= NO_HEADLINE or ends_sentence(line)) for line, words in sizes)


def _shown(found: re.Match[str]) -> str:
    return " ".join(found.group().split())[:_QUOTED]


def _share(pattern: re.Pattern[str], body: str) -> float:
    """Share of the body's words that stand in paragraphs with the pattern; 1 for an empty body."""
    paragraphs = body.split("\n\n")
    hit = sum(count_words(p) for p in paragraphs if pattern.search(p))
    total = count_words(body)
    return hit / total if total else 1.0


@cache
def _wording(reason: str, weight: str) -> re.Pattern[str]:
    lines = (FOLDER / "refusal_wordings.csv").read_text(encoding="utf-8").splitlines()[3:]
    rows = [line.split("\t") for line in lines]
    patterns = [pattern for code, its_weight, pattern in rows if (code, its_weight) == (reason, weight)]
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)
