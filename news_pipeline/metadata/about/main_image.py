"""Finds the main image of a page and whom it credits for it."""

import re
from collections.abc import Iterator

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.outlets.urls import completed, encoded, is_web_address
from news_pipeline.metadata.page.json_ld import is_article, strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.plain_text import plain
from news_pipeline.readers.document import Field

MAX_CREDIT = 120
"""Characters of a credit; a longer text is a caption."""
_IMAGE_METAS = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
_SITE_IMAGE = re.compile(
    r"(?:^|[/_.-])(?:logo|logos|favicon|placeholder|default[-_]?(?:image|img|og|share|social)?|no-?image|blank|spacer|"
    r"apple-touch-icon|avatar|gravatar|fallback)(?:$|[/_.-])|\.(?:svg|ico)(?:$|\?)",
    re.IGNORECASE,
)
"""An address that says that it is a site's own sign and no picture of the story."""
_CREDIT_KEYS = ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
_CREDIT_LABEL = re.compile(
    r"^\W*(?:(?:photo(?:graph)?s?|image|picture|foto(?:s|graf\w*)?|bild(?:er)?|credits?|crédits?|source|quelle|copyright|©|\(c\))"
    r"(?:\s(?:credits?|by|courtesy|nachweis|quelle|von|par|por))?(?:\s(?:of))?\s*[:/]?\s*)+",
    re.IGNORECASE,
)


def image_evidence(page: Page | None, fields: tuple[Field, ...]) -> Iterator[Evidence]:
    """The addresses of the main image, the most trusted place first; what is a logo is refused."""
    base = page.base if page else None
    for field in fields:
        if field.name == "image":
            yield _image_row(field.value, f"json:{field.key}", base)
    for name in _IMAGE_METAS if page else ():
        if page and (text := page.meta(name)):
            yield _image_row(text, f"meta:{name}", base)
    for node in page.nodes if page else ():
        if is_article(node):
            for key in ("url", "contentUrl"):
                for text in strings(node.get("image"), key)[:1]:
                    yield _image_row(text, "json_ld.image", base)
            for text in strings(node.get("thumbnailUrl"), "url")[:1]:
                yield _image_row(text, "json_ld.thumbnailUrl", base)


def _image_row(text: str, source: str, base: str | None) -> Evidence:
    url = completed(text.strip(), base)
    refused = "no web address" if not is_web_address(url) else "a site's own sign" if _SITE_IMAGE.search(url) else None
    return Evidence("image_url", None if refused else encoded(url), source, cut(text), confidence=0.9, refused=refused)


def credit_evidence(page: Page | None, image: str | None) -> Iterator[Evidence]:
    """Whom the page credits for its main image: JSON-LD, then the first credit shown in a figure near the headline."""
    if page is None or image is None:
        return
    for node in page.nodes:
        if is_article(node):
            for key in _CREDIT_KEYS:
                for each in _members(node.get("image")):
                    for text in strings(each.get(key))[:1] if isinstance(each, dict) else ():
                        yield _credit_row(text, f"json_ld.image.{key}", 0.85)
    for mark in page.credits[:1]:
        yield _credit_row(mark.value, "figure", 0.7)


def _members(value: object) -> list[object]:
    return value[:5] if isinstance(value, list) else [value]


def _credit_row(text: str, source: str, confidence: float) -> Evidence:
    name = _CREDIT_LABEL.sub("", plain(text)).strip(" .,;:|()[]")
    is_credit = 1 < len(name) <= MAX_CREDIT and "://" not in name and any(letter.isalpha() for letter in name)
    refused = None if is_credit else "no credit"
    return Evidence(
        "image_credit", name if is_credit else None, source, cut(text), confidence=confidence, refused=refused
    )
