"""Tells a page of teasers by its story alone: headlines that are links, and little between any two of them."""

from collections.abc import Sequence

from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.html_page_kind import ARTICLES
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks

FEWEST_HEADLINES = 5
MOST_BETWEEN = 40
"""Words between two linked headlines. With 60 one of 3,669 articles would be such a page, with 80 three, so none."""
FEWEST_WORDS, MOST_WORDS = 3, 30
"""Of a headline."""
MOSTLY_LINK = 0.8


def teasers(blocks: Blocks, story: Sequence[int], marks: PageMarks) -> int:
    """How many linked headlines the blocks of the story are, where they are nothing but teasers; else 0.

    A page that says it is an article is none of teasers.
    """
    if marks.metas.get("og:type", "").lower() == "article" or ARTICLES & {*marks.linked_types, *marks.item_types}:
        return 0
    headlines = between = 0
    for i in story:
        text = blocks.texts[i]
        size = count_words(text)
        if blocks.link_characters[i] >= MOSTLY_LINK * len(text) and FEWEST_WORDS <= size <= MOST_WORDS:
            headlines, between = headlines + 1, 0
        else:
            between += size
            if between > MOST_BETWEEN:
                return 0
    return headlines if headlines >= FEWEST_HEADLINES else 0
