"""Kinds of pages: what a page's own marks say it is, where the text of an article was not found in it.

Here: og:type, JSON-LD types, an immediate redirect, a password field, and all visible text. Elsewhere: what they are
worth (refusals.py), the article's text (html.py), metadata of articles (metadata/).
"""

import re
from collections.abc import Iterator

from resiliparse.extract.html2text import extract_plain_text

_LOOKED_AT = 1_000_000
_LONGEST = 20_000_000
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
_SHORT_PAGE = 2_000
_LONGEST_CHALLENGE = 20_000

_BY_TYPE = (
    ("live_blog_shell", {"LiveBlogPosting"}),
    ("gallery", {"ImageGallery", "MediaGallery"}),
    ("search_results", {"SearchResultsPage"}),
    ("video_page", {"VideoObject"}),
    ("index_page", {"CollectionPage", "ItemList"}),
)
_ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "OpinionNewsArticle"}


def page_kind(html: str) -> tuple[str, str] | None:
    """The reason why a page without an article's text has none, and the mark that says so; None: no mark does."""
    return next(_kinds(html), None)


def _kinds(html: str) -> Iterator[tuple[str, str]]:
    head = html[:_LOOKED_AT]
    if _REDIRECT.search(head) or (len(html) < _SHORT_PAGE and _SCRIPTED.search(head)):
        yield "redirect_page", "it sends the browser on to another address"
    if len(html) < _LONGEST_CHALLENGE and (check := _CHALLENGE.search(head)):
        yield "bot_check", f"it holds a check for robots ({check.group()})"
    found = _OG_TYPE.search(head)
    if found and found[1].lower().startswith("video"):
        yield "video_page", f"og:type is {found[1][:40]}"
    types = set(_LINKED_TYPE.findall(head))
    for reason, names in _BY_TYPE:
        if names & types and not (reason in ("index_page", "video_page") and types & _ARTICLES):
            yield reason, f"its JSON-LD names a {min(names & types)}"
    if _NOT_FREE.search(head):
        yield "paywall_stub", "its JSON-LD says that it is not free to read"
    if _PASSWORD.search(head):
        yield "login_page", "it asks for a password"


def visible_text(html: str) -> str:
    """All text that the page shows, one line a block: 20 times as fast as finding the article in it."""
    page = html[:_LONGEST].encode("utf-8", "replace").decode()
    text = extract_plain_text(
        page, main_content=False, preserve_formatting=True, list_bullets=False, alt_texts=False, links=False
    )
    return "\n".join(line.strip() for line in str(text or "").splitlines())
