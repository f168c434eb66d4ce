"""Chooses section, kind, access, keywords and main image of an article among what page and record say of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from news_pipeline.metadata.about.article_kind import kind_evidence
from news_pipeline.metadata.about.main_image import credit_evidence, image_evidence
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.page.json_ld import Node, is_article, strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.plain_text import plain
from news_pipeline.readers.document import Field

MAX_SECTION = 60
"""Characters of a section's name; a longer one is a sentence."""
MAX_KEYWORD, MAX_KEYWORDS = 80, 50
"""Characters of a keyword, and keywords of an article."""
_SECTION_METAS = ("article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section")
_KEYWORD_METAS = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_FREE = {"true": True, "yes": True, "1": True, "free": True, "false": False, "no": False, "0": False, "locked": False}
_BETWEEN = re.compile(r"(?<!\s)\s*[,，、]\s*")
_BETWEEN_OTHERS = re.compile(r"(?<!\s)\s*[;；|]\s*")


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of an article; None and () where nothing is."""

    section: str | None
    article_kind: str | None
    is_free: bool | None
    keywords: tuple[str, ...]
    image_url: str | None
    image_credit: str | None
    evidence: tuple[Evidence, ...]


def describe(
    page: Page | None, fields: tuple[Field, ...], url: str | None, title: str | None, site_names: tuple[str, ...]
) -> Description:
    """Each value from the first place that says it: the record, the article's JSON-LD, the metas, then the rest."""
    named = list(_sections(page, fields))
    sections = _first(_section_row(text, source, site_names) for text, source in named)
    genres = [(text, "json_ld.genre") for node in _articles(page) for text in strings(node.get("genre"))[:3]]
    kinds = _first(kind_evidence(page, [*named, *genres], url, title))
    access = _first(_access(page))
    keywords = _keywords(page, fields)
    images = _first(image_evidence(page, fields))
    credits_ = _first(credit_evidence(page, _value(images)))
    free = _value(access)
    return Description(
        section=_value(sections),
        article_kind=_value(kinds),
        is_free=None if free is None else free == "true",
        keywords=tuple(row.value for row in keywords if row.is_chosen and row.value),
        image_url=_value(images),
        image_credit=_value(credits_),
        evidence=(*sections, *kinds, *access, *keywords, *images, *credits_),
    )


def _first(rows: Iterable[Evidence]) -> list[Evidence]:
    """The rows, the first with a value chosen."""
    found = list(dict.fromkeys(rows))
    chosen = next((row for row in found if row.value is not None), None)
    return [replace(row, is_chosen=row is chosen) for row in found]


def _value(rows: list[Evidence]) -> str | None:
    return next((row.value for row in rows if row.is_chosen), None)


def _articles(page: Page | None) -> list[Node]:
    return [node for node in page.nodes if is_article(node)] if page else []


def _sections(page: Page | None, fields: tuple[Field, ...]) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.name == "section":
            yield field.value, f"json:{field.key}"
    for node in _articles(page):
        for text in strings(node.get("articleSection"))[:3]:
            yield text, "json_ld.articleSection"
    for name in _SECTION_METAS if page else ():
        if page and (said := page.meta(name)):
            yield said, f"meta:{name}"


def _section_row(text: str, source: str, site_names: tuple[str, ...]) -> Evidence:
    """The section's name; refused where it is none: an address, a sentence, the outlet itself."""
    name = plain(text).strip(" |/>-–—·•,;:")
    is_site = name.casefold() in {site.casefold() for site in site_names}
    is_name = 1 < len(name) <= MAX_SECTION and "://" not in name and any(letter.isalpha() for letter in name)
    refused = "the outlet itself" if is_site else None if is_name else "no name of a section"
    return Evidence("section", None if refused else name, source, cut(text), confidence=0.9, refused=refused)


def _access(page: Page | None) -> Iterator[Evidence]:
    for node in _articles(page):
        given = node.get("isAccessibleForFree")
        for text in (str(given),) if isinstance(given, bool | int) else strings(given, "@value")[:1]:
            yield _access_row(text, "json_ld.isAccessibleForFree", 0.9)
    if page and (tier := page.meta("article:content_tier")):
        yield _access_row(tier, "meta:article:content_tier", 0.85)
    if page and (said := page.meta("isaccessibleforfree")):
        yield _access_row(said, "meta:isaccessibleforfree", 0.85)


def _access_row(text: str, source: str, confidence: float) -> Evidence:
    free = _FREE.get(re.split(r"[/:#]", text.strip())[-1].casefold())
    refused = "neither free nor locked" if free is None else None
    value = None if free is None else str(free).lower()
    return Evidence("is_free", value, source, cut(text), confidence=confidence, refused=refused)


def _keywords(page: Page | None, fields: tuple[Field, ...]) -> list[Evidence]:
    """The keywords of the first place that has any; those of other places stay as evidence."""
    given = [field for field in fields if field.name == "keywords"]
    metas = page.metas if page else ()
    places = [
        *[(f"json:{key}", [field.value for field in given if field.key == key]) for key in {f.key: 0 for f in given}],
        *[("json_ld.keywords", list(strings(node.get("keywords")))) for node in _articles(page)],
        *[(f"meta:{name}", [meta.content for meta in metas if meta.name == name]) for name in _KEYWORD_METAS],
    ]
    rows: list[Evidence] = []
    for source, texts in places:
        is_chosen = not any(row.is_chosen for row in rows)
        seen: dict[str, str] = {}
        for text in texts:
            for word in _words_of(text):
                seen.setdefault(word.casefold(), word)
        rows += [
            Evidence("keywords", word, source, cut(word), confidence=0.9, is_chosen=is_chosen)
            for word in list(seen.values())[:MAX_KEYWORDS]
        ]
    return rows


def _words_of(text: str) -> list[str]:
    whole = plain(text)
    between = _BETWEEN if _BETWEEN.search(whole) else _BETWEEN_OTHERS
    words = (word.strip(" \"'#") for word in between.split(whole))
    return [word for word in words if 1 < len(word) <= MAX_KEYWORD and any(letter.isalnum() for letter in word)]
