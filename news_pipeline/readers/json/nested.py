"""Records whose text and fields lie in objects of their own: `{"meta": {"date": ...}, "content": {"body": ...}}`.

So do JSON:API (`data.attributes`), GraphQL (`node`) and many content systems. The reader of fields knows flat records.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from news_pipeline.readers.json.fields import JsonObject, folded
from news_pipeline.readers.json.text import has_own_text

_HOLDERS = frozenset((
    "content", "article", "articles", "story", "post", "doc", "document", "data", "attributes", "properties",
    "fields", "item", "node", "entry", "record", "payload", "news", "page", "body", "text", "html", "message", "object",
))  # fmt: skip
"""Names of objects that hold the article itself. A comment or a related article has text too and is not it."""
_BESIDE = frozenset(("meta", "metadata", "info", "header", "head", "attributes", "properties", "publication"))
"""Names of objects beside the text that hold what is said of it."""
_MAX_DEPTH = 3
_MAX_OBJECTS = 100

Path = tuple[str, ...]


def opened(record: JsonObject) -> tuple[JsonObject, dict[str, str]]:
    """A record with the values of its inner objects at its top, and where each was: `{"body": "content.body"}`.

    The object with the text goes first, then those around it, outwards, then what lies beside. A record that has its
    text at its top, or none within three levels, stays as it is.
    """
    if has_own_text(record):
        return record, {}
    held = list(_objects(record, _HOLDERS))
    place = next((index for index, (path, value) in enumerate(held) if path and has_own_text(value)), None)
    if place is None:
        return record, {}
    of_text, text = held[place]
    around = [(path, value) for path, value in reversed(held[:place]) if path == of_text[: len(path)]]
    found: dict[str, Any] = {}
    places: dict[str, str] = {}
    beside = [
        ((*path, *inner), value)
        for path, outer in [(of_text, text), *around]
        for inner, value in _objects(outer, _BESIDE)
        if inner
    ]
    inside = {of_text[:depth] for depth in range(1, len(of_text) + 1)}
    for path, value in [(of_text, text), *around, *beside]:
        for key, member in value.items():
            if key not in found and (*path, key) not in inside:
                found[key] = member
                if path:
                    places[key] = ".".join((*path, key))
    return found, places


def _objects(record: JsonObject, names: frozenset[str]) -> Iterator[tuple[Path, JsonObject]]:
    """The record and the objects of these names in it, the outermost first, with the keys that lead to each."""
    waiting: deque[tuple[Path, JsonObject]] = deque([((), record)])
    given = 0
    while waiting and given < _MAX_OBJECTS:
        path, value = waiting.popleft()
        yield path, value
        given += 1
        if len(path) < _MAX_DEPTH:
            waiting.extend(
                ((*path, key), member)
                for key, member in value.items()
                if isinstance(member, Mapping) and folded(str(key)) in names
            )
