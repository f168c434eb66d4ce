"""Corrects the borders of spans: what a tagger includes that is no part of the name, and what it leaves out."""

import re
from collections.abc import Iterator
from functools import cache

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import country_names, peoples
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.tagger import Span
from news_pipeline.metadata.outlets.known_outlets import names_with_article
from news_pipeline.shared.word_tables import word_list

MAX_LENGTH = 100
"""Longer spans are boilerplate, not names."""

_EDGE = " \t\r\f\v\"'“”‘’«»,;:!?*•|>-–—_[]{}<>=+&…$#^~`"
_SPLIT = re.compile(r"[\n\t|/]| {3,}| [-–—•] ")
_IN = re.compile(r" in (?:the )?(?=[A-Z])")
"""Parts two places: "Enugu in Nigeria"."""
_SCORE = re.compile(r",? \d{1,3}-\d{1,3}$")
"""A result that the tagger took into the name of a team."""
_MINISTER = re.compile(r" (?:Minister|Secretary|Commissioner)\b")
"""The word before is the office's: "Energy Minister"."""
_ARTICLE = re.compile(r"(?:the|a|an|The|A|An)[ \t]+(?=\S)")
_FRENCH_ARTICLE = re.compile(r"(?:l['’]|(?:la|le|les)[ \t]+)(?=[^\W\d_])")
"""Before a place: "la France"."""
_MONSIEUR = re.compile(r"MM?\.[ \t]+(?=\S+$)")
"""Before a surname alone. "M. Night Roe" has an initial."""
_POSSESSIVE = re.compile(r"['’]s?$|['’]S$")
_LAST_STOP = re.compile(r"(?:\b[A-Za-z]\.|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|Bros|St))$")
_PARTICLE_NEXT = re.compile(r"(?: (?:von|van|der|den|de|del|della|di|da|dos|bin|ibn|al|el|la|le)){1,2} [A-Z][\w'’-]+")
_PARTICLE_LAST = re.compile(r"\b(?:von|van|der|den|de|del|della|di|da|dos|bin|ibn|al|el)$")
_HYPHEN_NEXT = re.compile(r"-[^\W\d_]+")
_OF_A_NAME = re.compile(
    r"(?<=[\w.])[’']?-(?:era|style|like|led|backed|appointed|inspired|based|born|related|friendly|esque)$"
)
"""What makes an adjective of a name: "Obama-era", "U.S.-led"."""
_NAME_NEXT = re.compile(r" [A-Z][\w'’-]+")
_OF_STATE = re.compile(r"(?i)(?:secretar(?:y|ies)|minister|head|department|house)s?\s+of\s+$")
_OFFICE = re.compile(
    r"(?:[Vv]ice )?(?:[Pp]resident|[Ss]ecretary of [Ss]tate|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister)\b"
)


def adjust(text: Text, spans: list[Span]) -> list[Span]:
    """The spans with true borders, without those that are no names. Sorted, without overlap."""
    adjusted: list[Span] = []
    for span in spans:
        for part in _split(text.text, span):
            start, end = _trim(text, *part)
            if span.label == "PERSON":
                start = _after_titles(text.text, start, end)
                monsieur = _MONSIEUR.match(text.text[start:end])
                start += monsieur.end() if monsieur else 0
                end = _whole_person(text, end)
            elif span.label in ("GPE", "LOC"):
                article = _FRENCH_ARTICLE.match(text.text, start, end)
                start = article.end() if article else start
            start, end = _trim(text, start, end)
            end = _over_hyphen(text.text, start, end)
            score = _SCORE.search(text.text, start, end)
            end = score.start() if score else end
            adjective = _OF_A_NAME.search(text.text[start:end])
            if adjective:
                end = start + adjective.start()
            if span.label == "ORG":
                start = _with_article(text, start, end)
            is_office = span.label == "ORG" and text.text[start:end].isalpha() and _MINISTER.match(text.text, end)
            if (not adjusted or start >= adjusted[-1].end) and not is_office and _is_name(text, start, end):
                adjusted.append(Span(start, end, span.label))
    return _joined(text.text, adjusted)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Two spans of people with a space between are one person: given name and surname ("Kassym-Jomart" "Tokayev")."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.label == span.label == "PERSON" and text[last.end : span.start] == " ":
            joined[-1] = Span(last.start, span.end, "PERSON")
        else:
            joined.append(span)
    return joined


def _over_hyphen(text: str, start: int, end: int) -> int:
    """The end of a word that the tagger broke at a hyphen before a capital. "Kazakhstan-Russia" stays two names."""
    hyphen = re.compile(r"-[A-Z][^\W\d_]+").match(text, end, end + 40)
    return hyphen.end() if hyphen and text[start:end].isalpha() and not _is_people(text[start:end]) else end


