"""Story terms: the words that say what an article is about, as a short vector of whole numbers.

Here: the choice and weight of terms. Elsewhere: words and their keys (words.py), how common a word is
(document_frequencies.py), the join of terms that gives cosines (the loop, in SQL), clustering (assignment.py).
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import fsum, sqrt

from news_pipeline.stories.document_frequencies import inverse_document_frequency, term_hash
from news_pipeline.stories.words import word_key, words

WEIGHT_SCALE = 10_000
"""A vector has length WEIGHT_SCALE; a dot product of two is their cosine times WEIGHT_SCALE squared."""

TITLE_COUNT = 3
LEAD_WORDS, LEAD_COUNT = 40, 2
BODY_WORDS = 300
MAX_TERMS = 50
MAX_CHARACTERS = 6_000
"""Of the body, and 1,000 of the title: more cannot be needed for 300 words."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an article."""

    term: int
    """64-bit hash of the word's key; the same for plural and singular, US and UK spelling."""
    weight: int
    """1 to WEIGHT_SCALE."""
    word: str
    """The word as it stands first in the article, in lower case, for explaining."""


def story_terms(title: str | None, body: str) -> list[Term]:
    """The heaviest terms of an article, at most MAX_TERMS, the heaviest first. Empty where there are no words.

    A word counts 3 in the title, 2 among the first 40 words of the body, 1 among the first 300. Its weight is the
    square root of its count (a long article repeats its names; that says little more than naming them twice) times its
    inverse document frequency; the vector of the chosen terms is scaled to one length and rounded.
    """
    counts: Counter[str] = Counter()
    for word in words((title or "")[:1_000]):
        counts[word] += TITLE_COUNT
    for position, word in enumerate(islice(words(body[:MAX_CHARACTERS]), BODY_WORDS)):
        counts[word] += LEAD_COUNT if position < LEAD_WORDS else 1
    first_word: dict[int, str] = {}
    term_counts: Counter[int] = Counter()
    idf: dict[int, int] = {}
    for word, count in counts.items():
        term, idf[term] = _term(word)
        first_word.setdefault(term, word)
        term_counts[term] += count
    weighed = [(sqrt(n) * idf[term], term, first_word[term]) for term, n in term_counts.items() if idf[term] > 0]
    weighed.sort(key=lambda row: (-row[0], row[1]))
    del weighed[MAX_TERMS:]
    length = sqrt(fsum(weight * weight for weight, _, _ in weighed)) or 1.0
    rounded = (Term(term, round(WEIGHT_SCALE * weight / length), word) for weight, term, word in weighed)
    return [term for term in rounded if term.weight > 0]


@lru_cache(maxsize=200_000)
def _term(word: str) -> tuple[int, int]:
    key = word_key(word)
    term = term_hash(key)
    return term, inverse_document_frequency(term, key)
