"""A clock that jumps turns no order round, and hides nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import Warehouse

HOUR = 3600 * 10**9
TEXTS = ("The river rose.", "The river rose again.", "The river fell.", "The river is calm.")


@pytest.mark.parametrize("hours", [(9, 5, 1, 3), (1, 9, 2, 3), (5, 5, 5, 5)], ids=str)
def test_texts_keep_the_order_in_which_they_came(
    warehouse: Warehouse, landing: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, hours: tuple[int, ...]
) -> None:
    folder = warehouse.settings.landing_dir
    for number, (text, hour) in enumerate(zip(TEXTS, hours, strict=True)):
        landing("a.txt", text + " " * number)
        monkeypatch.setattr("news_pipeline.steps.ingestion.reading.time_ns", lambda now=hour * HOUR: now)
        ingest_landing(list_landing(folder), set(), pipeline_of(warehouse))
    rows = warehouse.rows("SELECT text, is_current, arrival FROM raw_documents ORDER BY arrival")
    assert [row["text"].strip() for row in rows] == list(TEXTS)
    assert [row["is_current"] for row in rows] == [False, False, False, True]
    assert len({row["arrival"] for row in rows}) == len(TEXTS)
