"""Cuts an article into paragraphs: the unit of tagging, in true case, and the key under which spans are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from news_pipeline.entities.capitals import has_capitals, in_small_letters
from news_pipeline.entities.headline_case import Usage, in_running_case, is_headline, usage_of
from news_pipeline.entities.tagger import Span
from news_pipeline.entities.truecase import truecase
from news_pipeline.shared.hashing import digest64

NUMERIC_TYPES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
MAX_BODY = 500_000
"""Characters that are read of a body, and of captions: about 80,000 words. It bounds the work on one article."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What is tagged of an article."""

    title: str | None
    body: str
    captions: str | None = None

    @property
    def body_start(self) -> int:
        """First code point of the body in the joined text."""
        return len(self.title or "") + 1

    @property
    def captions_start(self) -> int:
        """First code point of the captions in the joined text, if there are any."""
        return self.body_start + min(len(self.body), MAX_BODY) + 1

    @property
    def joined(self) -> str:
        """Title, body and captions in one text, with a line break between.

        The break before the body is there without a title too. Without captions there is none after the body.
        """
        parts = (self.title or "", self.body[:MAX_BODY], (self.captions or "")[:MAX_BODY])
        return "\n".join(parts if self.captions else parts[:2])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line that has a letter among its first 1,000 characters."""

    start: int
    """First code point in the joined text."""
    text: str
    """In true case, of the same length as in the article."""

    @property
    def hash(self) -> int:
        """The key of its spans: 63 bits of its text's hash."""
        return digest64(self.text) >> 1


def paragraphs_of(joined: str) -> Iterator[Paragraph]:
    """The paragraphs of a joined text, in order."""
    start = 0
    usage: Usage | None = None
    for line in joined.split("\n"):
        if any(map(str.isalpha, line[:1000])):
            text = truecase(line)
            if text == line and is_headline(line):
                usage = usage or usage_of(joined)
                text = in_running_case(line, usage, is_title=not start)
            elif text == line and has_capitals(line):
                usage = usage or usage_of(joined)
                text = in_small_letters(line, usage)
            yield Paragraph(start, text)
        start += len(line) + 1


def named(spans: Sequence[Span]) -> list[Span]:
    """The spans of names; numbers, dates and sums of money are left out."""
    return [span for span in spans if span.label not in NUMERIC_TYPES]
