"""Parses one JSON value and makes a document of it, or refuses it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.column_map import ColumnMap, mapped
from news_pipeline.readers.document import Document, Field, Unreadable
from news_pipeline.readers.encoding import Decoded, NotText, decode
from news_pipeline.readers.json.agency import agency_item
from news_pipeline.readers.json.fields import fields_of, value_at
from news_pipeline.readers.json.nested import opened
from news_pipeline.readers.json.text import ChosenText, chosen_text
from news_pipeline.readers.markup import as_page, has_tags
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import repaired
from news_pipeline.readers.wire.elements import without_text
from news_pipeline.shared.hashing import digest

_MAX_KEYS_NAMED = 20
_SHOWN_CHARACTERS = 30

DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=lambda _: None)
"""Numbers stay as written, so that none is too long. NaN is no value. Strings may have newlines. Of two equal keys the
last counts."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON value, and how its bytes were decoded."""

    value: Any
    encoding: str
    notes: tuple[str, ...]


def parse(data: bytes) -> Parsed | Unreadable:
    """The one JSON value in `data`."""
    try:
        decoded: Decoded | NotText = Decoded(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        decoded = decode(data, declared="utf-8")  # as RFC 8259 wants it
    if isinstance(decoded, NotText):
        return Unreadable(None, digest(data), Reason.NOT_TEXT, f"{decoded.looks_like} where JSON was expected")
    try:
        return Parsed(DECODER.decode(decoded.text), decoded.encoding, decoded.notes)
    except json.JSONDecodeError as error:
        return Unreadable(None, digest(data), Reason.BAD_JSON, _fault(error))
    except RecursionError:
        return Unreadable(
            None, digest(data), Reason.BAD_JSON, f"nested too deeply to be read: begins {_shown(decoded.text, 0)}"
        )


def _fault(error: json.JSONDecodeError) -> str:
    """Where the JSON breaks, and the text at that place."""
    place = f"line {error.lineno}, character {error.colno}" if error.lineno > 1 else f"character {error.pos + 1}"
    if error.pos >= len(error.doc.rstrip()):
        return f"it breaks off at {place}, after {_shown(error.doc, error.pos - 20)}: {error.msg}"
    return f"{error.msg.removesuffix(' at')} at {place}, before {_shown(error.doc, error.pos)}"


def _shown(text: str, position: int) -> str:
    return repr(text[max(position, 0) :][:_SHOWN_CHARACTERS].strip())


def too_large(data: bytes, record: int | None, what: str) -> Unreadable:
    """The refusal of a record that begins with `data`."""
    limit = f"{MAX_RECORD_BYTES // 2**20} MiB"
    return Unreadable(record, digest(data), Reason.TOO_LARGE, f"{what} is over {limit}; split it into its records")


def document_of(
    parsed: Parsed, data: bytes, record: int | None, column_map: ColumnMap | None = None
) -> Document | Unreadable:
    """The document in the value of `data`: its HTML if that is at least as long as its text, else its text.

    HTML goes first because it still shows what is boilerplate. Shorter HTML is a teaser or a player.
    """
    value = unwrapped(parsed.value)
    if not isinstance(value, Mapping):
        detail = f"JSON {_json_type(value)}; a record is an object"
        return Unreadable(record, digest(data), Reason.NOT_AN_OBJECT, detail)
    names: dict[str, str] = {}
    if column_map is not None:
        value, names = mapped(value, column_map)
    item = agency_item(value)
    if column_map is None and item is None:
        value, names = opened(value)
    chosen = chosen_text(value)
    if item and item.text:
        chosen = ChosenText(item.text, item.key, "text/html" if has_tags(item.text) else "text/plain")
    if chosen is None and item:
        return without_text(record, digest(data), item.fields)
    if chosen is None:
        keys = ", ".join(sorted(map(repr, value))[:_MAX_KEYS_NAMED])[:500]
        detail = f"no text or HTML under a known key; keys: {keys or 'none'}"
        return Unreadable(record, digest(data), Reason.NO_TEXT, detail)
    text, notes = repaired(chosen.text)
    if not text.strip():
        return Unreadable(record, digest(data), Reason.NO_TEXT, f"the text under {chosen.key!r} is empty")
    return Document(
        record=record,
        content_hash=digest(data),
        media_type=chosen.media_type,
        text=as_page(text) if chosen.media_type == "text/html" else text,
        encoding=parsed.encoding,
        fields=item.fields if item else tuple(_under_its_own_key(each, names) for each in fields_of(value)),
        notes=parsed.notes + chosen.notes + notes,
        byte_size=len(data),
    )


def _under_its_own_key(field: Field, names: Mapping[str, str]) -> Field:
    """The field with the key that the record has, where it was moved: `name` of `source.name` too."""
    top, dot, rest = field.key.partition(".")
    if field.key in names:
        return replace(field, key=names[field.key])
    return replace(field, key=names[top] + dot + rest) if top in names else field


_ENVELOPES = (("_source",), ("item",), ("response", "content"))
"""Of Elasticsearch, AP and the Guardian."""


def unwrapped(value: Any) -> Any:
    """The document inside an answer that holds one; every other value as it is."""
    if not isinstance(value, Mapping):
        return value
    inner = next((found for path in _ENVELOPES if isinstance(found := value_at(value, path), Mapping)), None)
    return value if inner is None or (chosen_text(value) and "_source" not in value) else inner


def _json_type(value: object) -> str:
    if isinstance(value, list):
        return "array"
    return "string or number" if isinstance(value, str) else "constant"
