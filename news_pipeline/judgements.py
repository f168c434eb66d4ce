"""The judgements of a person: from their CSV file into the warehouse, before articles are compared.

Here: reading the file. Elsewhere: its form (duplicates/judgements.py), what a judgement does (duplicates/groups.py).
"""

from dataclasses import asdict

from news_pipeline.settings import Settings
from news_pipeline.warehouse import Warehouse


def load_judgements(settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Put the file's rows in place of those known before, and return what is wrong with its other lines.

    A file that is not there holds no judgements.
    """
    from news_pipeline.duplicates.judgements import read_judgements  # noqa: PLC0415 most runs have no such file

    path = settings.judgements
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = read_judgements(text) if text.strip() else ((), ())
    found = [f"{path.name}, {problem}" for problem in problems]
    with warehouse.transaction():
        warehouse.execute("DELETE FROM judgements")
        warehouse.insert("judgements", [asdict(row) for row in rows])
        warehouse.execute("DELETE FROM judgement_problems")
        warehouse.insert("judgement_problems", [{"problem": problem} for problem in found])
    return tuple(found)
