"""Tells teams that are called by their place: "No. 5 Oklahoma", "Oklahoma (2-1)", "an 82-78 win over Oklahoma".

National teams stay countries.
"""

import re

from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import country_names
from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.tagger import Span

_REACH = 60
_RANKED = re.compile(r"\bNo\.\s+\d{1,3}\s+$")
_RESULT = r"\b\d{1,3}-\d{1,3} (?:\w+ )?(?:win|victory|loss|defeat|triumph|upset|rout|draw|tie)\b"
_BEATEN = re.compile(
    _RESULT + r" (?:over|against|to|at|with) $|\b(?:drew|lost|won|tied) \d{1,3}-\d{1,3} (?:with|to|against|over) $"
)
_WON = re.compile(
    r"(?: \w+){1,2} an? " + _RESULT + r"| (?:beat|defeated|edged|thrashed|routed|downed|stunned|crushed|held) "
    r"(?:[A-Z][\w'’.-]{1,20} ){1,3}\d{1,3}-\d{1,3}(?![\d-])"
    r"| (?:drew|lost|won|led|tied) \d{1,3}-\d{1,3} (?:with|to|at|against|over)\b"
)
_SCORED = re.compile(r" \(\d{1,3}-\d{1,3}(?:-\d{1,3})?[,;) ]|,? \d{1,3}-\d{1,3}(?![\d-])")
_PLAYER = re.compile(
    r"(?:['’]s)? (?:freshman |sophomore |junior |senior |head )?(?:coach|quarterback|linebacker|cornerback|"
    r"running back|wide receiver|"
    r"tight end|point guard|shortstop|pitcher|goaltender|goalkeeper|defenseman|midfielder|striker)\b"
    r"| (?:guard|forward|defender|winger|catcher|outfielder|infielder|goalie|lineman) [A-Z]"
)
_PLACED = re.compile(r"\b(?:in|near|from|outside|of|at) $")
_POSSESSIVE = re.compile(r"['’]s\b")


def teams(text: Text, spans: list[Span]) -> list[Span]:
    """A place that the article shows to be a team is one throughout it, except after "in", "from" and the like."""
    found = {_surface(text, span) for span in spans if span.label in ("GPE", "LOC") and _is_team(text, span)}
    return [_as_team(text, span) if _surface(text, span) in found else span for span in spans]


def _as_team(text: Text, span: Span) -> Span:
    is_where = _PLACED.search(text.text, max(0, span.start - 10), span.start)
    is_place = span.label in ("GPE", "LOC") and (not is_where or _POSSESSIVE.match(text.text, span.end))
    return Span(span.start, span.end, "ORG") if is_place else span


def _is_team(text: Text, span: Span) -> bool:
    if fold_name(_surface(text, span)) in country_names():
        return False
    first = max(0, span.start - _REACH)
    before = (_RANKED, _BEATEN)
    after = (_SCORED, _WON, _PLAYER)
    return any(p.search(text.text, first, span.start) for p in before) or any(
        p.match(text.text, span.end, span.end + _REACH) for p in after
    )


def _surface(text: Text, span: Span) -> str:
    return text.text[span.start : span.end]
