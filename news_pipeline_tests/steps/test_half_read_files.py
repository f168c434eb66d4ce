"""Files that a kill left half read go on at the record where it stopped; a chunk is bounded."""

from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import documents, make_settings
from news_pipeline_tests.steps.ingesting import Killed, files, kill_after, lines, look, rejections, unaccounted


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
