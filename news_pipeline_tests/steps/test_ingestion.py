"""From landing files to documents: what is new, what a kill leaves, what a reader's next version changes."""

import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from news_pipeline.engine.compute import Compute, LocalProcesses
from news_pipeline.engine.parts import Part, PartSize, Read, Source
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.progress import no_report
from news_pipeline.engine.workers import Function, Limits
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.readers.formats import reader_version
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Outcome, Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import IngestResult, documents_version, files_wait, ingest_landing
from news_pipeline.steps.ingestion.records import Record, StoredReading
from news_pipeline.steps.ingestion.step import STEP
from news_pipeline.storage.landing import LandingFile, list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import documents, make_settings

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


def test_each_new_file_is_read_once(landing: Write, ingest: Ingest, warehouse: Warehouse) -> None:
    landing("a.txt", "First text.")
    landing("deep/b.txt", "Second text.")
    first, second = ingest(), ingest()
    assert (first.files, first.documents, first.rejected) == (2, 2, 0)
    assert (second.files, second.documents, second.data_version) == (0, 0, first.data_version)
    assert documents(warehouse) == [("a.txt", "First text.", True), ("deep/b.txt", "Second text.", True)]
    assert unaccounted(warehouse) == 0


def test_a_changed_file_is_a_new_revision_beside_the_old(landing: Write, ingest: Ingest, warehouse: Warehouse) -> None:
    landing("a.txt", "Old text.")
    before = ingest()
    landing("a.txt", "New, longer text.")
    after = ingest()
    assert documents(warehouse) == [("a.txt", "New, longer text.", True), ("a.txt", "Old text.", False)]
    assert before.data_version != after.data_version
    assert unaccounted(warehouse) == 0


