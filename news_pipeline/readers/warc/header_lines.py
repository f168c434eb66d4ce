"""Reads the lines of the form `Name: value` with which WARC records and HTTP messages begin."""

import re

from news_pipeline.readers.repair import storable

_CONTINUED = re.compile(rb"\r?\n[ \t]+")


def header_fields(head: bytes) -> dict[str, str]:
    """Values by name in lower case. Of two with one name the first counts. The first line is no field."""
    found: dict[str, str] = {}
    for line in _CONTINUED.sub(b" ", head).splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().lower().decode("utf-8", "replace")
            found.setdefault(key, storable(value.strip().decode("utf-8", "replace")))
    return found
