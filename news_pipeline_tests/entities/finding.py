"""From texts to mentions in one call, with the parts that the steps call one after the other."""

from collections.abc import Sequence

from news_pipeline.entities.document_rules import DOCUMENT_RULES, Rule
from news_pipeline.entities.mentions import Mentions, mentions_of
from news_pipeline.entities.paragraphs import ArticleText, named, paragraphs_of
from news_pipeline.entities.tagger import Span, Tagger


def find_mentions(title: str | None, body: str, tagger: Tagger, captions: str | None = None) -> Mentions:
    """Mentions and hints of one article."""
    return find_in_all([ArticleText(title, body, captions)], tagger)[0]


def find_in_all(
    articles: Sequence[ArticleText], tagger: Tagger, rules: Sequence[Rule] = DOCUMENT_RULES
) -> list[Mentions]:
    """Mentions and hints of each article. A paragraph that several share is tagged once, as the step does it."""
    paragraphs = [list(paragraphs_of(article.joined)) for article in articles]
    unique = list(dict.fromkeys(paragraph.text for found in paragraphs for paragraph in found))
    tagged = {text: named(spans) for text, spans in zip(unique, tagger.tag(unique), strict=True)}
    return [
        mentions_of(article, [_shifted(span, p.start) for p in found for span in tagged[p.text]], rules)
        for article, found in zip(articles, paragraphs, strict=True)
    ]


def _shifted(span: Span, offset: int) -> Span:
    return Span(offset + span.start, offset + span.end, span.label)
