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
MAX_MENDED = 60_000
"""Characters of a broken script that are mended."""
_ARTICLE = re.compile(r"(?:^|/|:)(?:\w*Article|\w*Posting|Report|Review|Recipe|HowTo|ClaimReview)$", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:^|/|:)(?:WebPage|ItemPage|VideoObject|AudioObject|PodcastEpisode|MediaObject|NewsVideo)$", re.IGNORECASE
)
_SITE = re.compile(r"(?:^|/|:)WebSite$", re.IGNORECASE)
_ORGANISATION = re.compile(r"Organi[sz]ation$|Corporation$", re.IGNORECASE)
_TYPES = ("application/ld+json", "application/json+ld")
"""Types of scripts, before any parameter."""
_REFERRING = ("author", "creator", "publisher", "sourceOrganization", "image")
"""Keys of an article whose values may be references to other nodes."""
_TELLING = {"name", "url", "contentUrl"}
"""Keys of which a node has one that is more than a reference."""
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_DECODER = json.JSONDecoder(strict=False)
_AROUND = "\ufeff\u200b \t\r\n;"
"""What may stand around a value."""
_ESCAPED_APOSTROPHE = re.compile(r"(?<!\\)\\'")
_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
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
    told = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and _TELLING & node.keys()}
    site = next((node for node in nodes if _has_type(node, _SITE) and node.get("publisher")), {})
    default = {"publisher": site["publisher"]} if site else {}
    return tuple(
        _resolved({**default, **node}, told) for kind in (_ARTICLE, _PAGE) for node in nodes if _has_type(node, kind)
    )


def is_linked_data(script: Any) -> bool:
    """Whether a `script` element says that it is JSON-LD."""
    return (script.get("type") or "").split(";")[0].strip().lower() in _TYPES


def _resolved(node: Node, told: dict[str, Node]) -> Node:
    """The node with what its references ({"@id": "#jane"}) stand for in their place."""
    found = {key: _referred(node[key], told) for key in _REFERRING if isinstance(node.get(key), dict | list | str)}
    return {**node, **found} if found else node


def _referred(value: object, told: dict[str, Node]) -> object:
    if isinstance(value, str):
        return told.get(value, value)
    if isinstance(value, list):
        return [_referred(each, told) if isinstance(each, dict) else each for each in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return {**told.get(value["@id"], {}), **value}
    return value


def authors(node: Node) -> tuple[NodeAuthor, ...]:
    """An article's authors and creators, in order."""
    found: list[NodeAuthor] = []
    for key in ("author", "creator"):
        given = node.get(key)
        for author in _flat(given)[:50]:
            is_organisation = isinstance(author, dict) and _has_type(author, _ORGANISATION)
            names = strings(author)
            if isinstance(author, dict) and not names:
                parts = [*strings(author, "givenName")[:1], *strings(author, "familyName")[:1]]
                names = (" ".join(parts),) if parts else ()
            found += [NodeAuthor(name, is_organisation) for name in names]
    return tuple(dict.fromkeys(found))


def _flat(value: object) -> list[object]:
    """The members of a list and of the lists in it; any other value alone."""
    if not isinstance(value, list):
        return [value]
    return [each for item in value[:50] for each in (item if isinstance(item, list) else [item])]


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
        return tuple(text for item in value[:50] for text in strings(_only(item), key))
    return ()


def _only(value: object) -> object:
    """A list inside a list without its own lists."""
    return [each for each in value if not isinstance(each, list)] if isinstance(value, list) else value


def _load(script: str) -> object:
    """The values of a script: as they stand, one after the other, or mended; None if nothing can be read."""
    text = script[:MAX_SCRIPT].strip(_AROUND)
    bare = _WRAPPER.sub("", text).strip(_AROUND)
    for attempt in (text, bare):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    values = _in_turn(bare)
    if values is not None:
        return values
    return _mended(html.unescape(bare) if "&quot;" in bare and '"' not in bare else bare)


def _in_turn(text: str) -> list[object] | None:
    """Several values without a list around them; None if anything else stands there."""
    found: list[object] = []
    place = 0
    while place < len(text):
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            return None
        found.append(value)
        while place < len(text) and text[place] in _AROUND + ",":
            place += 1
    return found


def _mended(text: str) -> object:
    """What json_repair makes of nearly valid JSON: comments, stray commas and quotes, a cut end."""
    start = min((place for sign in "{[" if (place := text.find(sign)) >= 0), default=-1)
    if start < 0:
        return None
    broken = _ESCAPED_APOSTROPHE.sub("'", _HTML_COMMENT.sub("", text[start : start + MAX_MENDED]))
    from json_repair import loads  # noqa: PLC0415  few pages need it

    try:
        return loads(broken, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError):
        return None  # no JSON at all


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
