"""What a person corrected: it wins, redoes just the documents that it names, and shows as evidence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from news_pipeline.engine.decisions import load_decisions
from news_pipeline.settings import Settings
from news_pipeline.steps.cleaning.step import CLEANING
from news_pipeline.steps.metadata.step import CORRECTIONS, METADATA
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import run_loop

Landing = Callable[[str, str], Path]
Ingest = Callable[[], object]

_STORY = "The harbour of Porto Novo was closed on Saturday after a storm, the port authority said.\n\nShips waited.\n"
_WITH_URL = f"Storm closes harbour\n20220108\nhttps://www.example.com/news/storm?utm_source=x\n{_STORY}"


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, corrections=tmp_path / "corrections.csv")


def run(settings: Settings, warehouse: Warehouse) -> tuple[int, tuple[str, ...]]:
    """Documents whose metadata was looked for, and lines of the file that cannot be used."""
    problems = load_decisions(CORRECTIONS, settings, warehouse)
    run_loop(CLEANING, warehouse)
    passes = [run_loop(METADATA, warehouse) for _ in range(2)]
    return sum(result.processed for result in passes), problems


def titles(warehouse: Warehouse) -> dict[str, str | None]:
    rows = warehouse.rows("SELECT source_uri, title FROM article_metadata JOIN raw_documents USING (article_id)")
    return {row["source_uri"]: row["title"] for row in rows}


def test_a_correction_wins_and_redoes_just_its_document(
    settings: Settings, warehouse: Warehouse, landing: Landing, ingest: Ingest
) -> None:
    landing("a.txt", _STORY)
    landing("b.txt", _WITH_URL)
    ingest()
    assert run(settings, warehouse) == (2, ())
    write(settings, "source_uri,field,value,note", "a.txt,title,Storm in Porto Novo,from the print edition")
    assert run(settings, warehouse) == (1, ())
    assert titles(warehouse) == {"a.txt": "Storm in Porto Novo", "b.txt": "Storm closes harbour"}
    [evidence] = warehouse.rows("SELECT * FROM metadata_evidence WHERE source = 'human'")
    assert (evidence["field"], evidence["value"], evidence["is_chosen"]) == ("title", "Storm in Porto Novo", True)
    assert run(settings, warehouse) == (0, ()), "it survives the next run and costs nothing"


def test_a_correction_that_is_taken_back_leaves_no_trace(
    settings: Settings, warehouse: Warehouse, landing: Landing, ingest: Ingest
) -> None:
    landing("a.txt", _STORY)
    ingest()
    write(settings, "source_uri,field,value", "a.txt,title,Storm in Porto Novo")
    run(settings, warehouse)
    settings.corrections.unlink()
    assert run(settings, warehouse) == (1, ())
    assert titles(warehouse) == {"a.txt": None}
    assert warehouse.rows("SELECT * FROM metadata_evidence WHERE source = 'human'") == []


def test_a_document_is_named_by_its_url_too(
    settings: Settings, warehouse: Warehouse, landing: Landing, ingest: Ingest
) -> None:
    landing("a.txt", _STORY)
    landing("b.txt", _WITH_URL)
    ingest()
    write(settings, "url,field,value", "http://example.com/news/storm,outlet,The Example")
    assert run(settings, warehouse) == (3, ()), "the second pass takes the document whose URL the first one found"
    [outlet] = warehouse.rows("SELECT outlet FROM article_metadata WHERE url IS NOT NULL")
    assert outlet == {"outlet": "The Example"}


def test_a_line_that_cannot_be_used_is_named_and_the_others_count(
    settings: Settings, warehouse: Warehouse, landing: Landing, ingest: Ingest
) -> None:
    landing("a.txt", _STORY)
    ingest()
    write(
        settings,
        "source_uri,url,field,value",
        "a.txt,,published_date,yesterday",
        "a.txt,,title,Storm",
        ",https://www.example.com/b,url,https://www.example.com/d",
    )
    processed, problems = run(settings, warehouse)
    assert processed == 1
    assert titles(warehouse) == {"a.txt": "Storm"}
    assert len(problems) == 2
    assert "line 2" in problems[0]
    assert "published_date" in problems[0]
    assert "line 4" in problems[1]
    assert "source_uri" in problems[1]


def write(settings: Settings, *lines: str) -> None:
    settings.corrections.write_text("\n".join(lines) + "\n", encoding="utf-8")
