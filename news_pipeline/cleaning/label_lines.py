"""Every line of a document with its role, in this order: header and tail by their wording and place, the line model,
captions and off-topic lines by their wording, repeats, and what the corpus says.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from news_pipeline.cleaning.boilerplate import NOTHING, Repeated, label_repeated
from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.cut_decision import best_threshold, lines_to_cut
from news_pipeline.cleaning.glued_cards import split_cards
from news_pipeline.cleaning.header import label_header
from news_pipeline.cleaning.layout import Layout, announced_items, layout_of, source_lines
from news_pipeline.cleaning.line_model import judge_lines, reasons_against
from news_pipeline.cleaning.off_topic_lines import (
    OffTopicWording,
    label_off_topic_lines,
    off_topic_wording,
    wordings_in,
)
from news_pipeline.cleaning.photo_captions import label_captions
from news_pipeline.cleaning.phrases import (
    ends_sentence,
    has_dateline,
    has_photo_credit,
    is_byline,
    is_date_line,
    is_prose,
    is_table_row,
    is_url,
    stock_phrase,
)
from news_pipeline.cleaning.refusals import FEWEST_WORDS_OF_STORY
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine
from news_pipeline.cleaning.tail import label_tail, split_link_text

CUT_BELOW = {Layout.PAGE: 0.4, Layout.ARTICLE: 0.25}
"""The line model takes a line out below this probability, or a lower one that fits the document (best_threshold)."""
CUT_WITHOUT_SENTENCE = 0.8
"""The same on a page that holds no sentence: most likely there is no story in it."""
KEPT_AT_LEAST = 0.7
"""Share of the words of an article's own text that the model must leave. If it would cut more, ignore it: it does not
know this kind of text (recipes, tables, lists). These four numbers are by cross-validation over web sites."""
MOST_LINES_FOR_MODEL = 20_000
"""Longer texts are labelled by rules alone."""
MOST_CHARACTERS_OF_SHORT = 200
"""The words of longer texts are not counted before the model is asked."""
FEWEST_WORDS_OF_SENTENCE = 5
WORDS_OF_MENU, BARS_OF_MENU = 4, 2
"""A line outside the story with at most so many words, or so many separators, is navigation."""
FEWEST_WORDS_OF_REPEAT = 8
"""Words of a paragraph that goes when it stood in the story before."""
ABOVE_STORY = 15
"""Lines above the story among which its headline is looked for."""
STORY_LINES = 60
"""Lines of the story whose words a headline is compared with."""
MIN_SHARED_WITH_HEADLINE = 0.25
"""Share of a headline's longer words that stand in the story."""


def label_lines(
    text: str, *, titles: Collection[str] = (), of_page: bool = False, repeated: Repeated = NOTHING
) -> list[LabelledLine]:
    """Every line that shows something, with its role, in order; lines of the story have an empty `reason`.

    `titles` are headlines known from elsewhere (an HTML page's own): a first line that equals one is a title.
    `of_page`: the block model took the lines from a page's markup, so the line model, which knows less, is not asked.
    """
    lines = source_lines(text)
    if not lines:
        return []
    layout = Layout.ARTICLE if of_page else layout_of(lines)
    out: dict[int, LabelledLine] = {}
    if len(lines) > 1 and lines[0].text.casefold() in {title.casefold() for title in titles}:
        out[0] = lines[0].labelled(Role.TITLE, "the page's own title")
    if layout is Layout.ARTICLE:
        titles_above = len(out)
        found = label_header(lines[titles_above:], has_title=bool(titles))
        numbers = [line.number for line in lines]
        out |= {numbers.index(label.number): label for label in found}
        header = max(out, default=-1) + 1
        out |= {header + i: label for i, label in label_tail(lines[header:], of_page=of_page).items()}
    if 1 < len(lines) <= MOST_LINES_FOR_MODEL and not of_page and not _is_too_short(text):
        _label_by_model(lines, layout, out)
    label_captions(lines, out)
    label_off_topic_lines(lines, out)
    if not titles and not any(label.role is Role.TITLE for label in out.values()):
        _label_header_of_page(lines, out, layout)
    _label_repeats(lines, out)
    label_repeated(lines, out, repeated)
    return [label for i, line in enumerate(lines) for label in ([out[i]] if i in out else _of_story(line))]


def _is_too_short(text: str) -> bool:
    """Whether it is refused whatever the model says of its lines, which takes a millisecond."""
    return len(text) < MOST_CHARACTERS_OF_SHORT and count_words(text) < FEWEST_WORDS_OF_STORY


def _label_by_model(lines: list[SourceLine], layout: Layout, out: dict[int, LabelledLine]) -> None:
    may_go: Sequence[int] = range(len(lines))
    if layout is Layout.ARTICLE:
        announced = announced_items(lines)
        may_go = [i for i in may_go if i not in out and i not in announced and not _is_protected(lines[i])]
        if not may_go:
            return
    judged = judge_lines(lines)
    chances, words = judged.chances, judged.words.tolist()
    cut_below = best_threshold(chances, words, CUT_BELOW[layout])
    if layout is Layout.PAGE:
        if not any(count_words(line.text) >= FEWEST_WORDS_OF_SENTENCE and ends_sentence(line.text) for line in lines):
            cut_below = CUT_WITHOUT_SENTENCE
        low = lines_to_cut(chances, words, cut_below)
    else:
        low = [chance < cut_below for chance in chances]
        open_words = {i: words[i] for i in range(len(lines)) if i not in out}
        if sum(size for i, size in open_words.items() if not low[i]) < KEPT_AT_LEAST * sum(open_words.values()):
            return
    cut = [i for i in may_go if low[i] and i not in out]
    wordings = wordings_in(lines[i].text for i in cut)
    for i, why in zip(cut, reasons_against(judged, cut), strict=True):
        among = "" if chances[i] < cut_below else "among lines "
        reason = f"{among}unlike the story ({chances[i]:.2f}): {why}"
        out[i] = lines[i].labelled(_role_outside(lines[i], wordings), reason)


