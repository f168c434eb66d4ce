"""A page's blocks with their roles: the story's by the block model, then by their wording; all others with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from news_pipeline.cleaning.blocks.block_model import judged, story_chances
from news_pipeline.cleaning.blocks.read_blocks import (
    CAPTION,
    CARD,
    FOOTER,
    HIDDEN,
    NAV,
    Blocks,
    blocks_of,
    read_blocks,
)
from news_pipeline.cleaning.blocks.unseen_text import unseen_texts
from news_pipeline.cleaning.boilerplate import NOTHING, Repeated
from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.outside_blocks import label_outside
from news_pipeline.cleaning.page_kinds.kind_model import PageKind, kind_chances
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks, read_marks
from news_pipeline.cleaning.page_kinds.teasers import teasers
from news_pipeline.cleaning.page_titles import says_title
from news_pipeline.cleaning.roles import LabelledLine, Role
from news_pipeline.readers.page_tree import PageTree

STORY = 0.5
"""A block is of the story from this chance on: best for modern pages, cross-validated by site; .45 to .6 were tried."""
STORY_IN_DOUBT = 0.15
"""The same on a page where no block has that chance, as on 11 of 3,668 pages with a story. Below .3 none of six gets
its story back by it, but a short item beside a menu of forty entries does."""
_NEVER_STORY = CAPTION | CARD
_NETWORKS = frozenset(
    {"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"}
)
"""Classes by which the networks' scripts find a post."""
FEWEST_CELLS = 2
MOST_WORDS_OF_CELL = 30
FEWEST_SHOWN = 25
"""Where fewer words of a story are shown, text is looked for that the page holds and does not show."""
TIMES_MORE = 3
"""Such text must have so many times the words."""


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """The visible blocks of a page."""

    labels: list[LabelledLine]
    """All of them, in order."""
    story: list[LabelledLine]
    """Those that the model took for the story's, with what their wording says. Others tell nothing of the story."""
    texts: list[str]
    """The blocks as they were read."""
    source: str = "blocks"
    """Where the story is from: `blocks` that are shown, or UnseenText.source."""
    marks: PageMarks = field(default_factory=PageMarks)
    kinds: Mapping[PageKind, float] = field(default_factory=dict)
    """The probability of each kind of page; empty where it shows no text."""
    teasers: int = 0
    """Linked headlines, where the story is nothing but teasers of others."""
    apart: frozenset[int] = frozenset()
    """Numbers of the blocks in menus and footers, and of those that are not shown at first."""


def label_page(tree: PageTree, repeated: Repeated = NOTHING) -> LabelledPage:
    """Every visible block of a page with its role; a line's number is that of its block, from 1.

    Nothing is left out: a block stays in the body, or has a reason. The tree stays as it is. Where hardly any text is
    shown, that which the page holds besides is read; its blocks come after the visible ones.
    """
    blocks, marks = blocks_of(tree), read_marks(tree)
    shown = LabelledPage([], [], [], marks=marks)
    if blocks.texts:
        features, chances = judged(blocks)
        titled = says_title(blocks)
        shown = label_blocks(blocks, chances.tolist(), repeated, titled)
        kinds = kind_chances(blocks, features, chances, titled, marks)
        apart = frozenset(i + 1 for i, flags in enumerate(blocks.flags) if flags & (NAV | FOOTER | HIDDEN))
        kept = [label.number - 1 for label in shown.story if not label.reason]
        shown = replace(shown, marks=marks, kinds=kinds, apart=apart, teasers=teasers(blocks, kept, marks))
    words = _story_words(shown)
    if words >= FEWEST_SHOWN:
        return shown
    for unseen in unseen_texts(tree, blocks.titles):
        held = read_blocks(f"<article>{unseen.markup}</article>")
        held.titles = blocks.titles
        found = label_blocks(held, story_chances(held).tolist(), repeated)
        if _story_words(found) >= max(FEWEST_SHOWN, TIMES_MORE * words):
            return _beside(shown, found, unseen.source, len(blocks.texts))
    return shown


def _story_words(page: LabelledPage) -> int:
    return sum(count_words(label.text) for label in page.story if not label.reason)


