"""Empties the warehouse and reads everything again from the stored raw files.

Published ids stay: tables that hold them keep their rows until these are recomputed.
"""

from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.steps.ingestion.ingest import IngestResult, begin_rebuild, ingest_stored
from news_pipeline.storage.landing import LandingFile


def rebuild(listing: list[LandingFile], pipeline: Pipeline) -> IngestResult:
    """Empty the tables, then read the raw store. The run that follows does the rest.

    When it is killed, the next run goes on with it.
    """
    warehouse = pipeline.warehouse
    warehouse.execute("CREATE OR REPLACE TEMP TABLE seen AS SELECT source_path, first_seen_at FROM files")
    with warehouse.transaction():
        for table in warehouse.catalog.tables:
            if not table.view and not table.kept_by_rebuild:
                warehouse.execute(f"DELETE FROM {table.name}")  # noqa: S608 table names are ours
        begin_rebuild(warehouse)
    result = ingest_stored({file.source_path for file in listing}, pipeline)
    warehouse.execute(
        "UPDATE files SET first_seen_at = seen.first_seen_at FROM seen WHERE seen.source_path = files.source_path"
    )
    return result
