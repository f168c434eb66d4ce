"""Acronyms bound to their long form by the document itself.

Here: "Long Name (LN)", "Long Name LN" in one span, initials that fit. Elsewhere: aliases known all over the world
(tables/org_aliases.csv, canonical.py).
"""

import re

from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.spans import fill
from news_pipeline.entities.tagger import Span

_IN_BRACKETS = re.compile(
    r"['’\"”]?s? ?\([\"“'‘]?(?:the )?(?P<acronym>[A-Z][A-Za-z&.-]{1,9})[\"”'’]?(?:[,;] [^()\n]{1,40})?\)"
)
_LAST_WORD = re.compile(r"[ (]+(?P<acronym>[A-Z]{2,8})(?P<glued>[a-z]*)\)?$")
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "et", "la", "le", "del", "al", "&", "a"}
)
LONG_FORM_TYPES = ("ORG", "FAC", "EVENT", "LAW", "GPE", "LOC", "WORK_OF_ART", "PRODUCT", "PERSON", "NORP")


def initials(long_form: str) -> frozenset[str]:
    """Acronyms that a long form may have: initials of its words in capitals, small words counted or not."""
    words = [word for word in re.split(r"[\s\-/]+", long_form) if word]
    every = "".join(word[0] for word in words).upper()
    main = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return frozenset(found for found in (every, main) if len(found) > 1)


def fits(acronym: str, long_form: str) -> bool:
    """Whether the capitals of an acronym are initials of a long form's words."""
    return re.sub(r"[^A-Z]", "", acronym) in initials(long_form)


def split_acronyms(text: Text, spans: list[Span]) -> list[Span]:
    """Long form and acronym as spans of their own, both ORG when the tagger disagreed; the acronym everywhere."""
    acronyms: dict[str, str] = {}
    result: list[Span] = []
    for span in spans:
        last = _LAST_WORD.search(text.text, span.start, span.end)
        if last and fits(last.group("acronym"), text.text[span.start : last.start()]):
            result.append(Span(span.start, last.start(), "ORG"))
            result.append(Span(last.start("acronym"), last.end("acronym"), "ORG"))
            acronyms[last.group("acronym")] = "ORG"
            continue
        bracket = _IN_BRACKETS.match(text.text, span.end)
        if (
            bracket
            and span.label in LONG_FORM_TYPES
            and fits(bracket.group("acronym"), text.text[span.start : span.end])
        ):
            label = "ORG" if span.label in ("PERSON", "NORP", "WORK_OF_ART", "PRODUCT", "LOC") else span.label
            result.append(Span(span.start, span.end, label))
            acronyms[bracket.group("acronym")] = label
            continue
        result.append(span)
    found = [Span(*place, label) for name, label in acronyms.items() for place in _places(text, name)]
    ends = {span.start: span.end for span in found}
    return fill([span for span in result if span.end > ends.get(span.start, 0)], found)


def _places(text: Text, acronym: str) -> list[tuple[int, int]]:
    """The acronym as a word; of three letters or more also with a small-letter word glued to it ("CSTOhave")."""
    places = list(text.occurrences(acronym))
    if acronym.isupper() and len(acronym) > 2:
        for word, numbers in text.positions.items():
            if word.startswith(acronym) and word[len(acronym) :].islower():
                places += [(text.words[n][0], text.words[n][0] + len(acronym)) for n in numbers]
    return places
