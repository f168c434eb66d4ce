"""Which blocks of a page say no more than its title."""

import re

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
    titles = [_words(title) for title in blocks.titles]
    found = []
    for text in blocks.texts:
        words = _words(text) if len(text) <= LONGEST_TITLE else frozenset()
        shared = max((_share(words, title) for title in titles), default=False)
        found.append(bool(words) and shared)
    return found


def _share(words: frozenset[str], title: frozenset[str]) -> bool:
    both = len(words & title)
    return both >= SAME_WORDS * len(words) and both >= WORDS_OF_TITLE * len(title)


def _words(text: str) -> frozenset[str]:
    return frozenset((_ASCII_WORD if text.isascii() else _WORD).findall(text.lower()))
