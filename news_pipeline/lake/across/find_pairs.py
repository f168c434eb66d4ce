"""Brings `lake.cross_shard_pairs` up to date: fetches what changed, compares it, writes what differs."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from news_pipeline.duplicates.candidate_rules import MIN_SHARED
from news_pipeline.duplicates.fingerprints import COLD_LIMIT
from news_pipeline.engine import ledger
from news_pipeline.engine.pipeline import LoopResult, Pipeline, open_pipeline
from news_pipeline.engine.progress import Report
from news_pipeline.lake.across.loops import KEYS, LINKS
from news_pipeline.lake.across.tables import ARTICLES, CATALOG, PAIRS
from news_pipeline.lake.job import described_table
from news_pipeline.lake.process import run_writer
from news_pipeline.lake.publish import lake_job
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import drop_copy
from news_pipeline.storage.sql_files import quoted, read_sql
from news_pipeline.storage.warehouse import Warehouse

_READ_TO = "lake snapshot"
_TEXTS = "fetched"
"""The attached database with texts."""


@dataclass(frozen=True, slots=True)
class CrossShardPairs:
    """What is known after a run."""

    pipelines: tuple[str, ...]
    """Schemas of the lake."""
    articles: int
    compared: int
    """Articles that were new or had changed."""
    pairs: int
    is_new: bool
    """False: the lake held the same pairs already."""
    problems: tuple[str, ...] = ()


def find_cross_shard_pairs(
    settings: Settings, what: str, report: Report, say: Callable[[str], None]
) -> CrossShardPairs | None:
    """Compare the articles of all pipelines of the lake. None: there is no lake. Raises UserError.

    Whatever is stopped goes on in the next run. One process at a time does this for a data folder; for a lake it is
    enough that one of its pipelines does it.
    """
    if settings.lake_address is None:
        return None
    own = replace(settings, data_dir=settings.lake_dir / "across")
    with open_pipeline(own, CATALOG, what, report, say) as pipeline, _handover(pipeline.warehouse) as folder:
        versions = _take_changes(settings, pipeline.warehouse, folder)
        keys = KEYS.run(pipeline)
        _fetch_texts(settings, pipeline.warehouse, folder, versions["snapshot"])
        links = LINKS.run(pipeline)
        pairs, is_new = _write(settings, pipeline, folder, links)
        articles = pipeline.warehouse.value("SELECT count(*) FROM lake_articles")
        drop_copy(own)
    return CrossShardPairs(
        tuple(versions["pipelines"]), articles, links.processed, pairs, is_new, keys.problems + links.problems
    )


@contextmanager
def _handover(warehouse: Warehouse) -> Iterator[Path]:
    """An empty folder for what goes to and fro, with the database of texts attached; it goes at the end.

    What a killed run left there goes too.
    """
    folder = warehouse.settings.data_dir / "handover"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        warehouse.execute(f"ATTACH {quoted(folder / 'texts.duckdb')} AS {_TEXTS}")
        warehouse.execute(f"CREATE TABLE {_TEXTS}.texts (article_id VARCHAR, body VARCHAR)")
        warehouse.execute(f"CREATE OR REPLACE TEMP VIEW clean_articles AS FROM {_TEXTS}.texts")
        yield folder
        warehouse.execute(f"DETACH {_TEXTS}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _take_changes(settings: Settings, warehouse: Warehouse, folder: Path) -> dict[str, Any]:
    """Fetch articles that are new or have changed, with their texts, and forget those that are gone."""
    pending = warehouse.value(f"SELECT count(*) FROM {KEYS.name}_pending")  # noqa: S608
    read_to = None if pending else ledger.noted(_READ_TO, warehouse)
    known = f"SELECT article_id, seen_hash FROM lake_articles ANTI JOIN {KEYS.name}_pending ON key = article_id"  # noqa: S608
    _copy(warehouse, known, folder / "known.parquet")
    got = run_writer({**_job(settings, folder), "action": "changes", "read_to": read_to}, settings)
    if got["is_new"]:
        columns = ", ".join(column.name for column in ARTICLES.columns if column.name != "arrival")
        changed, present = (f"read_parquet({quoted(folder / name)})" for name in ("changed.parquet", "present.parquet"))
        warehouse.execute(f"INSERT INTO {_TEXTS}.texts SELECT article_id, body FROM {changed}")  # noqa: S608
        with warehouse.transaction():
            warehouse.execute(
                f"DELETE FROM lake_articles WHERE article_id NOT IN (SELECT article_id FROM {present}) "  # noqa: S608
                f"OR article_id IN (SELECT article_id FROM {changed})"
            )
            warehouse.execute(
                f"INSERT INTO lake_articles BY NAME SELECT {columns}, $snapshot AS arrival FROM {changed}",  # noqa: S608
                {"snapshot": got["snapshot"]},
            )
            ledger.note(_READ_TO, got["token"], warehouse)
    return got


def _fetch_texts(settings: Settings, warehouse: Warehouse, folder: Path, snapshot: int) -> None:
    """Fetch the texts that the comparison needs besides, as they were in the snapshot that was read."""
    sql = read_sql(__package__, "wanted_texts.sql")
    warehouse.execute(
        f"CREATE OR REPLACE TEMP TABLE wanted AS {sql}", {"min_shared": MIN_SHARED, "cold_limit": COLD_LIMIT}
    )
    if not warehouse.value("SELECT count(*) FROM wanted"):
        return
    _copy(warehouse, "FROM wanted", folder / "wanted.parquet")
    run_writer({**_job(settings, folder), "action": "texts", "snapshot": snapshot}, settings)
    texts = f"read_parquet({quoted(folder / 'texts.parquet')})"
    warehouse.execute(f"INSERT INTO {_TEXTS}.texts SELECT article_id, body FROM {texts}")  # noqa: S608


def _write(settings: Settings, pipeline: Pipeline, folder: Path, links: LoopResult) -> tuple[int, bool]:
    """Put the pairs into the lake. Returns how many there are, and whether any is new."""
    warehouse = pipeline.warehouse
    _copy(warehouse, read_sql(__package__, "pairs.sql"), folder / "pairs.parquet")
    table = described_table(PAIRS, "main")
    job = {**_job(settings, folder), "action": "pairs", "table": table, "version": links.data_version}
    result = run_writer(job, settings)
    return result["rows"], result["is_new"]


def _copy(warehouse: Warehouse, query: str, path: Path) -> None:
    warehouse.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet)")


def _job(settings: Settings, folder: Path) -> dict[str, Any]:
    lake = settings.lake_address
    if lake is None:
        raise UserError("NEWS_LAKE names no lake.")
    return {**lake_job(settings, lake), "folder": str(folder)}
