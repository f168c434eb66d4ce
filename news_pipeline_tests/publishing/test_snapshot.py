"""The snapshot: complete, described, replaced at once or not at all."""

import os
import signal
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from news_pipeline.publishing import snapshot
from news_pipeline.publishing.catalog import CATALOG, VIEWS
from news_pipeline.publishing.snapshot import (
    aside_says,
    publish,
    put_aside,
    read_snapshot,
    waits_until,
    warehouse_version,
)
from news_pipeline.settings import Settings
from news_pipeline.shared.results import Row
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.warehouse import Warehouse, open_read_only, open_warehouse
from news_pipeline_tests.conftest import hash_of, ledger_row
from news_pipeline_tests.processes import other_process
from news_pipeline_tests.upstream import put_articles

READ = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print("ready", flush=True)
sys.stdin.readline()
print(*connection.execute("SELECT article_id FROM articles ORDER BY ALL").fetchall(), flush=True)
"""
PUBLISH_AND_HANG = """
import os, sys, time
from pathlib import Path
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
def hang(file):
    print("ready", flush=True)
    time.sleep(60)
os.fsync = hang
with open_warehouse(make_settings(Path(sys.argv[1])), CATALOG) as warehouse:
    warehouse.execute("DELETE FROM ledger WHERE stage = 'entity_mentions' AND key = 'a'")
    publish(warehouse, "killed")
