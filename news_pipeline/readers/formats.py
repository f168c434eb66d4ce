"""The formats that are read: the ending of a file's name, its media type, the function that reads it.

Here: one table, and nothing else knows which formats there are. Elsewhere: the readers themselves, a module each.

To add a format, write a module with a function

    def read_x(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]

and add one entry to FORMATS. `stream` has only `read` and may be compressed (sources.ByteSource undoes gzip, and
whole_files.whole_file gives all bytes of a file that is read in one piece); records up to number `start` are passed
over. The function raises nothing on any bytes, holds at most one record (MAX_RECORD_BYTES), and yields something for
every file that is read from 0. Heavy libraries are imported where they are used.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.email_message import read_email
from news_pipeline.readers.feeds import read_feed
from news_pipeline.readers.json.files import read_json, read_json_lines
from news_pipeline.readers.markdown import read_markdown
from news_pipeline.readers.warc.pages import read_warc
from news_pipeline.readers.whole_files import read_html, read_text

Reader = Callable[[BinaryIO, int], Iterator[Document | Unreadable]]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    suffixes: tuple[str, ...]
    """In small letters, with the dot; `.gz` may follow each."""
    media_type: str
    read: Reader


FORMATS = (
    Format((".txt",), "text/plain", read_text),
    Format((".html", ".htm"), "text/html", read_html),
    Format((".md", ".markdown"), "text/markdown", read_markdown),
    Format((".json",), "application/json", read_json),
    Format((".jsonl", ".ndjson"), "application/x-ndjson", read_json_lines),
    Format((".warc",), "application/warc", read_warc),
    Format((".rss",), "application/rss+xml", read_feed),
    Format((".atom",), "application/atom+xml", read_feed),
    Format((".xml",), "application/xml", read_feed),
    Format((".eml",), "message/rfc822", read_email),
)
_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}
SUFFIXES = tuple(_BY_SUFFIX)


def format_of(path: str) -> Format | None:
    """The format by suffix in any case, `.gz` looked through; None: not a kind that is read."""
    name = PurePosixPath(path.lower())
    if name.suffix == ".gz":
        name = name.with_suffix("")
    return _BY_SUFFIX.get(name.suffix)


def media_type_of(path: str) -> str | None:
    """The media type by suffix in any case, `.gz` looked through; None: not a kind that is read."""
    found = format_of(path)
    return found.media_type if found else None
