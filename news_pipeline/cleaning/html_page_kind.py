"""What a page's own marks say it is: the kind of an article, and why a page without an article's text has none."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from news_pipeline.cleaning.reasons import Reason

if TYPE_CHECKING:
    from news_pipeline.cleaning.page_kinds.page_marks import PageMarks

HEAD_CHARACTERS = 1_000_000
"""Characters of a page whose marks are looked at."""
LONGEST_REDIRECT = 2_000
"""Characters of a page whose script only sends the browser on to another address."""
LONGEST_CHALLENGE = 20_000
"""Characters of a page that is a check for robots."""
_REDIRECT = re.compile(
    r"""<meta\b[^>]{0,100}?\bhttp-equiv\s*=\s*["']?refresh["']?[^>]{0,100}?\bcontent\s*=\s*["']?\s*[0-5]\s*;\s*url""",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(r"<script[^>]*>[^<]{0,300}\blocation(?:\.href)?\s*=|\blocation\.replace\(")
_CHALLENGE = re.compile(
    r"_Incapsula_Resource|/cdn-cgi/challenge-platform/h/|captcha-delivery\.com|\bcf-chl-|px-captcha"
)
_BY_TYPE = (
    (Reason.LIVE_BLOG_SHELL, {"LiveBlogPosting"}),
    (Reason.GALLERY, {"ImageGallery", "MediaGallery"}),
    (Reason.SEARCH_RESULTS, {"SearchResultsPage"}),
    (Reason.VIDEO_PAGE, {"VideoObject"}),
    (Reason.INDEX_PAGE, {"CollectionPage", "ItemList"}),
)
"""Types of schema.org that a page's JSON-LD names."""
_BESIDEARTICLES = frozenset({Reason.INDEX_PAGE, Reason.VIDEO_PAGE})
"""Pages of articles name these types too, for what else is on the page."""
ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle"}
_LIVE = {"LiveBlogPosting"}
_KINDS = (
    ("gallery", {"ImageGallery", "MediaGallery"}),
    ("forum", {"DiscussionForumPosting", "QAPage"}),
)
MARKED_KINDS = ("live", "gallery", "forum", "video")
"""Kinds of page that only marks tell."""


def marked_kind(marks: "PageMarks") -> str | None:
    """One of MARKED_KINDS that the page says it is. Articles hold galleries and films, too, and name them."""
    types = {*marks.linked_types, *marks.item_types}
    if _LIVE & types:
        return "live"
    if types & ARTICLES:
        return None
    found = next((kind for kind, names in _KINDS if names & types), None)
    return found or ("video" if _is_video(marks) else None)


def _is_video(marks: "PageMarks") -> bool:
    return marks.metas.get("og:type", "").lower().startswith("video")


def no_article_mark(html: str, marks: "PageMarks") -> tuple[Reason, str] | None:
    """The reason why a page without an article's text has none, and the mark that says so; None if no mark does."""
    return next(_marks_against(html, marks), None)


def _marks_against(html: str, marks: "PageMarks") -> Iterator[tuple[Reason, str]]:
    head = html[:HEAD_CHARACTERS]
    if _REDIRECT.search(head) or (len(html) < LONGEST_REDIRECT and _SCRIPTED.search(head)):
        yield Reason.REDIRECT_PAGE, "it sends the browser on to another address"
    if len(html) < LONGEST_CHALLENGE and (check := _CHALLENGE.search(head)):
        yield Reason.BOT_CHECK, f"it holds a check for robots ({check.group()})"
    if _is_video(marks):
        yield Reason.VIDEO_PAGE, f"og:type is {marks.metas['og:type'][:40]}"
    types = set(marks.linked_types)
    for reason, names in _BY_TYPE:
        if names & types and not (reason in _BESIDEARTICLES and types & ARTICLES):
            yield reason, f"its JSON-LD names a {min(names & types)}"
    if marks.says_not_free:
        yield Reason.PAYWALL_STUB, "its JSON-LD says that it is not free to read"
    if marks.asks_password:
        yield Reason.LOGIN_PAGE, "it asks for a password"
