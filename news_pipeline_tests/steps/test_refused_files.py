"""Files and records that give no document: each is a row with its reason, until it is mended."""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from news_pipeline.engine.compute import Compute, LocalProcesses
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.workers import Function, Limits
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.steps.ingestion.ingest import files_wait, ingest_landing
from news_pipeline.steps.ingestion.records import Record, StoredReading
from news_pipeline.storage.landing import LandingFile, list_landing
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import documents
from news_pipeline_tests.steps.ingesting import Ingest, Write, files, lines, rejections, unaccounted


def test_a_broken_record_is_refused_until_the_file_is_mended(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("c.jsonl", lines(["One.", "Two.", "Three."], broken=[2]))
    broken = ingest()
    assert (broken.documents, broken.rejected) == (2, 1)
    assert rejections(warehouse) == [("c.jsonl#2", "bad_json")]
    landing("c.jsonl", lines(["One.", "Two.", "Three."]))
    mended = ingest()
    assert rejections(warehouse) == []
    assert len(documents(warehouse)) == 3
    assert broken.data_version != mended.data_version
    assert unaccounted(warehouse) == 0


def test_a_file_without_a_document_is_rejected_until_it_has_one(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("a.txt", "")
    landing("b.pdf", b"%PDF-1.7")
    ingest()
    assert rejections(warehouse) == [("a.txt", "empty_file"), ("b.pdf", "bad_document")]
    assert {state for state, *_ in files(warehouse).values()} == {"rejected"}
    landing("a.txt", "Text at last.")
    ingest()
    assert rejections(warehouse) == [("b.pdf", "bad_document")]
    assert unaccounted(warehouse) == 0


def test_a_file_that_cannot_be_opened_is_refused_and_tried_again(
    settings: Settings, landing: Write, warehouse: Warehouse
) -> None:
    readable = landing("a.txt", "Text.")
    blocked = LandingFile("b.txt", settings.landing_dir, 1, 1)  # a folder cannot be opened as a file, not even by root
    first = ingest_landing([*list_landing(settings.landing_dir), blocked], set(), pipeline_of(warehouse))
    seen = warehouse.value("SELECT first_seen_at FROM files WHERE source_path = 'b.txt'")
    again = ingest_landing([*list_landing(settings.landing_dir), blocked], set(), pipeline_of(warehouse))
    assert rejections(warehouse) == [("b.txt", "unreadable_file")]
    assert (first.documents, first.rejected, again.documents) == (1, 1, 0)
    assert again.data_version == first.data_version
    assert warehouse.value("SELECT first_seen_at FROM files WHERE source_path = 'b.txt'") == seen
    opened = LandingFile("b.txt", readable, readable.stat().st_size, 2)
    ingest_landing([*list_landing(settings.landing_dir), opened], set(), pipeline_of(warehouse))
    assert rejections(warehouse) == []
    assert [uri for (uri,) in documents(warehouse, "source_uri")] == ["a.txt", "b.txt"]


def test_every_entry_that_is_not_read_has_a_row_with_a_reason(
    settings: Settings, landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("a.txt", "Text.")
    (settings.landing_dir / "passwd.txt").symlink_to("/etc/passwd")
    os.mkfifo(settings.landing_dir / "pipe.txt")
    ingest()
    assert rejections(warehouse) == [("passwd.txt", "link_not_followed"), ("pipe.txt", "special_file")]
    assert [uri for (uri,) in documents(warehouse, "source_uri")] == ["a.txt"]
    assert unaccounted(warehouse) == 0
    assert not files_wait(list_landing(settings.landing_dir), 0, warehouse), "and they keep no run busy"
    (settings.landing_dir / "pipe.txt").unlink()
    landing("pipe.txt", "A file at last.")
    ingest()
    assert rejections(warehouse) == [("passwd.txt", "link_not_followed")]


def test_a_link_is_read_as_soon_as_the_folder_that_it_leads_to_is_listed(
    settings: Settings, landing: Write, warehouse: Warehouse, tmp_path: Path
) -> None:
    landing("a.txt", "Text.")
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "b.txt").write_text("Text of the press.")
    (settings.landing_dir / "b.txt").symlink_to(tmp_path / "press" / "b.txt")
    seen: list[tuple[list[object], list[tuple[object, ...]]]] = []
    for roots in ((), (tmp_path / "press",), ()):
        listing = list_landing(settings.landing_dir, roots)
        assert files_wait(listing, 0, warehouse)
        ingest_landing(listing, set(), pipeline_of(warehouse))
        assert not files_wait(listing, 0, warehouse)
        assert unaccounted(warehouse) == 0
        seen.append(([uri for (uri,) in documents(warehouse, "source_uri")], rejections(warehouse)))
    refused = [("b.txt", "link_not_followed")]
    both = ["a.txt", "b.txt"]
    assert seen == [(["a.txt"], refused), (both, []), (both, refused)], "what was read stays"


def test_what_takes_the_place_of_a_file_since_the_listing_neither_leads_out_nor_blocks(
    settings: Settings, landing: Write, warehouse: Warehouse
) -> None:
    for name in ("link.txt", "pipe.txt"):
        landing(name, "Text.").touch()
    listing = list_landing(settings.landing_dir)
    for name in ("link.txt", "pipe.txt"):
        (settings.landing_dir / name).unlink()
    (settings.landing_dir / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(settings.landing_dir / "pipe.txt")
    ingest_landing(listing, set(), pipeline_of(warehouse))
    assert rejections(warehouse) == [("link.txt", "unreadable_file"), ("pipe.txt", "unreadable_file")]


def sabotaged(read: Read, bad: dict[str, str], reading: StoredReading, start: int) -> Iterator[tuple[int, int, Record]]:
    """Reads, but for the records whose path and number are bad."""
    for place, byte_size, record in read(reading, start):
        match bad.get(f"{reading.file.source_path}#{place}"):
            case "raise":
                raise ZeroDivisionError("a secret")
            case "die":
                os._exit(9)
            case "hang":
                time.sleep(600)
        yield place, byte_size, record


@dataclass
class Sabotaged:
    """Workers whose readers fail on some records."""

    compute: Compute
    bad: dict[str, str]

    def read(self, function: Read, sources: Iterable[Source], size: PartSize) -> Iterator[Part]:
        return self.compute.read(partial(sabotaged, function, self.bad), sources, size)

    def map(
        self, function: Function, chunks: Iterable[list[Row]], alone: int = 2, ahead: int = 1
    ) -> Iterator[list[Outcome]]:
        return self.compute.map(function, chunks, alone, ahead)

    def close(self) -> None:
        self.compute.close()


@pytest.mark.parametrize(
    ("fault", "reason"), [("raise", "processing_failed"), ("die", "killed_worker"), ("hang", "too_slow")]
)
def test_a_record_that_its_reader_fails_on_is_named_and_all_others_are_read(
    settings: Settings, landing: Write, warehouse: Warehouse, fault: str, reason: str
) -> None:
    landing("a.jsonl", lines(f"Text {number}." for number in range(1, 5)))
    landing("b.txt", "Text.")
    landing("c.txt", "Text.")
    bad = {"a.jsonl#2": fault, "b.txt#1": fault}
    compute = Sabotaged(LocalProcesses(1, Limits(part_seconds=0.5, start_seconds=1.5)), bad)
    ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, compute))
    compute.close()
    read = ["a.jsonl#1", "a.jsonl#3", "a.jsonl#4", "c.txt"]
    assert [uri for (uri,) in documents(warehouse, "source_uri")] == read
    assert rejections(warehouse) == [("a.jsonl#2", reason), ("b.txt", reason)]
    for row in warehouse.rows("SELECT detail, advice FROM rejected_documents"):
        assert "secret" not in row["detail"], "it may quote the document"
        assert row["advice"]
    [trace] = {row["trace"] for row in warehouse.rows("SELECT trace FROM reader_rejections")}
    assert ("a secret" in trace) is (fault == "raise")
    assert unaccounted(warehouse) == 0
    assert ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse)).files == 0
    warehouse.execute("UPDATE files SET reader_version = 'older'")
    ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
    assert rejections(warehouse) == [], "another version of the reader tries again"
    assert len(documents(warehouse)) == 6
