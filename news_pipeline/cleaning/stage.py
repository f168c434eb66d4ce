"""Stage: rows in, rows out, for the loop that stores.

Here: the columns that cleaning reads and writes. Elsewhere: what cleaning is (lines.py), storing (stages.py).
"""

from news_pipeline.cleaning.lines import CleanedDocument, clean
from news_pipeline.outcomes import Outcome, Rejected, Row


def clean_rows(rows: list[Row]) -> list[Outcome]:
    """One outcome a row, in order. Of a row, `text` and `media_type` are read."""
    return [_outcome(clean(row["text"] or "", row["media_type"] or "text/plain")) for row in rows]


def _outcome(document: CleanedDocument | Rejected) -> Outcome:
    if isinstance(document, Rejected):
        return document
    return {
        "clean_articles": [{"body": document.body, "word_count": document.word_count, "extractor": document.extractor}],
        "removed_lines": [
            {"line_number": line.number, "text": line.text, "role": line.role.value, "reason": line.reason}
            for line in document.removed
        ],
    }
