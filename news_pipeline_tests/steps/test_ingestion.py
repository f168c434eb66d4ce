"""From landing files to documents: what is new, what changed, what vanished."""

import zipfile
from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import documents_version, ingest_landing
from news_pipeline.storage.landing import LandingFile, list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.steps.ingesting import Ingest, Write, files, lines, look, rejections, touch, unaccounted


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
