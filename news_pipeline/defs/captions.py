"""What all assets have in common in the UI: group, owner, kinds, columns, and how a result is reported.

Here: that. Elsewhere: the words about a table (catalog/), numbers and samples (panels.py), pictures (pictures.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from news_pipeline.defs.charts.pictures import pictures
from news_pipeline.defs.resources import Pipeline
from news_pipeline.defs.table_metadata import column_panel, table_panel
from news_pipeline.engine.document_loop import StageResult
from news_pipeline.publishing.catalog import TABLES
from news_pipeline.storage.warehouse import Warehouse

OWNERS = ["team:news-pipeline"]


def spec(table: str, group: str, says: str, *, deps: Sequence[str], code_version: str) -> dg.AssetSpec:
    """One table as a node of the lineage. The description's first sentence is the table's own."""
    return dg.AssetSpec(
        table,
        deps=deps,
        description=f"{TABLES[table].says}\n\n{says}",
        group_name=group,
        kinds={"python", "duckdb"},
        owners=OWNERS,
        tags={"published": ""} if TABLES[table].published else {"private": ""},
        code_version=code_version,
        metadata=column_panel(table),
    )


def results(
    pipeline: Pipeline, result: StageResult, *tables: str, tags: Mapping[str, str] | None = None
) -> Iterator[dg.MaterializeResult[None]]:
    """One materialisation a table, all with the data version of the step that filled them.

    The first table is what the step is there for; it carries how much the step did, and the run's log says it.
    """
    for number, table in enumerate(tables):
        panel = _panel(table, pipeline, None if number else result)
        if not number:
            dg.AssetExecutionContext.get().log.info(_sentence(table, result, panel["dagster/row_count"]))
        yield dg.MaterializeResult(
            asset_key=table, metadata=panel, data_version=dg.DataVersion(result.data_version), tags=tags
        )


def view_result(pipeline: Pipeline, table: str, data_version: str) -> dg.MaterializeResult[None]:
    """The materialisation of a view, that no step fills."""
    panel = _panel(table, pipeline)
    dg.AssetExecutionContext.get().log.info(f"{table} has {panel['dagster/row_count']:,} rows.")
    return dg.MaterializeResult(asset_key=table, metadata=panel, data_version=dg.DataVersion(data_version))


def rows_version(warehouse: Warehouse, table: str, columns: Sequence[str]) -> str:
    """The data version of a view by what these columns hold, whatever the order of its rows."""
    row = f"md5_number_lower(concat_ws(' ', {', '.join(columns)}))"
    sql = f"SELECT format('{{}}-{{:016x}}', count(*), coalesce(bit_xor({row}), 0)) FROM {table}"  # noqa: S608 our own words
    return str(warehouse.value(sql))


def _panel(table: str, pipeline: Pipeline, result: StageResult | None = None) -> dict[str, Any]:
    """Pictures first, since people look before they read."""
    last = dg.AssetExecutionContext.get().instance.get_latest_materialization_event(dg.AssetKey(table))
    before = last.asset_materialization.metadata if last and last.asset_materialization else {}
    return {**pictures(table, pipeline.warehouse, before), **table_panel(table, pipeline.warehouse, result)}


def _sentence(table: str, result: StageResult, rows: int) -> str:
    done = f"{result.processed:,} processed" if result.processed else "nothing new"
    refused = f", {result.rejected:,} refused" if result.rejected else ""
    gone = f", {result.removed:,} withdrawn" if result.removed else ""
    return f"{done}{refused}{gone}; {table} has {rows:,} rows."


def combined(*parts: StageResult) -> StageResult:
    """The result of an asset that takes several stages."""
    return StageResult(
        processed=max(part.processed for part in parts),
        rejected=sum(part.rejected for part in parts),
        removed=sum(part.removed for part in parts),
        data_version="/".join(part.data_version for part in parts),
    )
