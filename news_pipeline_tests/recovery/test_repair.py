"""Whatever is damaged or gone in a data folder: a repair says what it did, and loses nothing."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
import zstandard
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.recovery.repair import DAMAGED, repair
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.rebuild import rebuild
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.steps.ingesting import lines

DOCUMENTS = """
SELECT article_id, source_uri, record_number, content_hash, media_type, text, fields, notes, byte_size, is_current
FROM raw_documents ORDER BY ALL
"""
REFUSALS = "SELECT source_uri, reason, detail, content_hash FROM reader_rejections ORDER BY ALL"


@pytest.fixture
def place(settings: Settings, landing: Callable[..., Path]) -> Settings:
    """A data folder with a past: a file that changed, a container with a broken record, an old version that is gone."""
    landing("a.txt", "Text A of a river.")
    landing("c.jsonl", lines(["One.", "Two.", "Three."], broken=[2]))
    look(settings)
    landing("a.txt", "Text B of a bridge.")
    look(settings)
    with open_warehouse(settings, CATALOG) as warehouse:
        publish(warehouse, "run")
    settings.dagster_dir.mkdir()
    with closing(connect(settings.dagster_dir / "runs.db")) as history:
        history.execute("CREATE TABLE runs (run_id TEXT)")
    return settings


def look(settings: Settings) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline_of(warehouse))


def contents(settings: Settings) -> list[list[Row]]:
    with open_warehouse(settings, CATALOG) as warehouse:
        return [warehouse.rows(DOCUMENTS), warehouse.rows(REFUSALS)]


def rebuilt(settings: Settings) -> list[list[Row]]:
    with open_warehouse(settings, CATALOG) as warehouse:
        rebuild(list_landing(settings.landing_dir), pipeline_of(warehouse))
        return [warehouse.rows(DOCUMENTS), warehouse.rows(REFUSALS)]


def mended(settings: Settings) -> str:
    return "\n".join(repair(settings, CATALOG))


def flip(path: Path, place: float = 0.5) -> None:
    """Damage a byte inside."""
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0xFF
    path.write_bytes(data)


def aside(settings: Settings) -> set[str]:
    return {path.name for path in (settings.data_dir / DAMAGED).rglob("*") if path.is_file()}


def test_a_sound_place_is_left_as_it_is(place: Settings) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.data_dir.rglob("*") if path.suffix != ".duckdb"}
    assert mended(place) == ""
    assert before == {path: path.stat().st_mtime_ns for path in place.data_dir.rglob("*") if path.suffix != ".duckdb"}


WAREHOUSE_LOSSES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_bytes(b"garbage" * 1000),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("lose", WAREHOUSE_LOSSES.values(), ids=WAREHOUSE_LOSSES)
def test_a_lost_warehouse_is_made_again_from_the_raw_files(place: Settings, lose: Callable[[Path], object]) -> None:
    before = contents(place)
    was_there = lose is not WAREHOUSE_LOSSES["gone"]
    lose(place.warehouse_path)
    says = mended(place)
    assert "begins anew" in says
    assert "3 stored versions" in says
    assert ("pipeline.duckdb" in aside(place)) is was_there
    look(place)
    assert contents(place) == before
    assert mended(place) == ""


def test_a_log_of_garbage_beside_the_warehouse_does_no_harm(place: Settings) -> None:
    before = contents(place)
    place.warehouse_path.with_name("pipeline.duckdb.wal").write_bytes(b"garbage" * 1000)
    mended(place)
    look(place)
    assert contents(place) == before


def test_damage_inside_the_warehouse_is_found(place: Settings) -> None:
    before = contents(place)
    for at in range(20):
        flip(place.warehouse_path, at / 20)
    assert "begins anew" in mended(place)
    look(place)
    assert contents(place) == before


RAW_LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "damaged": flip,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "other bytes": lambda path: path.write_bytes(zstandard.compress(b"other")),
}


@pytest.mark.parametrize("lose", RAW_LOSSES.values(), ids=RAW_LOSSES)
@pytest.mark.parametrize("in_landing", [True, False])
def test_lost_raw_files_come_back(place: Settings, lose: Callable[[Path], object], in_landing: bool) -> None:  # noqa: FBT001
    before = contents(place)
    if not in_landing:
        shutil.rmtree(place.landing_dir)
        place.landing_dir.mkdir()
    for path in sorted(place.raw_dir.rglob("*.zst")):
        lose(path)
    with pytest.raises(UserError, match="doctor --repair"):
        rebuilt(place)
    assert contents(place) == before, "a rebuild that would lose documents does nothing"
    says = mended(place)
    assert says.count("in pipeline.duckdb") == (1 if in_landing else 3), says
    assert says.count("from the landing folder") == (2 if in_landing else 0)
    assert rebuilt(place) == before


def test_raw_files_that_are_gone_with_the_warehouse_are_named_and_the_rest_goes_on(place: Settings) -> None:
    old = next(file for file in RawStore(place.raw_dir).manifest() if file.source_path == "a.txt")
    RawStore(place.raw_dir).remove(old.content_hash)
    place.warehouse_path.unlink()
    says = mended(place)
    assert "The stored copy of a.txt is missing, and neither" in says
    look(place)
    documents, refusals = contents(place)
    assert {row["text"] for row in documents} >= {"Text B of a bridge.", "One.", "Three."}
    assert [row["source_uri"] for row in refusals if row["reason"] == "stored_copy_lost"] == []


MANIFEST_LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "a damaged line": lambda path: path.write_bytes(b'{"garbage}\n' + path.read_bytes().partition(b"\n")[2]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "lines of another kind": lambda path: path.write_text(json.dumps([1, 2]) + "\n"),
}


@pytest.mark.parametrize("lose", MANIFEST_LOSSES.values(), ids=MANIFEST_LOSSES)
def test_a_lost_manifest_is_written_anew(place: Settings, lose: Callable[[Path], object]) -> None:
    before = contents(place)
    lose(place.raw_dir / "manifest.jsonl")
    with pytest.raises(UserError, match="doctor --repair"):
        rebuilt(place)
    assert "written anew" in mended(place)
    assert rebuilt(place) == before
    assert mended(place) == ""


def test_without_manifest_and_warehouse_names_come_from_the_landing_folder(place: Settings) -> None:
    (place.raw_dir / "manifest.jsonl").unlink()
    place.warehouse_path.unlink()
    says = mended(place)
    assert "2 from the landing folder" in says
    assert "1 stored files have lost their names" in says
    look(place)
    assert "Text B of a bridge." in {row["text"] for row in contents(place)[0]}
    assert len(list(place.raw_dir.rglob("*.zst"))) == 3, "what has no name stays"


def test_a_damaged_snapshot_is_moved_aside(place: Settings) -> None:
    place.published_path.write_bytes(b"garbage" * 1000)
    assert "news.duckdb was moved to" in mended(place)
    assert "news.duckdb" in aside(place)
    with open_warehouse(place, CATALOG) as warehouse:
        assert publish(warehouse, "next").is_new


def test_a_damaged_history_is_moved_aside(place: Settings) -> None:
    (place.dagster_dir / "runs.db").write_bytes(b"garbage" * 1000)
    assert "Dagster's history was moved to" in mended(place)
    assert "runs.db" in aside(place)
    assert not place.dagster_dir.exists()


def test_the_command_says_each_repair_in_a_line(place: Settings) -> None:
    (place.dagster_dir / "runs.db").write_bytes(b"garbage" * 1000)
    folders = ["--landing", str(place.landing_dir), "--data-dir", str(place.data_dir)]
    environment = {"NEWS_TAGGER": "gazetteer"}
    told = CliRunner().invoke(main, ["doctor", *folders], env=environment)
    assert (told.exit_code, "bad  history" in told.output) == (1, True)
    done = CliRunner().invoke(main, ["doctor", "--repair", *folders], env=environment)
    assert (done.exit_code, "- Dagster's history was moved" in done.output) == (0, True), done.output
    again = CliRunner().invoke(main, ["doctor", "--repair", *folders], env=environment)
    assert "Nothing had to be mended." in again.output
    assert "takedowns do not reach there" in again.output
