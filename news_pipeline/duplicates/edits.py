"""Tells what one printing of a text cut, added and replaced against another, by word."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from news_pipeline.duplicates.gaps import trimmed
from news_pipeline.duplicates.overlap import Passage

MAX_COMPARISONS = 250_000
"""Two stretches whose lengths multiply to more are not aligned word by word: it bounds the time."""
LEAST_EQUAL = 2
"""Fewer equal words in a row, amid others, are chance: "of", "the"."""

EditKind = Literal["cut", "added", "replaced"]


class Edit(NamedTuple):
    """Words of the original, and those of the copy in their place; one of the two may be none."""

    first_original: int
    original_words: int
    first_copy: int
    copy_words: int

    @property
    def kind(self) -> EditKind:
        """What the copy did."""
        return "cut" if not self.copy_words else "added" if not self.original_words else "replaced"


def edits_between(original: Sequence[int], copy: Sequence[int], passages: Sequence[Passage]) -> list[Edit]:
    """The edits, by their place in the original. `passages` are those that the two share, the original first.

    Words are hashes as of tokens.py, so case, accents and spelling do not count. A passage that moved is no edit.
    """
    in_copy, in_original = _partners(original, copy, passages)
    places_copy = dict(_unaligned(in_original))
    edits = []
    for start, end in _unaligned(in_copy):
        place = in_copy[start - 1] + 1 if start else 0
        copy_end = places_copy.pop(place, None)
        if copy_end is None and end < len(in_copy) and in_copy[end] > 0:  # the words before may have moved
            before = next((first for first, last in places_copy.items() if last == in_copy[end]), None)
            if before is not None:
                place, copy_end = before, places_copy.pop(before)
        edits.append(Edit(start, end - start, place, (place if copy_end is None else copy_end) - place))
    for start, end in places_copy.items():
        edits.append(Edit(in_original[start - 1] + 1 if start else 0, 0, start, end - start))
    return sorted(edits)


def _partners(original: Sequence[int], copy: Sequence[int], passages: Sequence[Passage]) -> tuple[list[int], list[int]]:
    """For each word of the original its place in the copy, and the other way round; -1: none."""
    in_copy, in_original = [-1] * len(original), [-1] * len(copy)

    def align(first_original: int, first_copy: int, words: int) -> None:
        for place in range(words):
            if in_original[first_copy + place] < 0 and in_copy[first_original + place] < 0:
                in_copy[first_original + place] = first_copy + place
                in_original[first_copy + place] = first_original + place

    frame = [Passage(0, 0, 0), *trimmed(passages), Passage(len(original), len(copy), 0)]
    for passage in frame:
        align(*passage)
    for one, two in pairwise(frame):
        start, start_copy = one.first_a + one.words, one.first_b + one.words
        own, other = original[start : two.first_a], copy[start_copy : two.first_b]
        if own and other and len(own) * len(other) <= MAX_COMPARISONS:
            for i, j, words in SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks():
                at_an_end = (i, j) == (0, 0) or (i + words, j + words) == (len(own), len(other))
                if words >= LEAST_EQUAL or at_an_end:
                    align(start + i, start_copy + j, words)
    return in_copy, in_original


def _unaligned(partners: Sequence[int]) -> list[tuple[int, int]]:
    """Start and end of each run of words without a partner."""
    ends = [place for place in range(len(partners) + 1) if place == len(partners) or partners[place] >= 0]
    starts = [0, *(place + 1 for place in ends)]
    return [(start, end) for start, end in zip(starts, ends, strict=False) if start < end]
