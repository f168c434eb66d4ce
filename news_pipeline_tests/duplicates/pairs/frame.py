"""A frame of words with places for facts, and what fills them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Frame:
    """Reports that differ in what fills one frame."""

    kind: str
    text: str
    fillings: list[tuple[str, ...]]
    days_apart: int | None = None

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Every two of the reports."""
        return combinations([self.text.format(*filling) for filling in self.fillings], 2)
