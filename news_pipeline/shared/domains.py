"""Finds hosts and registered domains of URLs, for cleaning (site of a document) and metadata (outlet).

Registered domains follow the public suffix list inside tldextract. Nothing is fetched.
"""

import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, urlsplit

from tldextract import TLDExtract

REMEMBERED = 1000
"""URLs whose answers are kept: a page says its own URL many times."""


@lru_cache(maxsize=REMEMBERED)
def host_of(url: str) -> str | None:
    """Host in lower case and punycode, without user, port and a trailing dot; None if there is none."""
    parts = split_url(url)
    if parts is None or not parts.hostname:
        return None
    host = parts.hostname.strip(".").lower()
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None


@lru_cache(maxsize=REMEMBERED)
def registered_domain(url: str) -> str | None:
    """`bbc.co.uk` for `https://www.bbc.co.uk/news`; blogs on shared hosts keep their name; None for IP addresses."""
    host = host_of(url if "://" in url[:12] else f"http://{url}")
    return _registered(host) if host and re.fullmatch(r"[a-z0-9._-]{1,253}", host) else None


def split_url(url: str) -> SplitResult | None:
    """The parts of an address; None if it cannot be taken apart."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return None


@cache
def _registered(host: str) -> str | None:
    found = _suffixes()(host)
    if not found.suffix or not found.domain:
        return None
    return f"{found.domain}.{found.suffix}"


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
