"""Why a text holds no article, from its wording, its length and the marks of its page.

A long body is never refused for its wording. A short one is refused only where it holds little else.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.html_page_kind import marked_kind, no_article_mark
from news_pipeline.cleaning.phrases import ends_sentence
from news_pipeline.cleaning.reasons import Reason
from news_pipeline.shared.results import Rejected
from news_pipeline.shared.word_tables import word_table

if TYPE_CHECKING:
    from news_pipeline.cleaning.label_page import LabelledPage

FEWEST_WORDS_OF_STORY = 5
"""An agency's flash of one short sentence is an article."""
STUB_WORDS = 120
"""The wording of longer bodies is not looked at."""
TOO_LONG_FOR_HEADLINE = 45
"""A line of so many words is prose, though it may not end as a sentence."""
PAGE_WORDS = 25
"""Where fewer words were found in an HTML page, the page's own marks and its other text are asked."""
FULL_PAGE = 100
"""Words of a page whose text an extractor should have found."""
TEASER_WORDS = 80
"""A shorter story that a notice for subscribers breaks off is a stub; a longer one is an incomplete article."""
SURELY_NO_ARTICLE = 0.8
"""Cross-validated by web site: 69 in 100 listings and products have it, and of 3,669 articles none."""
FURNITURE_LINES = 15
"""Lines of navigation or teasers that make a page without a sentence an index."""
_SHORT_PAGE = 250
_MOST_LOOKED_AT = 40_000
_OPENING = 1_500
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class _Rule:
    """When a wording makes a refusal."""

    reason: Reason
    body_words: int
    """Only of bodies with fewer words."""
    all_words: int = 10_000
    """Only if all lines together, removed ones too, have fewer words."""
    is_opening: bool = False
    """Only if the wording stands among the first lines."""
    share: float = 0.0
    """Only if lines with such wordings, removed ones too, make up more than this share of all words."""
    is_bare: bool = False
    """Only of bodies without a sentence."""
    times: int = 1
    """Only if it stands there so often."""
    weight: str = "sure"
    """Which wordings of refusal_wordings.csv."""


