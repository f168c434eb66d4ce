"""A document's text in, its body out: the story without all that is not the story, or why there is none.

At the last fit of the line model, cross-validated by web site (tools/line_model/cross_validation.py), the F1 of
four-word shingles was .941 on dumps and .962 on residues; of pages see tools/block_model/README.md.
"""

from dataclasses import dataclass

from news_pipeline.cleaning.boilerplate import NOTHING, Repeated
from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.refusals import refusal
from news_pipeline.cleaning.roles import LabelledLine, Role
from news_pipeline.shared.results import Rejected

__all__ = [
    "CleanedDocument",
    "LabelledDocument",
    "LabelledLine",
    "Role",
    "assemble",
    "clean",
    "label",
    "label_document",
]

MOST_REMOVED = 400
"""Removed lines whose wording is looked at for a refusal."""


@dataclass(frozen=True, slots=True)
class CleanedDocument:
    """An article's text and what was taken out to get it."""

    body: str
    """Paragraphs separated by an empty line."""
    removed: tuple[LabelledLine, ...]
    """Every line, or tail of a line, that is not in the body, in order."""
    extractor: str
    """What made lines of the document: `text` its line breaks, `blocks` the block model of a page; `article_body`,
    `noscript` and `page_state` are text that a page holds and does not show."""
    word_count: int
    """Words of the body, as characters.count_words counts them."""
    outside: frozenset[int] = frozenset()
    """Of a page, the numbers of the blocks that its markup and place put outside the story."""

    @property
    def captions(self) -> str | None:
        """The captions that were taken out, each once, separated by an empty line; None if there are none."""
        return "\n\n".join(dict.fromkeys(line.text for line in self.removed if line.role is Role.CAPTION)) or None


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """Every line of a document with its role."""

    labels: list[LabelledLine]
    """In order. Those of the body have no reason."""
    about_story: list[LabelledLine]
    """Those whose wording may say that the document is no article: of a page, not its menus and teasers."""
    extractor: str
    """As in CleanedDocument."""


def clean(text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING) -> CleanedDocument | Rejected:
    """The story in `text`, or why there is none. Raises nothing on any text."""
    return assemble(label(text, media_type, repeated), html=text if "html" in media_type else "")


def label_document(text: str, media_type: str = "text/plain") -> tuple[list[LabelledLine], str]:
    """Every line of a document with its role, and what made lines of the document."""
    document = label(text, media_type)
    return document.labels, document.extractor


def label(text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING) -> LabelledDocument:
    """Every line of a document, or block of a page, with its role, as `clean` sees it.

    `repeated` is what the corpus says of its lines.
    """
    if "html" in media_type:
        from news_pipeline.cleaning.label_page import label_page  # noqa: PLC0415  lxml, which text does not need

        page = label_page(text, repeated)
        return LabelledDocument(page.labels, page.story, page.source)
    labels = label_lines(text, repeated=repeated)
    return LabelledDocument(labels, labels, "text")


def assemble(document: LabelledDocument, *, html: str = "") -> CleanedDocument | Rejected:
    """The story that labelled lines make, or why they make none; `html` is the page that they are from."""
    removed = tuple(label for label in document.labels if label.reason)
    body = "\n\n".join(label.text for label in document.labels if not label.reason)
    looked_at = [label for label in document.about_story if label.reason]
    furniture = sum(label.role in (Role.NAVIGATION, Role.RELATED) for label in looked_at)
    wording = "\n".join(label.text for label in looked_at[:MOST_REMOVED])
    refused = refusal(body, wording, navigation_lines=furniture, html=html)
    inside = {label.number for label in document.about_story}
    outside = frozenset(label.number for label in removed if label.number not in inside)
    return refused or CleanedDocument(body, removed, document.extractor, count_words(body), outside)