def test_content_that_comes_back_is_current_again_and_keeps_its_arrival(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    versions = []
    arrivals: list[list[tuple[object, ...]]] = []
    for text in ("Text A.", "Text B, longer.", "Text A."):
        landing("a.txt", text)
        versions.append(ingest().data_version)
        arrivals.append(documents(warehouse, "text, arrival"))
    assert documents(warehouse) == [("a.txt", "Text A.", True), ("a.txt", "Text B, longer.", False)]
    assert arrivals[0][0] == arrivals[2][0]
    assert len(set(versions)) == 3
    assert unaccounted(warehouse) == 0


def test_a_file_whose_time_alone_changed_is_not_read_again(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    path = landing("a.txt", "Text.")
    before = ingest()
    touch(path)
    touched, quiet = ingest(), ingest()
    assert (touched.files, touched.documents, touched.data_version) == (1, 0, before.data_version)
    assert quiet.files == 0, "the new time is known now"


def test_a_vanished_file_keeps_its_documents_and_may_come_back(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    path = landing("a.txt", "Text.")
    ingest()
    path.unlink()
    ingest()
    assert files(warehouse) == {"a.txt": ("ingested", 1, 1, False)}
    assert documents(warehouse) == [("a.txt", "Text.", True)]
    landing("a.txt", "Another text.")
    ingest()
    assert files(warehouse) == {"a.txt": ("ingested", 1, 1, True)}


def test_a_file_left_alone_is_present_and_not_read(landing: Write, settings: Settings, warehouse: Warehouse) -> None:
    landing("a.txt", "Text.")
    listing = list_landing(settings.landing_dir)
    ingest_landing(listing, set(), pipeline_of(warehouse))
    landing("a.txt", "Half a te")
    result = ingest_landing([], {"a.txt"}, pipeline_of(warehouse))
    assert result.files == 0
    assert files(warehouse)["a.txt"][-1] is True


@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson"])
@pytest.mark.parametrize("commits", [0, 1, 2])
def test_a_container_goes_on_at_the_record_where_it_was_stopped(tmp_path: Path, name: str, commits: int) -> None:
    settings = make_settings(tmp_path, chunk_documents=3)
    settings.landing_dir.mkdir()
    (settings.landing_dir / name).write_text(lines((f"Text {n}." for n in range(1, 11)), broken=[2, 5]))
    (settings.landing_dir / "d.txt").write_text("Last.")
    seen: list[int] = []
    with pytest.raises(Killed), open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse, kill_after(commits))
    with open_warehouse(settings, CATALOG) as warehouse:
        seen += [row["n"] for row in warehouse.rows("SELECT count(*) AS n FROM raw_documents")]
        result = look(settings, warehouse)
        assert documents(warehouse, "source_uri, text") == [
            *((f"{name}#{n}", f"Text {n}.") for n in (1, 10, 3, 4, 6, 7, 8, 9)),
            ("d.txt", "Last."),
        ]
        assert rejections(warehouse) == [(f"{name}#2", "bad_json"), (f"{name}#5", "bad_json")]
        assert files(warehouse) == {name: ("ingested", 8, 10, True), "d.txt": ("ingested", 1, 1, True)}
        assert result.documents == 9 - seen[0], "what was committed is not read again"
        assert unaccounted(warehouse) == 0


@pytest.mark.parametrize("change", ["vanishes", "changes"])
def test_a_half_read_file_is_finished_from_the_store_when_it_changes_or_vanishes(tmp_path: Path, change: str) -> None:
    settings = make_settings(tmp_path, chunk_documents=2)
    settings.landing_dir.mkdir()
    path = settings.landing_dir / "c.jsonl"
    path.write_text(lines(f"Text {n}." for n in range(1, 6)))
    with pytest.raises(Killed), open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse, kill_after(1))
    if change == "vanishes":
        path.unlink()
    else:
        path.write_text(lines(["Another text 1."]))
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        texts = [text for (text,) in documents(warehouse, "text")]
        assert {f"Text {n}." for n in range(1, 6)} <= set(texts), "nothing is lost"
        assert files(warehouse)["c.jsonl"][0] == "ingested"
        assert unaccounted(warehouse) == 0


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


def test_documents_of_an_archive_have_the_address_of_their_member(
    settings: Settings, ingest: Ingest, warehouse: Warehouse
) -> None:
    settings.landing_dir.mkdir(exist_ok=True)
    with zipfile.ZipFile(settings.landing_dir / "a.zip", "w") as archive:
        archive.writestr("2021/a.txt", "One.")
        archive.writestr("b.jsonl", lines(["Two.", "Three."], broken=[2]))
        archive.writestr("c.png", b"\x89PNG\r\n")
    touch(settings.landing_dir / "a.zip")
    ingest()
    assert documents(warehouse) == [("a.zip/2021/a.txt", "One.", True), ("a.zip/b.jsonl#1", "Two.", True)]
    assert rejections(warehouse) == [("a.zip/b.jsonl#2", "bad_json"), ("a.zip/c.png", "unsupported_type")]
    assert unaccounted(warehouse) == 0


def test_a_file_that_an_earlier_version_refused_is_looked_at_again_and_a_read_one_is_not(
    landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("a.bin", "PK no archive")
    landing("b.txt", "Text.")
    ingest()
    assert ingest().files == 0
    for version in ("no reader", "2"):
        warehouse.execute(
            "UPDATE files SET reader_version = $version WHERE source_path = 'a.bin'", {"version": version}
        )
        assert ingest().files == 1
    assert ingest().files == 0


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

    def map(self, function: Function, chunks: Iterable[list[Row]], alone: int = 2) -> Iterator[list[Outcome]]:
        return self.compute.map(function, chunks, alone)

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


def test_raw_files_are_on_the_disk_before_the_ledger_says_that_they_are_kept(
    landing: Write, ingest: Ingest, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[int] = []
    flush = RawStore.sync

    def sync(store: RawStore) -> None:
        known.append(int(warehouse.value("SELECT count(*) FROM files")))
        flush(store)

    monkeypatch.setattr(RawStore, "sync", sync)
    landing("a.txt", "Text.")
    ingest()
    landing("b.txt", "Text.")
    ingest()
    ingest()
    assert known == [0, 1]


def test_a_damaged_stored_file_is_named_with_the_way_back(
    settings: Settings, landing: Write, ingest: Ingest, warehouse: Warehouse
) -> None:
    landing("a.txt", "Text. " * 100)
    ingest()
    [stored] = settings.raw_dir.glob("*/*.zst")
    stored.write_bytes(stored.read_bytes()[:-20] + b"x" * 20)
    warehouse.execute("UPDATE files SET reader_version = 'older'")
    with pytest.raises(UserError, match=rf"a.txt is damaged .* raw/../{stored.name} back from a backup"):
        ingest()


def test_a_file_taken_away_since_the_listing_is_passed_over(settings: Settings, warehouse: Warehouse) -> None:
    gone = LandingFile("a.txt", settings.landing_dir / "a.txt", 1, 1)
    result = ingest_landing([gone], set(), pipeline_of(warehouse))
    assert (result.files, rejections(warehouse)) == (0, [])


def test_a_full_disk_stops_the_run_and_blames_no_file(settings: Settings, landing: Write, warehouse: Warehouse) -> None:
    landing("a.txt", "Text.")
    settings.raw_dir.write_text("stands in the way, as a full disk does")
    with pytest.raises(OSError, match="raw"):
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
    assert rejections(warehouse) == []


@pytest.mark.parametrize("kills", [0, 1], ids=["at once", "with a kill in the middle"])
def test_files_that_older_readers_read_are_read_again_and_what_these_alone_found_goes(
    tmp_path: Path, kills: int
) -> None:
    settings = make_settings(tmp_path, chunk_documents=2)
    settings.landing_dir.mkdir()
    (settings.landing_dir / "c.jsonl").write_text(lines(["One.", "Two.", "Three."]))
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        warehouse.execute("UPDATE files SET reader_version = '0'")
        warehouse.execute("UPDATE raw_documents SET reader_version = '0'")
        [ghost] = warehouse.rows("SELECT * FROM raw_documents WHERE record_number = 3")
        warehouse.insert("raw_documents", [{**ghost, "article_id": "ghost", "source_uri": "c.jsonl#4"}])
        if kills:
            with pytest.raises(Killed):
                look(settings, warehouse, kill_after(0))
        look(settings, warehouse)
        assert documents(warehouse, "source_uri, reader_version") == [
            (f"c.jsonl#{n}", reader_version("c.jsonl")) for n in (1, 2, 3)
        ]
        assert unaccounted(warehouse) == 0


def test_a_chunk_is_bounded_by_documents_refusals_included_and_by_bytes(tmp_path: Path) -> None:
    def commits(folder: str, content: str, **limits: int) -> int:
        settings = make_settings(tmp_path / folder, **limits)
        settings.landing_dir.mkdir(parents=True)
        (settings.landing_dir / "c.jsonl").write_text(content)
        told: list[int] = []
        with open_warehouse(settings, CATALOG) as warehouse:
            look(settings, warehouse, lambda stage, done, total: told.append(done))
        return len(told)

    texts = [f"Text {n}." for n in range(9)]
    assert commits("one chunk", lines(texts)) == 1
    assert commits("by documents", lines(texts), chunk_documents=2) == 5
    assert commits("by refusals", lines(texts, broken=range(1, 10)), chunk_documents=2) == 5
    assert commits("by bytes", lines(["x" * 100] * 4), chunk_bytes=150) == 3


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    versions = set()
    for folder, order in (("forward", ["a", "b", "c"]), ("backward", ["c", "b", "a"])):
        settings = make_settings(tmp_path / folder)
        settings.landing_dir.mkdir(parents=True)
        with open_warehouse(settings, CATALOG) as warehouse:
            for name in order:
                (settings.landing_dir / f"{name}.jsonl").write_text(lines([name, "b"], broken=[2]))
                look(settings, warehouse)
            versions.add(documents_version(warehouse))
    assert len(versions) == 1


def look(settings: Settings, warehouse: Warehouse, report: Callable[[str, int, int], None] = no_report) -> IngestResult:
    return ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, report=report))