def _split(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    borders = list(_SPLIT.finditer(text, span.start, span.end))
    if span.label == "GPE":
        borders = sorted((*borders, *_IN.finditer(text, span.start, span.end)), key=lambda match: match.start())
    for match in borders:
        yield start, match.start()
        start = match.end()
    yield start, span.end


def _trim(indexed: Text, start: int, end: int) -> tuple[int, int]:
    text = indexed.text
    while start < end and (text[start] in _EDGE or text[start] in ".()"):
        start += 1
    article = _ARTICLE.match(text, start, end)
    if article and not _keeps_article(indexed, start, article.end(), end):
        start = article.end()
    while end > start:
        surface = text[start:end]
        last = surface[-1]
        possessive = _POSSESSIVE.search(surface[-2:])
        if possessive:
            end -= len(possessive.group())
        elif (
            last in _EDGE
            or (last == ")" and "(" not in surface)
            or last == "("
            or (last == "." and not _LAST_STOP.search(surface[:-1]) and not re.search(r"\b[A-Za-z]\.$", surface))
        ):
            end -= 1
        else:
            break
    return start, end


def _keeps_article(text: Text, start: int, name: int, end: int) -> bool:
    """Whether the article is part of the name: one word that has "The" wherever it stands, such as "The Lancet"."""
    word = text.text[name:end]
    if text.text[start] != "T" or not word.isalpha():
        return False
    places = [text.words[number][0] for number in text.positions.get(word, ())[:20]]
    return not any(text.text[max(0, place - 4) : place] == "the " for place in places)


def _with_article(text: Text, start: int, end: int) -> int:
    """The start of an organisation. If an outlet begins with "The" ("The Hill"), its article belongs to the span."""
    first = start - len("The ")
    is_whole = first >= 0 and text.text[first:end] in names_with_article() and text.is_bordered(first, end)
    return first if is_whole else start


def _after_titles(text: str, start: int, end: int) -> int:
    """The start of a person's name behind titles, offices, peoples and words in small letters."""
    while True:
        office = _OFFICE.match(text, start, end)
        word = re.compile(r"[\w-]+\.?").match(text, start, end)
        cut = office or word
        if cut is None or not re.match(r"[.,]?\s+\S", text[cut.end() : end]):
            return start
        name = cut.group().rstrip(".")
        if not (
            office or name in _titles() or (name.islower() and not _PARTICLE_LAST.search(name)) or _is_people(name)
        ):
            return start
        start = cut.end() + len(text[cut.end() : end]) - len(text[cut.end() : end].lstrip(" .,\t\n"))


def _is_people(word: str) -> bool:
    folded = fold_name(word)
    return folded in peoples() or folded in country_names()


def _whole_person(text: Text, end: int) -> int:
    """The end of a person that the tagger broke off: "Moon Jae" before "-in", "Ursula von" before "der Leyen"."""
    hyphen = _HYPHEN_NEXT.match(text.text, end, end + 20)
    if hyphen and text.text[hyphen.end() : hyphen.end() + 1] != "-" and len(hyphen.group()) <= 6:
        end = hyphen.end()
    particle = _PARTICLE_NEXT.match(text.text, end, end + 40)
    if particle:
        return particle.end()
    name = _NAME_NEXT.match(text.text, end, end + 30)
    return name.end() if name and _PARTICLE_LAST.search(text.text[max(0, end - 5) : end]) else end


def _is_name(text: Text, start: int, end: int) -> bool:
    surface = text.text[start:end]
    if not 1 < len(surface) <= MAX_LENGTH or not any(c.isupper() for c in surface) or text.in_address(start):
        return surface.isalpha() and len(surface) > 1 and not surface.isascii()
    if (
        surface in not_names()
        or surface.lower() in _small_words()
        or "_" in surface
        or not re.search(r"[^\W\d_]{2}|[A-Z]\.[A-Z]", surface)
    ):
        return False
    return not (surface.casefold() == "state" and _OF_STATE.search(text.text[max(0, start - 30) : start]))


@cache
def _titles() -> frozenset[str]:
    return frozenset(word_list(__package__, "tables/person_titles.txt"))


@cache
def not_names() -> frozenset[str]:
    """Words with a capital that are neither people nor places nor organisations."""
    return frozenset(word_list(__package__, "tables/not_names.txt"))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word_list(__package__, "tables/small_words.txt")) - {"us", "new", "may", "will"}


def is_title(word: str) -> bool:
    """Whether a word may stand before a person's name without belonging to it, such as "President" or "Mr"."""
    return word in _titles()
