"""Under which version a file stands: that of its reader, and the shard whose records were taken from it.

So a file is read again when its reader changes, and when NEWS_SHARD does.
"""

from news_pipeline.readers.column_map import ColumnMap
from news_pipeline.readers.formats import reader_version, was_read_by
from news_pipeline.shared.results import Row
from news_pipeline.shared.shard_setting import Shard

WITHOUT_DOCUMENTS = frozenset({"rejected", "elsewhere"})
"""States of a file that gave this pipeline no document."""


def version_now(path: str, column_map: ColumnMap | None, shard: Shard | None) -> str:
    """What would read the file now."""
    return reader_version(path, column_map) + _suffix(shard)


def is_read(row: Row, column_map: ColumnMap | None, shard: Shard | None) -> bool:
    """Whether the file of this row of `files` need not be read again, if its bytes are the same."""
    version, suffix = row["reader_version"], _suffix(shard)
    if suffix not in version:
        return False
    is_refused = row["state"] in WITHOUT_DOCUMENTS
    return was_read_by(version.replace(suffix, ""), row["source_path"], column_map, is_refused=is_refused)


def _suffix(shard: Shard | None) -> str:
    return f" of shard {shard}" if shard else ""
