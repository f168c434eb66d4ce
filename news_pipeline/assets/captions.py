"""What all assets have in common in the UI: group, owner, kinds, columns, and how a result is reported.

Here: that. Elsewhere: the words about a table (table_catalog.py), numbers and samples (panels.py).
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from news_pipeline.assets.panels import column_panel, table_panel
from news_pipeline.resources import Pipeline
from news_pipeline.stages import StageResult
from news_pipeline.table_catalog import TABLES

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
        code_version=code_version,
        metadata=column_panel(table),
    )


def results(pipeline: Pipeline, result: StageResult, *tables: str) -> Iterator[dg.MaterializeResult[None]]:
    """One materialisation a table, all with the data version of the step that filled them."""
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=table,
            metadata=table_panel(table, pipeline.warehouse, result),
            data_version=dg.DataVersion(result.data_version),
        )


def combined(*parts: StageResult) -> StageResult:
    """The result of an asset that takes several stages."""
    return StageResult(
        processed=max(part.processed for part in parts),
        rejected=sum(part.rejected for part in parts),
        removed=sum(part.removed for part in parts),
        data_version="/".join(part.data_version for part in parts),
    )
