"""The private database: all or nothing, insert by name, migration without loss."""

from dataclasses import replace
from datetime import UTC, datetime

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.warehouse import ROW_GROUP_ROWS, Warehouse, open_read_only, open_warehouse
from news_pipeline_tests.conftest import raw_document
from news_pipeline_tests.processes import other_process

HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
"""


def kinds(warehouse: Warehouse) -> list[object]:
    return [row["kind"] for row in warehouse.rows("SELECT kind FROM id_redirects ORDER BY kind")]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_a_transaction_leaves_nothing_behind_when_anything_is_raised(
    warehouse: Warehouse, error: type[BaseException]
) -> None:
    with pytest.raises(error), warehouse.transaction():  # noqa: PT012 the transaction is what is tested
        warehouse.insert("id_redirects", [{"kind": "lost"}])
        raise error
    with warehouse.transaction():
        warehouse.insert("id_redirects", [{"kind": "kept"}])
    assert kinds(warehouse) == ["kept"]


def test_a_statement_that_fails_rolls_back_what_came_before_it(warehouse: Warehouse) -> None:
    with pytest.raises(duckdb.Error), warehouse.transaction():  # noqa: PT012 the transaction is what is tested
        warehouse.insert("id_redirects", [{"kind": "lost"}])
        warehouse.execute("SELECT * FROM no_such_table")
    assert kinds(warehouse) == []


def test_rows_are_inserted_by_name_and_what_they_lack_is_null(warehouse: Warehouse) -> None:
    warehouse.insert("id_redirects", [{"new_id": "n", "kind": "k"}, {"kind": "l", "old_id": "o"}])
    assert warehouse.rows("SELECT * FROM id_redirects ORDER BY kind") == [
        {"kind": "k", "old_id": None, "new_id": "n"},
        {"kind": "l", "old_id": "o", "new_id": None},
    ]


def test_no_rows_are_no_work(warehouse: Warehouse) -> None:
    warehouse.insert("id_redirects", [])
    assert kinds(warehouse) == []


def test_a_column_that_the_table_has_not_is_an_error(warehouse: Warehouse) -> None:
    with pytest.raises(KeyError, match=r"id_redirects\.colour"):
        warehouse.insert("id_redirects", [{"kind": "k", "colour": "red"}])
    assert kinds(warehouse) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "empty"), ("'; DROP TABLE files; --", "SQL"), ("été 漢字 😀", "beyond ASCII"), ("x" * 3_000_000, "3 MB")],
    ids=lambda value: value if len(value) < 20 else "",
)
def test_text_comes_back_as_it_went_in(warehouse: Warehouse, text: str, why: str) -> None:
    warehouse.insert("raw_documents", [raw_document("a", text, notes=[text[:10]], document_hash=2**64 - 1)])
    assert warehouse.value("SELECT text FROM raw_documents") == text
    assert warehouse.value("SELECT document_hash FROM raw_documents") == 2**64 - 1


def test_moments_are_utc(warehouse: Warehouse) -> None:
    moment = datetime(2022, 1, 10, 6, 5, tzinfo=UTC)
    warehouse.insert("raw_documents", [raw_document("a", arrived_at=moment)])
    assert warehouse.value("SELECT arrived_at FROM raw_documents") == moment
    assert warehouse.value("SELECT CAST(arrived_at AS VARCHAR) FROM raw_documents") == "2022-01-10 06:05:00+00"


def test_a_new_column_is_added_to_an_old_file_without_losing_a_row(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with duckdb.connect(str(settings.warehouse_path)) as old:
        old.execute("CREATE TABLE id_redirects (new_id VARCHAR, kind VARCHAR)").fetchall()
        old.execute("INSERT INTO id_redirects VALUES ('n', 'k')").fetchall()
    for _ in range(2):
        with open_warehouse(settings, CATALOG) as warehouse:
            assert warehouse.rows("SELECT kind, old_id, new_id FROM id_redirects") == [
                {"kind": "k", "old_id": None, "new_id": "n"}
            ]
            assert {table.name for table in CATALOG.tables} <= {
                row["name"] for row in warehouse.rows("SHOW ALL TABLES")
            }
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.insert("id_redirects", [{"kind": "l", "old_id": "o", "new_id": "n"}])


VIEW = "clean_articles_pending"


def view_of(warehouse: Warehouse) -> tuple[str, str]:
    """Text and comment of a view as the database has them."""
    [row] = warehouse.rows(f"SELECT sql, comment FROM duckdb_views() WHERE view_name = '{VIEW}'")  # noqa: S608 ours
    return row["sql"], row["comment"]


def test_views_that_are_as_described_are_not_made_again(settings: Settings) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        _, comment = view_of(warehouse)
        warehouse.execute(f"CREATE OR REPLACE VIEW {VIEW} AS SELECT 'marked' AS key")
        warehouse.execute(f"COMMENT ON VIEW {VIEW} IS '{comment}'")
    with open_warehouse(settings, CATALOG) as warehouse:
        assert "marked" in view_of(warehouse)[0]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (f"CREATE OR REPLACE VIEW {VIEW} AS SELECT 1 AS key", "an earlier program made it"),
        (f"DROP VIEW {VIEW}", "it is gone"),
        ("CREATE VIEW of_an_earlier_program AS SELECT 1 AS key", "there is one more"),
    ],
)
def test_views_are_made_again_where_something_has_changed(settings: Settings, change: str, why: str) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        described = view_of(warehouse)
        warehouse.execute(change)
    with open_warehouse(settings, CATALOG) as warehouse:
        assert view_of(warehouse) == described
        names = {row["view_name"] for row in warehouse.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    assert "of_an_earlier_program" not in names


def test_views_see_a_new_column_of_a_table(settings: Settings) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        _, comment = view_of(warehouse)
        warehouse.execute(f"CREATE OR REPLACE VIEW {VIEW} AS SELECT 'marked' AS key")
        warehouse.execute(f"COMMENT ON VIEW {VIEW} IS '{comment}'")
        warehouse.execute("ALTER TABLE article_metadata DROP COLUMN title")
    with open_warehouse(settings, CATALOG) as warehouse:
        assert "marked" not in view_of(warehouse)[0]


def test_a_column_of_another_type_stops_with_the_way_out(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with duckdb.connect(str(settings.warehouse_path)) as old:
        old.execute("CREATE TABLE id_redirects (kind INTEGER)").fetchall()
    with pytest.raises(UserError, match=r"id_redirects\.kind is INTEGER.*needs VARCHAR.*`news-pipeline rebuild`"):
        open_warehouse(settings, CATALOG).__enter__()
    with duckdb.connect(str(settings.warehouse_path)) as old:
        tables = old.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert tables == [("id_redirects",)], "a migration is one transaction"


def test_a_file_that_another_program_has_open_is_named(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with (
        other_process(HOLD, settings.warehouse_path),
        pytest.raises(UserError, match=r"pipeline\.duckdb cannot be opened.*Close the program"),
    ):
        open_warehouse(settings, CATALOG).__enter__()
    with open_warehouse(settings, CATALOG):
        pass


def test_the_connection_is_closed_when_a_run_fails(settings: Settings) -> None:
    with pytest.raises(ZeroDivisionError), open_warehouse(settings, CATALOG):
        raise ZeroDivisionError
    with duckdb.connect(str(settings.warehouse_path), read_only=True):
        pass


def test_a_statement_that_needs_too_much_memory_says_what_to_raise(settings: Settings) -> None:
    much = "SELECT list(md5(CAST(range AS VARCHAR)) ORDER BY range DESC) FROM range(3_000_000)"
    with open_warehouse(replace(settings, memory_limit="50MB"), CATALOG) as warehouse:
        with pytest.raises(UserError, match=r"may use 50MB of memory.* Raise NEWS_MEMORY_LIMIT"):
            warehouse.rows(much)
        assert warehouse.value("SELECT 1") == 1


def test_a_snapshot_is_opened_for_reading_only(settings: Settings) -> None:
    settings.data_dir.mkdir()
    with duckdb.connect(str(settings.published_path)) as made:
        made.execute("CREATE TABLE t (n INTEGER)").fetchall()
    with (
        open_read_only(settings.published_path, settings) as snapshot,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        snapshot.execute("INSERT INTO t VALUES (1)")


def test_work_that_was_interrupted_is_not_there_after_reopening(
    settings: Settings,
) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        warehouse.connection.begin()
        warehouse.insert("id_redirects", [{"kind": "lost"}])
    with open_warehouse(settings, CATALOG) as warehouse:
        assert kinds(warehouse) == []


def test_few_rows_are_stored_together(settings: Settings) -> None:
    """A row group of web pages is written anew as long as rows are added to it."""
    with open_warehouse(settings, CATALOG) as warehouse:
        rows = [{"source_uri": f"{number}.txt", "reason": "no_text"} for number in range(2 * ROW_GROUP_ROWS + 1)]
        warehouse.insert("reader_rejections", rows)
    with open_warehouse(settings, CATALOG) as warehouse:
        stored = "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('reader_rejections')"
        assert warehouse.value(stored) == 3
