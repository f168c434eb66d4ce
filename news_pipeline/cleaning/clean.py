"""A document's text in, its body out: the story without all that is not the story, or why there is none.

How good it is on web sites that its models have not seen is told in tools/line_model/README.md, for plain texts, and in
tools/block_model/README.md, for pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from news_pipeline.cleaning.boilerplate import NOTHING, Repeated
from news_pipeline.cleaning.characters import count_letters, count_words, split_lines, tidy
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import without_marker
from news_pipeline.cleaning.refusals import Seen, page_kind, refusal
from news_pipeline.cleaning.roles import LabelledLine, Role
from news_pipeline.cleaning.walls import ShownLine, notice_at_end, states_more
from news_pipeline.shared.results import Rejected

if TYPE_CHECKING:
    from news_pipeline.cleaning.label_page import LabelledPage
    from news_pipeline.readers.page_tree import PageTree

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
MOST_WORDS_OF_MENU = 4
QUOTED = 150
"""Characters of a notice that are quoted."""


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
    page_kind: str | None = None
    """What kind of page this is, as page_kinds/ and the page's marks say; None of a text."""
    page_kind_probability: float | None = None
    """None where the page's own marks name the kind."""
    incomplete_reason: str = ""
    """What says that the rest of the story is missing; empty where nothing does."""
    lost_letters: int = 0
    """Letters and figures that the document shows and that are neither in the body nor in `removed`."""
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
    shown: str
    """All that the document shows, as it was read."""
    extractor: str
    """As in CleanedDocument."""
    page: "LabelledPage | None" = None
    """What else is known of a page."""


def clean(
    text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING, tree: "PageTree | None" = None
) -> CleanedDocument | Rejected:
    """The story in `text`, or why there is none. Raises nothing on any text.

    `tree` is that of a page, as parse_page gives it, where the caller has it.
    """
    return assemble(label(text, media_type, repeated, tree), html=text if "html" in media_type else "")


def label_document(text: str, media_type: str = "text/plain") -> tuple[list[LabelledLine], str]:
    """Every line of a document with its role, and what made lines of the document."""
    document = label(text, media_type)
    return document.labels, document.extractor


def label(
    text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING, tree: "PageTree | None" = None
) -> LabelledDocument:
    """Every line of a document, or block of a page, with its role, as `clean` sees it.

    `repeated` is what the corpus says of its lines; `tree` is that of a page, which is parsed where it is not given.
    """
    if "html" in media_type:
        from news_pipeline.cleaning.label_page import LabelledPage, label_page  # noqa: PLC0415  lxml, for pages alone
        from news_pipeline.readers.page_tree import parse_page  # noqa: PLC0415

        root = parse_page(text) if tree is None else tree
        page = LabelledPage([], [], []) if root is None else label_page(root, repeated)
        return LabelledDocument(page.labels, page.story, "\n".join(page.texts), page.source, page)
    labels = label_lines(text, repeated=repeated)
    return LabelledDocument(labels, labels, text, "text")


def assemble(document: LabelledDocument, *, html: str = "") -> CleanedDocument | Rejected:
    """The story that labelled lines make, or why they make none; `html` is the page that they are from."""
    labels, notice = _without_notice(document)
    removed = tuple(label for label in labels if label.reason)
    body = "\n\n".join(label.text for label in labels if not label.reason)
    words = count_words(body)
    numbers = {label.number for label in document.about_story}
    looked_at = [label for label in removed if label.number in numbers]
    furniture = sum(label.role in (Role.NAVIGATION, Role.RELATED) for label in looked_at)
    # a list of names alone may be a menu: it counts where nothing else is there
    furniture += sum(_is_short_item(label) for label in labels if not label.reason)
    wording = "\n".join(label.text for label in looked_at[:MOST_REMOVED])
    seen = Seen(body, wording, furniture, notice.text if notice else "", html, document.page)
    if refused := refusal(seen):
        return refused
    kind, probability = page_kind(document.page) if document.page else (None, None)
    return CleanedDocument(
        body,
        removed,
        document.extractor,
        words,
        page_kind=kind,
        page_kind_probability=probability,
        incomplete_reason=_why_incomplete(document, notice, words),
        lost_letters=lost_letters(document.shown, body, removed),
        outside=frozenset(label.number for label in removed if label.number not in numbers),
    )


def _is_short_item(label: LabelledLine) -> bool:
    return label.role is Role.LIST_ITEM and count_words(label.text) <= MOST_WORDS_OF_MENU


def _without_notice(document: LabelledDocument) -> tuple[list[LabelledLine], LabelledLine | None]:
    """The lines, where a notice for subscribers at the story's end is none of its own; and that notice."""
    apart = document.page.apart if document.page else frozenset()
    near = [i for i, label in enumerate(document.labels) if label.number not in apart]
    at = notice_at_end([ShownLine(document.labels[i].text, not document.labels[i].reason) for i in near])
    if at is None:
        return document.labels, None
    labels = list(document.labels)
    notice = labels[near[at]]
    for i in near[at:]:
        if not labels[i].reason:
            labels[i] = replace(labels[i], role=Role.SUBSCRIPTION, reason="a notice breaks the story off")
    return labels, notice


def _why_incomplete(document: LabelledDocument, notice: LabelledLine | None, words: int) -> str:
    if notice:
        return f"it ends with: {notice.text[:QUOTED]}"
    if document.page is None or not document.page.marks.says_not_free:
        return ""
    # alone the count proves nothing: some programs count markup, or signs
    stated = document.page.marks.stated_words
    return f"its page is not free and counts {stated:,} words" if states_more(stated, words) else ""


def lost_letters(shown: str, body: str, removed: Sequence[LabelledLine]) -> int:
    """Letters and figures of `shown` that are in neither of the others: 0 unless lines were lost on the way."""
    kept = [body, *(label.text for label in removed)]
    in_body_and_removed = "\n".join(kept)
    missing = count_letters(shown) - count_letters(in_body_and_removed)
    # lines are tidied when they are read: composed letters count once; and a list's marker may be a letter
    return missing and _letters_of_lines(shown) - _letters_of_lines(in_body_and_removed)


def _letters_of_lines(text: str) -> int:
    return count_letters("\n".join(without_marker(tidy(line)) for line in split_lines(text)))
