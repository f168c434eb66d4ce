"""Raw files in an object store: the same tables, read by workers too; what tells of them stays in the data folder."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from news_pipeline.cli.doctor import findings
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.recovery.repair import repair
from news_pipeline.settings import Settings, as_environment, load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage import remote_folder
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run, run_rebuild, run_takedown
from news_pipeline_tests.same_news import differences
from news_pipeline_tests.steps.ingesting import rejections
from news_pipeline_tests.storage.object_store import SECRET

ADDRESS = "s3://store/raw"
ROOT = Path(__file__).parent.parent.parent


def remote(folder: Path, **changes: object) -> Settings:
    return make_settings(folder, raw_store=ADDRESS, tagger="gazetteer", **changes)


@pytest.mark.slow
def test_the_tables_are_the_same_and_a_rebuild_reads_what_lies_there(store: Any, tmp_path: Path) -> None:
    files = made_up_files(made_up_articles(events=2))
    on_disk, settings = make_settings(tmp_path / "disk", tagger="gazetteer"), remote(tmp_path / "remote")
    for each in (on_disk, settings):
        write_files(each.landing_dir, files)
        run(each)
    assert differences(on_disk.published_path, settings.published_path) == []
    assert not list(settings.raw_dir.rglob("*.zst")) + list(settings.raw_dir.glob("*.tmp"))
    lying = {Path(key).stem for key in store.find("store/raw")}
    assert lying == {file.content_hash for file in RawStore(settings.raw_dir, ADDRESS).manifest()}
    assert lying == set(RawStore(on_disk.raw_dir).hashes()) == set(RawStore(settings.raw_dir, ADDRESS).hashes())
    for path in settings.landing_dir.rglob("*"):
        if path.is_file():
            path.unlink()
    run_rebuild(settings)
    assert differences(on_disk.published_path, settings.published_path) != [], "files are no longer present"
    assert "articles" not in " ".join(differences(on_disk.published_path, settings.published_path))
    written = [path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in content for content in written)


READ_BY_WORKERS = """
import sys
from news_pipeline.engine.compute import local_compute
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import load_settings
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse

if __name__ == "__main__":
    settings, compute = load_settings(), local_compute(2)
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse, compute))
    compute.close()
"""


def test_worker_processes_read_it(store: Any, tmp_path: Path) -> None:
    """In a process of its own: workers have the environment in which the first of them was started."""
    settings = remote(tmp_path)
    write_files(settings.landing_dir, {f"{n}.txt": f"Text number {n}." for n in range(6)})
    (tmp_path / "read.py").write_text(READ_BY_WORKERS)
    searched = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, **as_environment(settings), "PYTHONPATH": searched}
    subprocess.run([sys.executable, tmp_path / "read.py"], env=environment, check=True)
    with open_warehouse(settings, CATALOG) as warehouse:
        assert (len(documents(warehouse)), rejections(warehouse)) == (6, [])


def test_a_store_that_cannot_be_asked_is_not_one_without_the_file(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = RawStore(tmp_path, ADDRESS)
    assert not kept.holds("ab")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    remote_folder._store.cache_clear()
    with pytest.raises(OSError, match="connect"):
        kept.holds("ab")


def test_what_is_taken_down_leaves_the_store(store: Any, tmp_path: Path) -> None:
    settings = remote(tmp_path)
    write_files(settings.landing_dir, made_up_files(made_up_articles(events=1)))
    run(settings)
    with open_warehouse(settings, CATALOG) as warehouse:
        [gone, *_] = warehouse.rows("SELECT source_uri, file_hash FROM raw_documents WHERE record_number IS NULL")
    before = len(store.find("store/raw"))
    run_takedown(settings, gone["source_uri"])
    assert not RawStore(settings.raw_dir, ADDRESS).holds(gone["file_hash"])
    assert len(store.find("store/raw")) == before - 1


def test_a_store_that_is_away_stops_the_run_and_refuses_nothing(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = remote(tmp_path)
    write_files(settings.landing_dir, {"a.txt": "One text.", "b.txt": "Another text."})

    def away(address: str) -> None:
        raise OSError(errno.EIO, "the store is away", address)

    with open_warehouse(settings, CATALOG) as warehouse:
        with monkeypatch.context() as patched:
            patched.setattr(remote_folder, "open_remote", away)
            with pytest.raises((OSError, UserError), match="away"):
                ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
        assert (documents(warehouse), rejections(warehouse)) == ([], [])
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))
        assert len(documents(warehouse)) == 2


def test_doctor_sees_what_is_missing_and_brings_it_back_from_the_folder(store: Any, tmp_path: Path) -> None:
    settings = remote(tmp_path)
    write_files(settings.landing_dir, {"a.txt": "One text.", "b.txt": "Another text."})
    run(settings)
    first, second = sorted(store.find("store/raw"))
    store.rm(first)
    store.pipe(second, b"damaged")
    states = {finding.what: finding for finding in findings(settings, {})}
    assert "1 of 2 stored files are missing" in states["raw store"].says
    mended = list(repair(settings, CATALOG))
    assert sum("stored again from the landing folder" in words for words in mended) == 2
    assert {finding.what: finding.state for finding in findings(settings, {})}["raw store"] == "ok"
    assert [path.read_bytes() for path in settings.data_dir.rglob("*.zst")] == [b"damaged"], "moved aside"


@pytest.mark.parametrize("text", ["s3://key:hidden@store/raw", "/srv/hidden", "raw"])
def test_only_an_address_without_a_secret_is_taken(text: str) -> None:
    with pytest.raises(UserError, match="NEWS_RAW_STORE") as told:
        load_settings({}, {"NEWS_RAW_STORE": text})
    assert "hidden" not in str(told.value)
    assert replace(load_settings({}, {}), raw_store=ADDRESS).raw_address == ADDRESS
