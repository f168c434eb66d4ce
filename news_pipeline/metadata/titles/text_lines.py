"""The lines of a plain text as the choice of a title sees them: wording, place, and what cleaning made of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news_pipeline.cleaning.boilerplate import line_hash
from news_pipeline.cleaning.characters import split_lines, tidy
from news_pipeline.cleaning.layout import without_marker
from news_pipeline.metadata.interface import MetadataInput

MAX_LINES = 3000
MAX_LINE = 2000
"""Code points of a line that are looked at."""
_REMOVED_SHARE = 0.6
"""Share of a line that is removed from which its role is that of the whole line; the tail of a line is shorter."""
BODY = "body"
REPEATED = "boilerplate"
"""Role of lines that several documents of a site have: they are the title of none."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that shows something."""

    number: int
    """1-based line of the text."""
    text: str
    role: str
    """Of a line that cleaning took out, else `body`."""
    raw: str
    """As it stands in the text, with its gaps."""


def text_lines(document: MetadataInput) -> Iterator[TextLine]:
    """The lines of the text; of a document without one, the removed lines and the body's where they must have stood."""
    if document.text is None:
        yield from _from_parts(document)
        return
    removed = {line.number: line for line in document.header}
    for number, raw in enumerate(split_lines(document.text)[:MAX_LINES], start=1):
        if text := tidy(raw[:MAX_LINE]):
            line = removed.get(number)
            is_whole = line is not None and len(line.text) >= _REMOVED_SHARE * len(text)
            role = line.role if line and is_whole else BODY
            if document.no_headline and line_hash(without_marker(text)) in document.no_headline:
                role = REPEATED
            yield TextLine(number, text, role, raw[:MAX_LINE])


def _from_parts(document: MetadataInput) -> list[TextLine]:
    """Removed lines up to the first gap in their numbers, the body, the other removed lines."""
    body = [text for line in document.body.splitlines()[:MAX_LINES] if (text := line.strip())]
    top: list[TextLine] = []
    rest: list[TextLine] = []
    for line in document.header:
        last = top[-1].number if top else 0
        side = rest if rest or line.number > last + 2 else top
        side.append(TextLine(line.number, line.text, line.role, line.text))
    start = top[-1].number if top else 0
    return [*top, *(TextLine(start + 2 * i, text, BODY, text) for i, text in enumerate(body, start=1)), *rest]


_SEPARATOR = re.compile(r"\s+[|–—·»•:/-]{1,2}\s+|\s*\|\s*")
_GAP = re.compile(r"\s{3,}|\t+")
_LIST_MARK = re.compile(r"^(?:[*+•▪◦‣#>-]{1,6}\s+|\d{1,2}[.)]\s+(?=\D))")
_PARTS = range(2, 7)
"""A line with more parts is a menu."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or a part of it, that may be the title."""

    text: str
    index: int
    """Of its line in the list."""
    kind: int
    """0 the whole line, 1 what stands before a separator, 2 what stands after one, 3 what stands between wide gaps."""
    parts: int
    """Parts of its line."""
    beside: str
    """The rest of the line."""


def parts_of(line: TextLine, index: int) -> list[Part]:
    """The line as a whole, both sides of each separator, and what stands between gaps; each wording once."""
    whole = _LIST_MARK.sub("", line.text)
    found = [Part(whole, index, 0, 1, "")]
    marks = list(_SEPARATOR.finditer(whole))
    if len(marks) + 1 in _PARTS:
        for mark in marks:
            before, after = whole[: mark.start()].strip(), whole[mark.end() :].strip()
            found += [Part(before, index, 1, len(marks) + 1, after), Part(after, index, 2, len(marks) + 1, before)]
    gaps = [tidy(gap) for gap in _GAP.split(line.raw.strip())]
    if len(gaps) in _PARTS:
        found += [Part(gap, index, 3, len(gaps), "") for gap in gaps]
    return list({part.text: part for part in reversed(found)}.values())[::-1]
