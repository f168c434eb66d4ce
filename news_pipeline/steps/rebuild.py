"""Empties the warehouse and reads everything again from the stored raw files.

Published ids stay: tables that hold them keep their rows until these are recomputed.
"""

from uuid import uuid4

from news_pipeline.engine.pipeline import Pipeline
from news_pipeline.engine.run_journal import begin_journal
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import IngestResult, begin_rebuild, ingest_stored
from news_pipeline.storage.landing import LandingFile
from news_pipeline.storage.redacted_containers import MARK
from news_pipeline.storage.tombstones import read_tombstones


def rebuild(listing: list[LandingFile], pipeline: Pipeline) -> IngestResult:
    """Empty the tables, then read the raw store. The run that follows does the rest.

    When it is killed, the next run goes on with it. Raises UserError, before anything is emptied, when the raw store
    lacks a version that documents were read from.
    """
    _check_raw_store(pipeline)
    warehouse = pipeline.warehouse
    journal = begin_journal(warehouse, f"rebuild-{uuid4()}", "news-pipeline rebuild", "rebuild", {})
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
    journal.row |= {"files_read": result.files, "documents_read": result.documents}
    journal.end("succeeded")
    return result


def _check_raw_store(pipeline: Pipeline) -> None:
    """All stored bytes are read once; that is little beside what a rebuild does."""
    store, stones = pipeline.store, read_tombstones(pipeline.store.folder)
    named = {(file.source_path, file.content_hash) for file in store.manifest()}
    versions = pipeline.warehouse.rows("SELECT DISTINCT source_path, file_hash FROM raw_documents ORDER BY ALL")
    faults = {hashed: store.fault_of(hashed, may_differ=MARK) for hashed in {row["file_hash"] for row in versions}}
    lost = [
        f"the stored copy of {path} {faults[hashed] or 'is not in the manifest'}"
        for path, hashed in ((row["source_path"], row["file_hash"]) for row in versions)
        if (faults[hashed] or (path, hashed) not in named) and not stones.of_file(path, hashed)
    ]
    if lost:
        raise UserError(
            f"a rebuild would lose documents of {len(lost):,} versions of files: {'; '.join(lost[:3])}. Nothing was "
            "changed. `news-pipeline doctor --repair` brings back what the landing folder or pipeline.duckdb still has."
        )
