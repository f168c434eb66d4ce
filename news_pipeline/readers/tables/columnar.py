"""Reads Parquet and Arrow (Feather) with pyarrow: known columns only, a few rows at a time."""

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.document import Document, Unreadable
from news_pipeline.readers.encoding import Decoded, decode
from news_pipeline.readers.reasons import Reason
from news_pipeline.readers.repair import storable
from news_pipeline.readers.spool import spooled
from news_pipeline.readers.tables.columns import Columns

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 64
_MAX_DEPTH = 8
_ARROW_FILE = b"ARROW1"
_FAULTS = (OSError, ValueError, LookupError, TypeError, OverflowError, MemoryError, RuntimeError)
"""What pyarrow raises on damaged files. Its own exceptions are kinds of these, but for one about capacity."""

Found = Iterator[Document | Unreadable]
Batches = Callable[[list[int]], Iterator[tuple[int, "pa.RecordBatch"]]]
"""Of the columns at these places: some rows, and the number of the first of them."""


def read_parquet(stream: BinaryIO, start: int, column_map: ColumnMap | None = None) -> Found:
    """A `.parquet` file. Each row is a record, from 1."""
    yield from _read(stream, start, column_map, _parquet)


def read_arrow(stream: BinaryIO, start: int, column_map: ColumnMap | None = None) -> Found:
    """Arrow's files and streams (`.arrow`, `.feather`, `.ipc`). Each row is a record, from 1.

    Holds one batch of rows, as large as the program that wrote it has made it.
    """
    yield from _read(stream, start, column_map, _arrow)


def _read(
    stream: BinaryIO,
    start: int,
    column_map: ColumnMap | None,
    opened: Callable[[BinaryIO, int], tuple[list[str], Batches]],
) -> Found:
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s

    with spooled(stream) as spool:
        if isinstance(spool, Unreadable):
            yield spool
            return
        file, fingerprint = spool
        try:
            names, batches = opened(file, start)
            columns = Columns(_names(names, column_map), column_map)
            places = [index for index, key in enumerate(columns.keys) if key]
            if refusal := columns.refusal(fingerprint):
                yield refusal
                return
            number = 0
            for first, batch in batches(places):
                cells = [_cells(_sound(column)) for column in batch.columns]
                for offset in range(batch.num_rows):
                    number = first + offset
                    if number > start:
                        row: list[Any] = [None] * len(names)
                        for place, column in zip(places, cells, strict=True):
                            row[place] = column[offset]
                        yield columns.document(row, number, "utf-8")
            if not number and not start:
                yield Unreadable(None, fingerprint, Reason.NO_RECORDS, "a table without rows")
        except (*_FAULTS, pa.ArrowException) as fault:
            detail = f"{storable(str(fault))[:300] or type(fault).__name__}: was the file cut? Write or fetch it again"
            yield Unreadable(None, fingerprint, Reason.BAD_TABLE, detail)


def _names(names: list[str], column_map: ColumnMap | None) -> list[str]:
    """The names of the columns; their numbers, where the map says that the names mean nothing."""
    if column_map is None or column_map.has_header:
        return names
    return [str(number) for number in range(1, len(names) + 1)]


def _parquet(file: BinaryIO, start: int) -> tuple[list[str], Batches]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    table = ParquetFile(file, buffer_size=2**20, pre_buffer=False)
    names = table.schema_arrow.names
    is_plain = len(set(names)) == len(names) and not any("." in name for name in names)

    def batches(places: list[int]) -> "Iterator[tuple[int, pa.RecordBatch]]":
        passed, groups = 0, list(range(table.num_row_groups))
        while groups and passed + table.metadata.row_group(groups[0]).num_rows <= start:
            passed += table.metadata.row_group(groups.pop(0)).num_rows
        wanted = [names[place] for place in places] if is_plain else None
        for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=wanted, use_threads=False):
            yield passed + 1, batch.select(wanted or places)
            passed += batch.num_rows

    return names, batches


def _arrow(file: BinaryIO, start: int) -> tuple[list[str], Batches]:
    import pyarrow as pa  # noqa: PLC0415

    is_file = file.read(len(_ARROW_FILE)) == _ARROW_FILE
    file.seek(0)
    reader = pa.ipc.open_file(file) if is_file else pa.ipc.open_stream(file)
    every = map(reader.get_batch, range(reader.num_record_batches)) if is_file else iter(reader)

    def batches(places: list[int]) -> "Iterator[tuple[int, pa.RecordBatch]]":
        passed = 0
        for batch in every:
            for offset in range(0, batch.num_rows, _ROWS_AT_ONCE):
                if passed + offset + _ROWS_AT_ONCE > start:
                    yield passed + offset + 1, batch.slice(offset, _ROWS_AT_ONCE).select(places)
            passed += batch.num_rows

    return reader.schema.names, batches


def _sound(column: "pa.Array") -> "pa.Array":
    """The column itself. Raises ArrowInvalid where its parts point outside it; text that is no UTF-8 may pass."""
    import pyarrow as pa  # noqa: PLC0415

    as_binary = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}.get(column.type)
    (column.view(as_binary) if as_binary else column).validate(full=True)
    return column


def _cells(column: "pa.Array") -> list[Any]:
    """The values of a column as JSON has them: strings, lists and mappings of strings; None for no value."""
    try:
        return [value if isinstance(value, str) else _as_json(value, _MAX_DEPTH) for value in column.to_pylist()]
    except (UnicodeDecodeError, OverflowError, ValueError):  # of one value, such as a date after the year 9999
        return [_cell(value) for value in column]


def _cell(value: "pa.Scalar") -> Any:
    try:
        return _as_json(value.as_py(), _MAX_DEPTH)
    except UnicodeDecodeError:
        return _as_json(value.as_buffer().to_pybytes(), _MAX_DEPTH)
    except (OverflowError, ValueError):
        return None


def _as_json(value: Any, depth: int) -> Any:
    """Numbers as they are written, dates in ISO 8601. No value: NaN, true and false, and what is nested too deeply."""
    answer: Any = None
    if isinstance(value, str):
        answer = value
    elif isinstance(value, bytes):
        decoded = decode(value)
        answer = decoded.text if isinstance(decoded, Decoded) else None
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        answer = None if math.isnan(value) else str(value)
    elif isinstance(value, date):  # a datetime is one too
        answer = value.isoformat()
    elif isinstance(value, Mapping) and depth:
        answer = {str(key): _as_json(inner, depth - 1) for key, inner in value.items()}
    elif isinstance(value, list) and depth:
        answer = [_as_json(inner, depth - 1) for inner in value]
    return answer