def _beside(shown: LabelledPage, found: LabelledPage, source: str, size: int) -> LabelledPage:
    """The visible blocks, none of them of the story, and behind them those of `found`."""
    reason = f"the page's text is in its {source.replace('_', ' ')}"
    visible = [label if label.reason else replace(label, role=Role.RELATED, reason=reason) for label in shown.labels]
    moved = {label: replace(label, number=size + label.number) for label in found.labels}
    return replace(
        shown,
        labels=[*visible, *(moved[label] for label in found.labels)],
        story=[moved[label] for label in found.story],
        texts=[*shown.texts, *found.texts],
        source=source,
    )


def label_blocks(
    blocks: Blocks, chances: list[float], repeated: Repeated = NOTHING, titled: list[bool] | None = None
) -> LabelledPage:
    """The same, where the blocks and their chances are known, and perhaps which of them say the title."""
    titled = says_title(blocks) if titled is None else titled
    may_be = [i for i, flags in enumerate(blocks.flags) if not flags & _NEVER_STORY]
    likely = [i for i in may_be if chances[i] >= STORY] or [i for i in may_be if chances[i] >= STORY_IN_DOUBT]
    likely = _with_posts(blocks, likely)
    # a flash whose only sentence is its headline keeps it
    kept = [i for i in likely if not titled[i]] or likely
    lines, numbers = _lines(blocks, kept)
    story = [
        replace(label, number=numbers[(label.number - 1) // 2] + 1)
        for label in label_lines("\n\n".join(lines), titles=blocks.titles, of_page=True, repeated=repeated)
    ]
    shown = {label.number for label in story} | {number + 1 for number in _joined(numbers, kept)}
    # blocks of signs alone, which label_lines passes over, are among the rest
    rest = [i for i in range(len(chances)) if i + 1 not in shown]
    outside = label_outside(blocks, chances, kept, titled, rest)
    return LabelledPage(sorted([*story, *outside], key=lambda label: label.number), story, blocks.texts)


def _with_posts(blocks: Blocks, likely: list[int]) -> list[int]:
    """The blocks of the story with all of each post of a social network that it shows.

    The names of such boxes are those of buttons elsewhere, and a post's last line is its author's name.
    """
    if not likely:
        return likely
    found = set(likely)
    for names, first, end in zip(blocks.names, blocks.first, blocks.end, strict=True):
        if likely[0] < first and end <= likely[-1] and not _NETWORKS.isdisjoint(names.split()):
            found |= set(range(first, end))
    return sorted(found)


def _joined(numbers: list[int], kept: list[int]) -> set[int]:
    """Blocks that stand in the line of one before: cells behind the first of their row, words behind a drop cap."""
    return set(kept) - set(numbers)


def _lines(blocks: Blocks, kept: list[int]) -> tuple[list[str], list[int]]:
    """The lines of the story, and the block that each begins with: items with a marker, a table's cells by rows."""
    lines: list[str] = []
    numbers: list[int] = []
    at = 0
    while at < len(kept):
        row = _row(blocks, kept, at)
        text = blocks.texts[kept[at]]
        if len(row) >= FEWEST_CELLS:
            text = "| " + " | ".join(blocks.texts[i] for i in row) + " |"
        elif blocks.tags[blocks.box[kept[at]]] == "li":
            text = f"- {text}"
        elif _is_drop_cap(blocks, kept[at : at + 2]):
            row = kept[at : at + 2]
            text += blocks.texts[row[1]]
        lines.append(text)
        numbers.append(kept[at])
        at += max(1, len(row))
    return lines, numbers


def _is_drop_cap(blocks: Blocks, pair: list[int]) -> bool:
    """Whether the first of two blocks is the capital that the second lacks."""
    if len(pair) < 2 or pair[1] != pair[0] + 1:
        return False
    letter, rest = (blocks.texts[i] for i in pair)
    return len(letter) == 1 and letter.isupper() and rest[0].islower()


def _row(blocks: Blocks, kept: list[int], at: int) -> list[int]:
    """The short cells of a table's row from `at` on; none if the block is no cell."""
    row: list[int] = []
    around = _row_of(blocks, kept[at])
    for i in kept[at:]:
        if around < 0 or _row_of(blocks, i) != around or blocks.texts[i].count(" ") >= MOST_WORDS_OF_CELL:
            break
        row.append(i)
    return row


def _row_of(blocks: Blocks, block: int) -> int:
    """The row around a cell; -1 if the block is no cell."""
    box = blocks.box[block]
    is_cell = blocks.tags[box] in ("td", "th")
    return blocks.parents[box] if is_cell else -1
