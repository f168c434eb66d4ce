"""Rebuild: the warehouse from the stored raw files alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.progress import no_report
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.steps.ingestion.ingest import IngestResult, ingest_landing
from news_pipeline.steps.rebuild import rebuild
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.steps.ingesting import Killed, kill_after, lines, touch

HISTORY = """
SELECT * EXCLUDE (arrival, arrived_at), rank() OVER (PARTITION BY source_uri ORDER BY arrival) AS place
FROM raw_documents
ORDER BY ALL
"""
FILES = "SELECT * EXCLUDE (first_seen_at, modified_ns) FROM files ORDER BY ALL"
REFUSALS = "SELECT * EXCLUDE (rejected_at) FROM reader_rejections ORDER BY ALL"


def contents(warehouse: Warehouse) -> list[list[Row]]:
    return [warehouse.rows(sql) for sql in (HISTORY, FILES, REFUSALS)]


@pytest.fixture
def history(settings: Settings, landing: Callable[..., Path]) -> list[list[Row]]:
    """A landing folder with a past: a file that changed and changed back, one that vanished, refusals."""
    looks: tuple[dict[str, str | None], ...] = (
        {"a.txt": "Text A.", "c.jsonl": lines(["One.", "Two."], broken=[2]), "gone.txt": "Gone."},
        {"a.txt": "Text B.", "c.jsonl": lines(["One.", "Two."]), "gone.txt": None, "empty.txt": ""},
        {"a.txt": "Text A.", "x.pdf": "%PDF"},
    )
    with open_warehouse(settings, CATALOG) as warehouse:
        for number, changes in enumerate(looks):
            for name, content in changes.items():
                if content is None:
                    (settings.landing_dir / name).unlink()
                else:
                    touch(landing(name, content), seconds=1_700_000_000 + number)
            ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
        return contents(warehouse)


def again(settings: Settings, warehouse: Warehouse, **report: Callable[[str, int, int], None]) -> IngestResult:
    listing = list_landing(settings.landing_dir)
    return rebuild(listing, pipeline_of(warehouse, report=report.get("report", no_report)))


def test_the_same_documents_files_and_refusals_come_back(settings: Settings, history: list[list[Row]]) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        seen = warehouse.rows("SELECT source_path, first_seen_at FROM files ORDER BY ALL")
        result = again(settings, warehouse)
        assert contents(warehouse) == history
        assert warehouse.rows("SELECT source_path, first_seen_at FROM files ORDER BY ALL") == seen
        assert warehouse.rows("SELECT * FROM ledger") == []
    assert result.files == 8, "each version of each file"


def test_it_needs_only_the_raw_store(settings: Settings, history: list[list[Row]]) -> None:
    settings.warehouse_path.unlink()
    with open_warehouse(settings, CATALOG) as warehouse:
        again(settings, warehouse)
        assert contents(warehouse) == history


def test_the_raw_store_does_not_grow(settings: Settings, history: list[list[Row]]) -> None:
    before = list(RawStore(settings.raw_dir).manifest())
    with open_warehouse(settings, CATALOG) as warehouse:
        for _ in range(3):
            again(settings, warehouse)
        look = ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
    assert list(RawStore(settings.raw_dir).manifest()) == before
    assert look.documents == 0, "the landing folder holds nothing new"


@pytest.mark.parametrize("commits", [0, 1, 2])
def test_a_rebuild_that_was_killed_is_finished_by_the_next_run(
    settings: Settings, history: list[list[Row]], commits: int
) -> None:
    with pytest.raises(Killed), open_warehouse(settings, CATALOG) as warehouse:
        again(settings, warehouse, report=kill_after(commits))
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
        assert contents(warehouse) == history


def test_published_ids_of_groups_and_stories_stay(settings: Settings, history: list[list[Row]]) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.insert("group_members", [{"article_id": "a", "duplicate_group_id": "g", "is_canonical": True}])
        warehouse.insert("story_members", [{"article_id": "a", "story_id": "s"}])
        again(settings, warehouse)
        assert warehouse.value("SELECT duplicate_group_id FROM group_members") == "g"
        assert warehouse.value("SELECT story_id FROM story_members") == "s"
