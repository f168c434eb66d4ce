"""Chooses the outlet that published an article: by its address, else by what record, page or text call it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news_pipeline.metadata.dates.zones import home_zone
from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.near_title import title_text
from news_pipeline.metadata.outlets.address_choice import AddressChoice
from news_pipeline.metadata.outlets.furniture import outlet_of_furniture
from news_pipeline.metadata.outlets.known_outlets import (
    Outlet,
    copyright_holder,
    fold_site_name,
    outlet_named,
    outlet_of,
    own_words,
    portal_publishes,
)
from news_pipeline.metadata.outlets.page_names import TITLE_END, title_ends, weighed_names
from news_pipeline.metadata.outlets.text_names import NAMED_LINE, weighed_text_names
from news_pipeline.metadata.page.json_ld import strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.metadata.placeholders import is_placeholder
from news_pipeline.metadata.plain_text import plain
from news_pipeline.readers.document import Field
from news_pipeline.shared.domains import blog_of, host_of, is_blog_host, registered_domain

_SITE_NAME_METAS = (
    "og:site_name",
    "application-name",
    "al:iphone:app_name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "publisher",
)
_NO_NAMES = frozenset(
    {"home", "website", "wordpress", "admin", "root", "staff", "author", "editor", "guest", "anonymous"}
)
"""What templates write where an outlet's name is missing, besides what no value has."""
_BLOG = "blog_address"
"""Source of a name that only the blog's address tells; it may be its writer's own, and is cut off no title."""
_DOUBTFUL = frozenset({TITLE_END, NAMED_LINE})
"""Sources whose names are the site's only where they are chosen: the others are headlines, sections, other outlets."""
_MAILBOX = re.compile(r"\s[\[<(](?:mailto:)?[^\s@]{1,64}@[^\s@\])>]{1,200}[\])>]$", re.IGNORECASE)
"""The address behind a sender's name."""
_DOMAIN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")


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


def choose_outlet(
    address: AddressChoice, fields: tuple[Field, ...], header: tuple[HeaderLine, ...], body: str, page: Page | None
) -> OutletChoice:
    """The outlet by the table's name for its domain, or by what page, record and text call it.

    Of the names that a page gives the likeliest counts (page_names.py), and of those in the furniture of a text where
    no line says plainly whose it is (text_names.py). A portal is the outlet of nothing but what it publishes itself.
    fields: a record's labels of source and domain. Without an address the table tells the domain of that very name.
    """
    publishes = portal_publishes(address.canonical) if address.canonical else None
    if publishes is None or not address.canonical:
        known = outlet_of(address.canonical) if address.canonical else _domain_field(fields)
        rows = list(_names(known, fields, header, body, page, address.canonical))
    else:
        known = _domain_field([field for field in fields if portal_publishes(_with_scheme(field.value)) is None])
        rows = list(_behind_portal(known, fields, page, address.canonical))
        if publishes and not known and not any(row.value for row in rows):
            known = outlet_of(address.canonical)
            rows += list(_names(known, fields, header, body, page, address.canonical))
    if address.canonical and (blog := blog_of(address.canonical)):
        rows = [replace(row, value=None, refused="the host of the blog") if _is_host(row) else row for row in rows]
        rows.append(Evidence("outlet", blog, _BLOG, cut(address.canonical), confidence=0.6))
    chosen = next((row for row in rows if _may_count(row) and (publishes is not None or _counts(row, known))), None)
    if not chosen and page is None and not known:
        title = title_text(header)
        rows += weighed_text_names([line.text for line in header], title, body)
        chosen = next((row for row in rows if _may_count(row)), None)
    rows = [replace(row, is_chosen=row is chosen) for row in rows]
    named = outlet_named(chosen.value) if chosen and chosen.value and not known else None
    domain = known.domain if known else registered_domain(named.domain) if named else None
    called = (row.value for row in rows if row.source != _BLOG and (row.is_chosen or row.source not in _DOUBTFUL))
    names = tuple(dict.fromkeys(name for name in (*called, domain) if name))
    if known:
        raw = address.original if address.original and publishes is None else known.domain
        rows.append(Evidence("outlet_domain", domain, "domain", cut(raw), confidence=0.95, is_chosen=True))
    if named and chosen:
        rows.append(Evidence("outlet_domain", domain, "outlet_table", chosen.raw_text, confidence=0.6, is_chosen=True))
    outlet = known or named
    country = outlet.country if outlet else None
    if outlet and country:
        rows.append(
            Evidence("outlet_country", country, outlet.country_source, outlet.domain, confidence=0.9, is_chosen=True)
        )
    return OutletChoice(
        name=chosen.value if chosen else None,
        domain=domain,
        source=chosen.source if chosen else None,
        country=country,
        zone=(outlet.zone if outlet else None) or home_zone(country),
        site_names=names,
        evidence=tuple(rows),
    )


