"""Exports: every row once, by month; only what has changed is written; nothing that a spreadsheet would run."""

import csv
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.exports import export_snapshot
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings, load_settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.publishing.test_snapshot import finish_article


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path, export="parquet,csv")


@pytest.fixture
def published(warehouse: Warehouse) -> Warehouse:
    """Three articles: of two months, and undated."""
    finish_article(warehouse, "a", published_date=date(2022, 1, 8))
    finish_article(warehouse, "b", published_date=date(2022, 2, 1), title="=HYPERLINK(1)")
    finish_article(warehouse, "c")
    publish(warehouse, "run")
    return warehouse


def files(settings: Settings, name: str = "parquet") -> dict[str, tuple[int, int]]:
    """Path to inode and time of every file."""
    folder = settings.exports_dir / name
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_row_of_every_table_is_in_one_file(published: Warehouse, settings: Settings) -> None:
    export_snapshot(settings, CATALOG)
    folder = settings.exports_dir / "parquet"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {path for path in files(settings) if path.startswith("articles/")} == {
        "articles/2022-01.parquet", "articles/2022-02.parquet", "articles/undated.parquet",
    }  # fmt: skip
    with duckdb.connect(str(settings.published_path), read_only=True) as news:
        for table in CATALOG.published:
            parts = [part for part in manifest["files"] if part["table"] == table.name]
            paths = [str(folder / part["path"]) for part in parts]
            [(expected,)] = news.execute(f"SELECT count(*) FROM {table.name}").fetchall()  # noqa: S608
            assert sum(part["rows"] for part in parts) == expected
            if paths:
                exported = news.execute(f"SELECT * FROM read_parquet({paths}) ORDER BY ALL").fetchall()  # noqa: S608
                assert exported == news.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()  # noqa: S608


def test_only_months_that_changed_are_written_again(published: Warehouse, settings: Settings) -> None:
    first = export_snapshot(settings, CATALOG)
    before = files(settings)
    assert [export.written for export in export_snapshot(settings, CATALOG)] == [0, 0]
    finish_article(published, "d", published_date=date(2022, 2, 2))
    publish(published, "run-2")
    again = export_snapshot(settings, CATALOG)
    after = files(settings)
    assert 0 < again[0].written < first[0].written
    assert before["articles/2022-01.parquet"] == after["articles/2022-01.parquet"]
    assert before["articles/undated.parquet"] == after["articles/undated.parquet"]
    assert before["articles/2022-02.parquet"] != after["articles/2022-02.parquet"]


def test_a_month_that_is_gone_and_a_file_that_is_not_ours_leave_the_folder(
    published: Warehouse, settings: Settings
) -> None:
    export_snapshot(settings, CATALOG)
    (settings.exports_dir / "parquet" / "articles" / "left.parquet.tmp").touch()
    published.execute("DELETE FROM ledger WHERE key = 'a'")
    publish(published, "run-2")
    export_snapshot(settings, CATALOG)
    assert "articles/2022-01.parquet" not in files(settings)
    assert not any(path.endswith(".tmp") for path in files(settings))


@pytest.mark.parametrize("damage", ["manifest", "file"])
def test_what_is_missing_is_written_again(published: Warehouse, settings: Settings, damage: str) -> None:
    export_snapshot(settings, CATALOG)
    before = set(files(settings))
    path = "manifest.json" if damage == "manifest" else "articles/2022-01.parquet"
    (settings.exports_dir / "parquet" / path).unlink()
    assert export_snapshot(settings, CATALOG)[0].written > 0
    assert set(files(settings)) == before


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1"),
        ("A title = fine", "A title = fine"),
        ("Well-known", "Well-known"),
        ("", ""),
        (None, None),
    ],
)
def test_a_spreadsheet_takes_no_text_for_a_formula(written: str | None, cell: str | None) -> None:
    sql = read_sql("news_pipeline.publishing", "spreadsheet_cell.sql").replace("written", "$written")
    assert duckdb.execute(f"SELECT {sql}", {"written": written}).fetchall() == [(cell,)]


def test_csv_cells_are_neutral_and_nothing_else_is_changed(published: Warehouse, settings: Settings) -> None:
    export_snapshot(settings, CATALOG)
    with (settings.exports_dir / "csv" / "articles" / "2022-02.csv").open(newline="", encoding="utf-8") as file:
        [row] = csv.DictReader(file)
    assert (row["title"], row["body"], row["published_date"]) == ("'=HYPERLINK(1)", "Body of b.", "2022-02-01")


def test_formats_are_named_by_the_setting() -> None:
    assert load_settings(environment={}).export_formats == ()
    assert load_settings(environment={"NEWS_EXPORT": " CSV, parquet"}).export_formats == ("csv", "parquet")
    with pytest.raises(UserError, match="xlsx"):
        load_settings(environment={"NEWS_EXPORT": "parquet,xlsx"})
