"""The landing folder and the documents read from it."""

from collections.abc import Iterator
from time import time_ns

import dagster as dg

from news_pipeline.assets.captions import OWNERS, results, spec
from news_pipeline.ingest import READER_VERSION, ingest_landing
from news_pipeline.landing import at_rest, landing_version, list_landing
from news_pipeline.resources import Pipeline
from news_pipeline.stages import StageResult

GROUP = "ingestion"

LANDING_FILES = dg.AssetSpec(
    "landing_files",
    description="Raw files in the landing folder, as they come.\n\nText, HTML, JSON and JSON lines, each also gzipped, in folders of any depth.",
    group_name=GROUP,
    kinds={"file"},
    owners=OWNERS,
)


class IngestConfig(dg.Config):
    """What a run takes from the landing folder."""

    quiet_seconds: int = 0
    """Leave files alone that changed less than so many seconds ago: somebody may still be writing them. 0 takes all."""


@dg.multi_asset(
    specs=[
        spec(
            "raw_documents",
            GROUP,
            "Decoded text or HTML with what the record says of itself. New, changed and half-read files only; each raw "
            "file is kept once, by content. A changed file gives a new revision, a vanished one keeps its documents.",
            deps=["landing_files"],
            code_version=READER_VERSION,
        ),
        spec(
            "source_files",
            GROUP,
            "Every file is ingested or rejected with a reason; nothing is passed over.",
            deps=["landing_files"],
            code_version=READER_VERSION,
        ),
    ]
)
def raw_documents(
    context: dg.AssetExecutionContext, config: IngestConfig, pipeline: dg.ResourceParam[Pipeline]
) -> Iterator[dg.AssetObservation | dg.MaterializeResult[None]]:
    """Read what is new in the landing folder."""
    listing = list_landing(pipeline.settings.landing_dir)
    files = at_rest(listing, time_ns(), config.quiet_seconds)
    left_alone = {file.source_path for file in listing} - {file.source_path for file in files}
    context.log.info("%d files in %s, %d of them still being written", len(listing), pipeline.settings.landing_dir, len(left_alone))
    taken = ingest_landing(files, left_alone, pipeline.store, pipeline.warehouse, pipeline.report)
    yield dg.AssetObservation(
        "landing_files",
        metadata={"files": len(listing), "new_files": taken.files, "folder": str(pipeline.settings.landing_dir)},
        tags={"dagster/data_version": landing_version(files)},
    )
    result = StageResult(taken.documents, taken.rejected, 0, taken.data_version)
    yield from results(pipeline, result, "raw_documents", "source_files")