def _may_count(row: Evidence) -> bool:
    return bool(row.value) and not row.refused


def _is_host(row: Evidence) -> bool:
    return row.value is not None and is_blog_host(row.value)


def _with_scheme(text: str) -> str:
    return text if "://" in text else f"http://{text}"


def _behind_portal(
    known: Outlet | None, fields: tuple[Field, ...], page: Page | None, address: str
) -> Iterator[Evidence]:
    """Names of the source that a portal or proxy of feeds gives, never its own."""
    if known and known.name:
        yield Evidence("outlet", known.name, "domain", known.domain, confidence=0.9)
    own = fold_site_name((host_of(address) or "").removeprefix("www.").split(".")[-2]) if "." in address else ""
    texts = [(field.value, f"json:{field.key}") for field in fields if not re.fullmatch(r"\S+\.\S+", field.value)]
    for node in page.nodes if page else ():
        for key in ("provider", "sourceOrganization", "publisher"):
            texts += [(text, f"json_ld.{key}") for text in strings(node.get(key))[:1]]
    for text, source in texts:
        name = _site_name(text)
        is_portal = bool(own) and own in fold_site_name(name or "").split()
        yield Evidence("outlet", None if is_portal else name, source, cut(text), confidence=0.6)


def _domain_field(fields: Sequence[Field]) -> Outlet | None:
    for field in fields:
        if _DOMAIN.fullmatch(field.value) and (outlet := outlet_of(field.value)):
            return outlet
    return None


def _names(  # noqa: PLR0913, PLR0917  all places of a document
    known: Outlet | None,
    fields: tuple[Field, ...],
    header: tuple[HeaderLine, ...],
    body: str,
    page: Page | None,
    url: str | None,
) -> Iterator[Evidence]:
    """Names of the outlet, most trusted place first."""
    if known and known.name:
        yield Evidence("outlet", known.name, "domain", known.domain, confidence=0.95)
    if page:
        yield from weighed_names(list(page_names(page)), url, page.title_tag)
    for field in fields:
        if not re.fullmatch(r"\S+\.\S+", field.value):
            yield Evidence("outlet", _site_name(field.value), f"json:{field.key}", cut(field.value), confidence=0.6)
    yield from text_says(header, body, is_text=page is None)


def text_says(header: tuple[HeaderLine, ...], body: str, *, is_text: bool) -> Iterator[Evidence]:
    """The names of known outlets in lines that say plainly whose text it is."""
    if own := own_words(body):
        yield Evidence("outlet", own.name, "own_words", cut(own.sentence), confidence=0.75)
    for line in header:
        if line.role == "copyright" and (holder := copyright_holder(line.text)):
            yield Evidence("outlet", holder, "copyright_line", cut(line.text), confidence=0.7)
    title = title_text(header)
    if is_text and (said := outlet_of_furniture([line.text for line in header], title)):
        yield Evidence("outlet", said.name, "furniture", cut(said.line), confidence=0.7)


def page_names(page: Page) -> Iterator[Evidence]:
    """What the page calls its site, most trusted place first, and the ends of its title."""
    for name in _SITE_NAME_METAS:
        if text := page.meta(name):
            yield Evidence("outlet", _site_name(text), f"meta:{name}", cut(text))
    for node in page.nodes:
        for publisher in strings(node.get("publisher"))[:1]:
            yield Evidence("outlet", _site_name(publisher), "json_ld.publisher", cut(publisher))
    for part in title_ends(page.title_tag):
        yield Evidence("outlet", _site_name(part), TITLE_END, cut(page.title_tag or ""))


def _site_name(text: str) -> str | None:
    whole = _MAILBOX.sub("", plain(text))
    name = whole.strip(" |–—-·•")
    is_name = 1 < len(name) <= 60 and "://" not in name and any(character.isalnum() for character in name)
    return name if is_name and not is_placeholder(whole) and name.casefold() not in _NO_NAMES else None


def _counts(row: Evidence, known: Outlet | None) -> bool:
    """A record's label counts beside a known domain only if it resembles it: it may be a collection's own label."""
    if not row.source.startswith("json:") or known is None:
        return True
    folded = fold_site_name(row.value or "").replace(" ", "")
    return bool(folded) and (
        folded in known.domain.replace("-", "") or known.domain.split(".")[0].replace("-", "") in folded
    )
