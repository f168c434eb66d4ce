"""A database that an earlier commit wrote is opened, and brought to what today's program makes of the same files."""

import json
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.storage.data_format import copy_before_upgrade
from news_pipeline.storage.warehouse import open_read_only, open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.plain_runs import broken_rules, run
from news_pipeline_tests.same_news import differences

EARLIER = sorted((Path(__file__).parent / "earlier_layouts").glob("*.json"))


def written_by(commit: Path, folder: Path) -> Settings:
    """Landing and data folder as the commit left them, raw files apart."""
    stored = json.loads(commit.read_text(encoding="utf-8"))
    settings = make_settings(folder, tagger="gazetteer")
    settings.landing_dir.mkdir(parents=True)
    for name, text in stored["files"].items():
        (settings.landing_dir / name).write_text(text, encoding="utf-8")
    settings.data_dir.mkdir()
    with closing(duckdb.connect(str(settings.warehouse_path))) as database:
        for statement in stored["statements"]:
            database.execute(statement)
        for table, rows in stored["rows"].items():
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 marks and a name
    return settings


@pytest.mark.slow
@pytest.mark.parametrize("commit", EARLIER, ids=lambda path: path.stem)
def test_what_an_earlier_commit_wrote_ends_as_today_s_news(commit: Path, tmp_path: Path) -> None:
    fresh, settings = make_settings(tmp_path / "fresh", tagger="gazetteer"), written_by(commit, tmp_path / "earlier")
    fresh.landing_dir.mkdir(parents=True)
    for file in settings.landing_dir.iterdir():
        (fresh.landing_dir / file.name).write_bytes(file.read_bytes())
    with open_warehouse(settings, CATALOG) as warehouse:
        assert warehouse.value("SELECT count(*) FROM raw_documents") == 3, "nothing is lost before the first run"
    with open_read_only(copy_before_upgrade(settings), settings) as copy:
        assert copy.rows("SELECT count(*) AS found FROM raw_documents") == [{"found": 3}]
    for place in (fresh, settings):
        run(place)
    assert broken_rules(settings) == []
    assert differences(fresh.published_path, settings.published_path) == []


def test_there_are_earlier_layouts() -> None:
    assert len(EARLIER) > 1
