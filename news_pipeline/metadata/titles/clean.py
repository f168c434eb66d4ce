"""Cleans one candidate of a title: the headline without the site's name or section around it."""

import re
from functools import lru_cache

from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.metadata.placeholders import is_part_of_site, is_placeholder
from news_pipeline.metadata.plain_text import plain

MAX_TITLE = 500
REMEMBERED = 200
"""Sites whose forms are kept, and wordings."""
_SEPARATOR = re.compile(r"\s+(?:[|¦–—·・»«›‹•←→▸►■⋆－⁄／∣❘]|::|//|>{1,2}|-{1,2})\s+|\s?[|｜]\s?")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_EDGE = " \t|¦｜–—―－-·・•»«›‹←→:/\\~>►▶▸■⋆★@_"
"""What may stand around a headline that is gone."""
_BARS = " |¦｜–—―－·・•»«›‹←→~►▶▸■⋆★"
"""What stands around a headline only where a site's name is gone."""
_PARTNERS = {"«": "»", "»": "«", "‹": "›", "›": "‹"}
_GLUE = re.compile(
    r"\s[|¦–—―－·・•»«›‹←→:/⁄／∣❘\\~>►▶▸■⋆★@_*+#=-]{1,3}\s*$|\s?[|｜–—―»«›‹~►▶▸■⋆★：]\s*$|\s[(\[]$|:{2}\s*$"
)
"""The end of a headline before its site's name."""
_GLUE_AFTER = re.compile(r"^\s*[|¦｜–—―－·・•»«›‹←→~>►▶▸■⋆★：]{1,3}\s*|^\s?:{1,2}\s+|^\s+[-/\\@_*+#=]{1,3}\s+")
"""What follows a site's name before its headline."""
_MIN_HEADLINE = 8
"""Characters of a headline beside a site's name."""


def clean_title(raw: str, site_names: tuple[str, ...]) -> str | None:
    """The headline in plain text, a site's name cut at either end; None if nothing is left.

    site_names: names and domains by which the site is known. Cuts an end only if it is one of them: a dash or bar
    inside a headline stays.
    """
    return _cleaned(raw[: MAX_TITLE * 4], site_names)


@lru_cache(maxsize=REMEMBERED)
def _cleaned(raw: str, site_names: tuple[str, ...]) -> str | None:
    """Several places of a page say the same, and each is asked for more than once."""
    text = _without_bars(plain(raw)[:MAX_TITLE]).removeprefix("- ").removesuffix(" -").strip()
    sites = _all_folds(site_names)
    for _ in range(3):
        shorter = _without_name(_without_site(text, sites), site_names)
        if shorter != text and (mark := _SEPARATOR.search(shorter)) and is_part_of_site(shorter[: mark.start()]):
            shorter = shorter[mark.end() :]  # "Coast Post > News > Headline"
        if shorter == text:
            break
        text = shorter
    bare = text.strip(_EDGE)
    is_word = any(character.isalnum() for character in bare) and (len(bare) >= 3 or not bare.isascii())
    is_empty = is_placeholder(text) or is_part_of_site(bare)
    return text if is_word and not is_empty and fold_site_name(text) not in sites else None


def _without_bars(text: str) -> str:
    """The text without bars around it; a guillemet that closes or opens a quotation of it stays."""
    bare = text.strip(_BARS)
    place = text.find(bare)
    before, after = text[:place].rstrip()[-1:], text[place + len(bare) :].lstrip()[:1]
    opens = _PARTNERS.get(before) == after or _PARTNERS.get(before, bare + " ") in bare
    closes = _PARTNERS.get(after) == before or _PARTNERS.get(after, bare + " ") in bare
    return f"{before if opens else ''}{bare}{after if closes else ''}"


def _without_name(text: str, site_names: tuple[str, ...]) -> str:
    """The text without a name of the site at its end or beginning, behind any separator or in brackets."""
    folded = text.casefold()
    if len(folded) != len(text):
        return text
    for name in site_names:
        site = _plain_site(name)
        if not 1 < len(site) < len(folded) - _MIN_HEADLINE:
            continue
        closing = folded[-1] if folded[-1] in ")]" else ""
        if folded.endswith(site + closing) and (glue := _GLUE.search(text[: -len(site + closing)])):
            return text[: glue.start()].strip() or text
        if folded.startswith(site) and (glue := _GLUE_AFTER.match(text[len(site) :])):
            return text[len(site) + glue.end() :].strip() or text
    return text


def _without_site(text: str, sites: frozenset[str]) -> str:
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


def _is_site(part: str, sites: frozenset[str]) -> bool:
    folded = fold_site_name(part)
    return bool(folded) and (folded in sites or folded.replace(" ", "") in sites)


@lru_cache(maxsize=REMEMBERED)
def _all_folds(site_names: tuple[str, ...]) -> frozenset[str]:
    """A page has many candidates and few sites."""
    return frozenset(fold for name in site_names for fold in _folds(name))


@lru_cache(maxsize=REMEMBERED)
def _plain_site(name: str) -> str:
    return plain(name).casefold()


def _folds(name: str) -> tuple[str, ...]:
    folded = fold_site_name(name)
    if not folded:
        return ()
    bare = re.sub(r"^www\s", "", folded)
    first = bare.split(" ")[0] if re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", name.strip().lower()) else ""
    return tuple(text for text in (folded, bare, bare.replace(" ", ""), first) if len(text) > 1)
