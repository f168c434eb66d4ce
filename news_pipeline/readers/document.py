"""What a reader gives: documents, or a refusal that says what was seen.

Here: the types. Elsewhere: how they come about (the other modules of this package), judging the fields (metadata/).
"""

from dataclasses import dataclass

from news_pipeline.readers.reasons import Reason


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the record itself carries, not yet judged."""

    name: str
    """Our name: url, title, published, updated, seen, authors, source, domain, language, description."""
    value: str
    """Exactly as it stands (numbers too), but for NUL and lone surrogates; a list of authors is one Field each."""
    key: str
    """The key it came from, such as `date_publish` or `thread.title`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record that has text. Every string in it is valid UTF-8 without NUL."""

    record: int | None
    """None: the file is the document. Else 1-based: the line of JSON lines, the element of an array, the record of a
    WARC file (of any type), the entry of a feed."""
    content_hash: str
    """hashing.digest of the record's own bytes: the whole decompressed file, or the line or element without the
    white space around it (a UTF-16 or UTF-32 container: the same as UTF-8). Of a WARC record: the page without its HTTP
    header and codings; of a feed's entry: its fields and its text."""
    media_type: str
    """`text/plain` or `text/html`."""
    text: str
    """Decoded text or HTML; lines end in `\\n`."""
    encoding: str
    """Python's name of the encoding that was read, such as `utf-8` or `cp1252`."""
    fields: tuple[Field, ...]
    notes: tuple[str, ...]
    """What was done to the text or noticed about it, such as `byte order mark removed`."""
    byte_size: int
    """Length of the bytes under `content_hash`."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record, or the whole file (record None), that gives no document."""

    record: int | None
    content_hash: str
    """Of the bytes that were seen: for too_large the first MAX_RECORD_BYTES; "" if none could be read."""
    reason: Reason
    detail: str
    """What was seen and what to do."""
