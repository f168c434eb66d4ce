"""The words of a text as stories compare them: one key for each spelling and number of a word.

Here: splitting into words, and the key of a word. Elsewhere: spelling variants (spelling.py), weights (terms.py).
"""

import re
import unicodedata
from collections.abc import Iterator

from news_pipeline.spelling import fold_spelling

MAX_WORD = 40
"""Characters. What is longer is no word of a language; it is passed over."""

_ACRONYM = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,6}")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*(?:'[^\W_]+)*")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = re.compile("[’‘ʼ`]")


def words(text: str) -> Iterator[str]:
    """The lower-case words of a text in order: accents off, U.S. as us, possessive 's off, 1,491 as 1491."""
    text = _APOSTROPHES.sub("'", text.lower())
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = _ACRONYM.sub(lambda found: found.group().replace(".", ""), text)
    for found in _WORD.finditer(text):
        word = found.group().removesuffix("'s").replace("'", "").replace(",", "")
        if len(word) <= MAX_WORD:
            yield word


def word_key(word: str) -> str:
    """One key for US and UK spelling, singular and plural.

    The plural rules are the S stemmer of Harman, "How effective is suffixing?", JASIS 42 (1991);
    "crisis" stays besides.
    """
    word = fold_spelling(word)
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es"):
        return word if word[-3] in "aeo" else word[:-1]
    return word if word[-2] in "ius" else word[:-1]
