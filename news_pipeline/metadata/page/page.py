"""Reads an HTML page once into a Page: what its head, its JSON-LD and its marked elements say about the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from news_pipeline.metadata.outlets.urls import canonical_url, completed, is_front_page, is_web_address, url_key
from news_pipeline.metadata.page.json_ld import Node, article_nodes, is_article, is_linked_data, strings
from news_pipeline.metadata.page.marks import Mark, text_of
from news_pipeline.metadata.page.state import scripts_with_dates
from news_pipeline.metadata.page.walk import read_marks
from news_pipeline.metadata.plain_text import plain
from news_pipeline.readers.page_tree import PageTree, parse_page

MAX_MARKS = 200
_MAY_BE_DATED = re.compile(r"\d{4}|\d[./]\d{1,2}[./]\d{2}|\d\s?[年ก-๙]")
"""A short text with digits but none of these says no day: entries of menus, numbers of comments."""


@dataclass(frozen=True, slots=True)
class Meta:
    """One `meta` element."""

    name: str
    """Its property, name, itemprop or http-equiv, in small letters."""
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page that speak about the article."""

    nodes: tuple[Node, ...]
    metas: tuple[Meta, ...]
    canonical: str | None
    language: str | None
    title_tag: str | None
    headlines: tuple[Mark, ...]
    dates: tuple[Mark, ...]
    bylines: tuple[Mark, ...]
    credits: tuple[Mark, ...] = ()
    """Whom figures of the page credit."""
    names: tuple[Mark, ...] = ()
    """Elements that say a person's name and nothing else."""
    scripts: tuple[str, ...] = ()
    """What stands around the publication dates in scripts; JSON-LD is in `nodes`."""
    base: str | None = None
    """The address against which relative ones of the page stand."""

    def meta(self, name: str) -> str | None:
        """The content of the first meta of that name."""
        return next((meta.content for meta in self.metas if meta.name == name), None)

    def declared_language(self) -> str | None:
        """`lang` of the page, or its Open Graph locale where that says the same language with a region."""
        locale = (self.meta("og:locale") or "").replace("_", "-")
        bare = (self.language or "").lower()
        return locale if len(bare) < 3 and locale.lower().startswith(bare) and locale else self.language


def read_page(source: str) -> Page | None:
    """The page's own account of itself; None if no element can be read. Raises nothing on broken markup."""
    root = parse_page(source)
    return None if root is None else page_of(root)


def page_of(root: PageTree) -> Page:
    """The same of a tree, which stays as it is."""
    metas, canonical = tuple(_metas(root)), _canonical(root)
    marks = read_marks(root, (canonical or "", *(meta.content for meta in metas if meta.name == "og:url")))
    return Page(
        nodes=article_nodes([node.text or "" for node in root.iter("script") if is_linked_data(node)]),
        metas=metas,
        canonical=canonical,
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None,
        title_tag=text_of(root.find(".//title")) or None,
        headlines=tuple(mark for mark in marks.headlines if mark.text)[:MAX_MARKS],
        dates=tuple(
            [mark for mark in marks.dates if mark.name != "text" or _MAY_BE_DATED.search(mark.text)][:MAX_MARKS]
        ),
        bylines=tuple(marks.bylines[:MAX_MARKS]),
        credits=tuple(marks.credits[:MAX_MARKS]),
        names=tuple(marks.names[:MAX_MARKS]),
        scripts=tuple(scripts_with_dates(root)),
        base=next((href for each in root.iter("base") if (href := (each.get("href") or "").strip())), None),
    )


def with_base(page: Page, address: str | None) -> Page:
    """The page with the base of its addresses: its `base` element, completed by any whole address that is known."""
    given = (address, page.canonical, page.meta("og:url"), *_node_addresses(page))
    whole = next((url for text in given if text and is_web_address(url := completed(text))), None)
    base = completed(page.base, whole) if page.base else whole
    return replace(page, base=base if base and is_web_address(base) else whole)


def _node_addresses(page: Page) -> list[str]:
    return [
        url
        for node in page.nodes
        for key in ("url", "mainEntityOfPage", "@id")
        for url in strings(node.get(key), "@id")
    ]


def without_other_articles(page: Page, address: str | None) -> Page:
    """The page without the JSON-LD of other articles.

    Those are nodes with both another address and another headline. Beside one that says this page's address or
    headline, a node with another headline, or with another address and no headline, is one too.
    """
    own_urls = [completed(url, page.base) for url in (address, page.canonical, page.meta("og:url")) if url]
    known = {key for url in own_urls if (key := _address_key(url))}
    wordings = [page.title_tag or "", page.meta("og:title") or "", *[m.text for m in page.headlines if m.name == "h1"]]
    shown = [set(wording.casefold().split()) for wording in wordings]

    def claim(node: Node) -> float:
        """1: says the page's address or headline; 0: says neither another; -1: says another only."""
        given = [*strings(node.get("url")), *strings(node.get("mainEntityOfPage"), "@id")]
        keys = {key for url in given if (key := _address_key(completed(url, page.base)))}
        words = set(plain(" ".join(strings(node.get("headline"))[:1])).casefold().split())
        is_headline = any(len(words & wording) >= 0.5 * len(words) for wording in shown if words)
        if is_headline or keys & known:
            return 1
        return -1 if keys and known else -0.5 if words and any(shown) else 0

    claims = {id(node): claim(node) for node in page.nodes if is_article(node)}
    is_sure = len(claims) > 1 and max(claims.values()) == 1
    least = 0.0 if is_sure else -0.5
    return replace(page, nodes=tuple(node for node in page.nodes if claims.get(id(node), 0) >= least))


def _address_key(url: str) -> str | None:
    """The key of an article's address; None for a site's front page."""
    canonical = canonical_url(url) if is_web_address(url) else None
    return url_key(canonical) if canonical and not is_front_page(canonical) else None


def _metas(root: Any) -> Iterator[Meta]:
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := (element.get(attribute) or "").strip().lower():
                yield Meta(name, content[:2000])
                break


def _canonical(root: Any) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (href := (element.get("href") or "").strip()):
            return str(href)
    return None
