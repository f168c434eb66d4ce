"""Reads `columns.toml`: a person says which of their columns is which of our fields.

text = "Artikeltext"
authors = ["Autor", "Co-Autor"]     # several columns
published = "meta.date"             # in JSON: a path of keys
title = 2                           # in a table without header: the number of the column, from 1
header = false                      # the table has no header; else its first row is one
"""

import tomllib
from dataclasses import dataclass

from news_pipeline.readers.json.fields import FIELD_KEYS
from news_pipeline.shared.hashing import digest

FOLDER_MAP = "columns.toml"
"""For all files of its folder and the folders in it that have none of their own."""
FILE_MAP = ".columns.toml"
"""After the name of a file: for that file alone, such as `news.csv.columns.toml`."""

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
