"""The corrections of a person: from their CSV file into the warehouse, before metadata is looked for.

Here: reading the file, and which of its lines cannot be used. Elsewhere: the form of the file and what a correction
does (metadata/corrections.py), which documents are redone for it (metadata/metadata_pending.sql).
"""

from dataclasses import asdict

from news_pipeline.metadata.corrections import read_corrections
from news_pipeline.settings import Settings
from news_pipeline.warehouse import Warehouse


def load_corrections(settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Put the file's rows in place of those known before, and return what is wrong with its other lines.

    A file that is not there holds no corrections.
    """
    path = settings.corrections
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = read_corrections(text) if text.strip() else ((), ())
    used = [row for row in rows if row.source_uri or row.field != "url"]
    circular = [row.line for row in rows if row not in used]
    found = [f"{path.name}, {problem}" for problem in problems]
    found += [f"{path.name}, line {line}: name the document by source_uri to correct its url" for line in circular]
    with warehouse.transaction():
        warehouse.execute("DELETE FROM corrections")
        warehouse.insert("corrections", [asdict(row) for row in used])
        warehouse.execute("DELETE FROM correction_problems")
        warehouse.insert("correction_problems", [{"problem": problem} for problem in found])
    return tuple(found)
