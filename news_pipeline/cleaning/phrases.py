"""What a single line says about itself by its wording: stock phrases, dates, bylines, credits, prose.

What follows from it depends on the line's place and neighbours: header.py, tail.py, off_topic_lines.py and the line
model decide.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from news_pipeline.cleaning.characters import WORD_WITH_VOWEL_SIGNS, count_words, without_edges
from news_pipeline.cleaning.roles import Role
from news_pipeline.shared.word_tables import word_list, word_table

LONGEST_PHRASE_LINE = 300
"""Characters; longer lines are prose: their wording is not compared with stock phrases."""
LONGEST_WHOLE_LINE = 150
"""Characters of a line, with what stands around it, that may be a stock phrase as a whole."""
LONGEST_DATE_LINE = 140
"""Characters."""
LONGEST_BYLINE = 600
"""Characters."""
LEAST_CELLS = 2
"""Cells with a letter or digit that make a row of a table."""
CALENDAR_LANGUAGES = frozenset(("da", "de", "en", "es", "fr", "id", "it", "nl", "sv", "tr", "uk"))
SHORTEST_NAME = 5
"""The calendar's names of months and weekdays that may stand in a line of dates: those of these languages, with so many
letters or in English. Short names are ordinary words elsewhere. All names of the calendar's 152 languages would make
date lines of 441 more of 616,000 real lines, among them "0 out of 0", "Set of 2" and "$10.00 to $19.99"; long ones of
Polish, Portuguese and Russian would change 4 of 2,225 crawled pages. What is left out is in date_words.txt, as far as
lines of dates need it.
"""
_LISTS = f"{__package__}.word_lists"
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।][\s"'”’»)\]）」』›*]*(?:\[\d+\])?$|[”"»」』]$""")
_COUNT = re.compile(r"^[\s(]*\d[\d.,kKmM]*[\s)]*|[\s(]*\d[\d.,kKmM]*[\s)]*$")
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
_DATELINE = re.compile(
    r"""^[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’/-]*                           # place
        (?:[ ,]+[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’/-]*){0,5}[ ,]*
        (?:,?\ \w{3,9}\.?\ \d{1,2})?\s*                            # day
        (?:\([A-Za-z\ /.-]{2,30}\))?\s*(?:--|[-–—])\s+\S           # agency
      | ^\([A-Za-z\ /.-]{2,30}\)\s*(?:--|[-–—])?\s*\S              # agency alone""",
    re.VERBOSE,
)
MOST_ZONES = 2
"""Words of a line of dates that no list has: zones in capitals."""
_DIGIT = re.compile(r"\d")
_EIGHT_DIGITS = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_EAST_ASIAN_DATE = re.compile(
    r"(?:(?:19|20)\d\d\s?[年년]\s?)?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일][\s\d:：時时分點点年月日()（）月火水木金土日]*"
)
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d|\d{1,2}/\d{1,2}/\d{2,4}|[年月日]")
_ZONE = re.compile(r"\b[A-Z][A-Za-z]{0,2}[A-Z]{1,2}\b")


class Where(StrEnum):
    """Which part of a line a stock phrase is."""

    SECTION = "section"
    """The whole line, a heading: what follows has the phrase's role."""
    LINE = "line"
    START = "start"


@dataclass(frozen=True, slots=True)
class StockPhrase:
    """What a stock phrase says of a line."""

    role: Role
    where: Where

    @property
    def is_whole_line(self) -> bool:
        """Whether the line holds nothing else."""
        return self.where is not Where.START

    @property
    def opens_other_content(self) -> bool:
        """Whether it is a heading above other stories or readers' comments."""
        return self.where is Where.SECTION and self.role in (Role.RELATED, Role.COMMENT_FORM)


def stock_phrase(text: str) -> StockPhrase | None:
    """The phrase of phrases.csv that the line is, with or without a count such as "12 ", or that it starts with."""
    return _stock_phrase(text) if len(text) <= LONGEST_PHRASE_LINE else None


@lru_cache(maxsize=4096)
def _stock_phrase(text: str) -> StockPhrase | None:
    folded = text.lower().replace("’", "'")
    if len(folded) <= LONGEST_WHOLE_LINE:
        core = without_edges(folded)
        found = _whole_lines().get(core)
        if not found and core and (core[0].isdigit() or core[-1].isdigit() or core[-1] in "km"):
            found = _whole_lines().get(without_edges(_COUNT.sub("", core)))
        if found:
            return found
    starts = _starts()
    for opening in (folded[:2], folded[:1]):
        for phrase, stock in starts.get(opening, ()):
            if folded.startswith(phrase):
                return stock
    return None


