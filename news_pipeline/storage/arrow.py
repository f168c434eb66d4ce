"""Turns rows into Arrow tables for the insert into DuckDB."""

from collections.abc import Sequence

import pyarrow as pa

from news_pipeline.shared.results import Row
from news_pipeline.storage.schema import ColumnTypes

_TYPES = {
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "INTEGER[]": pa.list_(pa.int32()),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    "UBIGINT": pa.uint64(),
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
}


def arrow_table(types: ColumnTypes, rows: Sequence[Row]) -> pa.Table:
    """The rows, with the columns that any of them has; missing values are NULL. Raises KeyError for an unknown one."""
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: pa.array([row.get(name) for row in rows], type=_TYPES[types.of(name)]) for name in names})


def pack(types: ColumnTypes, rows: Sequence[Row]) -> bytes:
    """The rows as an Arrow stream, on their way to another process."""
    columns = arrow_table(types, rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, columns.schema) as stream:
        stream.write_table(columns)
    return bytes(sink.getvalue())


def unpack(streams: Sequence[bytes]) -> pa.Table:
    """The rows of several streams; columns that one of them has not are NULL there."""
    return pa.concat_tables([pa.ipc.open_stream(stream).read_all() for stream in streams], promote_options="default")
