"""A Python with DuckLake's extension, a PostgreSQL of our own, and questions to a lake."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from news_pipeline_tests.postgres import postgres_server

ROOT = Path(__file__).parent.parent.parent
ASK = ROOT / "news_pipeline_tests" / "lake" / "ask.py"


@pytest.fixture(scope="session")
def lake_python() -> str:
    """NEWS_LAKE_PYTHON, or this Python where it has the extension."""
    for python in filter(None, (os.environ.get("NEWS_LAKE_PYTHON"), sys.executable)):
        code = "import duckdb, duckdb_extension_ducklake; assert duckdb.__version__ == '1.5.5'"
        if not subprocess.run([python, "-E", "-s", "-c", code], capture_output=True, check=False).returncode:
            return python
    pytest.skip("no Python with duckdb-extension-ducklake: NEWS_LAKE_PYTHON names one")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """libpq's words for a server."""
    with postgres_server() as words:
        yield words


BOTH = pytest.mark.parametrize("lake", ["sqlite", "postgres"], indirect=True)
"""Once with each kind of catalogue."""


@pytest.fixture
def lake(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """NEWS_LAKE without its name."""
    data = tmp_path / "lake files"
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:{tmp_path}/catalogue.sqlite;data={data}"
    server = request.getfixturevalue("postgres")
    database = f"lake_{os.getpid()}_{abs(hash(tmp_path))}"
    subprocess.run(["psql", "-q", f"{server} dbname=postgres", "-c", f"CREATE DATABASE {database}"], check=True)
    return f"postgres:dbname={database} {server};data={data}"


Ask = Callable[..., Any]


@pytest.fixture
def ask(lake: str, lake_python: str) -> Ask:
    """ask(sql, ...) answers with the rows of each statement, by a reader of the lake; the snapshot is attached too."""

    def asked(*statements: str, news: Path | None = None) -> list[Any]:
        question = {"catalog": lake.split(";", maxsplit=1)[0], "statements": statements, "news": str(news or "")}
        done = subprocess.run(
            [lake_python, ASK], input=json.dumps(question), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return asked
