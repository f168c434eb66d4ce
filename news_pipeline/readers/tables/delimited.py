"""Reads CSV, TSV and their kin: finds encoding and dialect on the first part of the file, then reads row by row."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Literal, TypedDict

from news_pipeline.readers.byte_source import MAX_RECORD_BYTES, ByteSource, take
from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.encoding import Decoded, NotText, decode
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.readers.tables.columns import Columns
from news_pipeline.shared.hashing import digest

_SAMPLE_BYTES = 4 * 2**20
_DIALECT_CHARACTERS = 256 * 1024
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|:^~])\n?\Z", re.I)
_STRAY = re.compile("[\udc80-\udcff]")
_OF_FILE_ONLY = {"byte order mark removed", "stray cp1252 bytes", "cut character at the end removed"}
_SHOWN_CHARACTERS = 40


class _Dialect(TypedDict):
    """What `csv.reader` is told."""

    delimiter: str
    quoting: Literal[0, 3]  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE
    escapechar: str | None


# Of dialects that fit equally the first: quotes doubled (RFC 4180), quotes after a backslash (MySQL), no quotes.
_DIALECTS = (
    *(_Dialect(delimiter=delimiter, quoting=0, escapechar=None) for delimiter in ",;\t|"),
    *(_Dialect(delimiter=delimiter, quoting=0, escapechar="\\") for delimiter in ",;\t|"),
    _Dialect(delimiter="\t", quoting=3, escapechar=None),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row."""

    cells: list[str]
    line: int
    """Where it begins, from 1."""
    swallowed: int = 0
    """Above 0: so many lines lie behind a quote that is never closed, and are no row."""


def read_delimited(
    stream: BinaryIO, start: int, column_map: ColumnMap | None = None
) -> Iterator[Document | Unreadable]:
    """A `.csv` or `.tsv` file. Each row below the header is a record, from 1; empty rows do not count."""
    source = ByteSource(stream)
    chunks = iter(source)
    sample = take(chunks, _SAMPLE_BYTES)
    decoded = decode(sample)
    if isinstance(decoded, NotText):
        detail = f"looks like {decoded.looks_like} where a table was expected"
        yield Unreadable(None, digest(sample), Reason.NOT_TEXT, detail)
        return
    if decoded.text.strip("\0 \t\r\n\ufeff"):
        yield from _documents(_lines(chain([sample], chunks), decoded.encoding), decoded, source, start, column_map)
    elif not source.broken:
        yield Unreadable(None, source.fingerprint, Reason.EMPTY_FILE, "only white space: there is nothing to read")
    if source.broken:
        detail = f"{source.broken}; the rows before it were read: fetch the file again"
        yield Unreadable(None, source.fingerprint, Reason.BROKEN_GZIP, detail)


def _documents(
    lines: Iterator[str], decoded: Decoded, source: ByteSource, start: int, column_map: ColumnMap | None
) -> Iterator[Document | Unreadable]:
    first, content_hash = next(lines), source.fingerprint
    separator = _SEPARATOR_LINE.match(first)  # Excel's own first line
    dialect = _dialect(decoded.text, separator[1] if separator else None, column_map)
    lines, begin = (lines, 2) if separator else (chain([first], lines), 1)
    rows = (row for row in _rows(lines, dialect, begin) if row.swallowed or any(row.cells))
    header = next(rows, _Row([], 1))
    if column_map and not column_map.has_header:
        rows, names = (
            (row for each in ([header], rows) for row in each),
            [str(number) for number in range(1, len(header.cells) + 1)],
        )
    else:
        names = header.cells
    columns, number = Columns(names, column_map), 0
    for number, row in enumerate(rows, 1):
        if number == 1 and (refusal := columns.refusal(content_hash, row.cells)):
            yield refusal
            return
        if number > start and not (row.swallowed and source.broken):
            yield _document(row, columns, number, decoded)
    if not number and not source.broken:
        no_records = Unreadable(None, content_hash, Reason.NO_RECORDS, "a header and no row below it")
        yield columns.refusal(content_hash) or no_records


