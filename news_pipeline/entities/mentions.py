"""Mentions of entities in one document: tagged by paragraph, corrected by rules over the whole document.

Here: the way from title, body, captions and tagged paragraphs to mentions. Elsewhere: paragraphs (paragraphs.py),
taggers (tagger.py), the rules (document_rules.py), keys (document_keys.py), one entity for many documents
(canonical.py).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from news_pipeline.entities.document_keys import Hint, document_keys
from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.governments import government_of
from news_pipeline.entities.indexed_text import index_text
from news_pipeline.entities.paragraphs import joined_text, named, paragraphs_of
from news_pipeline.entities.sentences import sentence_starts
from news_pipeline.entities.tagger import Span, Tagger


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: part_text[start_char:end_char] == surface, always."""

    part: str
    """`title`, `body` or `caption`."""
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
    government_of: str | None
    """ISO code of the country whose government a capital stands for here ("Moscow said")."""


Document = tuple[str | None, str, str | None]
"""Title, body, captions."""


def find_mentions(
    title: str | None, body: str, tagger: Tagger, captions: str | None = None
) -> tuple[list[Mention], list[Hint]]:
    """Mentions of one document, of title, body, captions in order, and what it proves. Raises nothing on any text."""
    return find_mentions_in_batch([(title, body, captions)], tagger)[0]


def find_mentions_in_batch(documents: Sequence[Document], tagger: Tagger) -> list[tuple[list[Mention], list[Hint]]]:
    """The same for many documents with one call of the tagger; a paragraph that several share is tagged once.

    Equal to calling `find_mentions` for each: a tagger sees one paragraph at a time.
    """
    paragraphs = [list(paragraphs_of(joined_text(*document))) for document in documents]
    unique = list(dict.fromkeys(paragraph.text for found in paragraphs for paragraph in found))
    tagged = {text: named(spans) for text, spans in zip(unique, tagger.tag(unique), strict=True)}
    return [
        mentions_of(document, [_shifted(span, p.start) for p in found for span in tagged[p.text]])
        for document, found in zip(documents, paragraphs, strict=True)
    ]


def mentions_of(document: Document, tagged: list[Span]) -> tuple[list[Mention], list[Hint]]:
    """Mentions and hints of one document whose paragraphs are tagged: `tagged` are spans of the joined text."""
    title, body, captions = document
    body_start = len(title or "") + 1
    captions_start = len(joined_text(title, body, None)) + 1
    text = joined_text(title, body, captions)
    parts = (
        ("title", 0, sentence_starts(text[: body_start - 1])),
        ("body", body_start, sentence_starts(text[body_start : captions_start - 1])),
        ("caption", captions_start, sentence_starts(text[captions_start:])),
    )
    spans = apply_rules(text, tagged)
    keys, hints = document_keys(text, spans)
    mentions = []
    for span, key in zip(spans, keys, strict=True):
        part, offset, starts = parts[bisect_right((body_start, captions_start), span.start)]
        start, end = span.start - offset, span.end - offset
        surface = text[span.start : span.end]
        sentence, government = bisect_right(starts, start) - 1, government_of(text, span.start, span.end, key)
        mentions.append(Mention(part, sentence, start, end, surface, span.label, key, government))
    return mentions, hints


def _shifted(span: Span, offset: int) -> Span:
    return Span(offset + span.start, offset + span.end, span.label)


def apply_rules(text: str, spans: list[Span], rules: Sequence[Rule] = DOCUMENT_RULES) -> list[Span]:
    """The spans after the document rules, sorted, without overlap."""
    indexed = index_text(text)
    for rule in rules:
        spans = rule(indexed, spans)
    return spans
