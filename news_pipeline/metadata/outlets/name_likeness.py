"""Compares names of outlets with hosts: "The New York Times" and nytimes.com, "Quay Courier" and quay-courier.co.uk."""

import re
import unicodedata
from functools import lru_cache

from news_pipeline.metadata.outlets.known_outlets import fold_site_name
from news_pipeline.shared.domains import registered_domain

REMEMBERED = 2000
_SMALL = frozenset({"the", "of", "and", "de", "der", "die", "das", "la", "le", "el", "a", "com", "net", "org"})
"""Words of a name that a host may leave out."""
MIN_INSIDE = 4
"""Characters of a name that counts where it is only a part of the host's, or the other way round."""
MAX_WORDS, MAX_LABEL = 8, 40
"""Words of a name, and characters of a host's label, that are compared."""


@lru_cache(maxsize=REMEMBERED)
def compact(name: str) -> str:
    """The letters and digits of a name in one form: no case, accents, brackets, leading "the"."""
    letters = unicodedata.normalize("NFKD", fold_site_name(name).replace("ß", "ss"))
    return re.sub(r"[\W_]+", "", "".join(sign for sign in letters if not unicodedata.combining(sign)))


def label_of(address: str) -> str:
    """What a host is called, without its suffix: `quaycourier` of www.quay-courier.co.uk; empty if unknown."""
    domain = registered_domain(address)
    return compact(domain.split(".")[0]) if domain else ""


@lru_cache(maxsize=REMEMBERED)
def resembles(name: str, label: str) -> bool:
    """Whether a host's label writes the name: whole, as its larger part, or as beginnings of its words in order."""
    whole = compact(name)
    if not whole or not label:
        return False
    if whole == label:
        return True
    short, long = sorted((whole, label), key=len)
    if len(short) >= MIN_INSIDE and len(short) * 2 >= len(long) and short in long:
        return True
    words = [compact(word) or word for word in fold_site_name(name).split()][:MAX_WORDS]
    return len(words) > 1 and len(label) <= MAX_LABEL and _spelt(label, words)


def _spelt(label: str, words: list[str]) -> bool:
    """Whether beginnings of the words, in order, make up the label; small words may be left out."""
    if not label or not words:
        return not label and all(word in _SMALL for word in words)
    first, rest = words[0], words[1:]
    if first in _SMALL and _spelt(label, rest):
        return True
    lengths = (n for n in range(min(len(first), len(label)), 0, -1) if label.startswith(first[:n]))
    return any(_spelt(label[n:], rest) for n in lengths)
