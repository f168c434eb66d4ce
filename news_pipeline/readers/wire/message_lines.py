"""What the text of IPTC 7901 and ANPA messages has in common: lines set at a width, and days of two-digit years."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from news_pipeline.readers.document import Field

_INDENT = re.compile(r"\t|  ")
_CELLS = re.compile(r"\S(?: {3}| {0,2}\t)")
"""Of a row of a table."""
_MAX_WIDTH = 90
"""A longer line is a paragraph: nobody has set it at a width."""
_CENTURY = 69
"""Years of two digits from here on are of the last century, as POSIX has it."""


@dataclass(slots=True)
class Message:
    """What a message says of itself, and its text."""

    paragraphs: list[str] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def add(self, name: str, value: str, key: str) -> None:
        """Note a value, unless it is empty."""
        if value.strip():
            self.fields.append(Field(name, " ".join(value.split()), key))


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """The paragraphs: after an indent or a blank line one begins. Rows of tables stay lines; so does all if nothing is
    indented and no line blank.
    """
    places = [place for place, line in enumerate(lines) if line.strip()]
    kept = lines[places[0] : places[-1] + 1] if places else []
    is_set = any(_INDENT.match(line) or not line.strip() for line in kept)
    return list(_joined(kept)) if is_set else [line.strip() for line in kept]


def _joined(lines: Sequence[str]) -> Iterator[str]:
    paragraph = ""
    for line in [*lines, ""]:
        text = " ".join(line.split())
        is_row = _CELLS.search(line.strip()) is not None
        if paragraph and (not text or is_row or _INDENT.match(line) or len(line) > _MAX_WIDTH):
            yield paragraph
            paragraph = ""
        if is_row or len(line) > _MAX_WIDTH:
            yield text
        else:
            paragraph = f"{paragraph} {text}".strip()
    if paragraph:
        yield paragraph


def written_moment(year: str, month: int, day: str, clock: str, zone: str) -> str:
    """`2021-05-04 06:00 GMT` of the parts of a day and time group; "" if there is no such day."""
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= _CENTURY else 2000)
    hour, minute = int(clock[:2]), int(clock[2:])
    if not (1 <= month <= 12 and 1 <= int(day) <= 31 and hour < 24 and minute < 60):
        return ""
    return f"{full:04d}-{month:02d}-{int(day):02d} {hour:02d}:{minute:02d} {zone}".strip()
