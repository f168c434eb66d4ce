"""The language of an article: by the text itself, or by what the record or page declares.

The text is judged by py3langid's model.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from news_pipeline.metadata.evidence import Evidence, cut
from news_pipeline.metadata.language_model import classify, language_model
from news_pipeline.readers.document import Field
from news_pipeline.shared.word_tables import word_table

MIN_LETTERS = 60
SAMPLE = 1000
CLEAR_LANGUAGE = 0.9
"""Probability from which the text itself is believed against a declaration."""
_LIKE_ENGLISH = frozenset({"pcm", "sco", "jam", "bi", "tpi", "fy"})
"""Languages whose short texts the model takes for English ones, and the other way round, where names abound."""
_ENGLISH = frozenset(
    (
        "the", "a", "an", "of", "and", "to", "in", "on", "at", "is", "are", "was", "were", "be", "been", "has", "have",
        "had", "will", "would", "that", "this", "it", "its", "by", "with", "from", "as", "for", "not",
    )
)  # fmt: skip
_PIDGIN = frozenset(
    (
        "dey", "wey", "dem", "sey", "una", "sabi", "wetin", "na", "dis", "dat", "di", "wan", "pikin", "abi", "comot",
        "don", "oga",
    )
)  # fmt: skip
"""Small words of Nigerian Pidgin that English has not got."""
_ENGLISH_SHARE = 0.12
_ONLY_ENGLISH = frozenset(
    (
        "the", "of", "and", "with", "from", "were", "which", "their", "said", "would", "that", "this", "have", "been",
        "they", "there", "who", "when", "after", "not", "to", "by", "has", "it", "for",
    )
)  # fmt: skip
"""Small words of English that no other language in Latin letters has among its frequent ones, but "for" and "to"."""
MIN_ENGLISH, MIN_SHARE = 2, 0.16
"""Different ones, and their share of words that are no names; one is enough against a language without a code of two
letters, of which news are rare."""
TWO_LETTERS = 2
SHORT = 400
"""Code points below which names can outweigh the words."""


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What the text itself says."""

    code: str
    """ISO 639-1."""
    probability: float


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language of a document."""

    code: str | None
    """ISO 639-1."""
    declared: str | None
    """The first declaration that agrees with it, perhaps with a region: `en-GB`."""
    evidence: tuple[Evidence, ...]


def choose_language(
    fields: tuple[Field, ...], page_language: str | None, body: str, title: str | None
) -> LanguageChoice:
    """The body tells; where it is short or unclear, a declaration does; without both, title and body together."""
    declarations = [(field.value, f"json:{field.key}") for field in fields]
    if page_language:
        declarations.append((page_language, "html:lang"))
    rows = [
        Evidence("language", language_code(text), source, cut(text), confidence=0.6) for text, source in declarations
    ]
    sample, source = body, "body"
    guess = detect_language(sample)
    if not guess and title and not any(row.value for row in rows):
        sample, source = f"{title}\n{body}", "title_and_body"
        guess = detect_language(sample)
    if guess:
        rows.append(Evidence("language", guess.code, source, cut(sample[:80]), confidence=guess.probability))
    is_clear = guess is not None and guess.probability >= CLEAR_LANGUAGE
    chosen = rows[-1] if is_clear else next((row for row in rows if row.value), None)
    code = chosen.value if chosen else None
    declared = next((text for text, _ in declarations if language_code(text) == code), None)
    return LanguageChoice(code, declared, tuple(replace(row, is_chosen=row is chosen) for row in rows))


def detect_language(body: str) -> LanguageGuess | None:
    """The language of the first SAMPLE code points; None below MIN_LETTERS letters."""
    sample = body[:SAMPLE].encode("utf-8", "replace").decode("utf-8")
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    code, probability = classify(language_model(), sample)
    is_doubtful = code in _LIKE_ENGLISH or (code != "en" and len(sample) < SHORT and _names_apart_english(sample, code))
    if is_doubtful and _looks_english(sample):
        return LanguageGuess("en", round(probability, 3))
    return LanguageGuess(code, round(probability, 3))


def _looks_english(sample: str) -> bool:
    """Whether the text has the small words of English and hardly any of the language that resembles it.

    In a short one names outweigh the words, so that only words in small letters are counted.
    """
    every = re.findall(r"[^\W\d_]+", sample)
    words = [word.casefold() for word in every if len(sample) >= SHORT or word[0].islower()]
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _PIDGIN for word in words)
    return english >= _ENGLISH_SHARE * len(words) and other <= english / 10


def _names_apart_english(sample: str, code: str) -> bool:
    """Whether small words that only English has are a fifth of the text without names."""
    words = [word for word in re.findall(r"[^\W\d_]+", sample) if word[0].islower()]
    own = [word for word in words if word in _ONLY_ENGLISH]
    return len(set(own)) >= (1 if len(code) > TWO_LETTERS else MIN_ENGLISH) and len(own) >= MIN_SHARE * len(words)


def language_code(declared: str) -> str | None:
    """ISO 639-1 code of a declaration such as `en-GB`, `deu` or `English`; None if it is none of these."""
    text = declared.strip().casefold().replace("_", "-")
    if match := re.fullmatch(r"([a-z]{2})(?:-[a-z0-9-]{2,20})?", text):
        return match[1]
    return _codes_by_name().get(text)


@cache
def _codes_by_name() -> dict[str, str]:
    return {row["name"]: row["code"] for row in word_table(__package__, "language_names.csv")}
