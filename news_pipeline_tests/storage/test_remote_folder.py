"""A landing folder in an object store: read like one on the disk, from a server that speaks like S3 on loopback."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings, as_environment, load_settings
from news_pipeline.shared.remote_address import remote_address
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import files_wait, ingest_landing
from news_pipeline.storage import remote_folder
from news_pipeline.storage.landing import at_rest, check_folders, list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run
from news_pipeline_tests.same_news import differences
from news_pipeline_tests.steps.ingesting import look, rejections, unaccounted
from news_pipeline_tests.storage.object_store import SECRET

ADDRESS = "s3://press/news"


def remote_settings(folder: Path, **changes: object) -> Settings:
    return make_settings(folder, landing_dir=Path(ADDRESS), tagger="gazetteer", **changes)


def test_what_lies_there_is_listed_and_what_is_hidden_is_not(store: Any) -> None:
    for key in ("a.txt", "sub/b.txt", "sub//c.txt", ".hidden/d.txt", "sub/.e.txt", "empty folder/"):
        store.pipe(f"press/news/{key}", b"Text of " + key.encode())
    store.pipe("press/other/f.txt", b"elsewhere")
    store.pipe("press/newsroom.txt", b"its name only begins so")
    files = list_landing(Path(ADDRESS))
    assert [file.source_path for file in files] == ["a.txt", "sub//c.txt", "sub/b.txt"]
    assert [file.byte_size for file in files] == [13, 18, 17]
    assert at_rest(files, files[0].modified_ns + 60_000_000_000, 30) == files


def test_two_versions_of_one_second_are_two_versions(store: Any) -> None:
    store.pipe("press/news/a.txt", b"One.")
    [first] = list_landing(Path(ADDRESS))
    store.pipe("press/news/a.txt", b"Two.")
    [second] = list_landing(Path(ADDRESS))
    assert first.modified_ns != second.modified_ns


def test_files_are_read_once_and_again_when_they_change(store: Any, tmp_path: Path) -> None:
    settings = remote_settings(tmp_path)
    store.pipe("press/news/a.txt", b"One text.")
    store.pipe("press/news/sub//b.txt", b"Another text.")
    store.pipe("press/news/c.bin", b"PK no archive")
    with open_warehouse(settings, CATALOG) as warehouse:
        look(settings, warehouse)
        assert documents(warehouse) == [("a.txt", "One text.", True), ("sub//b.txt", "Another text.", True)]
        assert rejections(warehouse) == [("c.bin", "unsupported_type")]
        assert not files_wait(list_landing(settings.landing_dir), 0, warehouse)
        store.pipe("press/news/a.txt", b"New text.")
        store.rm("press/news/sub//b.txt")
        assert files_wait(list_landing(settings.landing_dir), 0, warehouse)
        look(settings, warehouse)
        assert documents(warehouse) == [
            ("a.txt", "New text.", True), ("a.txt", "One text.", False), ("sub//b.txt", "Another text.", True),
        ]  # fmt: skip
        assert warehouse.value("SELECT is_present FROM files WHERE source_path = 'sub//b.txt'") is False
        assert unaccounted(warehouse) == 0


def test_a_file_that_goes_between_the_listing_and_the_reading_is_no_refusal(store: Any, tmp_path: Path) -> None:
    settings = remote_settings(tmp_path)
    store.pipe("press/news/a.txt", b"One text.")
    listing = list_landing(settings.landing_dir)
    store.rm("press/news/a.txt")
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(listing, set(), pipeline_of(warehouse))
        assert (documents(warehouse), rejections(warehouse)) == ([], [])


@pytest.mark.slow
def test_the_tables_are_those_of_the_same_files_on_the_disk(store: Any, tmp_path: Path) -> None:
    files = made_up_files(made_up_articles(events=2))
    on_disk = make_settings(tmp_path / "disk", tagger="gazetteer")
    write_files(on_disk.landing_dir, files)
    for name, text in files.items():
        store.pipe(f"press/news/{name}", text.encode())
    remote = remote_settings(tmp_path / "remote")
    run(on_disk)
    run(remote)
    assert differences(on_disk.published_path, remote.published_path) == []


def test_no_secret_is_in_a_table_a_file_or_a_message(
    store: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = remote_settings(tmp_path)
    store.pipe("press/news/a.txt", b"One text.")
    run(settings)
    told = CliRunner().invoke(main, ["status"], env=as_environment(settings))
    assert f"landing folder  {ADDRESS}" in told.output
    assert "1 in the folder, 0 of them" in told.output
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    remote_folder._store.cache_clear()
    with pytest.raises(UserError, match=f"{ADDRESS} cannot be listed: .*the credentials in the environment") as error:
        list_landing(settings.landing_dir)
    written = [path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in content for content in written)
    assert SECRET not in told.output + str(error.value) + caplog.text + str(as_environment(settings))


def test_a_bucket_that_is_not_there_is_told(store: Any) -> None:
    with pytest.raises(UserError, match="s3://nobody/news cannot be listed"):
        list_landing(Path("s3://nobody/news"))


def test_a_store_whose_package_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(scheme: str, **_: object) -> None:
        raise ImportError(f"Install {scheme}fs")

    remote_folder._store.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr("fsspec.filesystem", missing)
        with pytest.raises(
            UserError, match=r"s3://press/news cannot be read here: pip install 'news-pipeline\[remote\]'"
        ):
            list_landing(Path(ADDRESS))
        with pytest.raises(UserError, match="gs://press cannot be read here: it needs Install gsfs"):
            list_landing(Path("gs://press"))
    with pytest.raises(UserError, match="no kind of store is called 'nostore'"):
        list_landing(Path("nostore://press/news"))


def test_what_is_an_address() -> None:
    assert remote_address("s3://press/news/") == remote_address(Path("s3://press/news/")) == "s3://press/news"
    assert remote_address("gs://press") == "gs://press"
    assert remote_address("/srv/news") is None
    assert remote_address("news:old/x") is None
    assert remote_address("C:/news") is None


@pytest.mark.parametrize(
    "text",
    ["s3://key:hidden@press/news", "abfs://press/news?sig=hidden", "file:///srv/hidden", "s3://a/b?AWSKey=hidden"],
)
def test_an_address_with_a_secret_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UserError, match="NEWS_LANDING_DIR cannot be read") as told:
        load_settings({}, {"NEWS_LANDING_DIR": text})
    assert "hidden" not in str(told.value)


def test_only_the_landing_folder_may_be_an_address(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"NEWS_DATA_DIR is .*must be a path of this machine"):
        load_settings({}, {"NEWS_DATA_DIR": ADDRESS})
    settings = load_settings({}, {"NEWS_LANDING_DIR": ADDRESS, "NEWS_DATA_DIR": str(tmp_path)})
    assert settings.landing == ADDRESS
    assert load_settings({}, as_environment(settings)) == settings
    assert load_settings({"landing_dir": Path(ADDRESS)}, {}).landing == ADDRESS
    check_folders(settings.landing_dir, settings.data_dir)
    assert not (Path(os.curdir) / "s3:").exists()
    assert replace(settings, landing_dir=tmp_path).landing == str(tmp_path)
