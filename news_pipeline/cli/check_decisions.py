"""`news-pipeline check-decisions`: which lines of the files that people keep cannot be used, and which name nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console

from news_pipeline.engine.decisions import read_decisions
from news_pipeline.settings import Settings
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.storage.warehouse import Warehouse, open_read_only


def show_problems(settings: Settings, console: Console) -> int:
    """Print a line for each problem. Returns the exit code: 0, or 1 if there is one."""
    count = 0
    with _published(settings) as published:
        for kind in (step.decisions for step in STEPS if step.decisions):
            path = kind.path(settings)
            if not path.is_file():
                console.print(f"{path}: not there, so it decides nothing.", highlight=False, soft_wrap=True)
                continue
            rows, problems = read_decisions(kind, settings)
            problems = [*problems, *(_without_target(rows, published, path.name) if published else ())]
            count += len(problems)
            for problem in problems:
                console.print(f"{problem}.", markup=False, highlight=False, soft_wrap=True)
            if not problems:
                console.print(f"{path}: all {len(rows):,} lines can be used.", highlight=False, soft_wrap=True)
    return int(count > 0)


@contextmanager
def _published(settings: Settings) -> Iterator[Warehouse | None]:
    if not settings.published_path.exists():
        yield None  # nothing is known yet, so nothing is unknown
        return
    with open_read_only(settings.published_path, settings) as published:
        yield published


def _without_target(rows: Sequence[Any], published: Warehouse, name: str) -> Iterator[str]:
    """The lines that name a document or an entity that is not published."""
    for row in rows:
        for column in ("source_uri", "url_key", "name_a", "name_b"):
            target = getattr(row, column, None)
            if target and not published.value(read_sql(__package__, "known_document.sql"), {"name": target}):
                shown = "url" if column == "url_key" else column.replace("name_", "article_")
                yield f"{name}, line {row.line}, {shown}: no published article is called {target!r}"
        key = getattr(row, "entity_key", None)
        if key and not published.value("SELECT count(*) FROM entity_aliases WHERE entity_key = $key", {"key": key}):
            yield f"{name}, line {row.line}, name: no published {row.entity_type} is called so"
