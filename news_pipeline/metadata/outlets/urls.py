"""Rules on one address (RFC 3986): whether it is one, its canonical form, and a key for comparison."""

import html
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlunsplit

from news_pipeline.cleaning.characters import tidy
from news_pipeline.shared.domains import REMEMBERED, host_of, registered_domain, split_url
from news_pipeline.shared.word_tables import word_table

MAX_URL = 4000
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/[\d*a-z_]+/(https?:/{1,2}.+)$", re.IGNORECASE)
_AMP_CACHE = re.compile(r"^https?://[^/]*\.cdn\.ampproject\.org/(?:c|v|wp|i)/(s/)?(.+)$", re.IGNORECASE)
_GOOGLE_AMP = re.compile(r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?(.+)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:(?!\d)", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"^(https?)(?::/|/{2}|:/{2}https?:/{1,2})(?=[a-z0-9])", re.IGNORECASE)
"""`https:/x`, `http//x`, `https://https://x`."""
_LINK = re.compile(r"^\[[^\[\]]{0,200}\]\((?P<url>\S+)\)$")
"""A link as Markdown writes it."""
_HOST = re.compile(r"(?P<host>[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_FILE_ENDINGS = frozenset({"html", "htm", "php", "asp", "aspx", "jsp", "shtml", "pdf", "py", "sh", "pl", "md", "cgi"})
"""Ends of file names that are, or look like, public suffixes."""
_SESSION_PATH = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_UNSAFE = re.compile(r"""[\x00-\x20\x7f-\xa0"'<>\\^`{}\u2028\u2029\u202a-\u202e\u2066-\u2069]""")
_AMP_PATH = re.compile(r"/amp/?$|(?<=\.)amp\.(?=html?$)|\.amp(?=/?$|\.html?$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Trackers:
    """Query parameters that identify a click, not a page."""

    names: frozenset[str]
    prefixes: tuple[str, ...]
    of_domains: frozenset[tuple[str, str]]
    """(domain, name): trackers on that domain only."""


@lru_cache(maxsize=REMEMBERED)
def is_web_address(text: str) -> bool:
    """Whether the text is one absolute http address with a host that has a public suffix."""
    address = text.strip()
    return bool(re.match(r"https?://\S+$", address[:MAX_URL], re.IGNORECASE)) and registered_domain(address) is not None


def completed(text: str, base: str | None = None) -> str:
    """The address with scheme and host: `//host/x`, `host/x`, and `/x` or `x` against `base`, where that is given.

    Anything else stays as it is. HTTPS is taken where no scheme is given.
    """
    address = "".join(tidy(html.unescape(text[:MAX_URL]).strip(" \t\r\n<>\"'")).split()) if text else ""
    address = _mended(address)
    if not address or _SCHEME.match(address):
        return address
    if address.startswith("//"):
        return f"https:{address}"
    host = _HOST.match(address)
    if host and (registered_domain(address) or "") and host["host"].rsplit(".", 1)[-1].lower() not in _FILE_ENDINGS:
        return f"https://{address}"
    if base is None:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _mended(address: str) -> str:
    """The address without what exports do to it: escaped slashes, percent signs for its own marks, a broken scheme."""
    if link := _LINK.match(address):
        address = link["url"]
    address = address.replace("\\/", "/")
    if address[:12].lower().startswith(("http%3a", "https%3a")):
        address = unquote(address)
    return _BROKEN_SCHEME.sub(r"\1://", address)


def is_front_page(url: str) -> bool:
    """Whether the address is a site's front page, not an article."""
    return bool(re.fullmatch(r"https?://[^/]+/?(?:index\.\w+|home)?", url.strip()[:MAX_URL]))


@lru_cache(maxsize=REMEMBERED)
def canonical_url(url: str) -> str | None:
    """The address without AMP and mobile forms, trackers, session ids, default port, user and fragment.

    `#!` fragments and all other parameters stay, in their order. None if the text is no web address.
    """
    text = _unwrapped("".join(url[:MAX_URL].split()))
    parts, host = split_url(text), host_of(text)
    domain = registered_domain(text)
    if parts is None or not host or not domain or parts.scheme.lower() not in ("http", "https"):
        return None
    if host.startswith(("m.", "mobile.", "amp.")) and host.split(".", 1)[1] != "com" and len(host) > len(domain):
        host = f"www.{domain}" if host.split(".", 1)[1] == domain else host.split(".", 1)[1]
    port = _port(parts)
    path = _AMP_PATH.sub("", _SESSION_PATH.sub("", _resolved(parts.path))) or "/"
    if path.startswith("/amp/") and len(path) > 8:
        path = path[4:]
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracker(pair, domain))
    whole = (parts.scheme.lower(), f"{host}:{port}" if port else host, _escaped(path), query, fragment)
    return encoded(urlunsplit(whole))


def encoded(url: str) -> str:
    """The address with percent signs for what none may hold (RFC 3986, section 2) and what ends it in HTML or SQL."""
    return _UNSAFE.sub(lambda found: quote(found[0].encode("utf-8", "replace")), url)


@lru_cache(maxsize=REMEMBERED)
def url_key(canonical: str) -> str:
    """For comparison: no scheme, no `www.`, no trailing slash; parameters sorted; escapes decoded."""
    parts = split_url(canonical)
    if parts is None:
        return canonical
    host = re.sub(r"^ww[w\d]\d?\.", "", host_of(canonical) or "")
    query = "&".join(sorted(f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True)))
    path = unquote(parts.path, errors="replace").rstrip("/")
    return f"{host}{path}{'?' + query if query else ''}{'#' + parts.fragment if parts.fragment else ''}"


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        return None
    return None if port in (80, 443) else port


def _unwrapped(url: str) -> str:
    """The address inside that of a web archive or of Google's AMP caches."""
    for pattern in (_ARCHIVE, _AMP_CACHE, _GOOGLE_AMP):
        if match := pattern.match(url):
            inner = match[match.lastindex or 0]
            if pattern is _ARCHIVE:
                return re.sub(r"^(https?:)/{1,2}", r"\1//", inner)
            return f"http{'s' if match[1] else ''}://{inner}"
    return url


def _resolved(path: str) -> str:
    """The path without dot segments (RFC 3986, section 5.2.4); doubled slashes become one."""
    kept: list[str] = []
    for segment in re.sub(r"/{2,}", "/", path).split("/"):
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) or "/"


def _escaped(path: str) -> str:
    return quote(path.encode("utf-8", "replace"), safe="/%:@!$&'()*+,;=~-._|") if not path.isascii() else path


def _is_tracker(pair: str, domain: str) -> bool:
    if pair.lower() in ("amp=1", "amp", "amp=true", "outputtype=amp"):
        return True
    name, known = pair.split("=", 1)[0].lower(), _trackers()
    return name in known.names or name.startswith(known.prefixes) or (domain, name) in known.of_domains


@cache
def _trackers() -> _Trackers:
    rows = word_table(__package__, "trackers.csv")
    return _Trackers(
        names=frozenset(row["parameter"] for row in rows if not row["domain"] and not row["parameter"].endswith("*")),
        prefixes=tuple(row["parameter"][:-1] for row in rows if row["parameter"].endswith("*")),
        of_domains=frozenset((row["domain"], row["parameter"]) for row in rows if row["domain"]),
    )