_RULES = (
    _Rule(Reason.BOT_CHECK, body_words=60, all_words=_SHORT_PAGE),
    _Rule(Reason.ERROR_PAGE, body_words=60, all_words=_SHORT_PAGE, is_opening=True),
    _Rule(Reason.CONSENT_WALL, body_words=STUB_WORDS, share=0.4),
    _Rule(Reason.LOGIN_PAGE, body_words=40, all_words=_SHORT_PAGE, is_bare=True),
    _Rule(Reason.LIVE_BLOG_SHELL, body_words=60),
    _Rule(Reason.GALLERY, body_words=80, times=4),
    _Rule(Reason.GALLERY, body_words=25, all_words=_SHORT_PAGE, weight="hint"),
    _Rule(Reason.SEARCH_RESULTS, body_words=80, is_opening=True),
    _Rule(Reason.VIDEO_PAGE, body_words=40),
)
"""In this order: a page that is several of these counts under the first."""
_WITH_A_SENTENCE = frozenset(
    {
        Reason.BOT_CHECK,
        Reason.ERROR_PAGE,
        Reason.PAYWALL_STUB,
        Reason.LIVE_BLOG_SHELL,
        Reason.GALLERY,
        Reason.VIDEO_PAGE,
    }
)
"""What a page may be though a sentence was found in it."""
_OF_A_PAGE = _WITH_A_SENTENCE | {
    Reason.CONSENT_WALL,
    Reason.LOGIN_PAGE,
    Reason.SEARCH_RESULTS,
    Reason.INDEX_PAGE,
    Reason.REDIRECT_PAGE,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a document when it is judged."""

    body: str
    """What cleaning kept."""
    removed: str
    """The wording of what it took out."""
    navigation_lines: int = 0
    notice: str = ""
    """A notice for subscribers at the story's end."""
    html: str = ""
    """The page, if it is one."""
    page: "LabelledPage | None" = None


def refusal(seen: Seen) -> Rejected | None:
    """Why a document is no article, or None."""
    body = seen.body
    words = count_words(body)
    everything = f"{body}\n{seen.removed}"[:_MOST_LOOKED_AT]
    if not everything.strip() and not seen.html:
        return Rejected(Reason.EMPTY_TEXT, "no visible character")
    found = _by_wording(body, everything, words) if words < STUB_WORDS else None
    if found is None and seen.notice and words < TEASER_WORDS:
        found = Rejected(Reason.PAYWALL_STUB, f"{words} words, then: {_quote(seen.notice)}")
    if found is None and words < PAGE_WORDS and seen.page:
        found = _of_page(body, seen.html, seen.page, words)
    if found is None and seen.page and seen.page.source == "blocks":
        found = _by_kind(seen.page)
    if found is None and words < STUB_WORDS and seen.navigation_lines >= FURNITURE_LINES and not _has_sentence(body):
        detail = f"{seen.navigation_lines} lines of navigation or teasers, {words} words besides"
        found = Rejected(Reason.INDEX_PAGE, detail)
    if found is None and words < FEWEST_WORDS_OF_STORY:
        detail = f"{words} words of story, at least {FEWEST_WORDS_OF_STORY} are needed"
        found = Rejected(Reason.TOO_SHORT, detail)
    return found


def page_kind(page: "LabelledPage") -> tuple[str | None, float | None]:
    """The most probable kind of a page with its probability; the kind alone where the page's marks name another."""
    if not page.kinds:
        return None, None
    kind, probability = max(page.kinds.items(), key=lambda each: each[1])
    marked = marked_kind(page.marks)
    if marked and kind.value == "article":
        return marked, None
    return kind.value, round(probability, 3)


def _by_kind(page: "LabelledPage") -> Rejected | None:
    """A page that is surely a listing or a product, or teasers alone. A feed's fragment has no head and is none."""
    by_name = {kind.value: probability for kind, probability in page.kinds.items()}
    if page.teasers and page.marks.metas:
        return Rejected(Reason.INDEX_PAGE, f"{page.teasers} headlines that are links, and little between them")
    listing, product = by_name.get("listing", 0.0), by_name.get("product", 0.0)
    if listing + product < SURELY_NO_ARTICLE or not page.marks.metas:
        return None
    detail = f"listing {listing:.2f}, product {product:.2f}, by markup, words of labels and what repeats"
    return Rejected(Reason.INDEX_PAGE if listing >= product else Reason.PRODUCT_PAGE, detail)


def _by_wording(body: str, everything: str, words: int) -> Rejected | None:
    all_words = count_words(everything)
    for rule in _RULES:
        if words >= rule.body_words or all_words >= rule.all_words or (rule.is_bare and _has_sentence(body)):
            continue
        wording = _wordings(rule.reason, rule.weight)
        found = list(wording.finditer(everything[:_OPENING] if rule.is_opening else everything))
        if len(found) >= rule.times and _share(wording, everything) >= rule.share:
            return Rejected(rule.reason, f"{words} words, beside: {_quoted(found[0])}")
    return None


def _of_page(body: str, html: str, page: "LabelledPage", words: int) -> Rejected | None:
    """A page in which hardly any text was found: what all its text says, then its marks.

    Forms and players that are there but not shown are marks too. Where a sentence was found, fewer reasons count.
    """
    shown = "\n".join(page.texts)
    all_words = count_words(shown)
    kind = no_article_mark(html, page.marks)
    if not all_words:
        return Rejected(*kind) if kind else Rejected(Reason.EMPTY_TEXT, "the page shows no text")
    reasons = _WITH_A_SENTENCE if _has_sentence(body) else _OF_A_PAGE
    for rule in _RULES:
        limit = min(rule.all_words, _SHORT_PAGE) if rule.reason is Reason.CONSENT_WALL else rule.all_words
        if rule.reason in reasons and rule.weight == "sure" and all_words < limit:
            looked_at = shown[: _OPENING if rule.is_opening else _MOST_LOOKED_AT]
            found = list(_wordings(rule.reason, rule.weight).finditer(looked_at))
            if len(found) >= rule.times:
                return Rejected(rule.reason, f"{words} words of story in the page, which says: {_quoted(found[0])}")
    if kind and kind[0] in reasons and (kind[0] is not Reason.LOGIN_PAGE or words < FEWEST_WORDS_OF_STORY):
        return Rejected(kind[0], f"{words} words of story in the page; {kind[1]}")
    if all_words >= FULL_PAGE and words < FEWEST_WORDS_OF_STORY:
        return Rejected(Reason.NO_ARTICLE, f"{words} words of story among the {all_words:,} words of the page")
    return None


def _has_sentence(body: str) -> bool:
    """Whether a line ends as a sentence, or is so long that it is no headline."""
    for line in body.split("\n"):
        words = count_words(line)
        if words >= FEWEST_WORDS_OF_STORY and (words >= TOO_LONG_FOR_HEADLINE or ends_sentence(line)):
            return True
    return False


def _quoted(found: re.Match[str]) -> str:
    return _quote(found.group())


def _quote(text: str) -> str:
    return " ".join(text.split())[:_QUOTED]


def _share(wording: re.Pattern[str], text: str) -> float:
    """Share of the words that stand in lines with the wording; 1 for an empty text."""
    hit = sum(count_words(line) for line in text.split("\n") if wording.search(line))
    total = count_words(text)
    return hit / total if total else 1.0


@cache
def _wordings(reason: Reason, weight: str) -> re.Pattern[str]:
    rows = word_table(f"{__package__}.word_lists", "refusal_wordings.csv")
    patterns = [row["pattern"] for row in rows if (row["reason"], row["weight"]) == (reason, weight)]
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)
