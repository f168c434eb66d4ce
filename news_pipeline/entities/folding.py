"""Folds names, so that spellings of one name are equal."""

import re
import unicodedata
from functools import cache, lru_cache

from news_pipeline.shared.spelling import fold_spelling
from news_pipeline.shared.word_tables import word_list

_DOTTED = re.compile(r"(?<![^\W_]{2})([^\W\d_])\.(?=[^\W\d_]\b|\W|$)")
_SPACED_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])\. (?=[^\W\d_]\.)")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_NO_WORD = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|a|an) (?=.)")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})


@lru_cache(maxsize=100_000)
def fold_name(surface: str) -> str:
    """Lower case, without accents, punctuation, full stops of abbreviations, the article before and the possessive.

    >>> fold_name("the U.S."), fold_name("São Paulo’s"), fold_name("H. W. Roe")
    ('us', 'sao paulo', 'hw roe')
    """
    if _PLAIN.fullmatch(surface):
        return _ARTICLE.sub("", surface.lower())
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", surface.strip())).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = _DOTTED.sub(r"\1", _SPACED_INITIAL.sub(r"\1.", plain))
    plain = re.sub(r"(?<=\w)['’`ʻʼ](?=\w)", "", plain)
    return _ARTICLE.sub("", _NO_WORD.sub(" ", plain).strip())


@lru_cache(maxsize=100_000)
def fold_organisation(surface: str) -> str:
    """As `fold_name`, with one spelling for US and UK words, and without legal forms: "Apple Inc." is "apple"."""
    words = [fold_spelling(word) for word in fold_name(surface.replace("&", " and ")).split()]
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word_list(__package__, "tables/legal_forms.txt"))
