"""Makes the assets of the lineage from the declarations of the steps, and reports their results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from time import monotonic
from typing import Any

import dagster as dg

from news_pipeline.defs.charts.pictures import pictures
from news_pipeline.defs.table_metadata import column_panel, table_panel
from news_pipeline.engine.pipeline import LoopResult, Pipeline
from news_pipeline.engine.step import Step
from news_pipeline.settings import Settings
from news_pipeline.storage.schema import Table
from news_pipeline.storage.warehouse import Warehouse

OWNERS = ["team:news-pipeline"]
GROUP = "news"
"""One group for all nodes: boxes around groups tear the lineage apart. What a node is about is its tag `topic`."""
LOOK_FIRST = "Look at `articles` first: *Catalog*, `articles`."
_FIRST = (
    "Look here first. The other tables say more about its articles, by `article_id`, `duplicate_group_id`, `story_id`."
)


def assets_of(step: Step, steps: Sequence[Step], settings: Settings) -> dg.AssetsDefinition:
    """The tables of a step as nodes, filled by running its loops."""

    @dg.multi_asset(name=step.main_table, specs=specs_of(step, last_of(step.after, steps), step.version(settings)))
    def run_step(
        context: dg.AssetExecutionContext, pipeline: dg.ResourceParam[Pipeline]
    ) -> Iterator[dg.MaterializeResult[None]]:
        started = monotonic()
        result = step.run(pipeline)
        note_step(pipeline, step.main_table, result, monotonic() - started)
        for note in result.notes:
            context.log.info(note)
        for problem in result.problems:
            context.log.warning(problem)
        yield from results(pipeline, result, step.assets)

    return run_step


def note_step(pipeline: Pipeline, step: str, result: LoopResult, seconds: float) -> None:
    """Write into the run's journal what the step did."""
    if pipeline.journal:
        counts = {"done": result.processed, "refused": result.rejected, "withdrawn": result.removed}
        pipeline.journal.note_step(step, **counts, seconds=seconds, warnings=len(result.problems))


def last_of(tables: Iterable[str], steps: Sequence[Step]) -> list[str]:
    """Drop the tables that another of them comes after anyway, so that the lineage shows one line."""
    before = {step.main_table: set(step.after) for step in steps}
    for step in steps:  # in the order of a run, so that what comes before is complete
        before[step.main_table] = before[step.main_table].union(*(before.get(name, ()) for name in step.after))
    chosen = list(tables)
    return [table for table in chosen if not any(table in before.get(other, ()) for other in chosen)]


def specs_of(step: Step, after: Sequence[str], code_version: str) -> list[dg.AssetSpec]:
    """The main table hangs on the steps before. The others hang on the main table, which keeps the main line clear."""
    main, *others = step.assets
    return [
        spec(main, step.topic, after, code_version),
        *(spec(table, step.topic, [main.name], code_version) for table in others),
    ]


def spec(table: Table, topic: str, after: Sequence[str], code_version: str) -> dg.AssetSpec:
    """One table as a node of the lineage. The description's first sentence is the table's own."""
    return dg.AssetSpec(
        table.name,
        deps=after,
        description=f"{table.says}\n\n{table.asset}\n\n{_FIRST if table.name == 'articles' else LOOK_FIRST}",
        group_name=GROUP,
        kinds={"python", "duckdb"},
        owners=OWNERS,
        tags={"topic": topic, "published" if table.published else "private": ""},
        code_version=code_version,
        metadata=column_panel(table),
    )


def results(
    pipeline: Pipeline, result: LoopResult, tables: Sequence[Table], tags: Mapping[str, str] | None = None
) -> Iterator[dg.MaterializeResult[None]]:
    """One materialisation a table, with the data version of the step, or its own where no loop fills it.

    The first table is what the step is there for; it carries how much the step did, and the run's log says it.
    """
    for number, table in enumerate(tables):
        panel = _panel(table, pipeline, None if number else result)
        if not number:
            dg.AssetExecutionContext.get().log.info(_sentence(table.name, result, panel["dagster/row_count"]))
        version = rows_version(pipeline.warehouse, table) if table.version_columns else result.data_version
        yield materialized(table.name, panel, version, tags=None if number else tags)


def materialized(
    name: str, panel: Mapping[str, Any], data_version: str | None = None, tags: Mapping[str, str] | None = None
) -> dg.MaterializeResult[None]:
    """A materialisation. Given with the result, its metadata would stand twice in the run's log: as an output's too."""
    dg.AssetExecutionContext.get().add_asset_metadata(panel, asset_key=name)
    version = dg.DataVersion(data_version) if data_version else None
    return dg.MaterializeResult(asset_key=name, data_version=version, tags=tags)


def view_result(pipeline: Pipeline, table: Table, data_version: str) -> dg.MaterializeResult[None]:
    """The materialisation of a view. No step fills it."""
    panel = _panel(table, pipeline)
    dg.AssetExecutionContext.get().log.info(f"{table.name} has {panel['dagster/row_count']:,} rows.")
    return materialized(table.name, panel, data_version)


def rows_version(warehouse: Warehouse, table: Table) -> str:
    """The data version of a view by what its version columns hold, whatever the order of its rows."""
    row = f"md5_number_lower(concat_ws(' ', {', '.join(table.version_columns)}))"
    sql = f"SELECT format('{{}}-{{:016x}}', count(*), coalesce(bit_xor({row}), 0)) FROM {table.name}"  # noqa: S608 our own words
    return str(warehouse.value(sql))


def _panel(table: Table, pipeline: Pipeline, result: LoopResult | None = None) -> dict[str, Any]:
    """The metadata of a table, pictures first."""
    last = dg.AssetExecutionContext.get().instance.get_latest_materialization_event(dg.AssetKey(table.name))
    before = last.asset_materialization.metadata if last and last.asset_materialization else {}
    return {**pictures(table.name, pipeline.warehouse, before), **table_panel(table, pipeline.warehouse, result)}


def _sentence(table: str, result: LoopResult, rows: int) -> str:
    done = f"{result.processed:,} processed" if result.processed else "nothing new"
    refused = f", {result.rejected:,} refused" if result.rejected else ""
    gone = f", {result.removed:,} withdrawn" if result.removed else ""
    return f"{done}{refused}{gone}; {table} has {rows:,} rows."
