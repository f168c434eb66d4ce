"""Finds people behind their titles where the tagger took the surname for something else: "President Roe"."""

import re

from news_pipeline.entities.aliases import known_aliases, known_names
from news_pipeline.entities.folding import fold_organisation
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.spans import overlapped, put
from news_pipeline.entities.tagger import Span
from news_pipeline.metadata.credits.agencies import names_in_text

_REACH = 60
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Rev|Prof|President|Senator|Congress(?:man|woman)|Governor|Mayor|Professor"
    r"|Chancellor|Prime Minister|Judge)\.?"
)
_OFFICE = (
    r"(?:[Cc]hief of [Ss]taff|[Ss]pokes(?:man|woman|person)|[Cc]hair(?:man|woman)|[Ss]trategist|[Aa]dvis[eo]r"
    r"|[Dd]irector|[Cc]hief [Ee]xecutive|[Ss]ecretary|[Aa]ttorney|[Mm]inister|[Aa]nalyst)"
)
_BEFORE_SURNAME = re.compile(rf"\b{_TITLE} $")
_BEFORE_NAME = re.compile(rf"\b(?:{_TITLE}|{_OFFICE}) (?P<given>[A-Z][a-z]{{1,20}}(?: [A-Z]\.)?) $")
_SURNAME = re.compile(r"(?:Mc|Mac|O['’]|D['’])?[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")
_NO_PERSON = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})


def titled_people(text: Text, spans: list[Span]) -> list[Span]:
    """One word behind a title, or behind an office and a given name, is a surname: "chief of staff Jane" "Roe".

    It is the same person's wherever it stands alone in the article.
    """
    people: list[Span] = []
    surnames: set[str] = set()
    for span in spans:
        name = text.text[span.start : span.end]
        if span.label not in _NO_PERSON or not _SURNAME.fullmatch(name) or _is_known(name):
            continue
        first = max(0, span.start - _REACH)
        whole = _BEFORE_NAME.search(text.text, first, span.start)
        start = whole.start("given") if whole else span.start
        is_free = overlapped(spans, Span(start, span.start, "PERSON")) is None if start < span.start else True
        if is_free and (whole or _BEFORE_SURNAME.search(text.text, first, span.start)):
            people.append(Span(start, span.end, "PERSON"))
            surnames.add(name)
    if not people:
        return spans
    others = (s for s in spans if s.label in _NO_PERSON and text.text[s.start : s.end] in surnames)
    return put(spans, [*people, *(Span(s.start, s.end, "PERSON") for s in others)])


def _is_known(name: str) -> bool:
    """Whether the name is that of an agency or of an organisation that the whole world knows."""
    folded = fold_organisation(name)
    return name in names_in_text() or folded in known_aliases() or folded in known_names()
