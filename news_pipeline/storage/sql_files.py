"""Statements from `.sql` files that lie beside the code they serve. Here: reading and splitting them, nothing else."""

from functools import cache
from importlib.resources import files


@cache
def read_sql(path: str) -> str:
    """The text of `path`, such as "metadata/pending.sql", relative to this package."""
    return files("news_pipeline").joinpath(path).read_text(encoding="utf-8").strip().removesuffix(";")
