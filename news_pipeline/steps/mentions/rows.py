"""Turns articles into paragraphs, these into spans, spans of paragraphs into those of articles, these into mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.entities.paragraphs import ArticleText, named, paragraphs_of
from news_pipeline.entities.tagger import Span, load_tagger, tagger_version
from news_pipeline.metadata.outlets.known_outlets import outlet_of
from news_pipeline.shared.results import Outcome, Row, TableRows, row_of
from news_pipeline.shared.tagger_setting import DEFAULT_LANGUAGE, parse_taggers


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """An article that is to be cut into paragraphs."""

    article_id: str
    title: str | None
    body: str
    captions: str | None
    language: str | None
    """Two-letter code; None counts as English."""

    @property
    def text(self) -> ArticleText:
        """What is tagged of it."""
        return ArticleText(self.title, self.body, self.captions)


@dataclass(frozen=True, slots=True)
class SpansInput(ArticleInput):
    """An article with the spans of all its paragraphs."""

    outlet_domain: str | None
    """Registered domain; its country is where the outlet lives."""
    starts: list[int]
    """Of its spans, in order, and so are `ends` and `labels`; offsets are those of the joined text."""
    ends: list[int]
    labels: list[str]

    @property
    def tagged(self) -> list[Span]:
        """The spans in the domain's form."""
        return list(map(Span, self.starts, self.ends, self.labels))


@dataclass(frozen=True, slots=True)
class MentionInput(SpansInput):
    """An article with the spans that the document rules left, and what is known of its outlet's home."""

    home_latitude: float | None
    """Degrees, as the outlet's articles tell."""
    home_longitude: float | None
    home_land: str | None
    """ISO code of the country there."""
    home_confidence: float


@dataclass(frozen=True, slots=True)
class ParagraphInput:
    """A paragraph, with the tagger that reads it."""

    paragraph_hash: int
    text: str
    """In true case."""
    tagger_name: str
    tagger: str
    """Its version."""


def cut_rows(rows: Sequence[Row], taggers: str) -> list[TableRows]:
    """The paragraphs of each article that some tagger of the setting reads: where they are, and what is to be tagged.

    Rows of `article_paragraphs` and, in the same order, of ParagraphInput under `paragraphs`.
    """
    names = parse_taggers(taggers)
    versions = {name: tagger_version(name) for name in names.values()}
    return [
        _cut(article, names.get(article.language or DEFAULT_LANGUAGE), versions)
        for article in (ArticleInput(**row) for row in rows)
    ]


def _cut(article: ArticleInput, name: str | None, versions: Mapping[str, str]) -> TableRows:
    if name is None:
        return {"article_paragraphs": [], "paragraphs": []}
    places, paragraphs = [], []
    for paragraph in paragraphs_of(article.text.joined):
        key = {"paragraph_hash": paragraph.hash, "tagger": versions[name]}
        places.append({"article_id": article.article_id, "start_char": paragraph.start, **key})
        paragraphs.append({**key, "text": paragraph.text, "tagger_name": name})
    return {"article_paragraphs": places, "paragraphs": paragraphs}


def tag_rows(rows: Sequence[Row]) -> list[Outcome]:
    """Rows of `paragraph_spans` for rows of ParagraphInput, in order.

    Equal to tagging each paragraph alone. Raises UserError when a tagger is not there.
    """
    paragraphs = [ParagraphInput(**row) for row in rows]
    found: dict[tuple[str, int], list[Span]] = {}
    for name in sorted({paragraph.tagger_name for paragraph in paragraphs}):
        own = [paragraph for paragraph in paragraphs if paragraph.tagger_name == name]
        tagged = load_tagger(name).tag([paragraph.text for paragraph in own])
        found |= {(name, item.paragraph_hash): named(spans) for item, spans in zip(own, tagged, strict=True)}
    return [_span_rows(item, found[item.tagger_name, item.paragraph_hash]) for item in paragraphs]


def _span_rows(paragraph: ParagraphInput, spans: Sequence[Span]) -> Outcome:
    kept = {
        "paragraph_hash": paragraph.paragraph_hash,
        "tagger": paragraph.tagger,
        "starts": [span.start for span in spans],
        "ends": [span.end for span in spans],
        "labels": [span.label for span in spans],
    }
    return {"paragraph_spans": [kept]}


def article_span_rows(rows: Sequence[Row], taggers: str) -> list[Outcome]:
    """Rows of `article_spans` and `place_votes` for each row of SpansInput, in order.

    An article in a language that no tagger of the setting reads gives one row of `untagged_articles` with the reason.
    """
    languages = parse_taggers(taggers)
    return [
        _article_span_rows(article)
        if (article.language or DEFAULT_LANGUAGE) in languages
        else {"untagged_articles": [{"reason": f"language: {article.language}"}]}
        for article in (SpansInput(**row) for row in rows)
    ]


def untagged_rows(row: Row) -> TableRows:  # noqa: ARG001 as for every loop
    """What stands for an article whose spans cannot be found."""
    return {"untagged_articles": [{"reason": "the tagger failed"}]}


def _article_span_rows(article: SpansInput) -> Outcome:
    from news_pipeline.entities.document_keys import document_votes  # noqa: PLC0415 numpy, only for what is pending
    from news_pipeline.entities.mentions import apply_rules  # noqa: PLC0415
    from news_pipeline.entities.place_names import Home  # noqa: PLC0415

    text, domain = article.text.joined, article.outlet_domain
    spans = apply_rules(text, article.tagged)
    votes = document_votes(text, spans, Home(domain, _country_of(domain))) if domain else []
    kept = {
        "starts": [span.start for span in spans],
        "ends": [span.end for span in spans],
        "labels": [span.label for span in spans],
    }
    return {
        "article_spans": [kept],
        "place_votes": [{"outlet_domain": domain, **row_of(vote)} for vote in votes],
    }


def mention_rows(rows: Sequence[Row]) -> list[Outcome]:
    """Rows of `mentions` and `entity_hints` for each row of MentionInput, in order."""
    return [_mention_rows(MentionInput(**row)) for row in rows]


def _mention_rows(article: MentionInput) -> Outcome:
    from news_pipeline.entities.mentions import keyed_mentions  # noqa: PLC0415 numpy, only for what is pending
    from news_pipeline.entities.place_names import Home  # noqa: PLC0415

    domain = article.outlet_domain
    place = (article.home_latitude, article.home_longitude, article.home_land, article.home_confidence)
    home = Home(domain, _country_of(domain), *place) if domain else None
    found = keyed_mentions(article.text, article.tagged, home)
    return {
        "mentions": [row_of(mention) for mention in found.mentions],
        "entity_hints": [row_of(hint) for hint in found.hints],
    }


def _country_of(domain: str) -> str | None:
    outlet = outlet_of(domain)
    return outlet.country if outlet else None
