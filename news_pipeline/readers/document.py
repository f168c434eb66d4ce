"""What a reader gives: a document, or a refusal that says what was seen."""

from dataclasses import dataclass

from news_pipeline.shared.reasons import ExplainedReason


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the record carries. Nobody has judged it yet."""

    name: str
    """Our name: url, title, published, updated, seen, authors, source, domain, language, description, section; of an
    agency's item also item (its id), version, status, embargo, urgency, slug, subject, note."""
    value: str
    """Exactly as written, numbers too; only NUL and lone surrogates are replaced. Each author of a list is a Field."""
    key: str
    """The key it came from, such as `date_publish` or `thread.title`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record that has text. Every string in it is valid UTF-8 without NUL."""

    record: int | None
    """None: the file is the document. Else a number from 1: the line of JSON lines, the element of an array, the record
    of a WARC file (of any type), the entry of a feed."""
    content_hash: str
    """shared.hashing.digest of the record's own bytes.

    A file: all its bytes, decompressed. A line or element: its bytes without white space around it, as UTF-8 where the
    container is UTF-16 or UTF-32. A WARC record: the page without HTTP header and codings. An entry of a feed: its
    fields and its text."""
    media_type: str
    """`text/plain` or `text/html`."""
    text: str
    """Decoded text or HTML. Lines end in `\\n`."""
    encoding: str
    """Python's name of the encoding, such as `utf-8` or `cp1252`."""
    fields: tuple[Field, ...]
    notes: tuple[str, ...]
    """What was changed or noticed, such as `byte order mark removed`."""
    byte_size: int
    """Number of bytes under `content_hash`."""
    address: str | None = None
    """Where it is in the file, if a number alone does not say it: `/name of a member#3` in an archive."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a file that is no article says of the document at an address."""

    url: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that gives no document. Record None: the whole file gives none, or has a fault."""

    record: int | None
    content_hash: str
    """Of the bytes that were seen: of the first MAX_RECORD_BYTES if it is TOO_LARGE, "" if none could be read."""
    reason: ExplainedReason
    """One of readers.Reason, or of the steps' reasons for giving up."""
    detail: str
    """What was seen and what to do."""
    address: str | None = None
    """As that of a document."""
    listed: tuple[Listed, ...] = ()
    """What it says of other documents."""