"""


def finish_article(warehouse: Warehouse, key: str, **metadata: object) -> None:
    """An article that every step has finished with."""
    about: Row = {"title": f"Title of {key}", "url_key": key, "authors": ["Ann", "Bob"], **metadata}
    put_articles(warehouse, {key: f"Body of {key}."}, {key: about})
    place = {"article_id": key, "duplicate_group_id": f"g{key}", "is_canonical": True, "canonical_reason": "alone"}
    warehouse.insert("revision_changes", [{"article_id": key, "url_key": key, "revision_number": 1}])
    warehouse.insert("group_members", [place])
    warehouse.insert("story_members", [{"article_id": key, "story_id": f"s{key}"}])
    warehouse.insert("story_descriptions", [{"story_id": f"s{key}", "title": "A story", "top_terms": []}])
    tagged = hash_of("clean_articles", key, f"Body of {key}.") ^ hash_of("article_metadata", key, str(about))
    warehouse.insert("ledger", [ledger_row("entity_mentions", key, input_hash=tagged)])


def articles(settings: Settings) -> list[str]:
    with open_read_only(settings.published_path, settings) as snapshot:
        return [row["article_id"] for row in snapshot.rows("SELECT article_id FROM articles ORDER BY article_id")]


def left_beside(settings: Settings) -> list[str]:
    return [path.name for path in settings.data_dir.glob("news.duckdb*") if path != settings.published_path]


def test_everything_that_is_finished_is_published_with_its_description(
    warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a", published_date=date(2022, 1, 8))
    finish_article(warehouse, "b")
    published = publish(warehouse, "run-1")
    assert published.is_new
    assert (published.rows["articles"], published.rows["stories"]) == (2, 2)
    with open_read_only(settings.published_path, settings) as snapshot:
        info = snapshot.rows("SELECT * FROM snapshot_info")
        assert {row["table_name"]: row["row_count"] for row in info} == published.rows
        assert {row["table_name"] for row in info} == {table.name for table in CATALOG.published}
        assert {(row["run_id"], row["duckdb_version"]) for row in info} == {("run-1", duckdb.__version__)}
        silent = (
            "SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name) "
            "WHERE duckdb_columns.comment IS NULL"
        )
        assert snapshot.rows(silent) == []
        assert snapshot.rows("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL") == []
        assert snapshot.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL") == []


def test_an_article_with_boilerplate_of_its_site_is_published_once_it_is_cleaned_with_it(
    warehouse: Warehouse, settings: Settings
) -> None:
    warehouse.insert(
        "repeated_lines", [{"site": "example.com", "line_hash": 5, "document_count": 9, "site_document_count": 9}]
    )
    for number, key in enumerate(("cleaned", "pending")):
        finish_article(warehouse, key)
        site: Row = {"site": "example.com", "found_in": "url", "document_key": number, "text_hash": number}
        warehouse.insert("document_sites", [{"article_id": key, **site}])
        warehouse.insert("document_lines", [{"article_id": key, "line_number": 1, "line_hash": 5, "word_count": 4}])
    warehouse.execute(
        "UPDATE ledger SET input_hash = xor(input_hash, 5) WHERE stage = 'clean_articles' AND key = 'cleaned'"
    )
    publish(warehouse, "run")
    assert articles(settings) == ["cleaned"]


def name_entities(warehouse: Warehouse, article_id: str, *names: str, kind: str = "GPE") -> None:
    for number, name in enumerate(names):
        place = {"part": "body", "sentence": 0, "start_char": 10 * number, "end_char": 10 * number + len(name)}
        point = {"latitude": 43.2, "longitude": 76.9, "country_code": "KZ"}
        key = {"entity_type": kind, "entity_key": name}
        warehouse.insert("mentions", [{"article_id": article_id, "surface": name, **place, **key}])
        warehouse.insert("entity_aliases", [{"entity_id": name, **key}])
        warehouse.insert(
            "canonical_entities",
            [{"entity_id": name, "name": name, "entity_type": kind, "aliases": [name], **point}],
        )


def test_the_views_for_people_work(warehouse: Warehouse, settings: Settings) -> None:
    finish_article(warehouse, "a", published_date=date(2022, 1, 8), outlet="The Paper", agencies=["Reuters"])
    finish_article(warehouse, "b")
    warehouse.insert("removed_lines", [{"article_id": "a", "line_number": 9, "text": "Read more", "role": "link"}])
    warehouse.insert("metadata_evidence", [{"article_id": "a", "field": "title", "source": "first_line"}])
    figures = {"coverage_a": 0.9, "coverage_b": 0.3, "shared_words": 9, "longest_run": 9}
    warehouse.insert("copy_links", [{"article_id_a": "a", "article_id_b": "b", "relation": "contained", **figures}])
    name_entities(warehouse, "a", "Ann Lee", kind="PERSON")
    name_entities(warehouse, "a", "Almaty", "Astana")
    publish(warehouse, "run")
    with open_read_only(settings.published_path, settings) as snapshot:
        for view in VIEWS:
            has_rows = bool(snapshot.rows(f"SELECT * FROM {view}"))  # noqa: S608
            has_its_own_test = view in {"agency_items", "text_versions", "run_steps"}
            assert has_rows or has_its_own_test, view
        authors = snapshot.rows("SELECT position, name FROM article_authors WHERE article_id = 'a' ORDER BY position")
        assert [tuple(row.values()) for row in authors] == [(1, "Ann"), (2, "Bob")]
        outlets = snapshot.rows("SELECT outlets FROM stories ORDER BY story_id")
        assert [row["outlets"] for row in outlets] == [["The Paper"], []]
        related = snapshot.rows("SELECT article_id, relation FROM related_articles ORDER BY article_id")
        assert [tuple(row.values()) for row in related] == [("a", "is contained in"), ("b", "contains")]


def test_an_article_that_is_not_finished_waits_with_all_that_is_about_it(
    warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a")
    finish_article(warehouse, "b")
    evidence = {"field": "title", "source": "first_line", "is_chosen": True}
    warehouse.insert("metadata_evidence", [{"article_id": key, **evidence} for key in "ab"])
    warehouse.execute("UPDATE ledger SET input_hash = NULL WHERE stage = 'entity_mentions' AND key = 'b'")
    publish(warehouse, "run")
    assert articles(settings) == ["a"]
    with open_read_only(settings.published_path, settings) as snapshot:
        assert snapshot.rows("SELECT article_id FROM metadata_evidence") == [{"article_id": "a"}]


def test_the_same_data_is_not_written_again(warehouse: Warehouse, settings: Settings) -> None:
    finish_article(warehouse, "a")
    first = publish(warehouse, "run-1")
    before = settings.published_path.stat()
    again = publish(warehouse, "run-2")
    assert (again.is_new, again.rows, again.data_version) == (False, first.rows, first.data_version)
    after = settings.published_path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    finish_article(warehouse, "b")
    assert publish(warehouse, "run-3").is_new


def test_whatever_a_reader_could_see_makes_a_new_snapshot(warehouse: Warehouse) -> None:
    finish_article(warehouse, "a")
    warehouse.insert("reader_rejections", [{"source_uri": "x", "reason": "bad_json"}])
    warehouse.insert("files", [{"source_path": "x", "state": "rejected", "is_present": True}])
    versions = {warehouse_version(warehouse)}
    changes = (
        "UPDATE raw_documents SET is_current = false",
        "UPDATE reader_rejections SET reason = 'another'",
        "UPDATE files SET is_present = false",
        "UPDATE ledger SET output_hash = 1 WHERE stage = 'clean_articles'",
        "UPDATE ledger SET state = 'rejected', reason = 'stub' WHERE stage = 'clean_articles'",
    )
    for change in changes:
        warehouse.execute(change)
        versions.add(warehouse_version(warehouse))
    assert len(versions) == 1 + len(changes)


def test_a_reader_keeps_the_snapshot_that_it_opened(warehouse: Warehouse, settings: Settings) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    with other_process(READ, settings.published_path) as reader:
        finish_article(warehouse, "b")
        publish(warehouse, "run-2")
        answer, _ = reader.communicate("\n")
    assert answer.strip() == "('a',)"
    assert articles(settings) == ["a", "b"]


def test_a_disk_that_fails_at_the_end_leaves_the_snapshot_before(
    warehouse: Warehouse, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    finish_article(warehouse, "b")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            publish(warehouse, "run-2")
    assert articles(settings) == ["a"]
    assert left_beside(settings) == []
    assert publish(warehouse, "run-3").is_new


def test_a_file_that_may_not_be_replaced_stays_and_the_new_one_waits_beside(
    warehouse: Warehouse, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a client that has the file open keeps its name."""
    replace = Path.replace

    def in_use(file: Path, target: Path) -> Path:
        if target == settings.published_path:
            raise PermissionError(13, "The process cannot access the file because it is being used", str(target))
        return replace(file, target)

    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", in_use)
        for key in "bc":
            finish_article(warehouse, key)
            waiting = publish(warehouse, "run-2").aside
        assert publish(warehouse, "run-3").is_new is False, "what waits is not written again"
        assert articles(settings) == ["a"]
        assert waiting is not None
        [aside] = put_aside(settings.published_path)
        assert read_snapshot(aside) == read_snapshot(waiting) or not waiting.exists()
        assert str(aside) in aside_says(settings.published_path, aside)
    now = publish(warehouse, "run-4")
    assert (now.is_new, now.aside, articles(settings)) == (True, None, ["a", "b", "c"])
    assert put_aside(settings.published_path) == []


