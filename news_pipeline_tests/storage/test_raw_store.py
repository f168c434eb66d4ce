"""The store of raw files: once by content, the same bytes back, a manifest that survives a crash."""

from collections.abc import Callable
from pathlib import Path

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