@cache
def _whole_lines() -> dict[str, StockPhrase]:
    return {phrase: stock for phrase, stock in _stock_phrases() if stock.is_whole_line}


@cache
def _starts() -> dict[str, list[tuple[str, StockPhrase]]]:
    """The phrases that lines start with, in file order, by their first two characters."""
    starts: dict[str, list[tuple[str, StockPhrase]]] = {}
    for phrase, stock in _stock_phrases():
        if not stock.is_whole_line:
            starts.setdefault(phrase[:2], []).append((phrase, stock))
    return starts


def _stock_phrases() -> list[tuple[str, StockPhrase]]:
    rows = word_table(_LISTS, "phrases.csv")
    return [(row["phrase"], StockPhrase(Role(row["role"]), Where(row["where"]))) for row in rows]


def ends_sentence(text: str) -> bool:
    """True if the line ends as a sentence ends, in any script."""
    return bool(_SENTENCE_END.search(text[-12:]))


def has_dateline(text: str) -> bool:
    """True if the paragraph opens with a place, an agency, or both: "HELSINKI, July 16 (Reuters) - "."""
    return bool(_DATELINE.match(text[:120]))


def is_prose(text: str) -> bool:
    """True for a line that reads as a sentence of a story rather than as a heading: a statement, or a long line."""
    words = count_words(text)
    is_statement = ends_sentence(text) and not text.rstrip("\"”’'").endswith(("?", "!"))
    return words >= 45 or (words >= 9 and is_statement) or (words >= 12 and has_dateline(text))


def is_date_line(text: str) -> bool:
    """True if nothing but a date, a time, or both stand in the line, with words such as "Published" or "min read"."""
    return len(text) <= LONGEST_DATE_LINE and _DIGIT.search(text) is not None and _is_date_line(text)


@lru_cache(maxsize=4096)
def _is_date_line(text: str) -> bool:
    if _EAST_ASIAN_DATE.fullmatch(text):
        return True
    words = WORD_WITH_VOWEL_SIGNS.findall(text.lower())
    if len(words) == 1:
        return bool(_EIGHT_DIGITS.fullmatch(words[0]))
    known = _date_words()
    strange = [word for word in words if not (word[0].isdigit() or word in known)]
    if len(strange) > MOST_ZONES:
        return False
    zones = {zone.upper() for zone in _ZONE.findall(text)} if strange else set()
    if any(word.upper() not in zones for word in strange):
        return False
    return any(word in known and len(word) > 2 for word in words) or bool(_YEAR_OR_DAY.search(text))


@cache
def _date_words() -> frozenset[str]:
    calendar = word_table("news_pipeline.shared", "calendar_names.csv")
    names = (row["name"] for row in calendar if row["kind"] in ("month", "weekday") and _is_for_date_lines(row))
    listed = (word for line in word_list(_LISTS, "date_words.txt") for word in line.split()[1:])
    return frozenset([*names, *listed])


def _is_for_date_lines(row: dict[str, str]) -> bool:
    is_clear = row["language"] == "en" or len(row["name"]) >= SHORTEST_NAME
    return is_clear and row["language"] in CALENDAR_LANGUAGES


def is_byline(text: str) -> bool:
    """True for "By Jane Doe and John Roe, Reuters" and its like: an opening word, then capitalised names only."""
    found = _BYLINE.match(text) if len(text) <= LONGEST_BYLINE else None
    if not found:
        return False
    names = found["names"].replace(",", " ").replace('"', " ").split()
    has_name = any(name[:1].isupper() or not name[:1].isascii() for name in names)
    if text.startswith(">>"):
        return has_name
    is_list = len(names) <= 16 or found["names"].count(",") >= len(names) / 5
    return has_name and is_list and all(_NAME_PART.match(name) or name.isdigit() for name in names)


def is_url(text: str) -> bool:
    """True for a line that is one URL."""
    return bool(_URL_LINE.match(text))


def is_table_row(text: str) -> bool:
    """True for a row of a Markdown table with two or more cells that say something: "| Ajax | 3 | 1 |"."""
    return text.startswith("|") and sum(any(map(str.isalnum, cell)) for cell in text.split("|")) >= LEAST_CELLS


def has_photo_credit(text: str) -> bool:
    """True if the line ends with the credit of a picture."""
    end = text[-90:].rstrip()
    return end[-1:].isalnum() | end.endswith(")") and bool(_CREDIT.search(end))