def test_the_log_of_a_client_that_wrote_into_the_file_does_not_reach_the_next_snapshot(
    warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    write = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); c.execute('CREATE TABLE mine AS SELECT 1 AS one'); "
        "print('ready', flush=True); sys.stdin.readline()"
    )
    with other_process(write, settings.published_path) as writer:
        assert (settings.data_dir / "news.duckdb.wal").exists()
        finish_article(warehouse, "b")
        publish(warehouse, "run-2")
        assert articles(settings) == ["a", "b"]
        writer.communicate("\n")
    assert articles(settings) == ["a", "b"]


def test_a_table_that_cannot_be_copied_leaves_the_snapshot_and_the_warehouse(
    warehouse: Warehouse, settings: Settings
) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    finish_article(warehouse, "b")
    warehouse.execute("DROP VIEW stories")
    with pytest.raises(duckdb.CatalogException, match="stories"):
        publish(warehouse, "run-2")
    assert articles(settings) == ["a"]
    assert left_beside(settings) == []
    assert warehouse.value("SELECT count(*) FROM raw_documents") == 2, "the connection is back where it was"


def test_a_file_that_does_not_hold_what_was_written_is_refused(warehouse: Warehouse, settings: Settings) -> None:
    finish_article(warehouse, "a")
    publish(warehouse, "run-1")
    with pytest.raises(UserError, match="articles has 1 rows, 2 were written"):
        snapshot._check(settings.published_path, {"articles": 2}, VIEWS)
    broken = settings.data_dir / "broken.duckdb"
    broken.write_bytes(settings.published_path.read_bytes()[:5000])
    with pytest.raises(UserError, match="cannot be read back"):
        snapshot._check(broken, {"articles": 1}, VIEWS)


def test_a_run_that_is_killed_while_it_publishes_leaves_the_snapshot_before(tmp_path: Path, settings: Settings) -> None:
    with open_warehouse(settings, CATALOG) as warehouse:
        finish_article(warehouse, "a")
        finish_article(warehouse, "b")
        publish(warehouse, "run-1")
    with other_process(PUBLISH_AND_HANG, tmp_path) as run:
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert articles(settings) == ["a", "b"]
    assert len(left_beside(settings)) == 1
    with open_warehouse(settings, CATALOG) as warehouse:
        publish(warehouse, "run-2")
    assert articles(settings) == ["b"]
    assert left_beside(settings) == []


@pytest.mark.parametrize("content", [None, b"", b"not a database"], ids=["missing", "empty", "garbage"])
def test_a_file_that_is_no_snapshot_is_replaced(
    warehouse: Warehouse, settings: Settings, content: bytes | None
) -> None:
    if content is not None:
        settings.published_path.write_bytes(content)
    assert read_snapshot(settings.published_path) is None
    assert publish(warehouse, "run").is_new
    assert articles(settings) == []


def test_a_new_snapshot_waits_until_the_one_in_place_is_old_enough(warehouse: Warehouse, settings: Settings) -> None:
    hour, now = timedelta(hours=1), datetime.now(UTC)
    finish_article(warehouse, "a")
    assert waits_until(warehouse, hour, now) is None, "the first one is published at once"
    publish(warehouse, "first")
    assert waits_until(warehouse, hour, now + hour / 2) is None, "there is nothing new to publish"
    finish_article(warehouse, "b")
    due = waits_until(warehouse, hour, now + hour / 2)
    assert due is not None
    assert now + hour <= due < now + hour + timedelta(minutes=1)
    assert waits_until(warehouse, hour, due) is None
    assert waits_until(warehouse, timedelta(), now + hour / 2) is None, "no interval is asked for"
    assert waits_until(warehouse, hour, now - 2 * hour) is None, "a clock that was set back holds nothing up"
