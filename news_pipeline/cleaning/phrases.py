"""Phrases: what a single line says about itself by its wording.

Here: stock phrases of web pages (phrases.csv), lines of dates (date_words.txt), bylines, URLs, captions, ends of
sentences, function words.
Elsewhere: decisions, which need the line's place and neighbours (header.py, tail.py, model.py).
"""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

from news_pipeline.cleaning.roles import Role

FOLDER = Path(__file__).parent
LEAST_CELLS = 2
LONGEST_PHRASE_LINE = 300
"""Longer lines are prose: their wording is not compared with stock phrases."""

_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।][\s"'”’»)\]）」』›*]*(?:\[\d+\])?$|[”"»」』]$""")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_COUNT = re.compile(r"^[\s(]*\d[\d.,kKmM]*[\s)]*|[\s(]*\d[\d.,kKmM]*[\s)]*$")
_WORD = re.compile(r"[\w\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u1000-\u109f\u1780-\u17d3]+")
"""Words with the vowel signs of Indian scripts, which `\\w` leaves out."""
_BYLINE = re.compile(
    r"""^(?:>>|by\b[:\s]|by:|(?:written|story|words|(?:additional\ )?reporting)\ by\b|authors?:
        |from\b|von\b|par\b|por\b|di\b|door\b|av\b|af\b)\s*(?P<names>[^!?]{3,600})$""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_PART = re.compile(
    r"^(?:[^\W\d_a-z][\w'’.-]*|and|und|et|y|e|en|och|og|de|der|den|van|von|da|di|al|bin|la|le|el|du|the|of|for|on|&|with|in|at|\||/|-|–|—|\S+@\S+)$"
)
_URL_LINE = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_CREDIT = re.compile(
    r"""\((?:photo|image|pic|picture|foto|credit|ap\ photo|file|reuters|afp|getty)[^()]{0,60}\)\s*$
      | (?:/|\||via\ |©\ ?)\s*(?:getty|reuters|ap|afp|epa|shutterstock|alamy|pa|istock|bloomberg|zuma|dpa|rex)
        (?:[\ /]?(?:images|photo|wire|stock))?\)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_EAST_ASIAN_DATE = re.compile(
    r"(?:(?:19|20)\d\d\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일][\s\d:：時时分點点年月日()（）月火水木金土日]*"
)
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}/\d{2,4}|[年月日]")


def _rows(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _phrase_tables() -> tuple[dict[str, tuple[Role, str]], dict[str, list[tuple[str, Role]]]]:
    whole: dict[str, tuple[Role, str]] = {}
    starts: dict[str, list[tuple[str, Role]]] = {}
    for row in csv.DictReader(_rows("phrases.csv")):
        if row["where"] == "start":
            starts.setdefault(row["phrase"][:2], []).append((row["phrase"], Role(row["role"])))
        else:
            whole.setdefault(row["phrase"], (Role(row["role"]), row["where"]))
    return whole, starts


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {words[0]: frozenset(words[1:]) for words in map(str.split, _rows("stop_words.txt"))}


@cache
def _date_words() -> frozenset[str]:
    return frozenset(word for row in _rows("date_words.txt") for word in row.split()[1:])


def stock_phrase(text: str) -> tuple[Role, str] | None:
    """The role that a stock phrase gives the line, with where it matched: `section`, `line` or `start`."""
    if len(text) > LONGEST_PHRASE_LINE:
        return None
    folded = text.lower().replace("’", "'")
    whole, starts = _phrase_tables()
    core = _EDGE.sub("", folded)
    found = whole.get(core) or whole.get(_EDGE.sub("", _COUNT.sub("", core)))
    if found:
        return found
    for opening in (folded[:2], folded[:1]):
        for phrase, role in starts.get(opening, ()):
            if folded.startswith(phrase):
                return role, "start"
    return None


def ends_sentence(text: str) -> bool:
    """True if the line ends as a sentence ends, in any script."""
    return bool(_SENTENCE_END.search(text[-12:]))


def is_date_line(text: str) -> bool:
    """True if nothing but a date, a time, or both stand in the line, with words such as "Published" or "min read"."""
    if len(text) > 140 or not any(c.isdigit() for c in text):
        return False
    if _EAST_ASIAN_DATE.fullmatch(text):
        return True
    words = _WORD.findall(text.lower())
    if len(words) == 1:
        return bool(re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", words[0]))
    known = _date_words()
    strange = [w for w in words if not (w[0].isdigit() or w in known)]
    named = any(w in known and len(w) > 2 for w in words)
    zones = set(re.findall(r"\b[A-Z][A-Za-z]{0,2}[A-Z]{1,2}\b", text))
    if any(w.upper() not in {z.upper() for z in zones} for w in strange) or len(strange) > 2:
        return False
    return named or bool(_YEAR_OR_DAY.search(text))


def is_byline(text: str) -> bool:
    """True for "By Jane Doe and John Roe, Reuters" and its like: an opening word, then capitalised names only."""
    found = _BYLINE.match(text) if len(text) <= 600 else None
    if not found:
        return False
    names = found["names"].replace(",", " ").replace('"', " ").split()
    proper = [n for n in names if n[:1].isupper() or not n[:1].isascii()]
    if text.startswith(">>"):
        return bool(proper)
    listed = len(names) <= 16 or found["names"].count(",") >= len(names) / 5
    return bool(proper) and listed and all(_NAME_PART.match(n) or n.isdigit() for n in names)


def is_url(text: str) -> bool:
    """True for a line that is one URL."""
    return bool(_URL_LINE.match(text))


def is_table_row(text: str) -> bool:
    """True for a row of a table in Markdown's form with two cells or more that say something: "| Ajax | 3 | 1 |"."""
    return text.startswith("|") and sum(any(map(str.isalnum, cell)) for cell in text.split("|")) >= LEAST_CELLS


def has_photo_credit(text: str) -> bool:
    """True if the line ends with the credit of a picture."""
    return bool(_CREDIT.search(text[-90:]))


def language_of(texts: list[str]) -> str:
    """The code in stop_words.txt whose function words are most frequent among the first 4,000 words; empty if few are
    of any, for another language then.
    """
    words = " ".join(texts)[:24_000].lower()
    tokens = _WORD.findall(words)[:4_000]
    if not tokens:
        return "en"
    frequencies = Counter(tokens)
    counts = {
        code: sum(frequencies[word] for word in listed)
        for code, listed in _function_words().items()
        if code not in _SCRIPTS
    }
    for code in _SCRIPTS:
        counts[code] = len(_SCRIPT[code].findall(words)) // 2
    best = max(counts, key=lambda code: (counts[code], code))
    return best if counts[best] >= FEWEST_FUNCTION_WORDS * len(tokens) else ""


FEWEST_FUNCTION_WORDS = 0.03
"""Share of a page's words; fewer say nothing of its language."""
_SCRIPT = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_SCRIPTS = frozenset(_SCRIPT)
_EXPECTED_SHARE = 0.4
USUAL_SHARE = 0.25


def function_word_share(text: str, language: str) -> float:
    """Share of function words in the line, 0 to 1; languages without spaces are brought to the same scale, and of a
    language that is not known a line of some length has as many as any.
    """
    if not language:
        return USUAL_SHARE if len(text) > 50 else 0.0
    listed = _function_words()[language]
    text = text[:2_000].lower()
    if language in ("zh", "ja", "th"):
        length = len(text) or 1
        return min(
            1.0, sum(text.count(mark) for mark in listed) * (6 if language == "th" else 3.5) * _EXPECTED_SHARE / length
        )
    tokens = _WORD.findall(text)
    if not tokens:
        return 0.0
    if language == "ko":
        return sum(t[-1] in listed for t in tokens) / len(tokens) * 0.6
    return sum(t in listed for t in tokens) / len(tokens)
