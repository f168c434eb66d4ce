"""Reads `columns.toml`: a person says which of their columns is which of our fields.

text = "Artikeltext"
authors = ["Autor", "Co-Autor"]     # several columns
published = "meta.date"             # in JSON: a path of keys
title = 2                           # in a table without header: the number of the column, from 1
header = false                      # the table has no header; else its first row is one

The file is a landing file like others. It gives no document, but says so in a row of its own.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.json.fields import FIELD_KEYS, JsonObject, value_at
from news_pipeline.readers.json.text import HTML_KEYS, LAST_RESORT, TEXT_KEYS
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.readers.whole_files import whole_file
from news_pipeline.shared.hashing import digest

FOLDER_MAP = "columns.toml"
"""For all files of its folder and the folders in it that have none of their own."""
FILE_MAP = ".columns.toml"
"""After the name of a file: for that file alone, such as `news.csv.columns.toml`."""

TEXT_LIKE_KEYS = (*TEXT_KEYS, *HTML_KEYS, *LAST_RESORT)
OURS_BY_KEY = {key: ours for ours, keys in FIELD_KEYS.items() for key in keys} | {
    "date": "published",
    "source": "source",
}
OUR_NAMES = ("text", "html", *FIELD_KEYS)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Our fields, and the columns or keys of theirs that hold them."""

    theirs: dict[str, tuple[str, ...]]
    """By our name. A column without header has its number as name."""
    has_header: bool = True
    version: str = ""
    """Changes with the map: files that it serves are read again."""


def parse_column_map(data: bytes) -> ColumnMap | str:
    """The map, or what is wrong with it."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        return f"no TOML: {fault}"
    has_header = values.pop("header", True)
    if not isinstance(has_header, bool):
        return "header is true or false"
    theirs = {}
    for ours, named in values.items():
        names = named if isinstance(named, list) else [named]
        if ours not in OUR_NAMES:
            return f"{ours!r} is none of our names, which are {', '.join(OUR_NAMES)}"
        if not names or not all(type(name) in (str, int) for name in names):
            return f"{ours} = the name of a column, its number, or a list of them"
        theirs[ours] = tuple(map(str, names))
    if not theirs:
        return "it names no column"
    return ColumnMap(theirs, has_header, digest(data)[:8])


def key_for(ours: str) -> str:
    """The key of JSON records under which a value of ours is found again."""
    return FIELD_KEYS[ours][0] if ours in FIELD_KEYS else ours


def is_column_map(path: str) -> bool:
    """Whether a file of this name is a map."""
    name = path.rsplit("/", 1)[-1].lower()
    return name == FOLDER_MAP or name.endswith(FILE_MAP)


def map_for(path: str, maps: Mapping[str, ColumnMap]) -> ColumnMap | None:
    """The map that serves a file, of the maps by path: its own, else that of the nearest folder."""
    if not maps:
        return None
    folders = (str(folder) for folder in PurePosixPath(path).parents)
    places = [path + FILE_MAP, *(FOLDER_MAP if folder == "." else f"{folder}/{FOLDER_MAP}" for folder in folders)]
    return next((maps[place] for place in places if place in maps), None)


def read_column_map(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]:
    """A file `columns.toml`: no document, and a row that says how it was understood."""
    data = whole_file(stream)
    if isinstance(data, Unreadable):
        yield data
    elif not start:
        found = parse_column_map(data)
        if isinstance(found, str):
            detail = f'{storable(found)[:500]}; an example: text = "Article body"'
            yield Unreadable(None, digest(data), Reason.BAD_COLUMN_MAP, detail)
        else:
            said = "; ".join(f"{ours} = {', '.join(names)}" for ours, names in found.theirs.items())
            yield Unreadable(None, digest(data), Reason.COLUMN_MAP, f"taken as: {storable(said)[:1000]}")


def mapped(record: JsonObject, column_map: ColumnMap) -> tuple[JsonObject, dict[str, str]]:
    """A JSON record with its values under the keys that we know, and what those keys were called."""
    found: dict[str, Any] = {}
    names = {}
    for ours, theirs in column_map.theirs.items():
        values = [value for name in theirs if (value := value_at(record, tuple(name.split(".")))) is not None]
        if values:
            key = key_for(ours)
            *above, last = key.split(".")
            inner = found
            for step in above:
                inner = inner.setdefault(step, {})
            members = (value if isinstance(value, list) else [value] for value in values)
            inner[last] = values[0] if len(values) == 1 else [member for each in members for member in each]
            names[key] = theirs[0]
    is_text_said = "text" in column_map.theirs or "html" in column_map.theirs
    for key, value in record.items():
        is_said = OURS_BY_KEY.get(key) in column_map.theirs or (is_text_said and key in TEXT_LIKE_KEYS)
        if key not in found and not is_said:
            found[key] = value
    return found, names
