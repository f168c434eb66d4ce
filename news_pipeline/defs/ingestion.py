"""The assets `landing_files`, which runs only observe, and `raw_documents`, which are read from it."""

import warnings
from collections.abc import Iterator
from time import monotonic, time, time_ns
from typing import Any

import dagster as dg

from news_pipeline.defs.assets import GROUP, LOOK_FIRST, OWNERS, note_step, results, specs_of
from news_pipeline.defs.freshness import LAST_UPDATED, changed_at
from news_pipeline.engine.pipeline import LoopResult, Pipeline
from news_pipeline.readers.formats import readers_version
from news_pipeline.settings import load_settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.ingestion.step import STEP
from news_pipeline.storage.landing import LandingFile, at_rest, landing_version, listing_of

_READ = "dagster/input_data_version/landing_files"
"""Dagster notes what a step has read when the step begins; this step sees the folder only after that."""


def _observe_landing(context: dg.AssetExecutionContext) -> dg.ObserveResult:
    """Look at the folder without reading its files."""
    settings = load_settings()
    listing = listing_of(settings)
    version = landing_version(listing)
    return dg.ObserveResult(
        asset_key="landing_files",
        metadata=_folder_panel(settings.landing, listing)
        | {LAST_UPDATED: changed_at(context.instance, version, time())},
        data_version=dg.DataVersion(version),
    )


with warnings.catch_warnings():
    # in beta. `observable_source_asset` takes no owners, and what hangs on a mere AssetSpec is never marked as stale
    warnings.simplefilter("ignore", dg.BetaWarning)
    landing_files = dg.multi_observable_source_asset(
        name="observe_landing_files",
        specs=[
            dg.AssetSpec(
                "landing_files",
                description="Raw files in the landing folder, as they come.\n\n"
                "Texts, pages, documents, exports, feeds and archives, in folders of any depth. Each run observes the "
                "folder (`NEWS_LANDING_DIR`) when it reads it; *Observe* looks whether something has come since.\n\n"
                f"{LOOK_FIRST}",
                group_name=GROUP,
                tags={"topic": STEP.topic},
                kinds={"file"},
                owners=OWNERS,
            )
        ],
    )(_observe_landing)


class IngestConfig(dg.Config):
    """What a run takes from the landing folder."""

    quiet_seconds: int = 0
    """Leave files alone that changed less than so many seconds ago, as they may still be written. 0 takes all."""


@dg.multi_asset(specs=specs_of(STEP, STEP.after, readers_version()))
def raw_documents(
    context: dg.AssetExecutionContext, config: IngestConfig, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.AssetObservation | dg.MaterializeResult[None]]:
    """Read what is new in the landing folder."""
    listing = listing_of(pipeline.settings)
    files = at_rest(listing, time_ns(), config.quiet_seconds)
    left_alone = {file.source_path for file in listing} - {file.source_path for file in files}
    context.log.info("%d files in %s", len(listing), pipeline.settings.landing)
    if left_alone:
        context.log.info("%d of them changed a moment ago and are left for the next run", len(left_alone))
    started = monotonic()
    taken = ingest_landing(files, left_alone, pipeline)
    context.log.info("%d new or changed files were read", taken.files)
    version = landing_version(files)
    yield dg.AssetObservation(
        "landing_files",
        metadata=_folder_panel(pipeline.settings.landing, listing)
        | {"new_files": taken.files, LAST_UPDATED: changed_at(context.instance, version, time())},
        tags={"dagster/data_version": version},
    )
    result = LoopResult(taken.documents, taken.rejected, 0, taken.data_version)
    if pipeline.journal:
        pipeline.journal.row |= {"files_read": taken.files, "documents_read": taken.documents}
    note_step(pipeline, STEP.main_table, result, monotonic() - started)
    yield from results(pipeline, result, STEP.assets, tags={_READ: version})


def _folder_panel(folder: str, listing: list[LandingFile]) -> dict[str, Any]:
    return {
        "files": len(listing),
        "megabytes": round(sum(file.byte_size for file in listing) / 1e6, 3),
        "folder": dg.MetadataValue.path(folder),
    }
