"""What stands in the environment, such as passwords of other programs, gets into no table, log or record of a run."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from news_pipeline.settings import Settings

SECRET = "zq7-marked-secret-9xk"  # noqa: S105 it opens nothing
RUN = "import sys; from news_pipeline.cli.main import main; sys.exit(main())"
STORY = "The council of Ely met on Monday to talk about the harbour bridge, its chairman said in a statement.\n\n"


def command(settings: Settings, *arguments: str) -> str:
    """What the command prints."""
    environment = {
        **os.environ,
        "NEWS_TAGGER": "gazetteer",
        "NEWS_WORKERS": "1",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "DATABASE_URL": f"postgres://user:{SECRET}@host/name",
        "NEWS_DATABASE_PASSWORD": SECRET,
    }
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    call = [sys.executable, "-c", RUN, *arguments, *folders]
    done = subprocess.run(call, check=False, capture_output=True, text=True, env=environment, timeout=300)
    return done.stdout + done.stderr


def tables(path: Path) -> str:
    """All rows of a database, as text."""
    with duckdb.connect(str(path), read_only=True) as database:
        names = database.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
        return "\n".join(str(database.execute(f'FROM "{schema}"."{name}"').fetchall()) for schema, name in names)


@pytest.mark.slow
def test_a_secret_of_the_environment_stays_there(settings: Settings, landing: Callable[..., Path]) -> None:
    landing("a.txt", f"A bridge is closed\n\n{STORY * 4}")
    landing("b.pdf", b"%PDF-1.7 damaged")
    said = [command(settings, "run")]
    landing("c.txt", f"A bridge is open\n\n{STORY * 5}")
    said.append(command(settings, "run"))
    settings.published_path.write_bytes(b"damaged")
    said += [command(settings, name) for name in ("status", "doctor")]
    settings.published_path.unlink()
    said.append(command(settings, "run"))
    assert "a.txt" in tables(settings.published_path), "the runs did something"
    for text in (*said, tables(settings.published_path), tables(settings.warehouse_path)):
        assert SECRET not in text
    for path in settings.data_dir.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
