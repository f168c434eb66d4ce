"""Mentions of entities in one document: tagged by paragraph, corrected by rules over the whole document.

Here: the way from title and body to mentions. Elsewhere: taggers (tagger.py), the rules (document_rules.py), keys
(document_keys.py), one entity for many documents (canonical.py).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from news_pipeline.entities.document_keys import Hint, document_keys
from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.sentences import sentence_starts
from news_pipeline.entities.tagger import Span, Tagger
from news_pipeline.entities.text import index_text
from news_pipeline.entities.truecase import truecase

NUMERIC_TYPES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
MAX_BODY = 500_000
"""Characters of a body that are looked at, about 80,000 words; it bounds the work on one document."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: part_text[start_char:end_char] == surface, always."""

    part: str
    """`title` or `body`."""
    sentence: int
    """Number of the sentence in that part, from 0."""
    start_char: int
    """First code point in that part."""
    end_char: int
    """Code point after the last."""
    surface: str
    entity_type: str
    """OntoNotes name, numeric types left out: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, ..."""
    entity_key: str
    """What it stands for in this document: a folded full name or long form, "country:KZ", "geonames:1526384"."""


Document = tuple[str | None, str]
"""Title and body."""


def find_mentions(title: str | None, body: str, tagger: Tagger) -> tuple[list[Mention], list[Hint]]:
    """Mentions of one document in order, the title's first, and what it proves. Raises nothing on any text."""
    return find_mentions_in_batch([(title, body)], tagger)[0]


def find_mentions_in_batch(documents: Sequence[Document], tagger: Tagger) -> list[tuple[list[Mention], list[Hint]]]:
    """The same for many documents with one call of the tagger; a paragraph that several share is tagged once.

    Equal to calling `find_mentions` for each: a tagger sees one paragraph at a time.
    """
    joined = [(title or "") + "\n" + body[:MAX_BODY] for title, body in documents]
    paragraphs = [_paragraphs(text) for text in joined]
    unique = list(dict.fromkeys(cased for found in paragraphs for _, cased in found))
    tagged = dict(zip(unique, tagger.tag(unique), strict=True))
    return [
        _mentions(len(title or "") + 1, text, _shift(found, tagged))
        for (title, _), text, found in zip(documents, joined, paragraphs, strict=True)
    ]


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """Start and true-case text of each line that has a letter."""
    found, start = [], 0
    for line in text.split("\n"):
        if any(map(str.isalpha, line[:1000])):
            found.append((start, truecase(line)))
        start += len(line) + 1
    return found


def _shift(paragraphs: list[tuple[int, str]], tagged: dict[str, list[Span]]) -> list[Span]:
    return [
        Span(start + span.start, start + span.end, span.label)
        for start, cased in paragraphs
        for span in tagged[cased]
        if span.label not in NUMERIC_TYPES
    ]


def apply_rules(text: str, spans: list[Span], rules: Sequence[Rule] = DOCUMENT_RULES) -> list[Span]:
    """The spans after the document rules, sorted, without overlap."""
    indexed = index_text(text)
    for rule in rules:
        spans = rule(indexed, spans)
    return spans


def _mentions(body_start: int, text: str, tagged: list[Span]) -> tuple[list[Mention], list[Hint]]:
    spans = apply_rules(text, tagged)
    keys, hints = document_keys(text, spans)
    parts = (
        ("title", 0, sentence_starts(text[: body_start - 1])),
        ("body", body_start, sentence_starts(text[body_start:])),
    )
    mentions = []
    for span, key in zip(spans, keys, strict=True):
        part, offset, starts = parts[span.start >= body_start]
        start, end = span.start - offset, span.end - offset
        surface = text[span.start : span.end]
        mentions.append(Mention(part, bisect_right(starts, start) - 1, start, end, surface, span.label, key))
    return mentions, hints
