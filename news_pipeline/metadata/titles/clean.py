"""Cleans one candidate of a title: the headline without the site's name or section around it."""

import html
import re

from news_pipeline.metadata.outlets.known_outlets import fold_site_name

MAX_TITLE = 500
_INVISIBLE = {0xAD: None, 0x200B: None, 0xFEFF: None}
"""Soft hyphens, zero-width spaces and byte order marks."""
_SEPARATOR = re.compile(r"\s+(?:[|–—·»«•]|::|//|-{1,2}|\||►|⋆)\s+|\s?\|\s?")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_NOT_A_TITLE = re.compile(
    r"^(?:home|homepage|news|article|untitled|index|404.*|page not found|access denied|just a moment.*)$", re.IGNORECASE
)


def clean_title(raw: str, site_names: tuple[str, ...]) -> str | None:
    """The headline: spaces joined, entities read, a site's name cut at either end; None if nothing is left.

    site_names: names and domains by which the site is known. Cuts an end only if it is one of them: a dash or bar
    inside a headline stays.
    """
    text = " ".join(html.unescape(raw[: MAX_TITLE * 4]).translate(_INVISIBLE).split())[:MAX_TITLE].strip()
    sites = {fold for name in site_names for fold in _folds(name)}
    for _ in range(3):
        shorter = _without_site(text, sites)
        if shorter == text:
            break
        text = shorter
    if len(text) < 3 or _NOT_A_TITLE.match(text) or fold_site_name(text) in sites:
        return None
    return text


def _without_site(text: str, sites: set[str]) -> str:
    separators = list(_SEPARATOR.finditer(text))
    if not separators:
        return text
    ends = [separator.start() for separator in separators[1:]] + [len(text)]
    for separator, end in list(zip(separators, ends, strict=True))[-4:]:
        segment = text[separator.end() : end]
        is_last = end == len(text)
        if separator.start() > 8 and (_is_site(segment, sites) or (is_last and _DATE.fullmatch(segment.strip()))):
            return text[: separator.start()].strip()
    head = text[: separators[0].start()]
    if _is_site(head, sites):
        return text[separators[0].end() :].strip()
    return text


def _is_site(part: str, sites: set[str]) -> bool:
    folded = fold_site_name(part)
    return bool(folded) and (folded in sites or folded.replace(" ", "") in sites)


def _folds(name: str) -> tuple[str, ...]:
    folded = fold_site_name(name)
    if not folded:
        return ()
    bare = re.sub(r"^www\s", "", folded)
    first = bare.split(" ")[0] if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", name.strip().lower()) else ""
    return tuple(text for text in (folded, bare, bare.replace(" ", ""), first) if len(text) > 1)
