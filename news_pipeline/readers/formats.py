"""The way in: the ending of a file's name gives its format, and the format reads its bytes.

FORMATS is the only list of formats. To add one, write a module with a function

    def read_x(stream: BinaryIO, start: int) -> Iterator[Document | Unreadable]

and add one entry to FORMATS. `stream` has only `read`. It may be compressed: byte_source.ByteSource undoes gzip, and
whole_files.whole_file gives all bytes of a file that is read in one piece. Pass over the records up to number `start`.
The function raises nothing on any bytes, holds at most one record (MAX_RECORD_BYTES), and yields something for every
file that is read from 0. Import heavy libraries where they are used.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from news_pipeline.readers.archives import is_tar, is_zip, read_tar, read_zip
from news_pipeline.readers.binary import signature, what_to_do
from news_pipeline.readers.byte_source import MAX_RECORD_BYTES
from news_pipeline.readers.column_map import FILE_MAP, ColumnMap, is_column_map, read_column_map
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.email_message import read_email
from news_pipeline.readers.exports.pages import is_proquest_record, read_proquest_record
from news_pipeline.readers.feeds import read_feed
from news_pipeline.readers.json.files import read_json, read_json_lines
from news_pipeline.readers.markdown import read_markdown
from news_pipeline.readers.mbox import read_mbox
from news_pipeline.readers.office.docx import is_office_zip, read_docx
from news_pipeline.readers.office.odt import is_open_document, read_odt
from news_pipeline.readers.office.pdf import is_pdf, read_pdf
from news_pipeline.readers.office.rtf import is_rtf, read_rtf
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.tables.columnar import read_arrow, read_parquet
from news_pipeline.readers.tables.delimited import read_delimited
from news_pipeline.readers.text_and_html import read_html, read_text
from news_pipeline.readers.warc.pages import read_warc
from news_pipeline.readers.wire.messages import is_message, read_messages
from news_pipeline.readers.wire.newsml_1 import is_newsml_1, read_newsml_1
from news_pipeline.readers.wire.newsml_g2 import is_newsml_g2, read_newsml_g2
from news_pipeline.readers.wire.nitf import is_nitf, read_nitf
from news_pipeline.readers.wire.rcv1 import is_rcv1, read_rcv1
from news_pipeline.shared.hashing import digest

Reader = Callable[[BinaryIO, int], Iterator[Document | Unreadable]]
MappedReader = Callable[[BinaryIO, int, ColumnMap | None], Iterator[Document | Unreadable]]

COMMON_VERSION = 2
"""Version of what all formats share: compression, encodings, repairs, the limits. Raise it when a change there may give
another text, field or refusal for the same bytes: every file is read again."""

NO_READER = "no reader"
"""Stands for the version where no format claims a path, so that a new format takes up files that were refused."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    """Stands in the version of every file that is read, such as `html 1.1`. It stays once it is published."""
    version: int
    """Raise it when the reader may give another text, field or refusal for the same bytes: the files of this format are
    read again. JSON, JSON lines, Markdown and feeds share json/fields.py: raise it for each that a change concerns."""
    media_types: Mapping[str, str]
    """By the ending of a file's name, in small letters and with the dot; `.gz` may follow each. Empty: the first bytes
    alone tell the format."""
    read: Reader
    holds_files: bool = False
    """Its members are read as files of their own: it is read again when any format changes."""


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = (
    Format("text", 3, {".txt": "text/plain"}, read_text),
    Format("html", 2, {".html": "text/html", ".htm": "text/html"}, read_html),
    Format("markdown", 3, {".md": "text/markdown", ".markdown": "text/markdown"}, read_markdown),
    Format("json", 6, {".json": "application/json"}, read_json),
    Format("json_lines", 6, {".jsonl": "application/x-ndjson", ".ndjson": "application/x-ndjson"}, read_json_lines),
    Format("warc", 1, {".warc": "application/warc"}, read_warc),
    Format(
        "feed",
        3,
        {".rss": "application/rss+xml", ".atom": "application/atom+xml", ".xml": "application/xml"},
        read_feed,
    ),
    Format("email", 4, {".eml": "message/rfc822"}, read_email),
    Format("delimited", 3, {".csv": "text/csv", ".tsv": "text/tab-separated-values"}, read_delimited),
    Format(
        "parquet",
        3,
        {".parquet": "application/vnd.apache.parquet", ".pq": "application/vnd.apache.parquet"},
        read_parquet,
    ),
    Format(
        "arrow",
        3,
        dict.fromkeys((".arrow", ".feather", ".ipc"), "application/vnd.apache.arrow.file"),
        read_arrow,
    ),
    Format("zip", 1, {".zip": "application/zip", ".wacz": "application/wacz"}, read_zip, holds_files=True),
    Format("tar", 1, dict.fromkeys((".tar", ".tgz", ".tbz2", ".txz"), "application/x-tar"), read_tar, holds_files=True),
    Format("mbox", 3, {".mbox": "application/mbox"}, read_mbox),
    Format("nitf", 3, {".nitf": "application/nitf+xml"}, read_nitf),
    Format("newsml_g2", 3, {".newsml": "application/vnd.iptc.g2.newsmessage+xml"}, read_newsml_g2),
    Format("pdf", 2, {".pdf": "application/pdf"}, read_pdf),
    Format("docx", 1, {".docx": _WORD}, read_docx),
    Format("odt", 1, {".odt": "application/vnd.oasis.opendocument.text"}, read_odt),
    Format("rtf", 2, {".rtf": "application/rtf"}, read_rtf),
    Format("proquest_record", 2, {}, read_proquest_record),
    Format("newsml_1", 2, {}, read_newsml_1),
    Format("rcv1", 2, {}, read_rcv1),
    Format("agency_message", 2, {".anpa": "text/x-anpa", ".iptc": "text/x-iptc-7901"}, read_messages),
    Format("column_map", 1, {FILE_MAP: "application/toml"}, read_column_map),
)
FORMAT_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.media_types}
FORMAT_BY_NAME = {each.name: each for each in FORMATS}
BY_CONTENT: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (is_pdf, "pdf"),
    (is_office_zip, "docx"),
    (is_open_document, "odt"),
    (is_rtf, "rtf"),
    (is_zip, "zip"),
    (is_tar, "tar"),
    (is_nitf, "nitf"),
    (is_newsml_g2, "newsml_g2"),
    (is_newsml_1, "newsml_1"),
    (is_rcv1, "rcv1"),
    (is_proquest_record, "proquest_record"),
    (is_message, "agency_message"),
    (lambda head: head.startswith(b"PAR1"), "parquet"),
    (lambda head: head.startswith(b"ARROW1\0\0"), "arrow"),
)
"""Formats that the first bytes tell, whatever the name says."""
_HEAD_BYTES = 4096
_REFUSED = " refused"
"""Ends the version of a file that gave no document, with the number of formats that are told by content: a file that an
earlier version refused is looked at again."""

READERS_WITH_MAP: dict[str, MappedReader] = {
    "json": read_json,
    "json_lines": read_json_lines,
    "delimited": read_delimited,
    "parquet": read_parquet,
    "arrow": read_arrow,
}
"""By the name of the format: those that a person can tell which column or key is which (columns.toml)."""

# Before each format had a version, one version stood for all readers; its last value was "2". What was read or refused
# under "2" counts as read by these, so that data folders made then are not read again. The list is history and never
# changes: a new format, and one whose version rises, is not in it and takes up its files.
_LEGACY_VERSION = "2"
_READ_BY_LEGACY = frozenset(
    {
        *("text 1.1", "html 1.1", "markdown 1.1", "json 1.1", "json_lines 1.1", "warc 1.1", "feed 1.1", "email 1.1"),
        NO_READER,
    }
)


def read_documents(
    path: str, stream: BinaryIO, *, start: int = 0, column_map: ColumnMap | None = None
) -> Iterator[Document | Unreadable]:
    """Each document of a file in order, and a refusal for each thing in it that gives none.

    A file that is read from 0 never gives nothing. `path` only tells the format, unless the first bytes do. `start`
    resumes: records up to that number are passed over (of JSON lines: lines; a file that is one document counts as
    record 1), and a fault of the whole file is given again. `column_map` is what a person says of the columns. Holds
    one record (at most 64 MiB), not the file. Raises only what `stream.read` raises.
    """
    peeked = _Peeked(stream)
    name = next((name for tells, name in BY_CONTENT if tells(peeked.head)), None)
    found = FORMAT_BY_NAME[name] if name else format_of(path)
    opened = cast("BinaryIO", peeked)
    if found is None:
        yield _unsupported(path, opened)
    elif column_map and found.name in READERS_WITH_MAP:
        yield from READERS_WITH_MAP[found.name](opened, start, column_map)
    else:
        yield from found.read(opened, start)


class _Peeked:
    """A stream whose first bytes were looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.head = stream, stream.read(_HEAD_BYTES)
        self._pending = self.head

    def read(self, size: int = -1) -> bytes:
        if not self._pending:
            return self._stream.read(size)
        data, self._pending = self._pending, b""
        return data + self._stream.read(max(size - len(data), 0) if size >= 0 else -1)


