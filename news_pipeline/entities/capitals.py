"""Brings names in capitals inside a sentence to the case of running text: "the actor JOHN DOE said".

A tagger trained on running text overlooks them, or takes them for organisations. How the article writes the words
decides; else given names, and the list of words that are no names.
"""

import re

from news_pipeline.entities.headline_case import Usage, stem
from news_pipeline.entities.truecase import is_kept
from news_pipeline.shared.common_words import common_words
from news_pipeline.shared.given_names import given_names

_WORD = r"[A-Z][A-Z'’]*(?:-[A-Z'’]{2,})?[A-Z]"
_RUN = re.compile(rf"(?<![\w.@#/’'-]){_WORD}(?: [A-Z]\.)?(?: {_WORD}){{1,5}}(?![\w/-])")
_PART = re.compile(r"[A-Z'’]+")
MIN_LETTERS = 4
"""Of the longest word: shorter words in capitals are acronyms."""


def has_capitals(line: str) -> bool:
    """Whether two words in capitals stand side by side in a line."""
    return _RUN.search(line) is not None


def in_small_letters(line: str, usage: Usage) -> str:
    """The line with its runs of words in capitals in the case of running text. The length stays."""
    return _RUN.sub(lambda match: _run(match.group(), usage), line)


def _run(words: str, usage: Usage) -> str:
    if max(map(len, words.split())) < MIN_LETTERS:
        return words
    written = []
    is_given = False
    for number, word in enumerate(words.split(" ")):
        lower = word.lower()
        if len(word) == 2 and word.endswith("."):
            written.append(word)
            continue
        is_name = is_given or lower in usage.names or lower in given_names()
        is_small = not is_name and (stem(lower) in usage.small or lower in common_words())
        if is_kept(word) or len(lower) != len(word):
            written.append(word)
        elif is_small and number:
            written.append(lower)
        else:
            written.append(_PART.sub(lambda part: part.group()[0] + part.group()[1:].lower(), word))
        is_given = lower in given_names()
    return " ".join(written)
