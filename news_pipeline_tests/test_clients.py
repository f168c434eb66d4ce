"""Rule 6: readers. The published file opens in DuckDB clients since 1.1, and stays readable while runs publish."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG, VIEWS
from news_pipeline.settings import Settings
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run

pytestmark = pytest.mark.slow

VERSIONS = ("1.1.3", "1.5.5", "2.0.0")
"""The oldest client that is promised, the newest of the 1 line, and 2."""

LOOK = """
import duckdb, json, sys
news = duckdb.connect(sys.argv[1], read_only=True)
rows = lambda sql: news.execute(sql).fetchall()
tables = dict(rows("SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main'"))
views = dict(rows("SELECT view_name, comment FROM duckdb_views() WHERE database_name = 'news' AND NOT internal"))
columns = rows("SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'news' AND comment IS NULL")
aware = rows("SELECT published_at FROM articles WHERE published_at IS NOT NULL LIMIT 1")[0][0]
aliases = rows("SELECT aliases FROM entities LIMIT 1")[0][0]
print(json.dumps({
    "rows": {name: len(rows(f"SELECT * FROM {name}")) for name in tables | views},
    "says": tables,
    "mute": [f"{table}.{column}" for table, column in columns if table in tables and table != "snapshot_info"],
    "is_aware": aware.tzinfo is not None and "pytz" in sys.modules,
    "is_list": isinstance(aliases, list) and isinstance(aliases[0], str),
}))
"""

HOLD = """
import duckdb, sys
news = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(news.execute("SELECT (SELECT count(*) FROM articles), min(run_id) FROM snapshot_info").fetchall(), flush=True)
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a run over half of a made-up corpus."""
    settings = make_settings(tmp_path_factory.mktemp("news"), tagger="gazetteer")
    write_files(settings.landing_dir, made_up_files(made_up_articles(events=3)))
    run(settings)
    return settings


@pytest.fixture(params=VERSIONS)
def client(request: pytest.FixtureRequest, small_python: Callable[..., Path]) -> Path:
    """The Python of a virtual environment with that DuckDB."""
    return small_python(f"duckdb=={request.param}", "pytz")


def test_a_client_reads_every_table_and_view(client: Path, settings: Settings) -> None:
    answer = subprocess.run([client, "-c", LOOK, settings.published_path], check=False, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    seen = json.loads(answer.stdout)
    assert set(seen["rows"]) == {table.name for table in CATALOG.published} | {*VIEWS, "snapshot_info"}
    assert seen["rows"]["articles"] == len(made_up_articles(events=3))
    assert seen["rows"]["related_articles"] == 2 * seen["rows"]["duplicate_pairs"]
    assert {table.name: table.says for table in CATALOG.published}.items() <= seen["says"].items()
    assert seen["mute"] == [], "every column says what it holds"
    assert seen["is_aware"]
    assert seen["is_list"]


@pytest.fixture
def holder(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    """A client process that has the snapshot open, and answers each line with what it sees."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, settings.published_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def ask(process: "subprocess.Popen[str]") -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return process.stdout.readline()


def test_a_snapshot_held_open_neither_stops_a_run_nor_changes(
    settings: Settings, holder: "subprocess.Popen[str]"
) -> None:
    before = ask(holder)
    assert before.startswith(f"[({len(made_up_articles(events=3))},")
    write_files(settings.landing_dir, made_up_files(made_up_articles(events=5)))
    run(settings)
    assert ask(holder) == before, "the old handle keeps its rows"
    answer = subprocess.run(
        [sys.executable, "-c", HOLD, settings.published_path], input="?\n", check=True, capture_output=True, text=True
    )
    assert answer.stdout.startswith(f"[({len(made_up_articles(events=5))},"), "a new open sees the new rows"
