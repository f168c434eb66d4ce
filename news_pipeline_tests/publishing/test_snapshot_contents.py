"""A snapshot into which changes were written equals one that was written whole; and when it is written whole."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish, read_snapshot, write_whole_next
from news_pipeline.publishing.snapshot_contents import write_changes, write_whole
from news_pipeline.settings import Settings
from news_pipeline.storage.schema import Catalog
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.publishing.test_snapshot import finish_article
from news_pipeline_tests.upstream import take_articles

WORDS = ("flood", "Café", "minister", "東京", "said", "strike", "vote", "2022", "the", "O'Brien", "Казахстан")
QUESTIONS = ("flood", "body", "東京 O'Brien", "the minister said", '"flood strike" vote')
INDEX = {
    "documents": "SELECT article_id, word_count FROM search.documents ORDER BY ALL",
    "words": "SELECT word, article_count FROM search.words ORDER BY ALL",
    "postings": "SELECT article_id, word, frequency FROM search.postings JOIN search.words USING (word_id) "
    "JOIN search.documents USING (document) ORDER BY ALL",
}


def contents(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables and of the index, and what the search answers."""
    with duckdb.connect(str(path), read_only=True) as connection:

        def rows(sql: str) -> list[Any]:
            return connection.execute(sql).fetchall()

        tables = {table.name: rows(f"SELECT * FROM {table.name} ORDER BY ALL") for table in CATALOG.published}  # noqa: S608
        index = {f"index {name}": rows(sql) for name, sql in INDEX.items()}
        search = "SELECT score, article_id, passage FROM search_articles($text)"
        answers = {f"search {text}": connection.execute(search, {"text": text}).fetchall() for text in QUESTIONS}
        info = {"info": rows("SELECT table_name, row_count, data_version FROM snapshot_info ORDER BY ALL")}
    return {**tables, **index, **answers, **info}


def change_something(warehouse: Warehouse, chance: random.Random) -> None:
    """Any of what a run may change: articles come, go, get another text or title; rows about them come and go."""
    key = chance.choice("abcdefghij")
    text = " ".join(chance.choices(WORDS, k=chance.randrange(30)))
    known = {row["article_id"] for row in warehouse.rows("SELECT article_id FROM raw_documents")}
    about = {"article_id": key, "field": "title", "source": chance.choice(("h1", "og"))}
    if key not in known:
        warehouse.execute("DELETE FROM ledger WHERE stage = 'entity_mentions' AND key = $key", {"key": key})
        for table in ("revision_changes", "group_members", "story_members"):
            warehouse.execute(f"DELETE FROM {table} WHERE article_id = $key", {"key": key})  # noqa: S608
        warehouse.execute("DELETE FROM story_descriptions WHERE story_id = $key", {"key": f"s{key}"})
        finish_article(warehouse, key, outlet=chance.choice(("The Paper", None)))
        return
    match chance.randrange(6):
        case 0:
            take_articles(warehouse, key)
        case 1:
            warehouse.execute(
                "UPDATE clean_articles SET body = $text WHERE article_id = $key", {"text": text, "key": key}
            )
        case 2:
            title = text[:40] or None
            warehouse.execute(
                "UPDATE article_metadata SET title = $text WHERE article_id = $key", {"text": title, "key": key}
            )
        case 3:
            warehouse.insert("metadata_evidence", [about] * chance.randrange(1, 3))
        case 4:
            warehouse.execute("DELETE FROM metadata_evidence WHERE article_id = $key AND source = 'h1'", {"key": key})
        case 5:
            warehouse.execute(
                "UPDATE story_descriptions SET title = $text WHERE story_id = $key", {"text": text, "key": f"s{key}"}
            )


@pytest.mark.parametrize("seed", range(2))
def test_changes_give_what_a_whole_new_snapshot_gives(warehouse: Warehouse, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 no secret
    for key in "abcdef":
        finish_article(warehouse, key)
    changed = tmp_path / "changed.duckdb"
    write_whole(warehouse, changed, "run", "0")
    for number in range(1, 4):
        for _ in range(chance.randrange(1, 12)):
            change_something(warehouse, chance)
        whole = tmp_path / f"whole-{number}.duckdb"
        rows = write_whole(warehouse, whole, "run", str(number))
        assert write_changes(warehouse, changed, "run", str(number)) == rows
        assert contents(changed) == contents(whole)


def test_a_snapshot_may_become_empty_and_fill_again(warehouse: Warehouse, tmp_path: Path) -> None:
    finish_article(warehouse, "a")
    changed = tmp_path / "changed.duckdb"
    write_whole(warehouse, changed, "run", "0")
    take_articles(warehouse, "a")
    assert write_changes(warehouse, changed, "run", "1")["articles"] == 0
    assert contents(changed)["index words"] == []
    finish_article(warehouse, "b")
    assert write_changes(warehouse, changed, "run", "2")["articles"] == 1
    assert [article_id for _, article_id, _ in contents(changed)["search body"]] == ["b"]


# -- when which


def changes_only(warehouse: Warehouse, key: str) -> bool:
    """Whether an article more made a snapshot of changes."""
    finish_article(warehouse, key)
    published = publish(warehouse, f"run {key}")
    assert published.is_new
    return published.changes_only


def test_the_second_snapshot_is_the_first_with_the_changes(warehouse: Warehouse, settings: Settings) -> None:
    assert not changes_only(warehouse, "a")
    assert changes_only(warehouse, "b")
    snapshot = read_snapshot(settings.published_path)
    assert snapshot is not None
    assert snapshot.rows["articles"] == 2


@pytest.mark.parametrize(
    "happens",
    [
        write_whole_next,
        lambda warehouse: warehouse.settings.published_path.unlink(),
        lambda warehouse: (
            duckdb.connect(str(warehouse.settings.published_path)).execute("CREATE TABLE mine AS SELECT 1").close()
        ),
        lambda warehouse: warehouse.settings.published_path.write_bytes(b"damaged"),
    ],
    ids=["a takedown", "the file is gone", "somebody wrote into it", "it is damaged"],
)
def test_it_is_written_whole_after(warehouse: Warehouse, happens: Callable[[Warehouse], None]) -> None:
    changes_only(warehouse, "a")
    happens(warehouse)
    assert not changes_only(warehouse, "b")
    assert changes_only(warehouse, "c")


def test_it_is_written_whole_when_a_view_is_another(warehouse: Warehouse, settings: Settings) -> None:
    changes_only(warehouse, "a")
    warehouse.connection.close()
    views = {**CATALOG.snapshot_views, "one_more": ("One more view.", "SELECT article_id FROM articles")}
    with open_warehouse(settings, Catalog(CATALOG.tables, views, CATALOG.snapshot_tables)) as with_view:
        assert not changes_only(with_view, "b")


def test_it_is_written_whole_when_changes_could_not_be_written(
    warehouse: Warehouse, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    changes_only(warehouse, "a")
    finish_article(warehouse, "b")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            publish(warehouse, "fails")
    assert not publish(warehouse, "run b").changes_only


def test_it_is_written_whole_when_it_has_grown_by_a_fifth(warehouse: Warehouse, settings: Settings) -> None:
    changes_only(warehouse, "a")
    size = settings.published_path.stat().st_size
    for number in range(40):
        before = settings.published_path.stat().st_size
        is_large = before > 1.2 * size
        assert changes_only(warehouse, f"b{number}") != is_large
        if is_large:
            return
    pytest.fail("it never grew")
