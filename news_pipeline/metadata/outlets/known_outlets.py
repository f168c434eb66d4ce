"""Looks up outlets.csv: by address, by name, and by what a text says of its own outlet.

A text speaks of its own outlet in "The Hill has reached out ... for comment" and in copyright lines. One that quotes
another outlet ("told the Guardian", "Reuters reported") says nothing about its own.
"""

import re
from dataclasses import dataclass
from functools import cache

from news_pipeline.shared.domains import host_of, registered_domain
from news_pipeline.shared.word_tables import word_table


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as outlets.csv has it."""

    domain: str
    name: str | None = None
    country: str | None = None
    """ISO 3166."""
    zone: str | None = None
    """IANA zone of its newsroom, where the country has several."""
    country_source: str = "outlet_table"
    """What tells the country: outlet_table or domain_suffix."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A text that speaks of its own outlet."""

    name: str
    """As the table writes it."""
    sentence: str


_NAME = r"(?<!\w)(?P<name>(?:The\s|the\s)?[A-Z0-9][\w&'’.-]*(?:\s(?:of|and|the|&|[A-Z0-9][\w&'’.-]*)){0,5})"
_OWN_WORDS = (
    re.compile(
        rf"{_NAME}\s(?:has|have)\s(?:also\s)?(?:reached\sout\sto|contacted|approached|asked)\b[^.!?]{{0,160}}\b(?:for|to)\s(?:an?\s)?(?:further\s)?(?:comment|response|reaction|statement|clarification)"
    ),
    re.compile(
        rf"{_NAME}\s(?:reached\sout\sto|contacted|approached)\b[^.!?]{{0,160}}\bfor\s(?:comment|a\scomment|a\sresponse|response)"
    ),
    re.compile(rf"did\snot\s(?:immediately\s)?(?:respond|reply)\sto\s(?:an?\s)?{_NAME}(?:'s|’s)\srequests?\sfor"),
)
_OWN_VERBS = ("reached", "contacted", "approached", "asked", "request")
"""One of them is in every sentence that _OWN_WORDS finds. Looking for them first saves most of the time."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s:©]*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,]*(?:by\s)?(?P<name>[^\W\d_][^|.\n©]{1,60}?)"
    r"(?:\s(?:\d{4}|all rights|inc\b|ltd\b|limited\b|llc\b|plc\b|gmbh\b|ag\b)|[.,|]|$)",
    re.IGNORECASE,
)
_NOT_NATIONAL = re.compile(
    r"ag|ai|am|bz|cc|cf|co|com|cx|dj|eu|fm|ga|gd|gg|gl|gq|info|io|la|ly|me|ml|ms|net|nu|org|pw|sc|sh|st|su|tc|tk|tl|to|tv|"
    r"vc|vg|ws"
)
"""Country suffixes that are sold everywhere and so name no country."""
_COUNTRY_OF_SUFFIX = {"uk": "GB"}
_BRACKET = re.compile(r"\([^)\n]{0,200}\)")
_ARTICLE = re.compile(r"^the\s")
_SIGNS = re.compile(r"\W+")
MAX_LINES = 400
"""Lines of a body that are searched for own words."""


@cache
def _by_domain() -> dict[str, Outlet]:
    return {
        row["domain"]: Outlet(row["domain"], row["name"] or None, row["country"] or None, row["zone"] or None)
        for row in word_table(__package__, "outlets.csv")
    }


@cache
def _by_name() -> dict[str, Outlet]:
    """Of editions that share a name, the one at the bare domain."""
    editions: dict[str, list[Outlet]] = {}
    for outlet in _by_domain().values():
        if outlet.name:
            editions.setdefault(fold_site_name(outlet.name), []).append(outlet)
    return {folded: _at_bare_domain(outlets) for folded, outlets in editions.items()}


def _at_bare_domain(outlets: list[Outlet]) -> Outlet:
    """The first at a registered domain, which few names need to be asked for, else the first."""
    if len(outlets) == 1:
        return outlets[0]
    return next((each for each in outlets if registered_domain(each.domain) == each.domain), outlets[0])


@cache
def _by_compact_name() -> dict[str, Outlet]:
    return {folded.replace(" ", ""): outlet for folded, outlet in _by_name().items()}


def fold_site_name(name: str) -> str:
    """One form for names of outlets that differ in case, a leading "the", a bracket or punctuation."""
    bare = name.casefold().replace("’", "'")
    if "(" in bare:
        bare = _BRACKET.sub("", bare)
    return _SIGNS.sub(" ", _ARTICLE.sub("", bare.strip())).strip()


def outlet_of(url: str) -> Outlet | None:
    """The outlet at an address: the most specific row of the table, else what the domain itself tells."""
    host, domain = host_of(url if "://" in url[:12] else f"http://{url}"), registered_domain(url)
    if not host or not domain:
        return None
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if known := _by_domain().get(".".join(labels[start:])):
            if known.country:
                return Outlet(domain, known.name, known.country, known.zone)
            return Outlet(domain, known.name, _suffix_country(domain), known.zone, "domain_suffix")
    return Outlet(domain, country=_suffix_country(domain), country_source="domain_suffix")


def outlet_named(name: str) -> Outlet | None:
    """The outlet of exactly this name, if the table knows one."""
    return _by_name().get(fold_site_name(name))


def by_compact_name(letters: str) -> Outlet | None:
    """The outlet whose folded name without spaces is this: `timeslive`."""
    return _by_compact_name().get(letters)


@cache
def first_words() -> frozenset[str]:
    """The folded first words of all names, alone and with the second word, as texts may join them."""
    words = [folded.split() for folded in _by_name()]
    return frozenset("".join(each[:count]) for each in words for count in range(1, len(each) + 1))


@cache
def _portals() -> dict[str, bool]:
    return {row["host"]: row["publishes"] == "yes" for row in word_table(__package__, "portals.csv")}


def portal_publishes(url: str) -> bool | None:
    """Whether the portal at an address also publishes under its own name; None: the address is at no portal."""
    labels = (host_of(url) or "").split(".")
    hosts = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((_portals()[host] for host in hosts if host in _portals()), None)


@cache
def names_with_article() -> frozenset[str]:
    """Outlets whose name begins with an article ("The Hill"), as they write it, without a place in brackets."""
    names = (outlet.name.partition(" (")[0] for outlet in _by_domain().values() if outlet.name)
    return frozenset(name for name in names if name.startswith("The "))


def own_words(body: str) -> OwnWords | None:
    """Where the text speaks of its own outlet by a name that the table knows."""
    if not any(word in body for word in _OWN_VERBS):
        return None
    for line in body.splitlines()[:MAX_LINES]:
        if not any(word in line for word in _OWN_VERBS):
            continue
        for pattern in _OWN_WORDS:
            for match in pattern.finditer(line[:3000]):
                if outlet := outlet_named(match["name"]):
                    return OwnWords(outlet.name or match["name"], match[0])
    return None


def copyright_holder(line: str) -> str | None:
    """The outlet's name in a copyright line, if the table knows it."""
    match = _COPYRIGHT.search(line[:400])
    outlet = outlet_named(match["name"]) if match else None
    return outlet.name if outlet else None


def _suffix_country(domain: str) -> str | None:
    suffix = domain.rsplit(".", 1)[-1]
    if len(suffix) != 2 or _NOT_NATIONAL.fullmatch(suffix):
        return None
    return _COUNTRY_OF_SUFFIX.get(suffix, suffix.upper())
