"""Splits front matter off a Markdown text: YAML between `---` (Jekyll, Hugo, Obsidian), TOML between `+++` (Hugo).

Every value stays a string as written. YAML's own rules make False of `country: NO` and 750 of `12:30`.
"""

import re
from typing import Any

from news_pipeline.readers.repair import storable

_BLOCK = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)(?:^|\n)(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MAX_CHARACTERS = 64 * 2**10
_LINE = re.compile(r"([\w.\- ]{1,60}?)[ \t]*[:=](?:[ \t]+(.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_QUOTED = re.compile(r"([\"'])(.*)\1")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The values by key, also by the key in lower case, and the text below. No values: the text has no front matter."""
    found = _BLOCK.match(text[:_MAX_CHARACTERS])
    if not found:
        return {}, text
    values = _yaml(found[2]) if found[1] == "---" else None
    if values is None:
        values = _line_by_line(found[2])
    if not values:  # no front matter: two horizontal rules with text between them
        return {}, text
    small = {key.lower(): value for key, value in values.items()}
    return {**small, **values}, text[found.end() :]


def _yaml(block: str) -> dict[str, Any] | None:
    """None: no YAML mapping. `title: Norway: a story` is none: YAML takes the second colon for a mistake."""
    import yaml  # noqa: PLC0415

    try:
        values = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and dicts of them only
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    return {key: value for key, value in values.items() if isinstance(key, str)}


def _line_by_line(block: str) -> dict[str, Any]:
    """Each key with the rest of its line, or with the lines below it that begin with a hyphen."""
    values: dict[str, Any] = {}
    key = ""
    for line in block.split("\n"):
        item = _ITEM.fullmatch(line)
        if item and key:
            values[key] = [*(values[key] if isinstance(values[key], list) else []), _bare(item[1])]
        elif found := _LINE.fullmatch(line):
            key, values[found[1].strip()] = found[1].strip(), _value(found[2] or "")
    return values


def _value(text: str) -> str | list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_bare(part) for part in text[1:-1].split(",")]
    return _bare(text)


def _bare(text: str) -> str:
    quoted = _QUOTED.fullmatch(text.strip())
    return storable(quoted[2] if quoted else text.strip())
