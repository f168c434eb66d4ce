"""News agencies whose copy an article is: dateline, byline, credit line.

Here: names of agencies in agencies.csv and the places where they are credits. Elsewhere: authors (authors.py).
"told Reuters" and "Reuters reported" are quotations; a picture credit is about the picture.
"""

import re
from functools import cache

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.shared.domains import registered_domain
from news_pipeline.shared.word_tables import word_table

_PICTURE = re.compile(
    r"getty|photo|image|picture|foto|bild|caption|/\s?(?:AP|AFP|Reuters|EPA|dpa)\b|\b(?:via|file)\b", re.IGNORECASE
)
_PICTURE_WORD = re.compile(r"getty|photo|image|picture|foto|bild", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*(?:[,;/|·•()\[\]]|\s[–—-]+\s|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bmit\b|>>|\bby\b|\bvon\b)\s*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:source|quelle|fonte|fuente|with (?:agency )?inputs? from|inputs from|\(with \w+ inputs\)|"
    r"contributed to this (?:report|story|article)"
    r"|reporting by|this (?:story|article|report) (?:is|was)|published (?:by|from)|copyright|©|\(c\)|"
    r"provided by|syndicated from|from)",
    re.IGNORECASE,
)

_WHOLE_CREDIT = re.compile(r"report|inputs?\b|©|\(c\)|copyright", re.IGNORECASE)
"""In a last line of the body: it credits the text, not a sentence of it."""


@cache
def _variants() -> dict[str, str]:
    return {
        variant: row["name"]
        for row in word_table(__package__, "agencies.csv")
        for variant in row["variants"].split("|")
    }


@cache
def _folded() -> dict[str, str]:
    return {variant.casefold(): name for variant, name in _variants().items() if len(variant) > 4}


@cache
def _alternatives() -> str:
    return "|".join(re.escape(variant) for variant in sorted(_variants(), key=lambda text: (-len(text), text)))


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(
        rf"^.{{0,80}}?[(（/](?P<names>(?:{_alternatives()})"
        rf"(?:[\s,/&-]+(?:{_alternatives()}|[A-Z][\w ]{{1,20}})){{0,2}})[)）/](?:\s?[-–—:.]|$|\s+(?=[A-Z“‘]))",
    )


@cache
def _other_datelines() -> tuple[re.Pattern[str], ...]:
    """Datelines that name the agency without brackets of its own, or in those of East Asia."""
    names = rf"(?P<names>{_alternatives()})"
    return (
        re.compile(rf"^[\[【（(][^\]】）)]{{0,16}}?{names}[^\]】）)]{{0,8}}[\]】）)]"),
        re.compile(rf"^\W?{names}[^\s，。]{{0,14}}?[电電]"),
        re.compile(rf"^[^\W\d_a-zа-яё][^(]{{2,40}}?\d[^(.]{{0,12}}?[,–—-]\s?{names}\s?[-–—.:]\s"),
    )


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[(\[（]|--?\s?|—\s?|^|©\s?)(?P<name>{_alternatives()})(?!\w)(?:[/\s\-\w]{{0,12}})?[)\]）]?\.?\s*$"
    )


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{_alternatives()})(?!\w)")


def agency_named(text: str) -> str | None:
    """The agency whose name or usual short form the whole text is."""
    bare = text.strip(" .,:*").removesuffix("'s")
    return _variants().get(bare) or _folded().get(bare.casefold())


def agencies_in_names(text: str) -> tuple[str, ...]:
    """Agencies among the names of a byline, in order."""
    parts = _SPLIT.split(text[:300])
    return tuple(dict.fromkeys(name for part in parts if part and (name := agency_named(part))))


def dateline_agencies(body: str) -> list[Evidence]:
    """ "WASHINGTON (Reuters) -" at the start of one of the first three paragraphs."""
    found = []
    for line in [line for line in body.splitlines()[:12] if line.strip()][:3]:
        text = line[:200].strip()
        match = _dateline().match(text) or next((m for p in _other_datelines() if (m := p.match(text[:80]))), None)
        if match and not _PICTURE.search(match[0].split("(")[0]) and not _PICTURE_WORD.search(match["names"]):
            found += [_row(name, "dateline", match[0], 0.95) for name in _names_in(match["names"])]
    return found


def credit_agencies(body: str, removed: list[tuple[str, str]]) -> list[Evidence]:
    """Credits at the end of the body and in removed lines (text, role)."""
    found = []
    last = [line.strip() for line in body.splitlines()[-12:] if line.strip()][-2:]
    for line in last:
        match = _tail().search(line[-60:])
        if (
            match
            and (match.start() > 0 or len(line) < 40)
            and not _PICTURE.search(line[-60:].split(match["name"])[0][-25:])
        ):
            found.append(_row(_variants()[match["name"]], "credit_line", line[-60:], 0.85))
    for text, role in removed:
        if role in ("agency_credit", "copyright") or (_CREDIT.search(text[:200]) and len(text) < 200):
            if role != "agency_credit" and _PICTURE.search(text[:200]):
                continue
            source = "copyright_line" if role == "copyright" else "credit_line"
            found += [_row(name, source, text, 0.8) for name in _names_in(text[:300])]
    for line in last:
        if _CREDIT.search(line[:200]) and len(line) < 200 and not _PICTURE.search(line) and _WHOLE_CREDIT.search(line):
            found += [_row(name, "credit_line", line, 0.7) for name in _names_in(line)]
    return found


def own_site_agency(url: str) -> Evidence | None:
    """An agency's own site publishes that agency's copy."""
    domain = registered_domain(url)
    for row in word_table(__package__, "agencies.csv"):
        if domain and domain in row["domains"].split("|"):
            return _row(row["name"], "domain", domain, 0.9)
    return None


def byline_agencies(text: str, source: str) -> list[Evidence]:
    """Agencies named in a byline or an author field."""
    return [_row(name, source, text, 0.9) for name in agencies_in_names(text)]


def _names_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_variants()[match["name"]] for match in _inside().finditer(text)))


def _row(name: str, source: str, raw: str, confidence: float) -> Evidence:
    return Evidence("agencies", name, source, cut(raw), confidence=confidence, is_chosen=True)


def is_agency_domain(domain: str) -> bool:
    """Whether a registered domain is a news agency's own site."""
    return domain in _domains()


@cache
def _domains() -> frozenset[str]:
    return frozenset(
        domain for row in word_table(__package__, "agencies.csv") for domain in row["domains"].split("|") if domain
    )
