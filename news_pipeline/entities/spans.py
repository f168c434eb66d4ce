"""Puts spans into lists of spans that are sorted and do not overlap. Linear, but for the sorting."""

from bisect import bisect_right
from collections.abc import Iterable

from news_pipeline.entities.tagger import Span


def overlapped(spans: list[Span], span: Span) -> Span | None:
    """The first of the spans that shares a character with `span`."""
    number = bisect_right(spans, span.start, key=lambda other: other.end)
    return spans[number] if number < len(spans) and spans[number].start < span.end else None


def put(spans: list[Span], added: Iterable[Span]) -> list[Span]:
    """The spans and the added ones. An added span removes those that it overlaps."""
    placed = fill([], added)
    return fill(placed, spans) if placed else spans


def fill(spans: list[Span], added: Iterable[Span]) -> list[Span]:
    """The spans and the added ones where nothing stands. Of added spans that overlap the first and longest is taken."""
    merged: list[Span] = []
    number = 0
    for span in sorted(added, key=lambda s: (s.start, -s.end, s.label)):
        while number < len(spans) and spans[number].start < span.start:
            merged.append(spans[number])
            number += 1
        is_free = not merged or merged[-1].end <= span.start
        if is_free and (number == len(spans) or span.end <= spans[number].start):
            merged.append(span)
    return merged + spans[number:]
