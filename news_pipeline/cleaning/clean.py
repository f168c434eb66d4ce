"""Lines: the labelled lines of a document, and the body that is left when all but the story is taken out.

Here: the order of the steps (header, forms and tails, model, repeats), the cleaned document. Elsewhere: each step
(header.py, tail.py, model.py), HTML (html.py), refusals (refusals.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from news_pipeline.cleaning.boilerplate import NOTHING, Repeated, label_repeated
from news_pipeline.cleaning.captions import label_captions
from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.context import Column
from news_pipeline.cleaning.cut_decision import best_threshold, low_stretches
from news_pipeline.cleaning.header import has_dateline, is_prose, label_header
from news_pipeline.cleaning.layout import Layout, announced_items, layout_of, source_lines
from news_pipeline.cleaning.line_features import features
from news_pipeline.cleaning.line_model import against, story_probabilities
from news_pipeline.cleaning.off_topic_lines import by_wording, label_asides
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_table_row,
    is_url,
    stock_phrase,
)
from news_pipeline.cleaning.refusals import refusal
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine
from news_pipeline.cleaning.tail import label_tail, split_link_text
from news_pipeline.shared.results import Rejected

__all__ = ["CleanedDocument", "LabelledLine", "Role", "clean", "label_lines"]

CUT_BELOW = {Layout.PAGE: 0.3, Layout.ARTICLE: 0.2}
"""Probability under which the model takes a line out, or a lower one that fits the document (best_threshold)."""
CUT_WITHOUT_SENTENCE = 0.8
"""The same on a page that holds no sentence: most likely there is no story in it."""
KEPT_AT_LEAST = {"text": 0.7, "extracted": 0.85}
"""Share of the words of an article's own text that the model must leave, else it does not know this kind of text and
takes nothing out: recipes, tables, lists. Text from our own extractor is trusted more than text of an unknown source.
All these by cross-validation over web sites."""
MOST_LINES = 20_000
"""Longer texts are labelled by rules alone."""
REPEATED_WORDS = 8


@dataclass(frozen=True, slots=True)
class CleanedDocument:
    """An article's text and what was taken out to get it."""

    body: str
    """Paragraphs separated by an empty line."""
    removed: tuple[LabelledLine, ...]
    """Every line, or tail of a line, that is not in the body, in order."""
    extractor: str
    """What made lines of the document: `text`, or of a page see html.PageText."""
    word_count: int
    """Words of the body, as characters.count_words counts them."""

    @property
    def captions(self) -> str | None:
        """The captions that were taken out, each once, separated by an empty line; None if there are none."""
        return "\n\n".join(dict.fromkeys(line.text for line in self.removed if line.role is Role.CAPTION)) or None


def clean(text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING) -> CleanedDocument | Rejected:
    """The story in `text`, or why there is none. Raises nothing on any text."""
    return assemble(*label_document(text, media_type, repeated), html=text if "html" in media_type else "")


def label_document(
    text: str, media_type: str = "text/plain", repeated: Repeated = NOTHING
) -> tuple[list[LabelledLine], str]:
    """Every line of a document with its role, as `clean` sees it, and what made lines of the document.

    `repeated` is what the corpus says of its lines.
    """
    if "html" in media_type:
        from news_pipeline.cleaning.html import page_text  # noqa: PLC0415  trafilatura takes a second to import

        page = page_text(text)
        return label_lines(page.text, titles=page.titles, extracted=True, repeated=repeated), page.extractor
    return label_lines(text, repeated=repeated), "text"


def assemble(labels: list[LabelledLine], extractor: str, *, html: str = "") -> CleanedDocument | Rejected:
    """The story that labelled lines make, or why they make none; `html` is the page that they are from."""
    removed = tuple(label for label in labels if label.reason)
    body = "\n\n".join(label.text for label in labels if not label.reason)
    furniture = sum(label.role in (Role.NAVIGATION, Role.RELATED) for label in removed)
    refused = refusal(body, "\n".join(label.text for label in removed[:400]), navigation_lines=furniture, html=html)
    return refused or CleanedDocument(body, removed, extractor, count_words(body))


def label_lines(
    text: str, *, titles: Iterable[str] = (), extracted: bool = False, repeated: Repeated = NOTHING
) -> list[LabelledLine]:
    """Every line that shows something, with its role, in order; lines of the story have an empty `reason`.

    `titles` are headlines known from elsewhere (an HTML page's own): a first line that equals one is a title.
    `extracted`: the text is an extractor's, so an article's own with few leftovers.
    """
    lines = source_lines(text)
    if not lines:
        return []
    layout = Layout.ARTICLE if extracted else layout_of(lines)
    out: dict[int, LabelledLine] = dict(enumerate(_known_titles(lines, titles)))
    if layout is Layout.ARTICLE:
        header = len(out)
        out |= {header + i: label for i, label in enumerate(label_header(lines[header:]))}
        start = len(out)
        out |= {start + i: label for i, label in label_tail(lines[start:]).items()}
    if 1 < len(lines) <= MOST_LINES:
        _by_model(lines, layout, out, KEPT_AT_LEAST["extracted" if extracted else "text"])
    label_captions(lines, out)
    label_asides(lines, out)
    _page_header(lines, out, layout)
    _repeats(lines, out)
    label_repeated(lines, out, repeated)
    return [label for i, line in enumerate(lines) for label in ([out[i]] if i in out else _story(line))]


