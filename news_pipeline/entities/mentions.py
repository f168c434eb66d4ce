"""Mentions of one article: from the spans of its paragraphs, corrected by rules over the whole article."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from news_pipeline.entities.datelines import roles
from news_pipeline.entities.document_keys import Hint, document_keys
from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.governments import government_of
from news_pipeline.entities.indexed_text import index_text
from news_pipeline.entities.paragraphs import ArticleText
from news_pipeline.entities.place_names import Home
from news_pipeline.entities.sentences import sentence_starts
from news_pipeline.entities.tagger import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `part_text[start_char:end_char] == surface`, always."""

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
    """OntoNotes name, without the numeric types: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, ..."""
    entity_key: str
    """What it stands for in this article: a folded full name or long form, "country:KZ", "geonames:1526384"."""
    government_of: str | None
    """ISO code of the country whose government a capital stands for here ("Moscow said")."""
    role: str | None
    """`dateline`, `signature` or `credit`: it stands there and is none of the story; None for the story's own."""
    place_confidence: float | None
    """Probability that a place is the one of the key; None where no ranking took place."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found in one article."""

    mentions: list[Mention]
    """Those of title, body and captions in this order, by position."""
    hints: list[Hint]
    """What the article proves about names, sorted."""


def mentions_of(
    article: ArticleText, tagged: list[Span], rules: Sequence[Rule] = DOCUMENT_RULES, home: Home | None = None
) -> Mentions:
    """Mentions and hints of an article. `tagged` are the spans of its paragraphs, with offsets into the joined text.

    `home` is that of its outlet.

    Raises nothing on any text.
    """
    return keyed_mentions(article, apply_rules(article.joined, tagged, rules), home)


def keyed_mentions(article: ArticleText, spans: list[Span], home: Home | None) -> Mentions:
    """The same of spans that the document rules have seen."""
    text = article.joined
    borders = (article.body_start, article.captions_start)
    parts = (
        ("title", 0, sentence_starts(text[: article.body_start - 1])),
        ("body", article.body_start, sentence_starts(text[article.body_start : article.captions_start - 1])),
        ("caption", article.captions_start, sentence_starts(text[article.captions_start :])),
    )
    keyed = document_keys(text, spans, home)
    aside = _Places(roles(text))
    mentions = []
    for span, name in zip(spans, keyed.names, strict=True):
        part, offset, starts = parts[bisect_right(borders, span.start)]
        start, end = span.start - offset, span.end - offset
        surface = text[span.start : span.end]
        sentence, government = bisect_right(starts, start) - 1, government_of(text, span.start, span.end, name.key)
        role = aside.at(span.start)
        mentions.append(
            Mention(part, sentence, start, end, surface, name.label, name.key, government, role, name.confidence)
        )
    return Mentions(mentions, keyed.hints)


class _Places:
    """Stretches of a text that say something, to be asked for many places: a text may have thousands of each."""

    def __init__(self, stretches: Iterable[tuple[int, int, str]]) -> None:
        self._sorted = sorted((first, last, order, says) for order, (first, last, says) in enumerate(stretches))
        self._starts = [first for first, *_ in self._sorted]
        self._reach = list(accumulate((last for _, last, *_ in self._sorted), max))

    def at(self, place: int) -> str | None:
        """What the first of them says that holds the place."""
        found = []
        number = bisect_right(self._starts, place)
        while number and self._reach[number - 1] > place:
            number -= 1
            _, last, order, says = self._sorted[number]
            if last > place:
                found.append((order, says))
        return min(found)[1] if found else None


def apply_rules(text: str, spans: list[Span], rules: Sequence[Rule] = DOCUMENT_RULES) -> list[Span]:
    """The spans after the document rules, sorted, without overlap."""
    indexed = index_text(text)
    for rule in rules:
        spans = rule(indexed, spans)
    return spans
