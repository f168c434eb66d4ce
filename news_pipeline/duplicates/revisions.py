"""Says what changed between two texts of one URL or source, and whether they are one text at all.

A home page or a live page is reused for something else: then a new text begins, with its own revisions.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from news_pipeline.duplicates.overlap import LOW_COVERAGE, compare_texts

MAX_PAIRS = 300_000
"""Texts with more pairs of equal words, one of each side, are compared at both ends alone, and what lies between is
replaced as a whole: a table of 37,000 equal rows took minutes. Two versions of 1,000 words have some 15,000."""
SHORT_TEXT_KEPT = 0.5
"""A text too short for shared passages is the same if this share of the shorter one's words stayed; by judgement."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that came and went at one place."""

    position: int
    """How many words of the text before stand in front of it."""
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A text against the one before it."""

    continues: bool
    """False where the text before was about something else."""
    changes: tuple[Change, ...]
    """None of them where the text before was about something else."""

    @property
    def words_added(self) -> int:
        """Over all changes."""
        return sum(len(change.added) for change in self.changes)

    @property
    def words_removed(self) -> int:
        """Over all changes."""
        return sum(len(change.removed) for change in self.changes)


def revise(before: str, after: str) -> Revision:
    """Compare two texts of one URL or source."""
    changes = word_diff(before, after)
    if is_same_text(before, after, changes):
        return Revision(continues=True, changes=tuple(changes))
    return Revision(continues=False, changes=())


def word_diff(before: str, after: str) -> list[Change]:
    """What turns the words of one text into those of the other, by position. White space and line ends do not count.

    Lines are matched first, then the words of changed lines: a paragraph that moved is taken out and put in as a whole.
    """
    old, new = ([tuple(line.split()) for line in text.splitlines() if line.strip()] for text in (before, after))
    found: list[Change] = []
    position = line = 0
    for old_start, old_end, new_start, new_end in _differences(old, new):
        position += sum(map(len, old[line:old_start]))
        line = old_start
        found += _changes(_words(old[old_start:old_end]), _words(new[new_start:new_end]), position)
    return found


def is_same_text(before: str, after: str, changes: Sequence[Change]) -> bool:
    """Whether one side shares more than a passage with the other, or a short text kept most of its words."""
    found = compare_texts(before, after)
    if max(found.coverage_a, found.coverage_b) >= LOW_COVERAGE:
        return True
    kept = len(before.split()) - sum(len(change.removed) for change in changes)
    return kept >= SHORT_TEXT_KEPT * min(len(before.split()), len(after.split()))


def _changes(old: Sequence[str], new: Sequence[str], position: int) -> Iterator[Change]:
    """Changes within two stretches of words that follow `position` words."""
    for old_start, old_end, new_start, new_end in _differences(old, new):
        yield Change(position + old_start, tuple(old[old_start:old_end]), tuple(new[new_start:new_end]))


def _differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int]]:
    """Start and end in old, start and end in new, of each place where they differ."""
    start = end = 0
    if _pairs(old, new) > MAX_PAIRS:
        shorter = min(len(old), len(new))
        start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
        end = next((place for place in range(shorter - start) if old[-1 - place] != new[-1 - place]), shorter - start)
        old, new = old[start : len(old) - end], new[start : len(new) - end]
        if _pairs(old, new) > MAX_PAIRS:
            yield start, start + len(old), start, start + len(new)
            return
    for tag, *places in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            old_start, old_end, new_start, new_end = places
            yield start + old_start, start + old_end, start + new_start, start + new_end


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    counts = Counter(old)
    return sum(counts[item] for item in new)


def _words(lines: Sequence[tuple[str, ...]]) -> list[str]:
    return [word for line in lines for word in line]
