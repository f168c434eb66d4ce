"""A Page as one JSON text, in which it is kept, so that the metadata can be found again without the page.

What is long and no value of a field, such as the text of the article or lists of other articles, is left out.
"""

import json
import re
from typing import Any

from news_pipeline.metadata.page.marks import Mark
from news_pipeline.metadata.page.page import Meta, Page

MAX_STRING = 5_000
"""Characters of a value in JSON-LD."""
MAX_LIST = 50
MAX_DEPTH = 6
MAX_METAS = 1_000
_OTHERS = frozenset({"articleBody", "comment", "hasPart", "itemListElement", "relatedLink"})
"""Keys of a node that tell nothing of the article but its text, or of other articles."""
_UNPAIRED = re.compile("[\ud800-\udfff]")
"""Halves of characters, which an escape in JSON may leave, and which UTF-8 cannot write."""
_MARKS = ("headlines", "dates", "bylines", "credits", "names")
_TEXTS = ("canonical", "language", "title_tag", "base")


def pack(page: Page) -> str:
    """The page as JSON that `unpack` reads."""
    facts: dict[str, Any] = {
        "nodes": [_told(node, MAX_DEPTH) for node in page.nodes],
        "metas": [[meta.name, meta.content] for meta in page.metas[:MAX_METAS]],
        "scripts": page.scripts,
        **{name: [_mark(mark) for mark in getattr(page, name)] for name in _MARKS},
        **{name: getattr(page, name) for name in _TEXTS},
    }
    given = {name: value for name, value in facts.items() if value}
    written = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(given, separators=(",", ":")) if _UNPAIRED.search(written) else written


def unpack(facts: str) -> Page:
    """The page that was packed. Raises ValueError where it was not."""
    given = json.loads(facts)
    marks: dict[str, Any] = {name: tuple(Mark(*_whole(mark)) for mark in given.get(name, ())) for name in _MARKS}
    texts: dict[str, Any] = {name: given.get(name) for name in _TEXTS}
    return Page(
        nodes=tuple(given.get("nodes", ())),
        metas=tuple(Meta(*meta) for meta in given.get("metas", ())),
        scripts=tuple(given.get("scripts", ())),
        **marks,
        **texts,
    )


def _mark(mark: Mark) -> list[Any]:
    """The fields of a mark in their order, a text that is the value's again as null."""
    text = None if mark.text == mark.value else mark.text
    return [mark.name, mark.value, text, mark.order, mark.aside, mark.says]


def _whole(mark: list[Any]) -> list[Any]:
    name, value, text, *rest = mark
    return [name, value, value if text is None else text, *rest]


def _told(value: Any, depth: int) -> Any:
    """A value of JSON-LD without what is too long, too deep or about others."""
    if isinstance(value, dict):
        inside = {key: _told(each, depth - 1) for key, each in value.items() if key not in _OTHERS} if depth else {}
        return {key: each for key, each in inside.items() if each is not None}
    if isinstance(value, list):
        return [_told(each, depth - 1) for each in value[:MAX_LIST]] if depth else []
    return None if isinstance(value, str) and len(value) > MAX_STRING else value
