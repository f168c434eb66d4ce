"""The list of takedowns holds hashes alone."""

import json
from pathlib import Path

from news_pipeline.storage.tombstones import Tombstone, add_tombstones, pattern_hash, read_tombstones

ADDRESS = "https://example.com/private-person"
MOMENT = "2026-01-01T00:00:00+00:00"


def test_what_a_person_asked_to_take_down_is_not_kept_in_clear(tmp_path: Path) -> None:
    add_tombstones(tmp_path, [Tombstone("content", "00", ADDRESS, MOMENT)])
    assert "private-person" not in (tmp_path / "tombstones.jsonl").read_text(encoding="utf-8")
    [stone] = read_tombstones(tmp_path).known.values()
    assert stone.pattern == pattern_hash(ADDRESS)


def test_what_an_earlier_version_kept_in_clear_goes_with_the_next_takedown(tmp_path: Path) -> None:
    old = {"kind": "content", "hash": "00", "pattern": ADDRESS, "taken_down_at": MOMENT}
    (tmp_path / "tombstones.jsonl").write_text(json.dumps(old) + "\n" + '{"cut sho', encoding="utf-8")
    assert [stone.pattern for stone in read_tombstones(tmp_path).known.values()] == [pattern_hash(ADDRESS)]
    add_tombstones(tmp_path, [Tombstone("file", "11", "a.txt", MOMENT)])
    assert "private-person" not in (tmp_path / "tombstones.jsonl").read_text(encoding="utf-8")
    assert set(read_tombstones(tmp_path).known) == {("content", "00"), ("file", "11")}
