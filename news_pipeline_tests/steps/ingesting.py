"""What the tests of the intake share: a look at the folder, a kill in the middle, what the tables say."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.progress import no_report
from news_pipeline.settings import Settings
from news_pipeline.steps.ingestion.ingest import IngestResult, ingest_landing
from news_pipeline.steps.ingestion.step import STEP
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse

Write = Callable[..., Path]
Ingest = Callable[..., IngestResult]


class Killed(BaseException):
    """Stands for a run that ends in the middle."""


def kill_after(commits: int) -> Callable[[str, int, int], None]:
    left = iter(range(commits))

    def report(stage: str, done: int, total: int) -> None:
        if next(left, None) is None:
            raise Killed

    return report


def lines(texts: Iterable[str], broken: Iterable[int] = ()) -> str:
    """A file of JSON lines; those at `broken` (from 1) are not JSON."""
    bad = set(broken)
    return "".join(
        ("{" if number in bad else json.dumps({"text": text})) + "\n" for number, text in enumerate(texts, start=1)
    )


def files(warehouse: Warehouse) -> dict[str, tuple[object, ...]]:
    rows = warehouse.rows("SELECT source_path, state, document_count, records_read, is_present FROM files")
    return {row.pop("source_path"): tuple(row.values()) for row in rows}


def rejections(warehouse: Warehouse) -> list[tuple[object, ...]]:
    rows = warehouse.rows("SELECT source_uri, reason FROM reader_rejections ORDER BY ALL")
    return [tuple(row.values()) for row in rows]


def unaccounted(warehouse: Warehouse) -> int:
    assert any(rule.name == "every_file_accounted" for rule in STEP.rules)
    return len(warehouse.rows(read_sql("news_pipeline.steps.ingestion", "every_file_accounted.sql")))


def touch(path: Path, seconds: int = 1_700_000_000) -> None:
    os.utime(path, (seconds, seconds))


def look(settings: Settings, warehouse: Warehouse, report: Callable[[str, int, int], None] = no_report) -> IngestResult:
    return ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, report=report))
