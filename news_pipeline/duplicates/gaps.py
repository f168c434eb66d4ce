"""Finds the places between and beside the passages that two texts share, where one may stand for the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from news_pipeline.duplicates.overlap import Passage

MAX_GAP = 80
"""Words between two passages that are aligned, on the longer side."""
EDGE = 40
"""Words beside a passage that no other follows."""


class Gap(NamedTuple):
    """Words of a and of b that stand at one place. At an open end nothing ties the two sides to each other."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    open_start: bool = False
    open_end: bool = False


def trimmed(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without the words of a that an earlier one covers."""
    kept: list[Passage] = []
    end = 0
    for passage in passages:
        late = max(0, end - passage.first_a)
        if late < passage.words:
            kept.append(Passage(passage.first_a + late, passage.first_b + late, passage.words - late))
            end = passage.first_a + passage.words
    return kept


def gaps(frame: Sequence[Passage], covered_a: Sequence[bool], covered_b: Sequence[bool]) -> Iterator[Gap]:
    """The places between passages that follow each other in both texts, and beside the others.

    `covered_a` and `covered_b` say of each word whether a passage covers it.
    """
    if not frame:
        return
    length_a, length_b = len(covered_a), len(covered_b)
    first, last = frame[0], frame[-1]
    if max(first.first_a, first.first_b) <= MAX_GAP:
        yield Gap(0, first.first_a, 0, first.first_b)
    else:
        yield Gap(0, min(EDGE, first.first_a), 0, min(EDGE, first.first_b), open_end=True)
        yield _before(first, covered_a, covered_b)
    for one, two in pairwise(frame):
        end_a, end_b = one.first_a + one.words, one.first_b + one.words
        if end_b <= two.first_b and max(two.first_a - end_a, two.first_b - end_b) <= MAX_GAP:
            yield Gap(end_a, two.first_a, end_b, two.first_b)
        else:
            yield _after(one, covered_a, covered_b)
            yield _before(two, covered_a, covered_b)
    end_a, end_b = last.first_a + last.words, last.first_b + last.words
    if max(length_a - end_a, length_b - end_b) <= MAX_GAP:
        yield Gap(end_a, length_a, end_b, length_b)
    else:
        yield _after(last, covered_a, covered_b)


def _after(passage: Passage, covered_a: Sequence[bool], covered_b: Sequence[bool]) -> Gap:
    """Up to EDGE words that no passage covers."""
    start_a, start_b = passage.first_a + passage.words, passage.first_b + passage.words
    end_a, end_b = (
        next(
            (place for place in range(start, min(start + EDGE, len(covered))) if covered[place]),
            min(start + EDGE, len(covered)),
        )
        for start, covered in ((start_a, covered_a), (start_b, covered_b))
    )
    return Gap(start_a, end_a, start_b, end_b, open_end=True)


def _before(passage: Passage, covered_a: Sequence[bool], covered_b: Sequence[bool]) -> Gap:
    start_a, start_b = (
        next((place + 1 for place in range(end - 1, max(end - EDGE, 0) - 1, -1) if covered[place]), max(end - EDGE, 0))
        for end, covered in ((passage.first_a, covered_a), (passage.first_b, covered_b))
    )
    return Gap(start_a, passage.first_a, start_b, passage.first_b, open_start=True)
