"""The lake: what the snapshot has, at once or not at all, and what it was before."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from news_pipeline.lake import process
from news_pipeline.lake.publish import LakePublication, lake_waits, maintain_lake, publish_to_lake
from news_pipeline.publishing.catalog import CATALOG, VIEWS
from news_pipeline.publishing.macros import contents_of
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.lake.conftest import BOTH, ROOT, Ask
from news_pipeline_tests.publishing.test_snapshot import finish_article

TABLES = [*(table.name for table in CATALOG.published), "snapshot_info"]
COMPARED_VIEWS = ("unique_articles", "article_authors", "story_timeline")
CONTENTS = contents_of(CATALOG)


@pytest.fixture
def settings(tmp_path: Path, lake: str, lake_python: str) -> Settings:
    return make_settings(tmp_path, lake=lake, lake_python=lake_python)


def first_articles(warehouse: Warehouse) -> None:
    finish_article(warehouse, "a", published_date=date(2022, 1, 8), title="A flood in the valley")
    finish_article(warehouse, "b", published_date=date(2022, 2, 1), title="A fire on the hill")
    finish_article(warehouse, "c", title="A storm")


def change_articles(warehouse: Warehouse, title: str = "A flood in the city", new: str = "d") -> None:
    """One article is new, one has another title, one is gone."""
    finish_article(warehouse, new, title="An earthquake")
    warehouse.execute("UPDATE article_metadata SET title = $title WHERE article_id = 'a'", {"title": title})
    warehouse.execute("DELETE FROM ledger WHERE stage = 'entity_mentions' AND key = 'c'")


def into_lake(warehouse: Warehouse, run: str = "run") -> LakePublication:
    snapshot = publish(warehouse, run)
    done = publish_to_lake(warehouse.settings, CONTENTS, run, snapshot.data_version)
    assert done
    return done


def differences(ask: Ask, settings: Settings, name: str = "news") -> dict[str, int]:
    """Rows that only lake or snapshot has, by table, view, word of the index and question to a macro."""
    both = {table: (f"lake.{name}.{table}", f"snapshot.main.{table}") for table in (*TABLES, *COMPARED_VIEWS)}
    words = (
        "SELECT article_id, word, frequency, word_count, article_count FROM {0}.postings "
        "JOIN {0}.words USING (word_id) JOIN {0}.documents USING (document)"
    )
    both["words"] = (f"({words.format(f'lake.{name}_search')})", f"({words.format('snapshot.search')})")
    statements = [
        f"SELECT count(*) FROM ((FROM {one} EXCEPT ALL FROM {other}) UNION ALL (FROM {other} EXCEPT ALL FROM {one}))"
        for one, other in both.values()
    ]
    statements += [f"SELECT CAST(count(*) AS INTEGER) FROM (FROM lake.{name}.{view} LIMIT 0)" for view in VIEWS]
    macros = {
        f"search {query}": f"search_articles('{query}')" for query in ("flood", "a", '"fire on"', "earthquake", "storm")
    }
    macros["near"] = "articles_near(43.2, 76.9, 20000)"
    questions = [f"FROM lake.{name}.{macro}" for macro in macros.values()]
    theirs = ["USE snapshot", *(f"FROM {macro}" for macro in macros.values())]
    answers = ask(*statements, *questions, *theirs, news=settings.published_path)
    counts = {table: rows[0][0] for table, rows in zip(both, answers, strict=False)}
    ours, others = answers[len(statements) : len(statements) + len(macros)], answers[-len(macros) :]
    counts |= {name: int(one != other) for name, one, other in zip(macros, ours, others, strict=True)}
    return {table: count for table, count in counts.items() if count}


@pytest.mark.slow
@BOTH
def test_the_lake_is_the_snapshot_at_first_and_after_a_change(
    warehouse: Warehouse, settings: Settings, ask: Ask
) -> None:
    first_articles(warehouse)
    assert lake_waits(settings, "anything")
    first = into_lake(warehouse)
    assert first.is_new
    assert differences(ask, settings) == {}
    change_articles(warehouse)
    second = into_lake(warehouse)
    assert second.changed["articles"] == 3
    assert second.snapshot > first.snapshot
    assert differences(ask, settings) == {}
    assert not into_lake(warehouse).is_new, "nothing has changed"
    assert not lake_waits(settings, publish(warehouse, "run").data_version)

    [before], [after], changes, comments, macro = ask(
        f"SELECT title FROM news.articles AT (VERSION => {first.snapshot}) WHERE article_id = 'a'",
        "SELECT title FROM news.articles WHERE article_id = 'a'",
        f"SELECT change_type, article_id FROM ducklake_table_changes('lake', 'news', 'articles', "
        f"{first.snapshot + 1}, {second.snapshot}) ORDER BY article_id, change_type",
        "SELECT count(*) FROM duckdb_columns() WHERE database_name = 'lake' AND schema_name = 'news' "
        "AND comment IS NULL AND table_name IN (SELECT table_name FROM duckdb_tables()) AND table_name <> 'lake_info'",
        "SELECT author, commit_message FROM lake.snapshots() ORDER BY snapshot_id DESC LIMIT 1",
    )  # fmt: skip
    assert (before, after) == (["A flood in the valley"], ["A flood in the city"])
    assert {tuple(change) for change in changes} >= {("delete", "c"), ("insert", "d")}
    assert {change[1] for change in changes} == {"a", "c", "d"}
    assert comments == [[0]], "every column is described"
    assert macro[0][0] == "news"
    assert macro[0][1].startswith("run run, data ")


@pytest.mark.slow
def test_what_is_known_of_the_lake_may_be_lost(warehouse: Warehouse, settings: Settings, ask: Ask) -> None:
    first_articles(warehouse)
    into_lake(warehouse)
    for state in (settings.lake_dir / "state").iterdir():
        state.unlink()
    change_articles(warehouse)
    assert into_lake(warehouse).changed["articles"] == 3
    assert differences(ask, settings) == {}


@pytest.mark.slow
def test_a_table_that_has_another_shape_is_written_anew(
    warehouse: Warehouse, settings: Settings, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_articles(warehouse)
    into_lake(warehouse)
    says = replace(CATALOG["stories"], says="Another description.")
    tables = tuple(says if table.name == "stories" else table for table in CATALOG.tables)
    other = replace(CONTENTS, catalog=replace(CATALOG, tables=tables))
    snapshot = publish(warehouse, "run")
    done = publish_to_lake(settings, other, "run", snapshot.data_version)
    assert done
    assert done.is_new
    assert done.changed.keys() == {"stories"}
    assert differences(ask, settings) == {}


@pytest.mark.slow
def test_two_pipelines_have_a_schema_each_and_none_takes_that_of_another(
    warehouse: Warehouse, settings: Settings, ask: Ask, tmp_path: Path
) -> None:
    first_articles(warehouse)
    into_lake(warehouse)
    elsewhere = make_settings(tmp_path / "other", lake=settings.lake, lake_python=settings.lake_python)
    with open_warehouse(elsewhere, CATALOG) as other:
        finish_article(other, "z", title="Elsewhere")
        with pytest.raises(UserError, match="another pipeline"):
            into_lake(other)
    named = replace(elsewhere, lake=f"{settings.lake};name=sports")
    with open_warehouse(named, CATALOG) as other:
        into_lake(other)
    assert differences(ask, settings) == {}
    assert differences(ask, named, "sports") == {}
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8").partition("### Questions to a lake")[2]
    questions = re.findall(r"```sql\n(.*?);\n```", page, re.DOTALL)
    snapshots, yesterday, changes, both, found = ask(*questions)
    assert snapshots[0][2] == "sports"
    assert [row[0] for row in yesterday] == ["a", "b", "c"]
    assert {(row[1], row[2]) for row in changes} == {("insert", "a"), ("insert", "b"), ("insert", "c")}
    assert both == [["news", 3], ["sports", 1]]
    assert [row[1] for row in found] == ["a"]


@pytest.mark.slow
def test_maintenance_leaves_what_the_lake_shows(warehouse: Warehouse, settings: Settings, ask: Ask) -> None:
    first_articles(warehouse)
    into_lake(warehouse)
    for number in range(3):
        change_articles(warehouse, title=f"A flood, part {number}", new=f"d{number}")
        into_lake(warehouse)
    done = maintain_lake(settings)
    assert done
    assert done.files < done.files_before
    assert done.snapshots > 4, "none is old yet"
    assert differences(ask, settings) == {}


@pytest.mark.slow
def test_what_is_taken_down_is_in_no_file_of_the_lake(warehouse: Warehouse, settings: Settings, ask: Ask) -> None:
    first_articles(warehouse)
    into_lake(warehouse)
    change_articles(warehouse)
    into_lake(warehouse)
    files = set((Path(settings.lake_address.data) / "news" / "articles").rglob("*.parquet"))  # type: ignore[union-attr]
    maintain_lake(settings, keep_days=0)
    assert not files & set((Path(settings.lake_address.data) / "news" / "articles").rglob("*.parquet"))  # type: ignore[union-attr]
    assert differences(ask, settings) == {}
    [[[snapshots]]] = ask("SELECT count(*) FROM lake.snapshots()")
    assert snapshots == 1


KILLED = """
import os, signal, sys
import duckdb
sys.path.append(sys.argv[1])
from contextlib import contextmanager
from news_pipeline.lake.writer import publication
from news_pipeline.lake.writer.main import main

