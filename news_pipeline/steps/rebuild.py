"""Rebuild: empty the warehouse and read everything again from the stored raw files.

What was published keeps its ids: the memberships of groups and stories stay until they are recomputed. Here: that.
Elsewhere: the raw store (raw_store.py), reading (ingest.py).
"""

from news_pipeline.engine.document_loop import Report
from news_pipeline.publishing.catalog import TABLES
from news_pipeline.steps.ingestion.ingest import IngestResult, begin_rebuild, ingest_stored
from news_pipeline.storage.landing import LandingFile
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.warehouse import Warehouse

_KEPT = frozenset({"group_members", "story_members", "id_redirects", "story_changes"})
"""They hold the published ids, which are replaced set by set, and what became of them."""


def rebuild(listing: list[LandingFile], store: RawStore, warehouse: Warehouse, report: Report) -> IngestResult:
    """Empty all tables but the memberships, then read the raw store. The stages' runs that follow do the rest.

    When it is killed, the next run goes on with it.
    """
    warehouse.execute("CREATE OR REPLACE TEMP TABLE seen AS SELECT source_path, first_seen_at FROM files")
    with warehouse.transaction():
        for table in TABLES.values():
            if not table.view and table.name not in _KEPT:
                warehouse.execute(f"DELETE FROM {table.name}")  # noqa: S608 table names are ours
        begin_rebuild(warehouse)
    result = ingest_stored({file.source_path for file in listing}, store, warehouse, report)
    warehouse.execute(
        "UPDATE files SET first_seen_at = seen.first_seen_at FROM seen WHERE seen.source_path = files.source_path"
    )
    return result
