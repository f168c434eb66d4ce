"""Runs the lake's writer in the Python that has DuckLake's extension."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError

_RUN = """
import sys
try:
    import duckdb
except ImportError:
    sys.exit("it has no DuckDB")
sys.path.append(sys.argv[1])
from news_pipeline.lake.writer.main import main
sys.exit(main())
"""
"""Its own packages come first: this project's folder holds another DuckDB."""
_REMEDY = (
    "Make one that has it, and name it in NEWS_LAKE_PYTHON: python3 -m venv lake && lake/bin/pip install "
    "duckdb==1.5.5 duckdb-extension-ducklake==1.5.5 duckdb-extension-postgres-scanner==1.5.5 "
    "duckdb-extension-sqlite-scanner==1.5.5; then NEWS_LAKE_PYTHON=$PWD/lake/bin/python."
)


def run_writer(job: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Do a job in a process of its own, and return its result. Raises UserError.

    The process is killed when this one is interrupted: the lake keeps the snapshot before.
    """
    python = sys.executable if settings.lake_python == "this" else settings.lake_python
    root = Path(__file__).resolve().parent.parent.parent
    try:
        done = subprocess.run(  # noqa: S603 a person names it
            [python, "-E", "-s", "-c", _RUN, str(root)],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except OSError as error:
        raise UserError(f"NEWS_LAKE_PYTHON: {python} cannot be run: {error.strerror}. {_REMEDY}") from error
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip().splitlines() or [f"it ended with code {done.returncode}"])[-1][:300]
        raise UserError(f"The lake's writer failed in {python}: {said}. {_remedy(said)}") from None
    if "error" in result:
        raise UserError(f"Lake, written by {python}: {result['error']}. {_remedy(result['error'])}")
    return result


def _remedy(said: str) -> str:
    """What helps."""
    if "duckdb-extension" in said or "it has no DuckDB" in said or "No module named" in said:
        return _REMEDY
    return "The lake holds what it held before; the next run tries again."
