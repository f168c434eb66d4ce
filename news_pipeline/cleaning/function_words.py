"""Function words: which language a page is written in, and how much of a line is running prose.

Prose holds many articles, prepositions and pronouns; menus and headlines hold few.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from news_pipeline.cleaning.characters import all_words
from news_pipeline.shared.word_tables import word_list

MIN_SHARE_OF_PAGE = 0.03
"""Share of a page's words that must be function words of a language; less says nothing of its language."""
MOST_CHARACTERS_READ = 8_000
"""How much of a page is read to tell its language."""
LONG_LINE = 60
"""Characters of a line that is rather prose."""
USUAL_SHARE = 0.25
"""Taken for a line of more than 50 characters in a language without a list, so that it counts as prose."""
_BY_SCRIPT = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
"""Languages that their script gives away; two characters count as a word."""
_ANY_OF_SCRIPTS = re.compile("|".join(script.pattern for script in _BY_SCRIPT.values()))
_CHARACTERS_FOR_ONE = {"ja": 3.5, "zh": 3.5, "th": 6}
_SHARE_OF_PROSE = 0.4
"""In scripts without spaces, one listed string in so many characters is as much as this share of words elsewhere."""
_SHARE_OF_KOREAN_ENDING = 0.6
"""Korean marks most words by an ending; this brings their share to the scale of the others."""


def language_of(texts: Sequence[str]) -> str:
    """The code in function_words.txt whose words are most frequent; empty if few are of any, "en" without a word.

    Long lines are read first: menus may be in another language.
    """
    long = [text for text in texts if len(text) >= LONG_LINE]
    words = " ".join([*long, *(text for text in texts if len(text) < LONG_LINE)])[:MOST_CHARACTERS_READ].lower()
    tokens = all_words(words)
    if not tokens:
        return "en"
    counts = dict.fromkeys(_BY_SCRIPT, 0)
    if not words.isascii() and _ANY_OF_SCRIPTS.search(words):
        counts = {code: len(script.findall(words)) // 2 for code, script in _BY_SCRIPT.items()}
    languages = _languages()
    for word, count in Counter(filter(languages.__contains__, tokens)).items():
        for code in languages[word]:
            counts[code] = counts.get(code, 0) + count
    best = max(counts, key=lambda code: (counts[code], code))
    return best if counts[best] >= MIN_SHARE_OF_PAGE * len(tokens) else ""


def function_word_share(folded: str, language: str, tokens: Sequence[str]) -> float:
    """Share of function words in a line, 0 to 1, on one scale for all languages.

    `folded` is its text in small letters, `tokens` are its words, `language` is from language_of.
    """
    if not language:
        return USUAL_SHARE if len(folded) > 50 else 0.0
    listed = _function_words()[language]
    if language in _CHARACTERS_FOR_ONE:
        found = sum(folded.count(mark) for mark in listed)
        return min(1.0, found * _CHARACTERS_FOR_ONE[language] * _SHARE_OF_PROSE / (len(folded) or 1))
    if not tokens:
        return 0.0
    if language == "ko":
        return sum(token[-1] in listed for token in tokens) / len(tokens) * _SHARE_OF_KOREAN_ENDING
    return sum(map(listed.__contains__, tokens)) / len(tokens)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lines = word_list(f"{__package__}.word_lists", "function_words.txt")
    return {words[0]: frozenset(words[1:]) for words in map(str.split, lines)}


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """By function word, the languages that it is of; those that their script gives away are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in _function_words().items():
        for word in listed if code not in _BY_SCRIPT else ():
            found[word] = (*found.get(word, ()), code)
    return found