def _is_protected(line: SourceLine) -> bool:
    """Whether the model alone may not cut the line from an article's own text.

    An agency's credit and the rows of tables stay. Prose stays unless its wording, too, speaks against it.
    """
    phrase = stock_phrase(line.text)
    return phrase.role is Role.AGENCY_CREDIT if phrase else is_prose(line.text) or is_table_row(line.text)


def _role_outside(line: SourceLine, wordings: Sequence[OffTopicWording]) -> Role:
    """The role of a line that the model took out."""
    text = line.text
    if role := _role_by_form(text):
        return role
    if wordings and (known := off_topic_wording(text, at_end=True, wordings=wordings)):
        return known.role
    is_menu = count_words(text) <= WORDS_OF_MENU or sum(map(text.count, "|»›·")) >= BARS_OF_MENU
    return Role.NAVIGATION if is_menu else Role.RELATED


@lru_cache(maxsize=8192)
def _role_by_form(text: str) -> Role | None:
    """The role of a line outside the story that is a date, an address, a byline, a credit or a stock phrase."""
    if is_date_line(text):
        return Role.TIMESTAMP
    if is_url(text):
        return Role.URL
    if is_byline(text):
        return Role.BYLINE
    if has_photo_credit(text):
        return Role.CAPTION
    known = stock_phrase(text)
    return known.role if known else None


def _label_header_of_page(lines: list[SourceLine], out: dict[int, LabelledLine], layout: Layout) -> None:
    """The headline among the lines taken out above the story; on a whole page, also header lines that were left in."""
    kept = [i for i in range(len(lines)) if i not in out]
    if not kept:
        return
    headline = _headline_above(lines, out, kept)
    if headline is not None:
        out[headline] = replace(out[headline], role=Role.TITLE, reason="headline above the story")
    if layout is Layout.ARTICLE:
        return
    for position, label in zip(kept, label_header([lines[i] for i in kept]), strict=False):
        if label.role is Role.TITLE and headline is not None:
            break
        out[position] = label


def _headline_above(lines: list[SourceLine], out: dict[int, LabelledLine], kept: list[int]) -> int | None:
    """The first of the lines above the story that shares nearly as many words with it as the best of them does."""
    may_be = [
        i
        for i in range(max(0, kept[0] - ABOVE_STORY), kept[0])
        if out[i].role is Role.RELATED and _may_be_headline(lines[i])
    ]
    if not may_be:
        return None
    story = {word for i in kept[:STORY_LINES] for word in lines[i].text.lower().split() if len(word) > 3}
    scores = {i: _share_in(story, lines[i].text) for i in may_be}
    best = max(scores.values())
    if best < MIN_SHARED_WITH_HEADLINE:
        return None
    return next(i for i, score in scores.items() if score >= 0.4 * best)


def _may_be_headline(line: SourceLine) -> bool:
    is_sentence = ends_sentence(line.text.rstrip("?!\"”'’"))
    return not is_sentence and not line.marker and 4 <= count_words(line.text) <= 40


def _share_in(story: set[str], text: str) -> float:
    words = [word for word in text.lower().split() if len(word) > 3]
    return sum(word in story for word in words) / len(words) if words else 0.0


def _label_repeats(lines: list[SourceLine], out: dict[int, LabelledLine]) -> None:
    """A paragraph that stood in the story before goes; a question may be asked twice."""
    seen: dict[str, int] = {}
    lengths = Counter(len(line.text) for line in lines)
    for i, line in enumerate(lines):
        if i in out or lengths[len(line.text)] == 1 or line.text.endswith(("?", "？", "؟")):
            continue
        if count_words(line.text) < FEWEST_WORDS_OF_REPEAT:
            continue
        first = seen.setdefault(line.text.casefold(), line.number)
        if first != line.number:
            out[i] = line.labelled(Role.BODY, f"repeats line {first}")


def _of_story(line: SourceLine) -> list[LabelledLine]:
    """A line of the story, and the cards in it and the link text at its end as labels of their own."""
    text, link = split_link_text(line.text)
    text, cards = split_cards(text)
    shown = f"{line.marker} {text}" if line.marker else text
    out = [LabelledLine(line.number, shown, _role_inside(line), "")]
    out += [LabelledLine(line.number, card, Role.RELATED, "a card that is glued to a name") for card in cards]
    return [*out, LabelledLine(line.number, link, Role.LINK_TEXT, "link text at the end of a line")] if link else out


def _role_inside(line: SourceLine) -> Role:
    """The role of a line that stays in the body."""
    text = line.text
    phrase = stock_phrase(text)
    if phrase and phrase.role in (Role.CORRECTION, Role.AGENCY_CREDIT):
        return phrase.role
    if line.marker:
        return Role.LIST_ITEM
    if has_dateline(text) and is_prose(text):
        return Role.DATELINE
    if text[0] in '"“«„「' and text[-1] in '"”»“」':
        return Role.QUOTE
    if count_words(text) <= 12 and not ends_sentence(text):
        return Role.SUBHEADING
    return Role.BODY
