"""Says what a pipeline that has a shard leaves to the others."""

from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse


def left_to_others(settings: Settings, database: Warehouse, table: str) -> str:
    """Words about the shard and the records outside of it, which `table` counts; empty for a pipeline without one."""
    if settings.own_shard is None:
        return ""
    columns = [row["column_name"] for row in database.rows(f"DESCRIBE {table}")]
    count = "elsewhere_count" if "elsewhere_count" in columns else "0"  # written before there were shards
    records = database.value(f"SELECT coalesce(sum({count}), 0) FROM {table}")  # noqa: S608 our own names
    files = database.value(f"SELECT count(*) FROM {table} WHERE state = 'elsewhere'")  # noqa: S608
    return (
        f"{settings.own_shard} by NEWS_SHARD: {records:,} records fall into other shards, with {files:,} files as "
        "a whole. They are left to the pipelines of those, not refused"
    )
