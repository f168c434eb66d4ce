"""A database of an earlier layout is copied before it changes; one of a newer program is refused."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.data_format import DATA_FORMAT, copy_before_upgrade, drop_copy
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.warehouse import open_read_only, open_warehouse


def tables(path: Path, settings: Settings) -> set[str]:
    with open_read_only(path, settings) as database:
        return {row["table_name"] for row in database.rows("SELECT table_name FROM duckdb_tables()")}


@pytest.fixture
def old(settings: Settings) -> Settings:
    """A data folder of a program that knew fewer tables and left no note."""
    settings.data_dir.mkdir()
    with closing(duckdb.connect(str(settings.warehouse_path))) as connection:
        connection.execute("CREATE TABLE files (source_path VARCHAR, content_hash VARCHAR)")
        connection.execute("INSERT INTO files VALUES ('a.txt', '00')")
    return settings


def test_a_fresh_database_leaves_no_copy(settings: Settings) -> None:
    for _ in range(2):
        with open_warehouse(settings, CATALOG):
            pass
    assert not copy_before_upgrade(settings).exists()


def test_a_database_of_an_earlier_layout_is_copied_as_it_was(old: Settings) -> None:
    for _ in range(2):
        with open_warehouse(old, CATALOG) as warehouse:
            assert warehouse.rows("SELECT source_path FROM files") == [{"source_path": "a.txt"}]
    assert tables(copy_before_upgrade(old), old) == {"files"}
    assert drop_copy(old) == copy_before_upgrade(old)
    with open_warehouse(old, CATALOG):
        pass
    assert drop_copy(old) is None, "today's layout is not copied again"


def test_the_oldest_copy_stays_until_a_good_run(old: Settings) -> None:
    with open_warehouse(old, Catalog(CATALOG.tables[:3])):
        pass
    with open_warehouse(old, CATALOG):
        pass
    assert tables(copy_before_upgrade(old), old) == {"files"}


def test_a_database_that_cannot_be_migrated_is_as_it_was(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with closing(duckdb.connect(str(settings.warehouse_path))) as connection:
        connection.execute("CREATE TABLE files (source_path INTEGER)")
    for _ in range(2):
        with pytest.raises(UserError, match="news-pipeline rebuild"), open_warehouse(settings, CATALOG):
            pass
    assert tables(settings.warehouse_path, settings) == tables(copy_before_upgrade(settings), settings) == {"files"}


def test_a_newer_format_is_refused_and_left_alone(settings: Settings) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.execute("UPDATE data_format SET format = $newer, program = '9.9.9'", {"newer": DATA_FORMAT + 1})
    before = settings.warehouse_path.read_bytes()
    with pytest.raises(UserError, match=r"newer program: news-pipeline 9\.9\.9"), open_warehouse(settings, CATALOG):
        pass
    assert settings.warehouse_path.read_bytes() == before
    assert not copy_before_upgrade(settings).exists()


def test_no_room_for_the_copy_changes_nothing(old: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("news_pipeline.storage.data_format.copyfile", full)
    with pytest.raises(UserError, match="No space left on device"), open_warehouse(old, CATALOG):
        pass
    assert tables(old.warehouse_path, old) == {"files"}
