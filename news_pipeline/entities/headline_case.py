"""Brings a headline in title case to the case of running text, by the words of the article below it.

"Senator Faces Questions Over Bridge" is one long name to a tagger. A word that the article writes small, and never with
a capital amid a sentence, is none.
"""

import re
from dataclasses import dataclass

from news_pipeline.shared.common_words import common_words

MIN_WORDS = 4
"""Capitalised words of a headline; shorter lines may be names."""
MIN_SHARE = 0.75
"""Of the words of more than three letters that begin with a capital in a line in title case."""
MAX_WORDS = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AMID = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]*")
_SMALL = re.compile(r"(?<![^\W\d_'’])[a-z][^\W\d_]*")
_ENDINGS = ("ing", "ed", "es", "s", "d", "e")


@dataclass(frozen=True, slots=True)
class Usage:
    """How the running text of an article writes its words."""

    small: frozenset[str]
    """Stems of words in small letters."""
    names: frozenset[str]
    """Words with a capital amid a sentence, in small letters."""


def is_headline(line: str) -> bool:
    """Whether a line is in title case: nearly all of its longer words begin with a capital, and it is no sentence."""
    words: list[str] = _WORD.findall(line[:300])
    long = [word for word in words if len(word) > 3]
    if not MIN_WORDS <= len(long) <= MAX_WORDS or line.rstrip()[-1:] in ".,;":
        return False
    capitals = sum(word[0].isupper() for word in long)
    return capitals >= MIN_SHARE * len(long)


def usage_of(text: str) -> Usage:
    """How a text writes its words; lines in title case are left out."""
    running = "\n".join(line for line in text.split("\n") if not is_headline(line))
    small = frozenset(map(stem, _SMALL.findall(running)))
    return Usage(small, frozenset(word.lower() for word in _AMID.findall(running)))


def in_running_case(line: str, usage: Usage, *, is_title: bool = True) -> str:
    """The headline with the words in small letters that the article writes so. The length stays.

    Of a title those of nearly every article, too; other lines may list offices: "Office of Management and Budget".
    """
    first = _WORD.search(line)
    return (
        _WORD.sub(lambda match: _word(match.group(), usage, is_title, match.start() == first.start()), line)
        if first
        else line
    )


def _word(word: str, usage: Usage, is_title: bool, is_first: bool) -> str:  # noqa: FBT001 what the word is in
    lower = word[0].lower() + word[1:]
    is_plain = lower.islower() and len(lower) == len(word) and not is_first
    is_small = stem(lower) in usage.small or (is_title and lower in common_words())
    return lower if is_plain and is_small and lower not in usage.names else word


def stem(word: str) -> str:
    """The word without the ending of a verb or a plural."""
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) > 2:
                return word.removesuffix(ending)
    return word
