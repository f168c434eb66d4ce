"""The corrections of a person: from their CSV file into the warehouse, before metadata is looked for.

Here: reading the file, and which of its lines cannot be used. Elsewhere: the form of the file and what a correction
does (metadata/corrections.py), which documents are redone for it (metadata/metadata_pending.sql).
"""

from dataclasses import asdict

from news_pipeline.outcomes import Row
from news_pipeline.settings import Settings
from news_pipeline.warehouse import Warehouse


def load_corrections(settings: Settings, warehouse: Warehouse) -> tuple[str, ...]:
    """Put the file's rows in place of those known before, and return what is wrong with its other lines.

    A file that is not there holds no corrections.
    """
    path = settings.corrections
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    rows, problems = _read(text) if text.strip() else ([], [])
    found = [f"{path.name}, {problem}" for problem in problems]
    with warehouse.transaction():
        warehouse.execute("DELETE FROM corrections")
        warehouse.insert("corrections", rows)
        warehouse.execute("DELETE FROM correction_problems")
        warehouse.insert("correction_problems", [{"problem": problem} for problem in found])
    return tuple(found)


def _read(text: str) -> tuple[list[Row], list[str]]:
    """Rows that can be used, and problems. A URL is not corrected by URL: the row would lose its document by it."""
    from news_pipeline.metadata.corrections import read_corrections  # noqa: PLC0415 brings the public suffix list

    read, problems = read_corrections(text)
    circular = [row for row in read if row.field == "url" and not row.source_uri]
    told = [f"line {row.line}: name the document by source_uri to correct its url" for row in circular]
    return [asdict(row) for row in read if row.field != "url" or row.source_uri], [*problems, *told]
