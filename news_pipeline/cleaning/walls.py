"""Where a story breaks off: a notice for subscribers at its end, or a page that counts more words than it shows."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import ends_sentence
from news_pipeline.shared.word_tables import word_table

BEHIND = 3
"""Lines behind the story among which a notice is looked for."""
LONGEST_NOTICE = 40
"""Words."""
LONGEST_CALL = 6
"""Words of a line below a notice that calls on the reader: "Try it now"."""
MOST_CALLS = 2
MISSING = 1.5
"""How many times the body's words a page must count."""
MISSING_WORDS = 60
"""And how many more it must be."""


class ShownLine(NamedTuple):
    """A line of a document, in order. A page has hundreds: a tuple is made in a third of the time."""

    text: str
    is_story: bool


def notice_at_end(lines: Sequence[ShownLine]) -> int | None:
    """The position of a notice that asks for a subscription or an account: the story's last line, or just behind it.

    Short lines of the story may follow the notice.
    """
    last = first = max((i for i, line in enumerate(lines) if line.is_story), default=None)
    if last is None or first is None:
        return None
    while first > 0 and last - first < MOST_CALLS and _is_call(lines[first].text):
        first -= 1
    return next((i for i in range(first, min(len(lines), last + BEHIND + 1)) if is_notice(lines[i].text)), None)


def _is_call(text: str) -> bool:
    return count_words(text) <= LONGEST_CALL and not ends_sentence(text)


def is_notice(text: str) -> bool:
    """Whether a line says that the rest is for those who subscribe or sign in."""
    if count_words(text) > LONGEST_NOTICE:
        return False
    folded = text.lower()
    asks, keeps, never, alone = (_words(group) for group in ("ask", "keep", "never", "alone"))
    return bool((asks.search(folded) and keeps.search(folded) and not never.search(folded)) or alone.search(folded))


def states_more(stated: int, words: int) -> bool:
    """Whether a page counts so many words that many are missing."""
    return stated >= MISSING * words and stated >= words + MISSING_WORDS


@cache
def _words(group: str) -> re.Pattern[str]:
    # of a text in small letters: without IGNORECASE a search skips to letters with which a wording begins
    rows = word_table(f"{__package__}.word_lists", "wall_words.csv")
    return re.compile("|".join(row["words"] for row in rows if row["group"] == group))
