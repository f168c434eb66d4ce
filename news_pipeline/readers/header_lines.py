"""Lines of the form `Name: value`, as WARC records and HTTP messages begin with.

Here: names, values, continuation lines. Elsewhere: what they mean (warc_records.py, http_message.py). E-mail has rules
of its own (email_message.py).
"""

import re

from news_pipeline.readers.repair import storable

_CONTINUED = re.compile(rb"\r?\n[ \t]+")


def header_fields(head: bytes) -> dict[str, str]:
    """Values by name in small letters; of a name that stands twice the first counts. The first line is no field."""
    found: dict[str, str] = {}
    for line in _CONTINUED.sub(b" ", head).splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            key = name.strip().lower().decode("utf-8", "replace")
            found.setdefault(key, storable(value.strip().decode("utf-8", "replace")))
    return found
