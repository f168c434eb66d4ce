"""Finds hosts and registered domains of URLs, for cleaning (site of a document) and metadata (outlet).

Registered domains follow the public suffix list inside tldextract. Nothing is fetched.
"""

import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, urlsplit

from tldextract import TLDExtract

REMEMBERED = 1000
"""URLs whose answers are kept: a page says its own URL many times."""

_BLOGGER_SUFFIXES = (
    "ae", "al", "am", "ba", "be", "bg", "bj", "ca", "cf", "ch", "cl", "co.at", "co.id", "co.il", "co.ke",
    "co.nz", "co.uk", "co.za", "com", "com.ar", "com.au", "com.br", "com.by", "com.co", "com.cy", "com.ee",
    "com.eg", "com.es", "com.mt", "com.ng", "com.tr", "com.uy", "cv", "cz", "de", "dk", "fi", "fr", "gr", "hk",
    "hr", "hu", "ie", "in", "is", "it", "jp", "kr", "li", "lt", "lu", "md", "mk", "mr", "mx", "my", "nl", "no",
    "pe", "pt", "qa", "re", "ro", "rs", "ru", "se", "sg", "si", "sk", "sn", "td", "tw", "ug", "vn",
)  # fmt: skip
_BLOG_HOSTS = (
    "substack.com", "wordpress.com", "tumblr.com", "livejournal.com", "typepad.com", "medium.com", "ghost.io",
    "beehiiv.com", "weebly.com", "wixsite.com", "jimdofree.com", "jimdosite.com", "webnode.com",
    "over-blog.com", "canalblog.com", "skyrock.com", "blog.de", "blogg.se", "blogg.no", "bloglovin.com",
    "hatenablog.com", "hatenablog.jp", "blog.fc2.com", "seesaa.net", "exblog.jp", "tistory.com", "pixnet.net",
    "squarespace.com", "hubpages.com", "svbtle.com", "bearblog.dev", "micro.blog", "write.as", "dreamwidth.org",
    "xanga.com", "twoday.net", "myblog.de", "altervista.org", "nation2.com", "posthaven.com",
    *(f"blogspot.{suffix}" for suffix in _BLOGGER_SUFFIXES),
)  # fmt: skip
"""Hosts where each subdomain is another publication. Those of Blogger left the public suffix list in 2024; the others
never were in it. Compiled by hand from the hosts' own documentation of their addresses."""

_BLOGS_BY_PATH = {
    "medium.com": r"/@?(?!p/|tag/|m/|me/|search|topics?/|about|membership)(?P<blog>[\w.-]+)/[^/]+",
    "livejournal.com": r"/users/(?P<blog>[\w.-]+)",
    "blog.naver.com": r"/(?P<blog>[\w.-]+)/\d+",
    "sites.google.com": r"/(?:site|view)/(?P<blog>[\w.-]+)",
    "tumblr.com": r"/(?P<blog>[\w.-]+)/\d+",
    "hubpages.com": r"/@(?P<blog>[\w.-]+)",
    "write.as": r"/(?P<blog>[\w.-]+)/[^/]+",
    "substack.com": r"/@(?P<blog>[\w.-]+)/",
}
"""Hosts that also have blogs in a folder each: the pattern of their paths. By hand, as above."""
_HOST_NAMES = frozenset({host.split(".")[0] for host in (*_BLOG_HOSTS, *_BLOGS_BY_PATH)} | {"blogger", "blogspot"}) - {
    "blog", "sites", "write", "micro"
}  # fmt: skip


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


@lru_cache(maxsize=REMEMBERED)
def blog_of(url: str) -> str | None:
    """The blog's own name in an address at a shared host: `maud` of maud.substack.com and medium.com/@maud/x."""
    host, parts = host_of(url), split_url(url)
    if not host or parts is None:
        return None
    bare = host.removeprefix("www.")
    if pattern := _BLOGS_BY_PATH.get(bare):
        match = re.match(pattern, parts.path)
        return match["blog"] if match else None
    label, _, shared = bare.partition(".")
    return label if shared in _BLOG_HOSTS else None


def is_blog_host(name: str) -> bool:
    """Whether a site calls itself by the name of a shared host: "Medium", "WordPress.com", "blogspot.com"."""
    return name.strip().casefold().removeprefix("www.").removesuffix(".com") in _HOST_NAMES


def split_url(url: str) -> SplitResult | None:
    """The parts of an address; None if it cannot be taken apart."""
    try:
        return urlsplit(url.strip())
    except ValueError:
        return None


@cache
def _registered(host: str) -> str | None:
    if host.removeprefix("www.") in _BLOG_HOSTS:
        return host.removeprefix("www.")
    found = _suffixes()(host)
    if not found.suffix or not found.domain:
        return None
    return f"{found.domain}.{found.suffix}"


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=_BLOG_HOSTS)
