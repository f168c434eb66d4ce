"""The store of raw files: once by content, the same bytes back, a manifest that survives a crash."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from news_pipeline.settings import Settings
from news_pipeline.storage.raw_store import RawStore, SourceError, StoredFile


@pytest.fixture
def store(settings: Settings) -> RawStore:
    return RawStore(settings.raw_dir)


@examples(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=5000))
def test_the_same_bytes_come_back(store: RawStore, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    stored = store.store(tmp_path / "file", "file", 7)
    with store.open(stored.content_hash) as stream:
        assert stream.read() == content
    assert (stored.byte_size, stored.modified_ns) == (len(content), 7)


def test_the_same_content_is_kept_once_whatever_its_name(store: RawStore, landing: Callable[..., Path]) -> None:
    one = store.store(landing("a.txt", "text"), "a.txt", 1)
    two = store.store(landing("b.txt", "text"), "b.txt", 2)
    other = store.store(landing("c.txt", "another"), "c.txt", 3)
    assert one.content_hash == two.content_hash != other.content_hash
    assert len(list(_folder(store).rglob("*.zst"))) == 2
    assert not list(_folder(store).rglob("*.tmp"))


def test_a_file_that_cannot_be_read_is_told_from_a_store_that_cannot_be_written(
    store: RawStore, landing: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(SourceError):
        store.store(tmp_path, "a folder", 1)
    (tmp_path / "full").write_text("a file where the store's folder should be")
    with pytest.raises(OSError, match="full"):
        RawStore(tmp_path / "full").store(landing("a.txt", "text"), "a.txt", 1)


def test_the_manifest_tells_every_version_in_its_order(store: RawStore, landing: Callable[..., Path]) -> None:
    assert list(store.manifest()) == []
    noted = [store.store(landing("ä\n.txt", text), "ä\n.txt", 1) for text in ("A", "B", "A")]
    for file in noted:
        store.note(file)
    assert list(store.manifest()) == noted


@pytest.mark.parametrize("kept_bytes", [1, 20, -2, -1], ids=["one byte", "some", "all but the brace", "no line end"])
def test_a_line_that_a_crash_cut_short_costs_no_other_line(
    store: RawStore, landing: Callable[..., Path], kept_bytes: int
) -> None:
    first, torn, last = (store.store(landing("a.txt", text), "a.txt", 1) for text in "ABC")
    store.note(first)
    manifest = _folder(store) / "manifest.jsonl"
    before = manifest.read_bytes()
    store.note(torn)
    manifest.write_bytes(before + manifest.read_bytes()[len(before) :][:kept_bytes])
    assert list(store.manifest()) == [first]
    store.note(last)
    assert _without(torn, store.manifest()) == [first, last]


def _without(file: StoredFile, files: object) -> list[StoredFile]:
    return [other for other in files if other != file]  # type: ignore[attr-defined]


def _folder(store: RawStore) -> Path:
    return store.folder


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_what_was_stored_is_flushed_with_its_folders_and_the_manifest(
    store: RawStore, landing: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda number: flushed.append(Path(f"/proc/self/fd/{number}").readlink()))
    monkeypatch.setattr(sys, "platform", platform)
    stored = store.store(landing("a.txt", "text"), "a.txt", 1)
    store.note(stored)
    store.sync()
    kept = store.folder / stored.content_hash[:2]
    expected = {kept / f"{stored.content_hash}.zst", store.folder / "manifest.jsonl", kept, store.folder}
    assert set(flushed) == (set() if platform == "linux" else expected), "Linux flushes the file system at once"
    flushed.clear()
    store.sync()
    assert flushed == [], "nothing is new"


def test_a_disk_that_cannot_flush_is_an_error(
    store: RawStore, landing: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.store(landing("a.txt", "text"), "a.txt", 1)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(syncfs=lambda _: -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="raw"):
        store.sync()
