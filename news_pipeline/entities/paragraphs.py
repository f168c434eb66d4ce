"""Paragraphs: the unit of tagging, in true case, and the key under which their spans are kept.

Here: cutting an article into paragraphs, tagging rows of them. Elsewhere: taggers (tagger.py), the loop that tags each
paragraph once (tagging.py of the package), mentions from spans (mentions.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news_pipeline.entities.tagger import Span, load_tagger
from news_pipeline.entities.truecase import truecase
from news_pipeline.shared.hashing import digest64
from news_pipeline.shared.results import Outcome, Row

NUMERIC_TYPES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
MAX_BODY = 500_000
"""Characters of a body, and of captions, that are looked at, about 80,000 words; it bounds the work on one document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line that has a letter."""

    start: int
    """First code point in the joined text."""
    text: str
    """In true case, of the same length as in the article."""

    @property
    def hash(self) -> int:
        """The key of its spans: 63 bits of its text's hash."""
        return digest64(self.text) >> 1


def joined_text(title: str | None, body: str, captions: str | None) -> str:
    """Title, body and captions, if any, in one text: a line break stands between them, also when there is no title."""
    parts = (title or "", body[:MAX_BODY], captions[:MAX_BODY] if captions else "")
    return "\n".join(parts if captions else parts[:2])


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a joined text, in order."""
    start = 0
    for line in text.split("\n"):
        if any(map(str.isalpha, line[:1000])):
            yield Paragraph(start, truecase(line))
        start += len(line) + 1


def named(spans: Sequence[Span]) -> list[Span]:
    """Spans of names: numbers, dates and sums of money are left out."""
    return [span for span in spans if span.label not in NUMERIC_TYPES]


def tag_rows(rows: Sequence[Row]) -> list[Outcome]:
    """Rows of `paragraph_spans` for rows with `paragraph_hash`, `tagger_name`, `tagger` (its version) and `text`.

    Equal to tagging each paragraph alone. Raises TaggerUnavailableError.
    """
    found: dict[tuple[str, int], list[Span]] = {}
    for name in sorted({row["tagger_name"] for row in rows}):
        own = [row for row in rows if row["tagger_name"] == name]
        tagged = load_tagger(name).tag([row["text"] for row in own])
        found |= {(name, row["paragraph_hash"]): named(spans) for row, spans in zip(own, tagged, strict=True)}
    return [_span_rows(row, found[row["tagger_name"], row["paragraph_hash"]]) for row in rows]


def _span_rows(row: Row, spans: Sequence[Span]) -> Outcome:
    kept = {
        "paragraph_hash": row["paragraph_hash"],
        "tagger": row["tagger"],
        "starts": [span.start for span in spans],
        "ends": [span.end for span in spans],
        "labels": [span.label for span in spans],
    }
    return {"paragraph_spans": [kept]}
