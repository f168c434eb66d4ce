"""Chooses the address of an article among those of the record, the header lines and the page.

A page's own address beats the one it was fetched from if both have the same registered domain. Its own address is its
canonical link, unless its other places agree on another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.interface import HeaderLine
from news_pipeline.metadata.near_title import lines_near_title, title_text
from news_pipeline.metadata.outlets.urls import (
    canonical_url,
    completed,
    encoded,
    is_front_page,
    is_web_address,
    url_key,
)
from news_pipeline.metadata.page.json_ld import strings
from news_pipeline.metadata.page.page import Page
from news_pipeline.readers.document import Field
from news_pipeline.shared.domains import registered_domain, split_url

_URL = re.compile(r"https?://[^\s<>\"'）)\]]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_MIRROR = re.compile(r"https?://ww[w\d]?\d\.", re.IGNORECASE)
_VOTES = (("link:canonical", 1.5), ("meta:og:url", 1.0), ("json_ld.", 1.0), ("meta:", 0.4))
"""Weight of each family of sources of a page's own address: two that agree beat the canonical link."""

CONFIDENCE = {(True, False): 0.96, (False, False): 0.95, (True, True): 0.88, (False, True): 0.79}
"""How often the chosen address is that of the page, of 1,673 pages of 1,400 sites, by whether several families of
places say it and whether any says another."""
DISPUTED = 0.1
"""The same of an address that another beats: 13 of 124."""


@dataclass(frozen=True, slots=True)
class AddressChoice:
    """The chosen address in its three forms; all None if there is none."""

    canonical: str | None
    original: str | None
    key: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """An address as one place has it."""

    url: str
    source: str
    raw: str = ""
    """As it stands there, if it had to be completed."""

    def whole(self, base: str | None) -> "_Given | None":
        """The same address with scheme and host; None if it is no web address."""
        if is_web_address(self.url):
            return self
        url = completed(self.url, base)
        return _Given(url, self.source, self.url) if is_web_address(url) else None


def choose_address(fields: tuple[Field, ...], header: tuple[HeaderLine, ...], page: Page | None) -> AddressChoice:
    """The page's own address, or the record's or header's."""
    base = page.base if page else None
    lines = list(_header_addresses(header))
    ours = [address for address, is_ours in lines if is_ours and (page is None or _says_title(address.url, header))]
    said = [_Given(field.value, f"json:{field.key}") for field in fields] + ours
    shown = list(_page_addresses(page)) if page else []
    given = [whole for address in said if (whole := address.whole(base))]
    own = [whole for address in shown if (whole := address.whole(base))]
    refused = [address for address in said + shown if not address.whole(base)]
    domain = registered_domain(given[0].url) if given else _own_domain(own)
    trusted = [
        address
        for address in own
        if domain in (None, registered_domain(address.url)) and not is_front_page(address.url)
    ]
    others = [address for address, _ in lines if address not in ours]
    usable = [address for address in trusted + given if canonical_url(address.url)]
    chosen = _agreed(trusted) or next(iter(usable), None)
    order = trusted + given + [address for address in own if address not in trusted]
    rows = tuple(
        Evidence(
            "url",
            canonical_url(address.url),
            address.source,
            cut(address.raw or address.url),
            confidence=_confidence(address, chosen, order),
            is_chosen=address == chosen,
        )
        for address in dict.fromkeys(order)
    )
    rows += tuple(_refused(address, "no web address") for address in dict.fromkeys(refused))
    rows += tuple(_refused(address, "a link of the text") for address in dict.fromkeys(others))
    if not chosen:
        return AddressChoice(None, None, None, rows)
    canonical = canonical_url(chosen.url) or chosen.url
    return AddressChoice(canonical, encoded(given[0].url if given else chosen.url), url_key(canonical), rows)


def _refused(address: _Given, reason: str) -> Evidence:
    return Evidence("url", None, address.source, cut(address.url), confidence=0.1, refused=reason)


def _confidence(address: _Given, chosen: _Given | None, every: list[_Given]) -> float:
    """How often such an address is that of the page: by the families of places that say the same, and others."""
    keys = {each: url_key(canonical_url(each.url) or each.url) for each in every}
    same = {_family(each) for each in every if keys[each] == keys[address]}
    if chosen is None or keys[address] != keys[chosen]:
        return DISPUTED
    is_disputed = any(key != keys[address] for key in keys.values())
    return CONFIDENCE[len(same) > 1, is_disputed]


def _family(address: _Given) -> str:
    return address.source.split(".", maxsplit=1)[0]


def _header_addresses(header: tuple[HeaderLine, ...]) -> Iterator[tuple[_Given, bool]]:
    """Addresses on lines of their own, and whether each may be the document's own.

    It may near the title, and where its path says the title's words; other lines are links of the text.
    """
    near = lines_near_title(header)
    for line in header:
        for match in _URL.finditer(line.text) if line.role == "url" else ():
            is_ours = line.number in near or (not is_front_page(match[0]) and _says_title(match[0], header))
            yield _Given(match[0], "header_line"), is_ours


def _says_title(url: str, header: tuple[HeaderLine, ...]) -> bool:
    """Whether the words of a part of the address's path are mostly, and at least two of them, words of the title."""
    wanted = set(_WORD.findall((title_text(header) or "").casefold()))
    parts = split_url(url.casefold())
    said = [set(_WORD.findall(part)) for part in (parts.path.split("/") if parts else ())]
    return any(len(words & wanted) >= max(2, len(words) / 2) for words in said)


def _agreed(trusted: list[_Given]) -> _Given | None:
    """The page's own address by weighted vote of its places; None if it has none.

    Of addresses that differ only in a mirror's host (`ww2.`), the one at the main host.
    """
    forms = [(address, url_key(canonical)) for address in trusted if (canonical := canonical_url(address.url))]
    votes: dict[str, float] = {}
    for family, weight in _VOTES:
        key = next((key for address, key in forms if address.source.startswith(family)), None)
        if key:
            votes[key] = votes.get(key, 0.0) + weight
    if not votes:
        return None
    winner = max(votes, key=lambda key: votes[key])
    link = next((key for address, key in forms if address.source == "link:canonical"), None)
    if link and _is_short_form(winner, link):
        winner = link
    best = [address for address, key in forms if key == winner]
    return next((address for address in best if not _MIRROR.match(address.url)), best[0])


def _is_short_form(key: str, whole: str) -> bool:
    """Whether an address is the other's short form: the same host, and nothing else than one of the other's parts."""
    host, _, path = key.partition("/")
    folders = whole.split("/")
    return key != whole and folders[0] == host and bool(path) and "/" not in path and path in folders[2:]


def _own_domain(own: list[_Given]) -> str | None:
    """What most of a page's addresses say besides its canonical link, which may point to a sister site's copy."""
    others = [address.url for address in own if address.source != "link:canonical"]
    domains = [domain for url in others if (domain := registered_domain(url))]
    return max(domains, key=domains.count, default=None)


def _page_addresses(page: Page) -> Iterator[_Given]:
    if page.canonical:
        yield _Given(page.canonical, "link:canonical")
    if url := page.meta("og:url"):
        yield _Given(url, "meta:og:url")
    for node in page.nodes:
        for key in ("mainEntityOfPage", "url"):
            for text in strings(node.get(key), "@id")[:1]:
                yield _Given(text, f"json_ld.{key}")
    for name in ("parsely-link", "twitter:url", "dcterms.identifier"):
        if url := page.meta(name):
            yield _Given(url, f"meta:{name}")
