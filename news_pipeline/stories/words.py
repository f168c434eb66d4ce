"""Splits a text into words as stories compare them, and tells names. Spellings and numbers of a word have one key."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from news_pipeline.shared.spelling import fold_spelling

MAX_WORD = 40
"""Characters. What is longer is no word of a language and is skipped."""

_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,6}")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*(?:'[^\W_]+)*")
_CAPITAL_OR_END = re.compile(r"[^\W\d_][^\W_]*(?:'[^\W_]+)*|[.!?:\n\"“”]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = re.compile("[’‘ʼ`]")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""By their numbers in Python: Monday is 0."""
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_CALENDAR = frozenset((*WEEKDAYS, *_MONTHS))


def words(text: str) -> Iterator[str]:
    """The lower-case words of a text in order: accents off, U.S. as us, possessive 's off, 1,491 as 1491."""
    for found in _WORD.finditer(_plain(text.lower())):
        word = _bare(found.group())
        if len(word) <= MAX_WORD:
            yield word


def names(text: str) -> frozenset[str]:
    """The words that stand for names: inside sentences they have a capital more often than not.

    Where a sentence begins, a capital says nothing. Days and months are left out: they tell no event from another.
    """
    capital, small = [], []
    begins = True
    for token in _CAPITAL_OR_END.findall(_plain(text)):
        first = token[0]
        if not first.isalpha():
            begins = True
            continue
        if not first.isupper():
            small.append(token)
        elif not begins:
            capital.append(token)
        begins = False
    surplus: Counter[str] = Counter()
    for tokens, sign in ((capital, 1), (small, -1)):
        for token, count in Counter(tokens).items():  # each form once: half of the words of a text are repeated
            surplus[_bare(token.lower())] += sign * count
    return frozenset(word for word, count in surplus.items() if count > 0 and word not in _CALENDAR)


def _plain(text: str) -> str:
    """One kind of apostrophe, no accents, no points in acronyms."""
    text = _APOSTROPHES.sub("'", text)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _ACRONYM.sub(lambda found: found.group().replace(".", ""), text)


def _bare(token: str) -> str:
    """Without the marks that may stand in a word."""
    if token.isalnum():
        return token
    return token.removesuffix("'s").replace("'", "").replace(",", "")


def word_key(word: str) -> str:
    """One key for US and UK spelling, singular and plural.

    The plural rules are the S stemmer of Harman, "How effective is suffixing?", JASIS 42 (1991). Besides, words in "is"
    such as "crisis" stay.
    """
    word = fold_spelling(word)
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es"):
        return word if word[-3] in "aeo" else word[:-1]
    return word if word[-2] in "ius" else word[:-1]
