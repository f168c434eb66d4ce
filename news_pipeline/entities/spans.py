"""Lists of spans, sorted and without overlap: putting others in.

Here: `put`, `fill`, `overlapped`. Elsewhere: what to put in (the rules). Linear, but for the sorting.
"""

from bisect import bisect_right
from collections.abc import Iterable

from news_pipeline.entities.tagger import Span


def overlapped(spans: list[Span], span: Span) -> Span | None:
    """The first of the spans that shares a character with the span given."""
    number = bisect_right(spans, span.start, key=lambda other: other.end)
    return spans[number] if number < len(spans) and spans[number].start < span.end else None


def put(spans: list[Span], added: Iterable[Span]) -> list[Span]:
    """Spans with others put in their place: an added span removes what it overlaps."""
    placed = fill([], added)
    return fill(placed, spans) if placed else spans


def fill(spans: list[Span], added: Iterable[Span]) -> list[Span]:
    """Spans with others added where nothing stands; of added ones that overlap, the first and longest."""
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
