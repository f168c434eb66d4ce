"""Which blocks of a page say no more than its title."""

import re
from math import ceil

from news_pipeline.cleaning.blocks.read_blocks import Blocks

LONGEST_TITLE = 300
"""Characters."""
SAME_WORDS = 0.8
"""Share of the block's words that the title has."""
WORDS_OF_TITLE = 0.4
"""Share of the title's words that the block has: a <title> names the site too."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_ASCII_WORD = re.compile(r"\w+")


def says_title(blocks: Blocks) -> list[bool]:
    """For each block, whether it repeats the page's <title>, og:title or first <h1>."""
    titles = [words for title in blocks.titles if (words := _words(title))]
    least = min(map(_fewest_characters, titles), default=LONGEST_TITLE)
    return [_says_one(text, titles, least) for text in blocks.texts]


def _says_one(text: str, titles: list[frozenset[str]], least: int) -> bool:
    size = len(text)
    if size > LONGEST_TITLE or (size < least and text.isascii()):
        return False
    words = _words(text)
    return bool(words) and any(_is_like(words, title) for title in titles)


def _is_like(words: frozenset[str], title: frozenset[str]) -> bool:
    both = len(words & title)
    return both >= SAME_WORDS * len(words) and both >= WORDS_OF_TITLE * len(title)


def _fewest_characters(title: frozenset[str]) -> int:
    """A shorter text has too few of the title's words; most blocks are shorter."""
    return sum(sorted(map(len, title))[: ceil(WORDS_OF_TITLE * len(title))])


def _words(text: str) -> frozenset[str]:
    return frozenset((_ASCII_WORD if text.isascii() else _WORD).findall(text.lower()))
