"""Every column that a reader of the snapshot sees says what it holds."""

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.publishing.view_columns import SAYS, column_says
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import open_warehouse

_COLUMNS = """
SELECT table_name, column_name, comment FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main'
"""


@pytest.fixture
def columns(settings: Settings) -> list[tuple[str, str, str | None]]:
    with open_warehouse(settings, CATALOG) as warehouse:
        publish(warehouse, "run")
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        return connection.execute(_COLUMNS).fetchall()


def test_every_column_of_every_table_and_view_has_words(columns: list[tuple[str, str, str | None]]):
    assert {view for view, _, _ in columns} >= set(CATALOG.snapshot_views)
    assert [(table, column) for table, column, says in columns if not says] == []


def test_no_words_are_for_columns_that_there_are_not(columns: list[tuple[str, str, str | None]]):
    of_views = {(view, column) for view, column, _ in columns if view in CATALOG.snapshot_views}
    names = {column for _, column in of_views} | {f"{view}.{column}" for view, column in of_views}
    assert sorted(set(SAYS) - names) == []


def test_a_name_that_means_something_else_in_one_view():
    assert column_says(CATALOG, "story_timeline", "source") != column_says(CATALOG, "article_evidence", "source")
    [own] = [column.says for column in CATALOG["articles"].columns if column.name == "outlet"]
    assert column_says(CATALOG, "unique_articles", "outlet") == own