def format_of(path: str) -> Format | None:
    """The format by the ending of the name, in any case and with `.gz` looked through; None: no reader claims it."""
    return FORMAT_BY_SUFFIX.get(_suffix(path))


def media_type_of(path: str) -> str | None:
    """The media type by the ending of the name, as `format_of` looks at it; None: no reader claims it."""
    found = format_of(path)
    return found.media_types[_suffix(path)] if found else None


def reader_version(path: str, column_map: ColumnMap | None = None) -> str:
    """The version of what reads a file of this name, such as `html 1.1`; NO_READER where no format claims it.

    It changes with what a person says of the columns.
    """
    found = format_of(path)
    if found is None:
        return NO_READER
    version = _version(found)
    if found.holds_files:
        version = f"{version} of {digest(readers_version())[:8]}"
    return f"{version} columns {column_map.version}" if column_map and found.name in READERS_WITH_MAP else version


def readers_version() -> str:
    """The versions of all formats in one string: the code version of everything that is read."""
    return ", ".join(map(_version, FORMATS))


def version_of_refused(version: str) -> str:
    """The version under which a file stands that gave no document."""
    return version if _REFUSED in version else f"{version}{_REFUSED} {len(BY_CONTENT)}"


def was_read_by(
    version_in_table: str, path: str, column_map: ColumnMap | None = None, *, is_refused: bool = False
) -> bool:
    """Whether a file of this name that was read, or refused, under that version need not be read again."""
    present = reader_version(path, column_map)
    if is_refused:
        return version_in_table == version_of_refused(present)
    return version_in_table == present or (version_in_table == _LEGACY_VERSION and present in _READ_BY_LEGACY)


def _version(of: Format) -> str:
    return f"{of.name} {COMMON_VERSION}.{of.version}"


def _suffix(path: str) -> str:
    if is_column_map(path):
        return FILE_MAP
    if path.lower().endswith((".tar.bz2", ".tar.xz")):
        return ".tar"
    name = PurePosixPath(path.lower())
    return name.with_suffix("").suffix if name.suffix == ".gz" else name.suffix


def _unsupported(path: str, stream: BinaryIO) -> Unreadable:
    head = stream.read(MAX_RECORD_BYTES)
    name, endings = path.rsplit("/", 1)[-1], ", ".join(FORMAT_BY_SUFFIX)
    detail = f"{name!r} ends in none of {endings} (or these with .gz): convert or rename it"
    kind = signature(head)
    if kind and kind != "a gzip archive":
        detail = f"{name!r} looks like {kind}, which is not read: {what_to_do(kind)}"
    return Unreadable(None, digest(head) if head else "", Reason.UNSUPPORTED_TYPE, detail)
