"""Every reason for a refusal has its meaning and an advice, in the table that people see."""

from news_pipeline.cleaning.reasons import Reason as CleaningReason
from news_pipeline.engine.faults import Reason as GaveUp
from news_pipeline.readers.reasons import Reason as ReaderReason
from news_pipeline.storage.warehouse import Warehouse


def test_every_reason_is_explained(warehouse: Warehouse) -> None:
    rows = warehouse.rows("SELECT * FROM rejection_reasons")
    assert {(row["stage"], row["reason"]) for row in rows} == {
        *(("raw_documents", reason.value) for reason in ReaderReason),
        *(("clean_articles", reason.value) for reason in CleaningReason),
        *(
            (step, reason.value)
            for step in ("raw_documents", "clean_articles", "article_metadata")
            for reason in GaveUp
        ),
    }
    for row in rows:
        assert row["meaning"].endswith((".", ").")), row
        assert row["advice"].endswith("."), row


def test_a_refusal_is_shown_with_its_meaning_and_advice(warehouse: Warehouse) -> None:
    refused = {"source_uri": "x.json", "reason": "bad_json", "code_version": "json 1.1", "content_hash": "0"}
    warehouse.insert("reader_rejections", [refused])
    [row] = warehouse.rows("SELECT meaning, advice FROM rejected_documents")
    assert "malformed" in row["meaning"]
    assert "export it again" in row["advice"]


def test_a_reason_that_nobody_explained_is_shown_all_the_same(warehouse: Warehouse) -> None:
    warehouse.insert("reader_rejections", [{"source_uri": "x.json", "reason": "new_reason", "content_hash": "0"}])
    assert warehouse.rows("SELECT reason, advice FROM rejected_documents") == [{"reason": "new_reason", "advice": None}]
