"""Roles and reasons for the blocks of a page that are not the story's.

Metadata reads titles, bylines and times among them, so that only blocks beside the story have these roles: those of
teasers belong to other stories.
"""

from collections.abc import Sequence

from news_pipeline.cleaning.blocks.read_blocks import CAPTION, CARD, FOOTER, FORM, HIDDEN, NAV, Blocks
from news_pipeline.cleaning.off_topic_lines import off_topic_wording
from news_pipeline.cleaning.phrases import has_photo_credit, is_byline, is_date_line, is_url, stock_phrase
from news_pipeline.cleaning.roles import LabelledLine, Role, RoleWithReason

NEAR = 6
"""Blocks before and behind the story that are beside it."""
NEAR_CAPTION = 12
"""Further off, a picture's caption is a teaser's."""
MOST_WORDS_OF_MENU = 4
MOSTLY_LINKS = 0.5
_CAPTION_NAMES = ("caption", "credit", "bildunterschrift", "legende", "pie-de-foto")
_ANY_PLACE = HIDDEN | NAV | FOOTER | FORM
_PLACES = ((HIDDEN, "not shown at first"), (NAV, "in a menu"), (FOOTER, "in a footer"), (FORM, "in a form"))


def label_outside(
    blocks: Blocks, chances: Sequence[float], story: Sequence[int], titled: Sequence[bool], rest: Sequence[int]
) -> list[LabelledLine]:
    """A label for each block of `rest`. `titled` tells which blocks repeat the title."""
    first, last = (story[0], story[-1]) if story else (0, -1)
    title = _title(titled, first, rest)
    out = []
    for i in rest:
        is_near = first - NEAR <= i <= last + NEAR or (title is not None and title <= i <= first)
        if i == title:
            found = RoleWithReason(Role.TITLE, "the page's own title")
        elif titled[i]:
            found = RoleWithReason(Role.NAVIGATION, "repeats the page's title")
        elif first - NEAR_CAPTION <= i <= last + NEAR_CAPTION and _is_caption(blocks, i):
            found = RoleWithReason(Role.CAPTION, "the caption of a figure")
        else:
            by_wording = _by_wording(blocks.texts[i]) if is_near else None
            found = _by_place(blocks, i) or by_wording or _by_links(blocks, i)
            found = RoleWithReason(found.role, f"{found.reason} (story: {chances[i]:.2f})")
        out.append(LabelledLine(i + 1, blocks.texts[i], *found))
    return out


def _title(titled: Sequence[bool], first: int, rest: Sequence[int]) -> int | None:
    """The last block above the story that says the title, else the first anywhere."""
    found = [i for i in rest if titled[i]]
    above = [i for i in found if i <= first]
    return above[-1] if above else found[0] if found else None


def _is_caption(blocks: Blocks, i: int) -> bool:
    if blocks.flags[i] & (CARD | HIDDEN | NAV | FOOTER):
        return False
    if blocks.flags[i] & CAPTION:
        return True
    names = blocks.names[blocks.box[i]].lower()
    return any(name in names for name in _CAPTION_NAMES)


def _by_wording(text: str) -> RoleWithReason | None:
    """What a block beside the story says it is."""
    if is_date_line(text):
        return RoleWithReason(Role.TIMESTAMP, "a line of dates and times only")
    if is_url(text):
        return RoleWithReason(Role.URL, "a line that is one URL")
    if is_byline(text):
        return RoleWithReason(Role.BYLINE, "names of authors")
    if has_photo_credit(text):
        return RoleWithReason(Role.CAPTION, "ends with a picture credit")
    if phrase := stock_phrase(text):
        return RoleWithReason(phrase.role, "a stock phrase")
    return off_topic_wording(text, at_end=True)


def _by_place(blocks: Blocks, i: int) -> RoleWithReason | None:
    """What a block is in a menu, a footer or a form, or if a page does not show it at first."""
    flags = blocks.flags[i]
    if not flags & _ANY_PLACE:
        return None
    return RoleWithReason(_furniture(blocks, i), next(place for bit, place in _PLACES if flags & bit))


def _by_links(blocks: Blocks, i: int) -> RoleWithReason:
    is_link = blocks.link_characters[i] > MOSTLY_LINKS * len(blocks.texts[i])
    return RoleWithReason(_furniture(blocks, i), "a link" if is_link else "unlike the story by its markup and place")


def _furniture(blocks: Blocks, i: int) -> Role:
    is_short = blocks.texts[i].count(" ") < MOST_WORDS_OF_MENU
    return Role.NAVIGATION if is_short else Role.RELATED
