"""Every reason for a refusal has its meaning and an advice, in the table that people see."""

import ast
import re
from pathlib import Path

import pytest

import news_pipeline
from news_pipeline.steps.ingestion.reading import READER_VERSION
from news_pipeline.storage.warehouse import Warehouse

_PACKAGE = Path(news_pipeline.__file__).parent
_READERS = [*(_PACKAGE / "readers").glob("*.py"), _PACKAGE / "ingest.py", _PACKAGE / "tombstones.py"]
_CLEANING = [_PACKAGE / "cleaning" / name for name in ("refusals.py", "page_kinds.py")]
_SAYS_WHY = {"Unreadable", "Undecodable", "Rejected", "_refused", "_Rule", "_broken", "WarcRecord"}
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def codes_in(paths: list[Path]) -> set[str]:
    """Codes that stand in calls that say why, and in pairs of a code and a sentence that are yielded or listed."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYS_WHY:
                parts = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "reason")]
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and path in _CLEANING:
                parts = node.elts[:1]
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "TAKEN_DOWN":
                parts = [node.value]
            else:
                continue
            constants = (part.value for part in parts if isinstance(part, ast.Constant))
            found |= {value for value in constants if isinstance(value, str) and _CODE.fullmatch(value)}
    return found


@pytest.mark.parametrize(("stage", "paths"), [("raw_documents", _READERS), ("clean_articles", _CLEANING)])
def test_every_reason_is_explained_and_no_other(stage: str, paths: list[Path], warehouse: Warehouse) -> None:
    rows = warehouse.rows("SELECT * FROM rejection_reasons WHERE stage = $stage", {"stage": stage})
    assert {row["reason"] for row in rows} == codes_in(paths)
    for row in rows:
        assert row["meaning"].endswith((".", ").")), row
        assert row["advice"].endswith("."), row


def test_a_refusal_is_shown_with_its_meaning_and_advice(warehouse: Warehouse) -> None:
    refused = {"source_uri": "x.json", "reason": "bad_json", "code_version": READER_VERSION, "content_hash": "0"}
    warehouse.insert("reader_rejections", [refused])
    [row] = warehouse.rows("SELECT meaning, advice FROM rejected_documents")
    assert "malformed" in row["meaning"]
    assert "export it again" in row["advice"]


def test_a_reason_that_nobody_explained_is_shown_all_the_same(warehouse: Warehouse) -> None:
    warehouse.insert("reader_rejections", [{"source_uri": "x.json", "reason": "new_reason", "content_hash": "0"}])
    assert warehouse.rows("SELECT reason, advice FROM rejected_documents") == [{"reason": "new_reason", "advice": None}]
