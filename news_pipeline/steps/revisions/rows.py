"""Turns rows into texts of one URL, and their differences into rows."""

from dataclasses import dataclass

from news_pipeline.duplicates.revisions import Revision, revise
from news_pipeline.shared.results import Outcome, Row, TableRows


@dataclass(frozen=True, slots=True)
class RevisionInput:
    """An article among the texts of one URL or source."""

    article_id: str
    url_key: str
    revision_number: int
    body: str
    body_before: str | None
    """None for the first text."""


def revision_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `revision_changes` and `revision_diffs`."""
    return [_revision(RevisionInput(**row)) for row in rows]


def undiffed_rows(row: Row) -> TableRows:
    """What stands for an article that cannot be compared with the text before: its place alone."""
    place = {"url_key": row["url_key"], "revision_number": row["revision_number"]}
    return {"revision_changes": [{**place, "continues": True}]}


def _revision(article: RevisionInput) -> Outcome:
    place = {"url_key": article.url_key, "revision_number": article.revision_number}
    if article.body_before is None:
        return {"revision_changes": [{**place, "continues": True}]}
    revision = revise(article.body_before, article.body)
    if not revision.continues:
        return {"revision_changes": [{**place, "continues": False}]}
    counts = {"words_added": revision.words_added, "words_removed": revision.words_removed}
    return {
        "revision_changes": [{**place, "continues": True, **counts}],
        "revision_diffs": _diff_rows(revision),
    }


def _diff_rows(revision: Revision) -> list[Row]:
    return [
        {
            "change_number": number,
            "word_position": change.position,
            "removed": " ".join(change.removed) or None,
            "added": " ".join(change.added) or None,
        }
        for number, change in enumerate(revision.changes, start=1)
    ]
