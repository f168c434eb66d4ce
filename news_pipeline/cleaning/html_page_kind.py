"""What a page's own marks say it is, where no article's text was found in it; and all text that a page shows."""

import re
from collections.abc import Iterator

from resiliparse.extract.html2text import extract_plain_text

from news_pipeline.cleaning.reasons import Reason
from news_pipeline.readers.markup import with_bounded_tags

HEAD_CHARACTERS = 1_000_000
"""Characters of a page whose marks are looked at."""
LONGEST_PAGE = 20_000_000
"""Characters of a page that are read; what stands beyond them is not."""
LONGEST_REDIRECT = 2_000
"""Characters of a page whose script only sends the browser on to another address."""
LONGEST_CHALLENGE = 20_000
"""Characters of a page that is a check for robots."""
_OG_TYPE = re.compile(
    r"""<meta\b[^>]{0,300}?\bproperty\s*=\s*["']?og:type["']?[^>]{0,300}?\bcontent\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_LINKED_TYPE = re.compile(r""""@type"\s*:\s*(?:\[\s*)?"(?:https?://schema\.org/)?(\w+)\"""")
_REDIRECT = re.compile(
    r"""<meta\b[^>]{0,100}?\bhttp-equiv\s*=\s*["']?refresh["']?[^>]{0,100}?\bcontent\s*=\s*["']?\s*[0-5]\s*;\s*url""",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(r"<script[^>]*>[^<]{0,300}\blocation(?:\.href)?\s*=|\blocation\.replace\(")
_CHALLENGE = re.compile(
    r"_Incapsula_Resource|/cdn-cgi/challenge-platform/h/|captcha-delivery\.com|\bcf-chl-|px-captcha"
)
_PASSWORD = re.compile(r"""<input\b[^>]{0,300}?\btype\s*=\s*["']?password""", re.IGNORECASE)
_NOT_FREE = re.compile(r""""isAccessibleForFree"\s*:\s*"?false""", re.IGNORECASE)
_BY_TYPE = (
    (Reason.LIVE_BLOG_SHELL, {"LiveBlogPosting"}),
    (Reason.GALLERY, {"ImageGallery", "MediaGallery"}),
    (Reason.SEARCH_RESULTS, {"SearchResultsPage"}),
    (Reason.VIDEO_PAGE, {"VideoObject"}),
    (Reason.INDEX_PAGE, {"CollectionPage", "ItemList"}),
)
"""Types of schema.org that a page's JSON-LD names."""
_BESIDE_ARTICLES = frozenset({Reason.INDEX_PAGE, Reason.VIDEO_PAGE})
"""Pages of articles name these types too, for what else is on the page."""
_ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle"}


def page_kind(html: str) -> tuple[Reason, str] | None:
    """The reason why a page without an article's text has none, and the mark that says so; None if no mark does."""
    return next(_kinds(html), None)


def _kinds(html: str) -> Iterator[tuple[Reason, str]]:
    head = html[:HEAD_CHARACTERS]
    if _REDIRECT.search(head) or (len(html) < LONGEST_REDIRECT and _SCRIPTED.search(head)):
        yield Reason.REDIRECT_PAGE, "it sends the browser on to another address"
    if len(html) < LONGEST_CHALLENGE and (check := _CHALLENGE.search(head)):
        yield Reason.BOT_CHECK, f"it holds a check for robots ({check.group()})"
    found = _OG_TYPE.search(head)
    if found and found[1].lower().startswith("video"):
        yield Reason.VIDEO_PAGE, f"og:type is {found[1][:40]}"
    types = set(_LINKED_TYPE.findall(head))
    for reason, names in _BY_TYPE:
        if names & types and not (reason in _BESIDE_ARTICLES and types & _ARTICLES):
            yield reason, f"its JSON-LD names a {min(names & types)}"
    if _NOT_FREE.search(head):
        yield Reason.PAYWALL_STUB, "its JSON-LD says that it is not free to read"
    if _PASSWORD.search(head):
        yield Reason.LOGIN_PAGE, "it asks for a password"


def visible_text(html: str) -> str:
    """All text that the page shows, one line a block: 20 times as fast as finding the article in it."""
    page = with_bounded_tags(html[:LONGEST_PAGE]).encode("utf-8", "replace").decode()
    text = extract_plain_text(
        page, main_content=False, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False
    )
    return "\n".join(line.strip() for line in str(text or "").splitlines())
