"""Redo marks what a person names, and the next run does just that again."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from news_pipeline.engine import ledger
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.duplicates.step import FINGERPRINTS
from news_pipeline.steps.ingestion.ingest import IngestResult
from news_pipeline.steps.redo import Redo, mark, stages
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import ledger_row, run_loop
from news_pipeline_tests.upstream import put_articles

METADATA: dict[str, Row] = {
    "a": {"outlet": "The Hill", "outlet_domain": "thehill.com", "published_date": date(2022, 1, 8)},
    "b": {"outlet": "Daily Mail", "outlet_domain": "dailymail.co.uk", "published_date": date(2022, 1, 10)},
    "c": {},
}


@pytest.fixture
def done(warehouse: Warehouse) -> Warehouse:
    """Three articles whose cleaning, metadata and fingerprints are done."""
    put_articles(warehouse, {"a": "one", "b": "two", "c": "three"}, METADATA)
    run_loop(FINGERPRINTS, warehouse)
    return warehouse


def pending(warehouse: Warehouse) -> list[str]:
    ledger.find_pending(FINGERPRINTS.name, FINGERPRINTS.code_version, warehouse)
    return [row["key"] for row in warehouse.rows("SELECT key FROM pending ORDER BY key")]


@pytest.mark.parametrize(
    ("wish", "keys"),
    [
        (Redo(), "abc"),
        (Redo(source="a*"), "a"),
        (Redo(source="?.txt"), "abc"),
        (Redo(source="x*"), ""),
        (Redo(outlet="the hill"), "a"),
        (Redo(outlet="DailyMail.co.uk"), "b"),
        (Redo(published_from=date(2022, 1, 8)), "ab"),
        (Redo(published_from=date(2022, 1, 9)), "b"),
        (Redo(published_to=date(2022, 1, 9)), "a"),
        (Redo(published_from=date(2022, 1, 8), published_to=date(2022, 1, 10), outlet="the hill"), "a"),
    ],
    ids=str,
)
def test_conditions_choose_documents_and_all_must_hold(done: Warehouse, wish: Redo, keys: str) -> None:
    assert pending(done) == []
    assert mark(Redo("fingerprints", wish.outlet, wish.published_from, wish.published_to, wish.source), done) == len(
        keys
    )
    assert pending(done) == list(keys)
    assert run_loop(FINGERPRINTS, done).processed == len(keys)
    assert pending(done) == []


def test_only_the_stage_that_is_named_is_marked(done: Warehouse) -> None:
    mark(Redo("article_metadata"), done)
    marked = done.rows("SELECT DISTINCT stage FROM ledger WHERE input_hash IS NULL")
    assert marked == [{"stage": "article_metadata"}]


def test_no_stage_is_every_stage(done: Warehouse) -> None:
    done.insert("ledger", [ledger_row("dated_stories", "2022-01-08"), ledger_row("dated_stories", "2022-01-10")])
    assert mark(Redo(outlet="the hill"), done) == 4, "three stages of the article, and the stories of its day"
    assert mark(Redo(), done) == 11


def test_an_unknown_stage_is_answered_with_those_that_there_are(done: Warehouse) -> None:
    with pytest.raises(UserError, match=r"no stage 'stories'.*clean_articles, article_metadata"):
        mark(Redo("stories"), done)


def test_a_document_is_read_again_from_its_file(
    landing: Callable[..., Path], ingest: Callable[..., IngestResult], warehouse: Warehouse
) -> None:
    landing("a.txt", "Text.")
    landing("b.txt", "Text.")
    before = ingest()
    assert mark(Redo("raw_documents", source="a.txt"), warehouse) == 1
    again = ingest()
    assert (again.files, again.documents, again.data_version) == (1, 1, before.data_version)


@pytest.mark.parametrize("source", ["c.jsonl#2", "empty.txt", "*"])
def test_what_the_readers_refused_can_be_replayed_by_its_address(
    landing: Callable[..., Path], ingest: Callable[..., IngestResult], warehouse: Warehouse, source: str
) -> None:
    landing("c.jsonl", json.dumps({"text": "One."}) + "\n{\n")
    landing("empty.txt", "")
    ingest()
    marked = mark(Redo("raw_documents", source=source), warehouse)
    assert marked == (2 if source == "*" else 1)
    again = ingest()
    assert again.files == marked
    assert len(warehouse.rows("SELECT * FROM reader_rejections")) == 2


def test_every_loop_of_every_step_can_be_named() -> None:
    assert stages() == ("raw_documents", *(loop.name for step in STEPS for loop in step.loops))
