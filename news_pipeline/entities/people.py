"""The parts of people's names: what is a full name, what is its surname."""

import re
from functools import cache

from news_pipeline.entities.folding import fold_name
from news_pipeline.shared.word_tables import word_list

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_ARTICLE_BEFORE = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az)-[A-Z]")
"""The Arabic article: "Bashar al-Assad"."""
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
MAX_WORDS = 6


def is_full_name(name: str) -> bool:
    """Whether a name has a given name and a surname: two to six words, capitalised or particles."""
    words = _words(name)
    if not 2 <= len(words) <= MAX_WORDS:
        return False
    if not all(_NAME_WORD.fullmatch(word) and _begins_name(word) for word in words):
        return False
    return words[0][0].isupper() and len(words[-1].rstrip(".")) > 1


def _begins_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in _particles() or _ARTICLE_BEFORE.match(word) is not None


def surname(name: str) -> str:
    """The surname of a full name in Western order, with its particles ("von der Leyen"); '' if there is none."""
    words = _words(name)
    if len(words) < 2:
        return ""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _particles():
        first -= 1
    return " ".join(words[first:])


def without_article(name: str) -> str:
    """A surname without the Arabic article: "al-Assad" is "Assad"."""
    return name.partition("-")[2] if _ARTICLE_BEFORE.match(name) else name


def without_suffix(name: str) -> str:
    """The name without "Jr." and its like."""
    return " ".join(_words(name))


def without_initials(name: str) -> str:
    """The folded name without the initials amid it; '' if it has none, or ends in "Jr." and its like.

    >>> without_initials("Donald J. Trump"), without_initials("Ann Q.R. Lee")
    ('donald trump', 'ann lee')
    """
    if without_suffix(name) != name.rstrip(","):
        return ""
    first, *middle = name.split() or [""]
    kept = [word for word in middle[:-1] if not _INITIALS.fullmatch(word)]
    is_shorter = len(kept) < len(middle) - 1
    return fold_name(" ".join((first, *kept, middle[-1]))) if is_shorter and len(fold_name(first)) > 1 else ""


def _words(name: str) -> list[str]:
    words = name.split()
    while len(words) > 1 and words[-1].strip(",") in _SUFFIXES:
        words.pop()
    if words:
        words[-1] = words[-1].rstrip(",")
    return words


@cache
def _particles() -> frozenset[str]:
    return frozenset(word_list(__package__, "tables/name_particles.txt"))
