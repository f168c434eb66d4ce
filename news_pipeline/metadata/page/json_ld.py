"""Reads JSON-LD (schema.org): script texts to the nodes about the page's own article."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]

MAX_SCRIPT = 500_000
MAX_NODES = 200
_ARTICLE = re.compile(r"(?:^|/|:)(?:\w*Article|\w*Posting|Report|Review|Recipe|ClaimReview)$")
_PAGE = re.compile(r"(?:^|/|:)(?:WebPage|ItemPage|VideoObject|AudioObject|PodcastEpisode|MediaObject|NewsVideo)$")
_ORGANISATION = re.compile(r"Organi[sz]ation$|Corporation$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPER = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class NodeAuthor:
    """An author as a node has it."""

    name: str
    is_organisation: bool
    """The node calls it an organisation."""


def article_nodes(scripts: list[str]) -> tuple[Node, ...]:
    """Nodes about the page's own article, articles before pages and videos. Mends or leaves out broken scripts.

    Does not look below lists of other articles (`itemListElement`, `hasPart`, `relatedLink`).
    """
    nodes = [node for script in scripts for node in _nodes(_load(script), depth=0)][:MAX_NODES]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    articles = [_with_authors(node, named) for node in nodes if _has_type(node, _ARTICLE)]
    pages = [node for node in nodes if _has_type(node, _PAGE)]
    return tuple(articles + pages)


def _with_authors(node: Node, named: dict[str, Node]) -> Node:
    """The node with the nodes of its authors in place of mere references ({"@id": "#jane"})."""
    given = node.get("author")
    authors = given if isinstance(given, list) else [given]
    if not any(isinstance(author, dict) and "name" not in author for author in authors[:50]):
        return node
    found = [named.get(str(a.get("@id")), a) if isinstance(a, dict) and "name" not in a else a for a in authors[:50]]
    return {**node, "author": found}


def authors(node: Node) -> tuple[NodeAuthor, ...]:
    """An article's authors and creators, in order."""
    found: list[NodeAuthor] = []
    for key in ("author", "creator"):
        given = node.get(key)
        for author in (given if isinstance(given, list) else [given])[:50]:
            is_organisation = isinstance(author, dict) and _has_type(author, _ORGANISATION)
            names = strings(author)
            if isinstance(author, dict) and not names:
                parts = [*strings(author, "givenName")[:1], *strings(author, "familyName")[:1]]
                names = (" ".join(parts),) if parts else ()
            found += [NodeAuthor(name, is_organisation) for name in names]
    return tuple(dict.fromkeys(found))


def is_article(node: Node) -> bool:
    """Whether the node is an article, not the page around it or a video in it."""
    return _has_type(node, _ARTICLE)


def strings(value: object, key: str = "name") -> tuple[str, ...]:
    """The texts of a JSON-LD value: a string, a node with that key, or a list of these."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return strings(value.get(key), key) if not isinstance(value.get(key), dict) else ()
    if isinstance(value, list):
        return tuple(text for item in value[:50] if not isinstance(item, list) for text in strings(item, key))
    return ()


def _load(script: str) -> object:
    text = script[:MAX_SCRIPT].strip()
    for attempt in (text, _WRAPPER.sub("", text), _TRAILING_COMMA.sub(r"\1", _WRAPPER.sub("", html.unescape(text)))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:MAX_NODES]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from _nodes(value.get(key), depth + 1)


def _has_type(node: Node, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(name) for name in strings(node.get("@type")))
