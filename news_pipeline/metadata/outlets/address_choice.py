"""The address of an article and the outlet that published it: candidates and choice.

Here: which place is asked first. Elsewhere: forms of addresses (urls.py), names of outlets (outlets.py).
A page's own address (its canonical link, if its other places do not agree on another) beats the one it was fetched
from, if both have the same registered domain. The address tells the outlet; without one, the text's own words or a
copyright line may.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from news_pipeline.metadata.credits.credit_lines import HeaderLine, lines_near_title
from news_pipeline.metadata.dates.zones import home_zone
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.outlets.known_outlets import (
    Outlet,
    copyright_holder,
    fold_name,
    outlet_named,
    outlet_of,
    own_words,
)
from news_pipeline.metadata.outlets.urls import canonical_url, is_front_page, is_web_address, url_key
from news_pipeline.metadata.page.json_ld import strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.shared.domains import registered_domain

_URL = re.compile(r"https?://[^\s<>\"'）)\]]+", re.IGNORECASE)
_MIRROR = re.compile(r"https?://ww[w\d]?\d\.", re.IGNORECASE)
_SITE_NAME_METAS = (
    "og:site_name",
    "application-name",
    "al:iphone:app_name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
)


@dataclass(frozen=True, slots=True)
class Address:
    """The chosen address in its three forms; all None if there is none."""

    canonical: str | None
    original: str | None
    key: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OutletChoice:
    """The chosen outlet, and all names by which its site is known (for cutting them off titles)."""

    name: str | None
    domain: str | None
    source: str | None
    country: str | None
    zone: str | None
    """IANA zone that it lives in: its own or its country's only one."""
    site_names: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def choose_address(fields: tuple[tuple[str, str], ...], header: tuple[HeaderLine, ...], page: Page | None) -> Address:
    """The record's or header's address, or the page's own."""
    given = [(value, f"json:{key}") for value, key in fields]
    near = lines_near_title(header)
    for line in header:
        urls = [match[0] for match in _URL.finditer(line.text)] if line.role == "url" else []
        given += [(url, "header_line") for url in urls if line.number in near or not is_front_page(url)]
    given = [pair for pair in given if is_web_address(pair[0])]
    own = [(url, source) for url, source in _page_addresses(page) if is_web_address(url)] if page else []
    domain = registered_domain(given[0][0]) if given else _own_domain(own)
    trusted = [pair for pair in own if (domain in (None, registered_domain(pair[0]))) and not is_front_page(pair[0])]
    order = trusted + given + [pair for pair in own if pair not in trusted]
    chosen = _agreed(trusted) or next(
        (pair for pair in order if canonical_url(pair[0]) and (pair in given or pair in trusted)), None
    )
    rows = []
    for rank, pair in enumerate(dict.fromkeys(order)):
        confidence = max(0.3, 0.95 - 0.05 * rank)
        rows.append(
            Evidence(
                "url", canonical_url(pair[0]), pair[1], cut(pair[0]), confidence=confidence, is_chosen=pair == chosen
            )
        )
    if not chosen:
        return Address(None, None, None, tuple(rows))
    canonical = canonical_url(chosen[0]) or chosen[0]
    return Address(canonical, given[0][0] if given else chosen[0], url_key(canonical), tuple(rows))