def _document(row: _Row, columns: Columns, number: int, decoded: Decoded) -> Document | Unreadable:
    width, shown = len(columns.names), storable((row.cells or [""])[0][:_SHOWN_CHARACTERS])
    if row.swallowed:
        detail = f"a quote is never closed: lines {row.line} to {row.line + row.swallowed - 1}, beginning {shown!r}"
        return Unreadable(number, digest("\0".join(row.cells)), Reason.BAD_ROW, detail)
    if any(cell.strip() for cell in row.cells[width:]):
        detail = f"line {row.line} has {len(row.cells)} cells below a header of {width}; it begins {shown!r}"
        return Unreadable(number, digest("\0".join(row.cells)), Reason.BAD_ROW, detail)
    cells, notes = row.cells[:width], tuple(note for note in decoded.notes if note not in _OF_FILE_ONLY)
    if any(map(_STRAY.search, cells)):
        cells, notes = [_STRAY.sub(_cp1252_character, cell) for cell in cells], (*notes, "stray cp1252 bytes")
    return columns.document(cells, number, decoded.encoding, notes)


def _cp1252_character(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace")


def _dialect(sample: str, separator: str | None, column_map: ColumnMap | None) -> _Dialect:
    """The dialect under which most columns of the first row are known, most rows are as wide, and it is widest."""
    text = sample.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    lines = text[:_DIALECT_CHARACTERS].split("\n")[1 if separator else 0 :]
    if len(text) > _DIALECT_CHARACTERS:
        lines = lines[:-1] or lines

    def fit(dialect: _Dialect) -> tuple[int, float, int]:
        rows = [row for row in _rows((line + "\n" for line in lines), dialect) if row.swallowed or any(row.cells)]
        if not rows or rows[0].swallowed:
            return (0, 0.0, 0)
        width = len(rows[0].cells)
        as_wide = sum(len(row.cells) == width and not row.swallowed for row in rows)
        lost = max(rows[-1].swallowed - 2, -1)  # the last row of a file that was cut may be swallowed
        share = as_wide / (len(rows) + lost if rows[-1].swallowed else len(rows))
        return Columns(rows[0].cells, column_map).known, round(share - 0.05 * dialect["quoting"] / 3, 2), width

    return max((each for each in _DIALECTS if separator in (None, each["delimiter"])), key=fit, default=_DIALECTS[0])


def _lines(chunks: Iterator[bytes], encoding: str) -> Iterator[str]:
    """The lines of the file, each with a newline. Of UTF-8, bytes that are none become surrogates."""
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors), translate=True)
    rest, is_first = "", True
    for chunk in chain(chunks, [b""]):
        text = rest + decoder.decode(chunk, final=not chunk)
        if is_first and text:
            text, is_first = text.removeprefix("\ufeff"), False
        *whole, rest = text.split("\n")
        for line in whole:
            yield line + "\n"
        if len(rest) > MAX_RECORD_BYTES or (rest and not chunk):
            yield rest
            rest = ""


class _Feed:
    """Lines for `csv.reader`, and those of them that belong to the row that is not ended yet."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.first, self.count, self._size = "", 0, 0
        self.is_cut = False
        """The lines end, or the row grows over the limit, inside quotes."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None or self._size + len(line) > MAX_RECORD_BYTES:
            self.is_cut = self.count > 0 or line is not None
            self.first = self.first or (line or "")
            raise StopIteration
        self.first = self.first or line
        self.count += 1
        self._size += len(line)
        return line

    def next_row(self) -> None:
        """The row is ended."""
        self.first, self.count, self._size = "", 0, 0


def _rows(lines: Iterator[str], dialect: _Dialect, line: int = 1) -> Iterator[_Row]:
    """The rows; at last, if a quote is never closed, what it swallowed. `line` is the number of the first."""
    csv.field_size_limit(2 * MAX_RECORD_BYTES)
    feed = _Feed(lines)
    for cells in csv.reader(feed, **dialect):
        if feed.is_cut:
            break
        yield _Row(cells, line)
        line += feed.count
        feed.next_row()
    if feed.is_cut:
        yield _Row([feed.first], line, feed.count + sum(1 for _ in lines))
