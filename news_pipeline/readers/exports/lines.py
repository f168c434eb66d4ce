"""Finds out whether lines are an export of a press database, and of which."""

from news_pipeline.readers.exports import factiva, nexis, proquest
from news_pipeline.readers.exports.article import Export, Lines, is_day

_MARKS = (
    "DOCUMENT",
    "End of Document",
    "Dokument",
    "Document ",
    "Documents (",
    "Dokumente (",
    "Documentos (",
    "Documenti (",
    "ProQuest document ID:",
    "Fin du document",
)


def export_of(lines: Lines) -> Export | None:
    """The articles in the lines of a text; None: they are no export."""
    if not any(mark in line for line in lines for mark in _MARKS):
        return None
    databases = (
        (nexis.is_export, nexis.split),
        (proquest.is_export, proquest.split),
        (factiva.is_export, factiva.split),
    )
    return next((split(lines) for is_export, split in databases if is_export(lines)), None)


def stands_alone(line: str) -> bool:
    """Whether a line of an export is never part of a paragraph: a label, a day, the end of an article."""
    return is_day(line.strip()) or nexis.stands_alone(line) or factiva.stands_alone(line) or proquest.stands_alone(line)
