"""The overrides of a person: from their CSV file into the warehouse, before entities are resolved.

Here: reading the file. Elsewhere: its form (entities/overrides.py), what an override does (entities/canonical.py).
"""

from dataclasses import asdict

from news_pipeline.settings import Settings
from news_pipeline.warehouse import Warehouse


def load_entity_overrides(settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Put the file's rows in place of those known before, and return what is wrong with its other lines.

    A file that is not there holds no overrides.
    """
    from news_pipeline.entities.overrides import read_overrides  # noqa: PLC0415 most runs have no such file

    path = settings.entity_overrides
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = read_overrides(text) if text.strip() else ((), ())
    found = [f"{path.name}, {problem}" for problem in problems]
    with warehouse.transaction():
        warehouse.execute("DELETE FROM entity_overrides")
        warehouse.insert("entity_overrides", [asdict(row) for row in rows])
        warehouse.execute("DELETE FROM entity_override_problems")
        warehouse.insert("entity_override_problems", [{"problem": problem} for problem in found])
    return tuple(found)
