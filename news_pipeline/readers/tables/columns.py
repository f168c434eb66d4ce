"""What the columns of a table mean: a row becomes a record with the keys of JSON records, and then a document."""

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.column_map import OURS_BY_KEY, TEXT_LIKE_KEYS, ColumnMap, key_for
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.json.fields import fields_of, folded
from news_pipeline.readers.json.record import Parsed, document_of, too_large
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.shared.hashing import digest

# What R, pandas and databases write for a missing value, besides what json/fields.py knows.
_NO_VALUE = frozenset(["NA", "<NA>", "N/A", "#N/A", "NULL", "\\N"])
_LIST = re.compile(r"\s*\[\s*['\"].*['\"]\s*,?\s*\]\s*\Z", re.S)
_MAX_COLUMNS = 1_000
"""Further columns mean nothing to us: 80,000 took minutes to be told."""
_MAX_LIST_CHARACTERS = 1_000_000
_MAX_NAMED, _SHOWN_CHARACTERS = 40, 40
_SOME_VALUE = "https://a.example/b"


_KEY_BY_PLAIN: dict[str, str] = {}
for _key in (*OURS_BY_KEY, *TEXT_LIKE_KEYS):
    _KEY_BY_PLAIN.setdefault(folded(_key), _key)


class Columns:
    """The columns of one table, and the key that each stands for."""

    def __init__(self, names: Sequence[str], column_map: ColumnMap | None = None) -> None:
        self.names = tuple(" ".join(storable(name).split()) for name in names)
        self._theirs = column_map.theirs if column_map else {}
        self._mapped = {column: key_for(ours) for ours, columns in self._theirs.items() for column in columns}
        self._absent = [column for column in self._mapped if column not in self.names]
        self.keys: list[str | None] = []
        """None: the column means nothing to us."""
        for name in self.names[:_MAX_COLUMNS]:
            self.keys.append(self._key(name))
        self.keys += [None] * (len(self.names) - len(self.keys))
        self._places = [(index, key, key.split(".")) for index, key in enumerate(self.keys) if key]
        self._own_names = {
            key: self.names[index] for index, key, _ in reversed(self._places) if key != self.names[index]
        }

    def _key(self, name: str) -> str | None:
        if name in self._mapped:
            return self._mapped[name]
        key = name if name in OURS_BY_KEY or name in TEXT_LIKE_KEYS else _KEY_BY_PLAIN.get(folded(name))
        if key is None:
            return name if name and name not in self.keys and _is_known(name) else None
        is_said = OURS_BY_KEY.get(key) in self._theirs or (
            key in TEXT_LIKE_KEYS and ("text" in self._theirs or "html" in self._theirs)
        )
        return None if is_said or key in self.keys or key in self._mapped.values() else key

    @property
    def known(self) -> int:
        """How many columns mean something."""
        return len(self._places)

    def refusal(self, content_hash: str, first_row: Sequence[Any] = ()) -> Unreadable | None:
        """Why no row can become a document; None: the columns have what is needed."""
        if not self._absent and any(key in TEXT_LIKE_KEYS for key in self.keys):
            return None
        seen = ", ".join(f"{name[:_SHOWN_CHARACTERS]!r}" for name in self.names[:_MAX_NAMED]) or "none"
        fault = "no column has a known name for the text"
        if self._absent:
            fault = f"columns.toml names {', '.join(map(repr, self._absent))}, which the table has not"
        cells = [str(cell or "") for cell in first_row] + [""] * len(self.names)
        free = [(len(cells[index]), name) for index, name in enumerate(self.names) if self.keys[index] is None]
        example = f'text = "{max(free, default=(0, "my column"))[1][:_SHOWN_CHARACTERS]}"'
        detail = f"{fault}; columns: {seen}; an example of columns.toml beside the file: {example}"
        return Unreadable(None, content_hash, Reason.NO_TEXT_COLUMN, detail)

    def document(
        self, cells: Sequence[Any], number: int, encoding: str, notes: tuple[str, ...] = ()
    ) -> Document | Unreadable:
        """The document of a row. A cell is a string, a list or mapping of strings, or None for no value."""
        record: dict[str, Any] = {}
        for index, _, path in self._places:
            value = cells[index] if index < len(cells) else None
            if isinstance(value, str):
                value = _value(value)
            if value is not None:
                _put(record, path, value)
        data = "\0".join(cell if isinstance(cell, str) else repr(cell) for cell in cells).encode("utf-8", "replace")
        if len(data) > MAX_RECORD_BYTES:
            return too_large(data[:MAX_RECORD_BYTES], number, "the row")
        found = document_of(Parsed(record, encoding, notes), data, number)
        if isinstance(found, Unreadable):
            of_text = ", ".join(repr(self.names[index]) for index, key, _ in self._places if key in TEXT_LIKE_KEYS)
            return Unreadable(number, digest(data), Reason.NO_TEXT, f"the row has nothing under {of_text}")
        if not self._own_names:
            return found
        fields = (replace(field, key=self._own_names.get(field.key, field.key)) for field in found.fields)
        return replace(found, fields=tuple(fields))


@lru_cache(maxsize=10_000)
def _is_known(name: str) -> bool:
    record: dict[str, Any] = {}
    _put(record, name.split("."), _SOME_VALUE)
    return bool(fields_of(record))


def _value(cell: str) -> Any:
    """None for what stands for no value; the list that pandas has written as `"['A', 'B']"`."""
    if cell in _NO_VALUE:
        return None
    if cell[:1] in "[ " and len(cell) <= _MAX_LIST_CHARACTERS and _LIST.match(cell):
        try:
            listed = ast.literal_eval(cell.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return cell
        if isinstance(listed, list) and all(isinstance(member, str) for member in listed):
            return listed
    return cell


def _put(record: dict[str, Any], path: list[str], value: Any) -> None:
    """Set the value under the path of keys. Columns for the same key make a list."""
    inner = record
    for step in path[:-1]:
        below = inner.setdefault(step, {})
        if not isinstance(below, dict):  # the table has `source` and `source.name`: the second one is left out
            return
        inner = below
    last = path[-1]
    if last not in inner:
        inner[last] = value
    elif not isinstance(inner[last], dict):
        before = inner[last] if isinstance(inner[last], list) else [inner[last]]
        inner[last] = [*before, *(value if isinstance(value, list) else [value])]