last = int(sys.argv[2])

class Dying:
    def __init__(self, connection):
        self.connection, self.count = connection, 0
    def __getattr__(self, name):
        found = getattr(self.connection, name)
        if not callable(found):
            return found
        def call(*given):
            self.count += 1
            if self.count == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return found(*given)
        return call

opened = publication.open_lake

@contextmanager
def dying(job):
    with opened(job) as connection:
        wrapped = Dying(connection)
        yield wrapped
        print(wrapped.count, file=sys.stderr)

publication.open_lake = dying
sys.exit(main())
"""


@pytest.mark.slow
@BOTH
def test_a_writer_that_is_killed_leaves_the_old_or_the_new(
    warehouse: Warehouse, settings: Settings, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at calls all over the publication: the lake is the snapshot before, and the next publication is whole."""
    first_articles(warehouse)
    into_lake(warehouse)
    old = publish(warehouse, "run").data_version
    change_articles(warehouse)
    new = publish(warehouse, "run").data_version
    jobs: list[dict[str, object]] = []

    def kept(job: dict[str, object], _: Settings) -> dict[str, object]:
        jobs.append(job)
        return {}

    monkeypatch.setattr("news_pipeline.lake.publish.run_writer", kept)
    with pytest.raises(KeyError):
        publish_to_lake(settings, CONTENTS, "run", new)
    monkeypatch.undo()
    deaths, number, step = 0, 3, int(os.environ.get("LAKE_KILL_STEP", "23"))
    while True:
        done = subprocess.run(
            [settings.lake_python, "-E", "-s", "-c", KILLED, str(ROOT), str(number)],
            input=json.dumps(jobs[0]), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != -signal.SIGKILL:
            break
        deaths += 1
        [[[version]]] = ask("SELECT value FROM news.lake_info WHERE name = 'data_version'")
        assert version == old
        number += step
    assert done.returncode == 0, done.stderr
    assert deaths >= 6
    assert differences(ask, settings) == {}, "the one that lived took up what the dead had left"


READ = """
import sys, time
sys.path.insert(0, sys.argv[1])
from ask import connect
lake = connect(sys.argv[2])
reads = torn = 0
print("ready", flush=True)
until = time.time() + float(sys.argv[3])
while time.time() < until:
    lake.execute("BEGIN")
    marks = lake.execute("SELECT title FROM news.articles WHERE article_id = 'a'").fetchall()
    time.sleep(0.02)
    evidence = lake.execute("SELECT DISTINCT title FROM news.stories WHERE starts_with(title, 'Mark')").fetchall()
    word = [marks[0][0].split()[-1]]
    found = lake.execute("SELECT count(*) FROM news_search.words WHERE word = ?", word).fetchall()
    lake.execute("COMMIT")
    reads += 1
    torn += marks != evidence or found != [(1,)]
print(reads, torn)
"""


@pytest.mark.slow
@BOTH
def test_readers_see_whole_snapshots_while_others_are_written(
    warehouse: Warehouse, settings: Settings, lake: str
) -> None:
    publications = int(os.environ.get("LAKE_PUBLICATIONS", "4"))
    first_articles(warehouse)

    def mark(number: int) -> None:  # one transaction of the lake changes a table, another, and the index
        warehouse.execute("UPDATE article_metadata SET title = $m WHERE article_id = 'a'", {"m": f"Mark x{number}y"})
        warehouse.execute("UPDATE story_descriptions SET title = $m WHERE story_id = 'sa'", {"m": f"Mark x{number}y"})
        finish_article(warehouse, f"m{number}")  # else there is nothing new to publish
        into_lake(warehouse)

    mark(0)
    catalog = lake.split(";", maxsplit=1)[0]
    script = settings.data_dir / "read.py"  # DuckDB draws a progress bar for a script without a file
    script.write_text(READ, encoding="utf-8")
    reader = [settings.lake_python, str(script), str(ROOT / "news_pipeline_tests" / "lake"), catalog]
    readers = [
        subprocess.Popen([*reader, str(4 * publications)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process_ in readers:
        assert process_.stdout
        assert process_.stdout.readline() == "ready\n"
    for number in range(1, publications + 1):
        mark(number)
    for process_ in readers:
        answered, errors = process_.communicate()
        assert process_.returncode == 0, errors
        reads, torn = map(int, answered.split())
        assert reads > publications
        assert torn == 0
        print(reads, "reads")  # noqa: T201


@pytest.mark.parametrize("python", ["/no/such/python", sys.executable])
def test_a_python_without_the_extension_is_told_with_what_helps(
    python: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_settings(tmp_path, lake=f"sqlite:{tmp_path}/c.sqlite;data={tmp_path}/files", lake_python=python)
    job = {
        "action": "maintain", "catalog": f"sqlite:{tmp_path}/c.sqlite", "data": str(tmp_path), "wait": 1,
        "keep_days": 9, "memory_limit": "1GB", "spill": str(tmp_path),
    }  # fmt: skip
    monkeypatch.setattr("news_pipeline.lake.process._RUN", process._RUN.replace("sys.path.append", HIDE))
    with pytest.raises(UserError, match="NEWS_LAKE_PYTHON") as told:
        process.run_writer(job, settings)
    assert "pip install" in str(told.value)


HIDE = "sys.modules['duckdb_extension_ducklake'] = None; sys.path.append"
