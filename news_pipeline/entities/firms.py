"""Tells firms that are called like people: "retailer Ted Baker", "Ted Baker's shares", "Ted Baker Plc"."""

import re

from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.people import is_full_name, surname
from news_pipeline.entities.tagger import Span

_REACH = 40
_BEFORE = re.compile(
    r"\b(?:retailer|chain|brand|label|company|firm|group|maker|carmaker|bank|lender|insurer|broker(?:age)?|giant"
    r"|start-?up|operator|supplier|publisher|airline|[Ss]hares (?:of|in)|[Ss]take in|owner of"
    r"|(?:[Ss]taff|[Ee]mployees|[Cc]ustomers) (?:of|at)"
    r"|[Tt]he (?:brewer|distiller|jeweller|jeweler|bookseller|grocer)) $"
)
_AFTER = re.compile(
    r"(?:,? (?:Plc|PLC|plc|Inc|Corp|Ltd|LLC|AG|SE|SA|Group|Holdings|shares|stock|stores|shareholders|investors)\b"
    r"|,? (?:reported|posted|announced|sells|sold) its "
    r"|['’]s? (?:shares?|stock|stores?|sales|profits?|revenues?|earnings|brands?|board|shareholders|chief executive"
    r"|market value|products|customers)\b| \([A-Z]{1,5}(?:\.[A-Z]{1,3})?\))"
)
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|[Ss]ir|founder|chief executive|CEO|chairman|designer)\.? $")


def firms(text: Text, spans: list[Span]) -> list[Span]:
    """A person that the article shows to be a firm, and never as a person, is an organisation throughout it.

    The surname of somebody whom it names in full is hers: "Roe's brand" beside "Jane Roe".
    """
    found = _with_legal_form(text, spans)
    names = (text.text[span.start : span.end] for span in spans if span.label == "PERSON")
    people = {fold_name(surname(name)) for name in names if is_full_name(name) and fold_name(name) not in found}
    for span in spans:
        if span.label == "PERSON":
            name = fold_name(text.text[span.start : span.end])
            first = max(0, span.start - _REACH)
            if _PERSON.search(text.text, first, span.start):
                people.add(name)
            elif _BEFORE.search(text.text, first, span.start) or _AFTER.match(text.text, span.end, span.end + _REACH):
                found.add(name)
    meant = found - people
    return [
        Span(span.start, span.end, "ORG")
        if span.label == "PERSON" and fold_name(text.text[span.start : span.end]) in meant
        else span
        for span in spans
    ]


def _with_legal_form(text: Text, spans: list[Span]) -> set[str]:
    """Folded names of several words that the article has with a legal form, too: "John Doe Corp"."""
    names = (text.text[span.start : span.end] for span in spans if span.label == "ORG")
    found = {fold_organisation(name) for name in names if fold_organisation(name) != fold_name(name)}
    return {name for name in found if " " in name}
