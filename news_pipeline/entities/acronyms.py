"""Binds acronyms to the long form that the article itself gives: "Long Name (LN)", or "Long Name LN" in one span.

Acronyms that the whole world knows are in tables/org_aliases.csv.
"""

import re

from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.spans import fill
from news_pipeline.entities.tagger import Span

_IN_BRACKETS = re.compile(
    r"['’\"”]?s? ?\([\"“'‘]?(?:the )?(?P<acronym>[A-Z][A-Za-z&.-]{1,9})[\"”'’]?(?:[,;] [^()\n]{1,40})?\)"
)
_LAST_WORD = re.compile(r"(?<![ (])[ (]+(?P<acronym>[A-Z]{2,8})[a-z]*\)?$")
"""A word in small letters may be glued to the acronym ("CSTOhave")."""
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "du", "des", "et", "la", "le", "del", "al", "&", "a"}
)
LONG_FORM_TYPES = ("ORG", "FAC", "EVENT", "LAW", "GPE", "LOC", "WORK_OF_ART", "PRODUCT", "PERSON", "NORP")


def initials(long_form: str) -> frozenset[str]:
    """The acronyms that fit a long form: the initials of all its words, and of those that are no small words."""
    words = [word for word in re.split(r"[\s\-/]+", long_form) if word]
    every = "".join(word[0] for word in words).upper()
    main = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return frozenset(found for found in (every, main) if len(found) > 1)


def fits(acronym: str, long_form: str) -> bool:
    """Whether the capitals of an acronym are initials of a long form's words."""
    return re.sub(r"[^A-Z]", "", acronym) in initials(long_form)


def split_acronyms(text: Text, spans: list[Span]) -> list[Span]:
    """Long form and acronym become two spans, and the acronym is one wherever it stands.

    Both are ORG when the tagger had a label that no such name has.
    """
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
    found = [Span(*place, label) for name, label in acronyms.items() for place in text.occurrences(name)]
    ends = {span.start: span.end for span in found}
    return fill([span for span in result if span.end > ends.get(span.start, 0)], found)
