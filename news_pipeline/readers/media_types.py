"""Which files are read, by the ending of their name.

Here: endings and media types. Elsewhere: what the bytes turn out to be (binary.py, encoding.py).
"""

from pathlib import PurePosixPath

BY_SUFFIX = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
}


def media_type_of(path: str) -> str | None:
    """The media type by suffix in any case, `.gz` looked through; None: not a kind that is read."""
    name = PurePosixPath(path.lower())
    if name.suffix == ".gz":
        name = name.with_suffix("")
    return BY_SUFFIX.get(name.suffix)
