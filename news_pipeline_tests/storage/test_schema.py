"""The description of tables: what follows from it, and that it holds what users rely on."""

from collections.abc import Iterator

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG, VIEWS
from news_pipeline.storage.schema import Column, Table, promises
from news_pipeline.storage.warehouse import Warehouse

CONTRACT = {
    "articles": "article_id source_uri content_hash title body language word_count published_date published_at "
    "published_utc_offset_minutes published_precision published_source updated_at inferred_date inferred_from "
    "inferred_to url original_url outlet outlet_domain outlet_source agencies authors revision_number is_current "
    "duplicate_group_id is_canonical story_id arrived_at",
    "metadata_evidence": "article_id field value source raw_text precision confidence is_chosen",
    "removed_lines": "article_id line_number text role reason",
    "duplicate_pairs": "article_id_a article_id_b relation coverage_a coverage_b shared_words longest_run",
    "duplicate_groups": "duplicate_group_id canonical_article_id canonical_reason article_count outlet_count",
    "article_revisions": "url_key article_id revision_number words_added words_removed",
    "stories": "story_id title first_published_date last_published_date article_count group_count outlet_count",
    "entity_mentions": "article_id part sentence start_char end_char surface entity_type entity_id",
    "entities": "entity_id name entity_type aliases country_code geonames_id latitude longitude article_count "
    "mention_count",
    "source_files": "source_path content_hash byte_size media_type encoding state document_count first_seen_at",
    "rejected_documents": "source_uri stage reason detail code_version content_hash rejected_at",
}
TYPES = {
    ("articles", "published_date"): "DATE",
    ("articles", "published_at"): "TIMESTAMPTZ",
    ("articles", "agencies"): "VARCHAR[]",
    ("articles", "authors"): "VARCHAR[]",
    ("articles", "is_canonical"): "BOOLEAN",
    ("entities", "aliases"): "VARCHAR[]",
}

PETS = Table(
    "pets",
    "One pet; the owner's word is 'final'.",
    (
        Column("pet_id", "VARCHAR", "The pet's tag.", nullable=False),
        Column("kind", "VARCHAR", "What it is.", allowed=("cat", "dog")),
        Column("legs", "INTEGER", "How many.", between=(0, 4)),
        Column("owner_id", "VARCHAR", "Who feeds it.", references="owners"),
    ),
    key=("pet_id",),
)


def described(table: Table) -> list[tuple[str, str]]:
    """Names and types as DuckDB writes them."""
    named = {"TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE"}
    return [(column.name, named.get(column.type, column.type)) for column in table.columns]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(PETS.ddl).fetchall()
        opened.execute("CREATE TABLE owners AS SELECT 'ann' AS owner_id").fetchall()
        yield opened


def broken(connection: duckdb.DuckDBPyConnection, *rows: str, alone: bool = False) -> list[str]:
    for row in rows:
        connection.execute(f"INSERT INTO pets VALUES ({row})").fetchall()  # noqa: S608
    kept = promises(PETS, alone=alone)
    return [promise.rule for promise in kept if connection.execute(promise.offenders).fetchall()]


def test_good_data_breaks_no_promise(connection: duckdb.DuckDBPyConnection) -> None:
    assert broken(connection, "'1', 'cat', 4, 'ann'", "'2', NULL, NULL, NULL", "'3', 'dog', 0, 'ann'") == []


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("'1', 'cat', 4, 'ann'", "pets: pet_id identifies a row"),
        ("NULL, 'cat', 4, 'ann'", "pets.pet_id is never NULL"),
        ("'2', 'snake', 0, 'ann'", "pets.kind is one of cat, dog"),
        ("'2', 'dog', 5, 'ann'", "pets.legs lies between 0 and 4"),
        ("'2', 'dog', 4, 'bob'", "pets.owner_id names a row of owners"),
    ],
)
def test_each_promise_finds_its_offender(connection: duckdb.DuckDBPyConnection, row: str, rule: str) -> None:
    assert broken(connection, "'1', 'cat', 4, 'ann'", row) == [rule]


def test_a_table_alone_is_not_held_to_what_other_tables_hold(connection: duckdb.DuckDBPyConnection) -> None:
    assert broken(connection, "'2', 'dog', 4, 'bob'", alone=True) == []


def test_comments_are_quoted_and_stand_in_the_database(connection: duckdb.DuckDBPyConnection) -> None:
    for comment in PETS.comments():
        connection.execute(comment).fetchall()
    table = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'pets'").fetchall()
    columns = connection.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'pets' ORDER BY column_index")
    assert table == [("One pet; the owner's word is 'final'.",)]
    assert columns.fetchall() == [(column.says,) for column in PETS.columns]


def test_a_column_is_found_by_name() -> None:
    assert PETS.column("legs").between == (0, 4)
    with pytest.raises(KeyError, match=r"pets\.wings"):
        PETS.column("wings")


@pytest.mark.parametrize("table", CATALOG.tables, ids=lambda table: table.name)
def test_the_database_makes_of_each_description_what_it_says(table: Table) -> None:
    with duckdb.connect() as made:
        made.execute(table.ddl).fetchall()
        made.execute(table.ddl).fetchall()
        found = made.execute(f"DESCRIBE {table.name}").fetchall()
    assert [tuple(row[:2]) for row in found] == described(table)


@pytest.mark.parametrize("table", [table for table in CATALOG.tables if table.view], ids=lambda table: table.name)
def test_a_view_gives_the_columns_that_its_description_says(warehouse: Warehouse, table: Table) -> None:
    names = ", ".join(column.name for column in table.columns)
    rows = warehouse.rows(f"DESCRIBE SELECT {names} FROM {table.name}")  # noqa: S608
    assert [(row["column_name"], row["column_type"]) for row in rows] == described(table)


@pytest.mark.parametrize("table", CATALOG.tables, ids=lambda table: table.name)
def test_a_description_refers_only_to_what_there_is(table: Table) -> None:
    assert set(table.key) <= {column.name for column in table.columns}
    for column in table.columns:
        if column.references:
            other, _, theirs = column.references.partition(".")
            CATALOG[other].column(theirs or column.name)


@pytest.mark.parametrize("name", CONTRACT)
def test_what_users_rely_on_is_published(name: str) -> None:
    table = CATALOG[name]
    assert table.published
    assert table in CATALOG.published
    assert set(CONTRACT[name].split()) <= {column.name for column in table.columns}


@pytest.mark.parametrize(("place", "kind"), TYPES.items(), ids=str)
def test_what_users_rely_on_has_its_type(place: tuple[str, str], kind: str) -> None:
    assert CATALOG[place[0]].column(place[1]).type == kind


def test_the_views_of_the_contract_are_there() -> None:
    assert {"unique_articles", "article_authors", "related_articles"} <= set(VIEWS)


def test_every_published_column_says_what_it_means() -> None:
    for table in CATALOG.published:
        for column in table.columns:
            assert column.says.endswith("."), f"{table.name}.{column.name}"
