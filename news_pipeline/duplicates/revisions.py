"""Revisions: what changed between two texts of one URL or source.

Here: counting words that came and went. Elsewhere: which text comes before which (revision_reads.sql).
"""

from collections import Counter

from news_pipeline.outcomes import Outcome, Row


def word_changes(before: str, after: str) -> tuple[int, int]:
    """Words added and words removed, each counted as often as it stands; moved words count as neither."""
    old, new = Counter(before.split()), Counter(after.split())
    return (new - old).total(), (old - new).total()


def revision_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `revision_changes` from url_key, revision_number, body and body_before (None for the first text)."""
    return [{"revision_changes": [_revision(row)]} for row in rows]


def _revision(row: Row) -> Row:
    added, removed = (None, None) if row["body_before"] is None else word_changes(row["body_before"], row["body"])
    return {
        "url_key": row["url_key"],
        "revision_number": row["revision_number"],
        "words_added": added,
        "words_removed": removed,
    }
