"""A Dagster project that turns a folder of raw news files into clean, dated, attributed DuckDB tables.

`parse_article` and `read_articles` do the same for single documents, without a database; see library.py.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from news_pipeline.library import Article, parse_article, read_articles

__all__ = ["Article", "parse_article", "read_articles"]


def __getattr__(name: str) -> Any:
    """Import the library when it is asked for: the command line answers `--help` without it."""
    if name in __all__:
        from news_pipeline import library  # noqa: PLC0415

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