def _agreed(trusted: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The page's own address: the canonical link, unless Open Graph and JSON-LD agree on another.

    Of addresses that differ only in a mirror's host (`ww2.`), the one at the main host.
    """
    forms = [(pair, url_key(canonical)) for pair in trusted if (canonical := canonical_url(pair[0]))]
    votes: dict[str, float] = {}
    for family, weight in (("link:canonical", 1.5), ("meta:og:url", 1.0), ("json_ld.", 1.0), ("meta:", 0.4)):
        key = next((key for pair, key in forms if pair[1].startswith(family)), None)
        if key:
            votes[key] = votes.get(key, 0.0) + weight
    if not votes:
        return None
    best = [pair for pair, key in forms if key == max(votes, key=lambda key: votes[key])]
    return next((pair for pair in best if not _MIRROR.match(pair[0])), best[0])


def _own_domain(own: list[tuple[str, str]]) -> str | None:
    """What most of a page's addresses say besides its canonical link, which may point to a sister site's copy."""
    domains = [domain for url, source in own if source != "link:canonical" and (domain := registered_domain(url))]
    return max(domains, key=domains.count, default=None)


def _page_addresses(page: Page) -> Iterator[tuple[str, str]]:
    if page.canonical:
        yield page.canonical, "link:canonical"
    if url := page.meta("og:url"):
        yield url, "meta:og:url"
    for node in page.nodes:
        for key in ("mainEntityOfPage", "url"):
            for text in strings(node.get(key), "@id")[:1]:
                yield text, f"json_ld.{key}"
    for name in ("parsely-link", "twitter:url", "dcterms.identifier"):
        if url := page.meta(name):
            yield url, f"meta:{name}"


def choose_outlet(
    address: Address, fields: tuple[tuple[str, str], ...], header: tuple[HeaderLine, ...], body: str, page: Page | None
) -> OutletChoice:
    """Name by the table of outlets, then the page's site name, the record, the text's own words, a copyright line.

    Without an address the table tells the domain of exactly that name.
    """
    known = outlet_of(address.canonical) if address.canonical else _domain_field(fields)
    rows = list(_outlet_rows(known, fields, header, body, page))
    chosen = next((row for row in rows if row.value and _counts(row, known)), None)
    rows = [replace(row, is_chosen=row is chosen) for row in rows]
    if known:
        raw = address.original or known.domain
        rows.append(Evidence("outlet_domain", known.domain, "domain", cut(raw), confidence=0.95, is_chosen=True))
    named = outlet_named(chosen.value) if chosen and chosen.value and not known else None
    domain = known.domain if known else registered_domain(named.domain) if named else None
    if named and chosen:
        rows.append(Evidence("outlet_domain", domain, "outlet_table", chosen.raw_text, confidence=0.6, is_chosen=True))
    names = tuple(dict.fromkeys([row.value for row in rows if row.value] + ([known.domain] if known else [])))
    country = (known.country if known else None) or (named.country if named else None)
    zone = (known.zone if known else None) or (named.zone if named else None) or home_zone(country)
    return OutletChoice(
        chosen.value if chosen else None,
        domain,
        chosen.source if chosen else None,
        country,
        zone,
        names,
        tuple(rows),
    )


def _domain_field(fields: tuple[tuple[str, str], ...]) -> Outlet | None:
    for value, _ in fields:
        if re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", value) and (outlet := outlet_of(value)):
            return outlet
    return None


def _outlet_rows(
    known: Outlet | None,
    fields: tuple[tuple[str, str], ...],
    header: tuple[HeaderLine, ...],
    body: str,
    page: Page | None,
) -> Iterator[Evidence]:
    if known and known.name:
        yield Evidence("outlet", known.name, "domain", known.domain, confidence=0.95)
    if page:
        yield from _page_names(page)
    for value, key in fields:
        if not re.fullmatch(r"\S+\.\S+", value):
            yield Evidence("outlet", _site_name(value), f"json:{key}", cut(value), confidence=0.6)
    if own := own_words(body):
        yield Evidence("outlet", own[0], "own_words", cut(own[1]), confidence=0.75)
    for line in header:
        if line.role in ("copyright", "footer", "legal") and (holder := copyright_holder(line.text)):
            yield Evidence("outlet", holder, "copyright_line", cut(line.text), confidence=0.7)


def _page_names(page: Page) -> Iterator[Evidence]:
    for name in _SITE_NAME_METAS:
        if text := page.meta(name):
            yield Evidence("outlet", _site_name(text), f"meta:{name}", cut(text), confidence=0.8)
    for node in page.nodes:
        for publisher in strings(node.get("publisher"))[:1]:
            yield Evidence("outlet", _site_name(publisher), "json_ld.publisher", cut(publisher), confidence=0.75)


def _site_name(text: str) -> str | None:
    name = " ".join(text.split()).strip()
    return name if 1 < len(name) <= 60 and "://" not in name else None


def _counts(row: Evidence, known: Outlet | None) -> bool:
    """A record's label counts beside a known domain only if it resembles it: it may be a collection's own label."""
    if not row.source.startswith("json:") or known is None:
        return True
    folded = fold_name(row.value or "").replace(" ", "")
    return bool(folded) and (
        folded in known.domain.replace("-", "") or known.domain.split(".")[0].replace("-", "") in folded
    )
