"""Revisions: what changed between two texts of one URL or source, and whether it is one text at all.

Here: the word-level diff, and the test for a URL that was reused for something else. Elsewhere: which text comes before
which (revision_reads.sql), numbers of texts and revisions (published/article_revisions.sql).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from news_pipeline.duplicates.overlap import LOW, compare_texts
from news_pipeline.shared.results import Outcome, Row

MAX_COMPARISONS = 4_000_000
"""Changed stretches whose lengths multiply to more are replaced as a whole: the diff of two long lists is slow."""
SHORT_TEXT_KEPT = 0.5
"""A text too short for shared passages is the same one if so many of the shorter one's words were kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that came and went at one place."""

    position: int
    """How many words of the text before stand in front of it."""
    removed: tuple[str, ...]
    added: tuple[str, ...]


def word_diff(before: str, after: str) -> list[Change]:
    """What turns the words of one text into those of the other, by position. White space and line ends do not count."""
    old, new = ([tuple(line.split()) for line in text.splitlines() if line.strip()] for text in (before, after))
    found: list[Change] = []
    position = line = 0
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        position += sum(map(len, old[line:old_start]))
        line = old_start
        if tag != "equal":
            removed, added = _words(old[old_start:old_end]), _words(new[new_start:new_end])
            found += _changes(removed, added, position)
    return found


def is_same_text(before: str, after: str, changes: Sequence[Change]) -> bool:
    """False where the page was reused for something else, as home pages and running pages are."""
    found = compare_texts(before, after)
    if max(found.coverage_a, found.coverage_b) >= LOW:
        return True
    kept = len(before.split()) - sum(len(change.removed) for change in changes)
    return kept >= SHORT_TEXT_KEPT * min(len(before.split()), len(after.split()))


def revision_rows(rows: list[Row]) -> list[Outcome]:
    """Rows of `revision_changes` and `revision_diffs` from url_key, revision_number, body and body_before.

    The body before is None for the first text.
    """
    return [_revision(row) for row in rows]


def _revision(row: Row) -> Outcome:
    place = {"url_key": row["url_key"], "revision_number": row["revision_number"]}
    if row["body_before"] is None:
        return {"revision_changes": [{**place, "continues": True}]}
    changes = word_diff(row["body_before"], row["body"])
    if not is_same_text(row["body_before"], row["body"], changes):
        return {"revision_changes": [{**place, "continues": False}]}
    counts = {
        "words_added": sum(len(change.added) for change in changes),
        "words_removed": sum(len(change.removed) for change in changes),
    }
    diffs = [
        {
            "change_number": number,
            "word_position": change.position,
            "removed": " ".join(change.removed) or None,
            "added": " ".join(change.added) or None,
        }
        for number, change in enumerate(changes, start=1)
    ]
    return {"revision_changes": [{**place, "continues": True, **counts}], "revision_diffs": diffs}


def _changes(old: Sequence[str], new: Sequence[str], position: int) -> Iterator[Change]:
    """Changes within two stretches of words that follow `position` words."""
    if len(old) * len(new) > MAX_COMPARISONS:
        yield Change(position, tuple(old), tuple(new))
        return
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(position + old_start, tuple(old[old_start:old_end]), tuple(new[new_start:new_end]))


def _words(lines: Sequence[tuple[str, ...]]) -> list[str]:
    return [word for line in lines for word in line]
