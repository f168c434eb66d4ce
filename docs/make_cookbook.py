"""Write docs/cookbook.md: the questions of docs/cookbook.sql with their answers on seeds/.

    python docs/make_cookbook.py

A test keeps the page in step with the code.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from rich.console import Console

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "cookbook.md"
_CELL_CHARACTERS = 90
_HEAD = """# Cookbook

Questions that people ask of `news.duckdb`, in SQL that any DuckDB client runs as it stands. The answers are real: those
of the five files in `seeds/`. Made by `python docs/make_cookbook.py` from [cookbook.sql](cookbook.sql); do not edit by
hand. All tables, columns and views: [data-dictionary.md](data-dictionary.md).
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One question."""

    title: str
    says: str
    sql: str


def recipes() -> Iterator[Recipe]:
    """The questions of cookbook.sql, in their order."""
    text = (FOLDER / "cookbook.sql").read_text(encoding="utf-8")
    for part in text.split("\n-- ## ")[1:]:
        title, _, rest = part.partition("\n")
        lines = rest.strip().splitlines()
        says = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
        sql = [line for line in lines if not line.startswith("-- ")]
        yield Recipe(title, "\n".join(says), "\n".join(sql).rstrip(";"))


def cookbook(news: duckdb.DuckDBPyConnection) -> str:
    """The page, with answers from the snapshot that is open."""
    return "\n".join([_HEAD, *(_section(recipe, news) for recipe in recipes())])


def _section(recipe: Recipe, news: duckdb.DuckDBPyConnection) -> str:
    cursor = news.execute(recipe.sql)
    columns = [column[0] for column in cursor.description or []]
    rows = [[_cell(value) for value in row] for row in cursor.fetchall()]
    lines = [columns, ["---"] * len(columns), *rows]
    answer = "\n".join(f"| {' | '.join(line)} |" for line in lines) if rows else "*No rows.*"
    says = f"{recipe.says}\n\n" if recipe.says else ""
    return f"## {recipe.title}\n\n{says}```sql\n{recipe.sql};\n```\n\n{answer}\n"


def _cell(value: object) -> str:
    """One line that Markdown shows as text."""
    plain = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    text = " ".join(plain.split())
    cut = text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
    return re.sub(r"([|\\`*_<>\[\]])", r"\\\1", cut)


def main() -> None:
    """Run seeds/ in a temporary folder and write the page."""
    from news_pipeline.cli.run import run_everything  # noqa: PLC0415 brings Dagster
    from news_pipeline.settings import load_settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({"data_dir": folder}, environment={})
        if run_everything(settings, Console(stderr=True)):
            sys.exit("The run on seeds/ failed.")
        with duckdb.connect(str(settings.published_path), read_only=True) as news:
            news.execute("SET TimeZone = 'UTC'").fetchall()
            PAGE.write_text(cookbook(news), encoding="utf-8")


if __name__ == "__main__":
    main()
