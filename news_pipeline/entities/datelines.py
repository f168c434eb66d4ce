"""Finds names that stand in fixed forms: datelines, signatures, photo credits, agencies, members of Congress."""

import re

from news_pipeline.entities.indexed_text import Text
from news_pipeline.entities.photo_credits import photo_credits
from news_pipeline.entities.place_choice import is_state
from news_pipeline.entities.place_index import namesakes
from news_pipeline.entities.place_names import namesakes_of
from news_pipeline.entities.span_borders import not_names
from news_pipeline.entities.spans import overlapped, put
from news_pipeline.entities.tagger import Span
from news_pipeline.metadata.credits.agencies import names_in_text
from news_pipeline.shared.common_words import common_words

_DATELINE = re.compile(
    r"^[ \t]*(?P<places>[A-Z][^\W\d_'’.]{0,40}[A-Z][A-Z'’. ]{0,60}(?:[/-][A-Z][A-Z'’. ]{1,60}){0,4}?)"
    r"(?P<region>, [A-Z][\w.]{1,40}(?: [A-Z][\w.]{1,40})?)??"
    r"(?P<date>,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:er)? [^\W\d_]{3,9})(?:,? \d{4})?)?"
    r" ?(?P<agency>\([^()\n]{2,40}\))? [-–—]{1,2} ",
    re.MULTILINE,
)
_PLACE = re.compile(r"[A-Z][^/]*[^/ ]")
_GIVEN = r"[A-Z][\w'’.-]{0,30}"
_PARTICLE = r"(?:(?:von|van|der|de|del|al|el|bin) )?"
_SIGNATURE = re.compile(
    r"\((?:(?:Additional )?[Rr]eporting|Writing|Editing|Compiled|Photo|Photography)\b[^()\n]{0,400}\)"
)
_SIGNED_NAME = re.compile(
    rf"(?:(?<=by )|(?<=and )|(?<=, )){_GIVEN}(?: {_PARTICLE}[A-Z][\w'’.-]{{0,30}}){{1,3}}(?=[ ,;)]|$)"
)
_DATED_LINE = re.compile(
    r"^[ \t]*(?P<places>[A-Z][A-Z'’. ]{1,60}?(?:[/-][A-Z][A-Z'’. ]{1,60}?){0,4}) \d{4}-\d\d-\d\d[ \t]*$", re.MULTILINE
)
"""A dateline of its own: "CANBERRA 1996-12-06"."""
_DESK = re.compile(r"\b(?:P[Oo][Oo][Ll]|H[Aa][Nn][Dd][Oo][Uu][Tt])\b")
"""Photographers who share, or a party that gives its own photo."""
_PARTY_STATE = re.compile(r"(?<![\w-])[DRI]-(?P<state>(?:[A-Z]\.){2}|[A-Z][a-z]+\.?(?: [A-Z][a-z]+)?)(?![\w-])")


def datelines(text: Text, spans: list[Span]) -> list[Span]:
    """Places and agency of a dateline ("PARIS, Dec 7 (Reuters) -"), people of signatures and photo credits."""
    added: list[Span] = []
    for match in _DATELINE.finditer(text.text):
        if not _is_dateline(match):
            continue
        added += [Span(*place.span(), "GPE") for place in _PLACE.finditer(text.text, *match.span("places"))]
        if match.group("region"):
            added.append(Span(match.start("region") + 2, match.end("region"), "GPE"))
        if match.group("agency"):
            added.append(Span(match.start("agency") + 1, match.end("agency") - 1, "ORG"))
    for match in _SIGNATURE.finditer(text.text):
        added += [Span(*name.span(), "PERSON") for name in _SIGNED_NAME.finditer(text.text, *match.span())]
    for match in _DATED_LINE.finditer(text.text):
        added += [Span(*place.span(), "GPE") for place in _PLACE.finditer(text.text, *match.span("places"))]
    for credit in photo_credits(text.text):
        if text.text[credit.name_start : credit.name_end] not in not_names():
            added.append(Span(credit.name_start, credit.name_end, "PERSON"))
        added += [Span(*desk.span(), "ORG") for desk in _DESK.finditer(text.text, credit.name_end, credit.end)]
    return put(spans, added)


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether agency or date, the state or the places themselves tell that a line begins with a dateline."""
    if match["agency"] or match["date"] or (match["region"] and is_state(match["region"][2:])):
        return True
    places = [place.group() for place in _PLACE.finditer(match["places"])]
    return not match["region"] and all(map(_is_known_place, places))


def _is_known_place(name: str) -> bool:
    """Whether a name in capitals is a place and no word: "UPDATE" and "READING" are words."""
    is_word = all(word in common_words() for word in name.lower().split())
    return len(name) > 3 and not is_word and namesakes_of(name.title()) is not None


def roles(text: str) -> list[tuple[int, int, str]]:
    """Start, end and role of the stretches whose names do not belong to the story, in order.

    Roles are `dateline`, `signature` ("Reporting by ...") and `credit`, that of a photo.
    """
    found = [(*match.span(), "dateline") for match in _DATELINE.finditer(text) if _is_dateline(match)]
    found += [(*match.span(), "signature") for match in _SIGNATURE.finditer(text)]
    found += [(*match.span(), "dateline") for match in _DATED_LINE.finditer(text)]
    found += [(credit.start, credit.end, "credit") for credit in photo_credits(text)]
    return sorted(found)


def party_states(text: Text, spans: list[Span]) -> list[Span]:
    """The place of a member of a parliament, without the party before it: "R-Ky.", "D-New York", "D-Pleasanton"."""
    found = (Span(*match.span("state"), "GPE") for match in _PARTY_STATE.finditer(text.text))
    return put(spans, [span for span in found if _is_constituency(text.text[span.start : span.end])])


def _is_constituency(name: str) -> bool:
    return is_state(name) or namesakes(name) is not None


def agencies(text: Text, spans: list[Span]) -> list[Span]:
    """The name of a news agency is an organisation wherever it stands, unless it is part of a longer organisation."""
    found = [Span(*place, "ORG") for name in names_in_text() for place in text.occurrences(name)]
    kept = []
    for span in found:
        other = overlapped(spans, span)
        if other is None or other.label != "ORG" or (span.start <= other.start and other.end <= span.end):
            kept.append(span)
    return put(spans, kept)
