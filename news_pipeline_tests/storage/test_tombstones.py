"""The list of takedowns holds hashes alone, and is kept twice."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.tombstones import (
    Tombstone,
    add_tombstones,
    mend_tombstones,
    pattern_hash,
    read_tombstones,
)

ADDRESS = "https://example.com/private-person"
MOMENT = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "raw"
    folder.mkdir(parents=True)
    return folder


def stones(raw: Path) -> set[tuple[str, str]]:
    return set(read_tombstones(raw).known)


def test_what_a_person_asked_to_take_down_is_not_kept_in_clear(raw: Path) -> None:
    add_tombstones(raw, [Tombstone("content", "00", ADDRESS, MOMENT)])
    for path in (raw / "tombstones.jsonl", raw.parent / "tombstones.copy.jsonl"):
        assert "private-person" not in path.read_text(encoding="utf-8")
    [stone] = read_tombstones(raw).known.values()
    assert stone.pattern == pattern_hash(ADDRESS)


def test_what_an_earlier_version_kept_in_clear_goes_with_the_next_takedown(raw: Path) -> None:
    old = {"kind": "content", "hash": "00", "pattern": ADDRESS, "taken_down_at": MOMENT}
    (raw / "tombstones.jsonl").write_text(json.dumps(old) + "\n" + '{"cut sho', encoding="utf-8")
    assert [stone.pattern for stone in read_tombstones(raw).known.values()] == [pattern_hash(ADDRESS)]
    add_tombstones(raw, [Tombstone("file", "11", "a.txt", MOMENT)])
    assert "private-person" not in (raw / "tombstones.jsonl").read_text(encoding="utf-8")
    assert stones(raw) == {("content", "00"), ("file", "11")}


LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "a line is damaged": lambda path: path.write_bytes(b"\xff garbage\n" + path.read_bytes().partition(b"\n")[2]),
    "no text at all": lambda path: path.write_bytes(bytes(range(256)) * 4),
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("which", ["raw/tombstones.jsonl", "tombstones.copy.jsonl"])
def test_nothing_comes_back_when_one_of_the_two_lists_is_lost(
    raw: Path, which: str, lose: Callable[[Path], object]
) -> None:
    add_tombstones(raw, [Tombstone("content", "00", ADDRESS, MOMENT), Tombstone("path", "11", "a.txt", MOMENT)])
    lose(raw.parent / which)
    assert stones(raw) == {("content", "00"), ("path", "11")}
    assert mend_tombstones(raw) >= 1
    (raw / "tombstones.jsonl").unlink()
    assert stones(raw) == {("content", "00"), ("path", "11")}, "the copy is whole again"


def test_a_damaged_list_without_a_whole_copy_stops_all_reading(raw: Path) -> None:
    add_tombstones(raw, [Tombstone("content", "00", ADDRESS, MOMENT)])
    for path in (raw / "tombstones.jsonl", raw.parent / "tombstones.copy.jsonl"):
        path.write_bytes(b"garbage\n")
    with pytest.raises(UserError, match="taken down would be read again"):
        read_tombstones(raw)
