"""What people decided: from their CSV files into the warehouse, before the step that heeds it.

Here: the files, and reading them. Elsewhere: the form of each and what its rows do (metadata/corrections.py,
duplicates/judgements.py and groups.py, entities/overrides.py and canonical.py), which documents are done again for
them (the steps' queries).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from news_pipeline.engine.document_loop import named
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Decisions:
    """One file."""

    path: Callable[[Settings], Path]
    read: str
    """Dotted name of the pure function from the text to rows and problems; most runs have no such file."""
    table: str
    problems: str
    """Table of the lines that cannot be used."""


CORRECTIONS = Decisions(
    path=lambda settings: settings.corrections,
    read="news_pipeline.metadata.corrections.read_corrections",
    table="corrections",
    problems="correction_problems",
)
JUDGEMENTS = Decisions(
    path=lambda settings: settings.judgements,
    read="news_pipeline.duplicates.judgements.read_judgements",
    table="judgements",
    problems="judgement_problems",
)
ENTITY_OVERRIDES = Decisions(
    path=lambda settings: settings.entity_overrides,
    read="news_pipeline.entities.overrides.read_overrides",
    table="entity_overrides",
    problems="entity_override_problems",
)


def load_decisions(kind: Decisions, settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Put the file's rows in place of those known before, and return what is wrong with its other lines.

    A file that is not there holds no decisions.
    """
    path = kind.path(settings)
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = named(kind.read)(text) if text.strip() else ((), ())
    found = [f"{path.name}, {problem}" for problem in problems]
    with warehouse.transaction():
        warehouse.execute(f"DELETE FROM {kind.table}")  # noqa: S608 table names are ours
        warehouse.insert(kind.table, [asdict(row) for row in rows])
        warehouse.execute(f"DELETE FROM {kind.problems}")  # noqa: S608
        warehouse.insert(kind.problems, [{"problem": problem} for problem in found])
    return tuple(found)