def _known_titles(lines: list[SourceLine], titles: Iterable[str]) -> list[LabelledLine]:
    known = {title.casefold() for title in titles}
    if lines[0].text.casefold() in known and len(lines) > 1:
        return [LabelledLine(lines[0].number, lines[0].text, Role.TITLE, "the page's own title")]
    return []


def _by_model(lines: list[SourceLine], layout: Layout, out: dict[int, LabelledLine], kept_at_least: float) -> None:
    columns = features(lines)
    chances = story_probabilities(columns)
    words = columns["words"]
    cut_below = best_threshold(chances, words, CUT_BELOW[layout])
    if layout is Layout.PAGE and not any(count_words(line.text) >= 5 and ends_sentence(line.text) for line in lines):
        cut_below = CUT_WITHOUT_SENTENCE
    if layout is Layout.PAGE:
        low = low_stretches(chances, words, cut_below)
    else:
        low = [chance < cut_below for chance in chances]
        open_words = {i: words[i] for i in range(len(lines)) if i not in out}
        if sum(size for i, size in open_words.items() if not low[i]) < kept_at_least * sum(open_words.values()):
            return
        own = announced_items(lines)
        low = [is_low and i not in own and not _too_good_to_cut(lines[i]) for i, is_low in enumerate(low)]
    cut = [i for i, is_low in enumerate(low) if is_low and i not in out]
    for i, why in zip(cut, against(columns, cut), strict=True):
        among = "" if chances[i] < cut_below else "among lines "
        reason = f"{among}unlike the story ({chances[i]:.2f}): {why}"
        out[i] = LabelledLine(lines[i].number, lines[i].text, _role_outside(lines[i], columns, i), reason)


def _too_good_to_cut(line: SourceLine) -> bool:
    """In an article's own text, prose stays unless its wording, too, speaks against it; an agency's credit and the rows
    of tables stay.
    """
    phrase = stock_phrase(line.text)
    return phrase[0] is Role.AGENCY_CREDIT if phrase else is_prose(line.text) or is_table_row(line.text)


def _role_outside(line: SourceLine, columns: dict[str, Column], i: int) -> Role:
    """The role of a line that the model took out."""
    text = line.text
    phrase = stock_phrase(text)
    if is_date_line(text):
        return Role.TIMESTAMP
    if is_url(text):
        return Role.URL
    if is_byline(text):
        return Role.BYLINE
    if has_photo_credit(text):
        return Role.CAPTION
    if known := phrase or by_wording(text, at_end=True):
        return known[0]
    short = columns["words"][i] <= 4
    return Role.NAVIGATION if short or columns["bars"][i] >= 2 else Role.RELATED


def _page_header(lines: list[SourceLine], out: dict[int, LabelledLine], layout: Layout) -> None:
    """The headline among the lines taken out above the story; on a whole page, also header lines that were left in."""
    kept = [i for i in range(len(lines)) if i not in out]
    if not kept or any(label.role is Role.TITLE for label in out.values()):
        return
    above = [
        i
        for i in range(max(0, kept[0] - 15), kept[0])
        if out[i].role is Role.RELATED and not ends_sentence(lines[i].text.rstrip("?!\"”'’"))
    ]
    story = {w for i in kept[:60] for w in lines[i].text.lower().split() if len(w) > 3}
    scores = {
        i: _shared(lines[i].text, story) for i in above if 4 <= count_words(lines[i].text) <= 40 and not lines[i].marker
    }
    best = max(scores.values(), default=0.0)
    if best >= 0.25:
        i = next(i for i, score in scores.items() if score >= 0.4 * best)
        out[i] = replace(out[i], role=Role.TITLE, reason="headline above the story")
    if layout is Layout.ARTICLE:
        return
    for position, label in zip(kept, label_header([lines[i] for i in kept]), strict=False):
        if label.role is Role.TITLE and best >= 0.25:
            break
        out[position] = label


def _shared(text: str, story: set[str]) -> float:
    words = [w for w in text.lower().split() if len(w) > 3]
    return sum(w in story for w in words) / len(words) if words else 0.0


def _repeats(lines: list[SourceLine], out: dict[int, LabelledLine]) -> None:
    """A paragraph that stood in the story before goes; a question may be asked twice."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        if i in out or count_words(line.text) < REPEATED_WORDS or line.text.endswith(("?", "？", "؟")):
            continue
        first = seen.setdefault(line.text.casefold(), line.number)
        if first != line.number:
            out[i] = LabelledLine(line.number, line.text, Role.BODY, f"repeats line {first}")


def _story(line: SourceLine) -> list[LabelledLine]:
    """A line of the story, and the link text at its end as a label of its own."""
    text, link = split_link_text(line.text)
    shown = f"{line.marker} {text}" if line.marker else text
    kept = LabelledLine(line.number, shown, _role_inside(line), "")
    return [kept, LabelledLine(line.number, link, Role.LINK_TEXT, "link text at the end of a line")] if link else [kept]


def _role_inside(line: SourceLine) -> Role:
    text = line.text
    phrase = stock_phrase(text)
    if phrase and phrase[0] in (Role.CORRECTION, Role.AGENCY_CREDIT):
        return phrase[0]
    if line.marker:
        return Role.LIST_ITEM
    if has_dateline(text) and is_prose(text):
        return Role.DATELINE
    if text[0] in '"“«„「' and text[-1] in '"”»“」':
        return Role.QUOTE
    if count_words(text) <= 12 and not ends_sentence(text):
        return Role.SUBHEADING
    return Role.BODY
