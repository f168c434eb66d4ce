"""Landing folder and raw store in an object store: a cluster's workers copy and read the bytes, not the run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.steps.ingestion import copying
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage import remote_folder
from news_pipeline.storage.landing import LandingFile, list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.remote_folder import RemoteFile
from news_pipeline.storage.tombstones import Tombstones
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.dask_processes import WORKER, scheduler, started
from news_pipeline_tests.ports import free_port
from news_pipeline_tests.steps.ingesting import rejections
from news_pipeline_tests.storage.object_store import SECRET

ADDRESS = "s3://press/raw"
LANDING = "s3://press/news"
TEXTS = {f"{number}.txt": f"Report number {number}.\n\nThe council met on day {number}." for number in range(7)}


def remote(folder: Path, scheduler: str) -> Settings:
    settings = make_settings(folder, raw_store=ADDRESS, tagger="gazetteer", dask_scheduler=scheduler)
    return replace(settings, landing_dir=Path(LANDING))


def put(store: Any, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        store.pipe(f"press/news/{name}", text.encode())


def refuse(*_: object) -> None:
    raise AssertionError("the run itself asks the store for bytes")


@pytest.mark.slow
def test_workers_on_other_hosts_copy_and_read_the_bytes_themselves(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workers have the store's credentials and nothing of the run's folders; the run may not touch a byte."""
    pytest.importorskip("distributed", reason="pip install 'news-pipeline[dask]'")
    from news_pipeline.engine.dask_compute import DaskCompute  # noqa: PLC0415 an extra

    put(store, TEXTS)
    port = free_port()
    settings = remote(tmp_path / "run", f"tcp://127.0.0.1:{port}")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    worker = started("worker", settings.dask_scheduler, *WORKER, cwd=elsewhere)
    with scheduler(port), worker, open_warehouse(settings, CATALOG) as warehouse:
        compute = DaskCompute(settings.dask_scheduler, lambda _: None)
        listing = list_landing(settings.landing_dir)
        with monkeypatch.context() as run:
            for name in ("open_remote", "upload"):
                run.setattr(remote_folder, name, refuse)
            run.setattr(RemoteFile, "blocks", refuse)
            ingest_landing(listing, set(), pipeline_of(warehouse, compute))
        compute.close()
        read = warehouse.rows("SELECT source_uri, text FROM raw_documents")
        assert {row["source_uri"]: row["text"] for row in read} == TEXTS
        assert rejections(warehouse) == []
    lying = {Path(key).stem for key in store.find("press/raw")}
    assert len(lying) == len(TEXTS)
    assert lying == {file.content_hash for file in RawStore(settings.raw_dir, ADDRESS).manifest()}
    written = [path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in content for content in written)


def test_what_workers_cannot_copy_is_copied_by_the_run(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large files, and those that workers do not find: the run says what is wrong with them."""
    put(store, {"a.txt": "A short text.", "b.txt": "A text of more than forty bytes, which is large here."})
    monkeypatch.setattr(copying, "_BYTES", 40)
    settings, by_run = remote(tmp_path, "tcp://127.0.0.1:1"), []
    store_file = RawStore.store

    def noted(kept: RawStore, file: RemoteFile, name: str, *more: Any) -> object:
        by_run.append(name)
        return store_file(kept, file, name, *more)

    monkeypatch.setattr(RawStore, "store", noted)
    listing = list_landing(settings.landing_dir)
    listing.append(LandingFile("gone.txt", RemoteFile(f"{LANDING}/gone.txt"), 5, 1))
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(listing, set(), pipeline_of(warehouse))
        assert [uri for uri, *_ in documents(warehouse)] == ["a.txt", "b.txt"]
        assert rejections(warehouse) == []
    assert by_run == ["b.txt", "gone.txt"]


def test_chunks_of_a_task_are_bounded_and_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_BYTES", 100)
    monkeypatch.setattr(copying, "_FILES", 3)
    sizes = [60, 60, 10, 10, 10, 200, 1]
    files = [LandingFile(str(number), RemoteFile("s3://a/b"), size, 1) for number, size in enumerate(sizes)]
    chunks = [[file.byte_size for file in chunk] for chunk in copying._chunks(files)]
    assert chunks == [[60], [60, 10, 10], [10], [200], [1]]
    assert [copying._is_for_workers(file, Tombstones()) for file in files] == [True] * 5 + [False, True]
