"""Keeps the lake small and quick: old snapshots expire, small files are merged, files of nobody are deleted."""

from typing import Any

import duckdb

from news_pipeline.lake.writer.connection import first_line, open_lake
from news_pipeline.shared.user_error import UserError


def maintain(job: dict[str, Any]) -> dict[str, Any]:
    """Do all that DuckLake offers. With `keep_days` 0, only what is in the lake now stays. Raises UserError."""
    days = int(job["keep_days"])
    old = f"older_than => now() - INTERVAL '{days} days'"
    unused = "cleanup_all => true" if not days else "older_than => now() - INTERVAL '1 day'"
    rewrite = ", delete_threshold => 0.0" if not days else ""
    with open_lake(job) as connection:
        before = _size(connection)
        try:
            for call in (
                f"ducklake_rewrite_data_files('lake'{rewrite})",
                "ducklake_merge_adjacent_files('lake')",
                f"ducklake_expire_snapshots('lake', {old})",
                f"ducklake_cleanup_old_files('lake', {unused})",
                f"ducklake_delete_orphaned_files('lake', {unused})",
            ):
                connection.execute(f"CALL {call}").fetchall()
        except duckdb.Error as error:
            raise UserError(f"the lake's maintenance stopped: {first_line(error)}") from error
        snapshots = connection.execute("SELECT count(*) FROM lake.snapshots()").fetchall()[0][0]
        return {"snapshots": snapshots, "files_before": before[0], "files": _size(connection)[0],
                "bytes_before": before[1], "bytes": _size(connection)[1]}  # fmt: skip


def _size(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Files of rows and of deletions, and their bytes, as the lake is now."""
    [(files, size)] = connection.execute(
        "SELECT sum(file_count + delete_file_count), sum(file_size_bytes + delete_file_size_bytes) "
        "FROM ducklake_table_info('lake')"
    ).fetchall()
    return int(files or 0), int(size or 0)
