"""Gives every mention of one article its key: which of its names are one person, organisation, people or place.

The hints tell the corpus what the article proves; canonical.py merges keys by them.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.entities.acronyms import initials
from news_pipeline.entities.aliases import known_aliases
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.gazetteer import peoples
from news_pipeline.entities.people import is_full_name, surname, without_initials, without_suffix
from news_pipeline.entities.place_choice import Home, PlaceMention, place_keys
from news_pipeline.entities.tagger import Span

_PLACES = ("GPE", "LOC")


@dataclass(frozen=True, slots=True)
class Hint:
    """What one article proves about two keys of a type."""

    entity_type: str
    entity_key: str
    """The short name, such as "csto" or "putin"."""
    target_key: str
    """What it stands for there, such as "collective security treaty organization"."""
    kind: str
    """`acronym`; `surname`: the article uses it for the full name; `full_name`: the article has only the full name;
    `initial`: the full name without its middle initials;
    `alias`: a name known all over the world, which the article just uses."""


@dataclass(frozen=True, slots=True)
class DocumentKeys:
    """Keys and hints of one article. They depend on its text, its spans and its outlet's home alone."""

    keys: list[str]
    """The key of each span, in order."""
    confidences: list[float | None]
    """Of places, the probability that it is this one; None where no ranking took place."""
    hints: list[Hint]
    """Sorted."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a surface stands for in the article."""

    key: str
    hint: str = ""
    """Kind of hint that this is for the corpus; '' for none."""


def document_keys(text: str, spans: Sequence[Span], home: Home | None = None) -> DocumentKeys:
    """The keys of an article's spans, and its hints. `home` is that of its outlet."""
    surfaces = [text[span.start : span.end] for span in spans]
    people = _people(Counter(s for s, span in zip(surfaces, spans, strict=True) if span.label == "PERSON"))
    organisations = _organisations({s for s, span in zip(surfaces, spans, strict=True) if span.label == "ORG"})
    places = place_keys(
        [PlaceMention(text[s.start : s.end], text[s.end : s.end + 40], s.label) for s in spans if s.label in _PLACES],
        {surface for surface, span in zip(surfaces, spans, strict=True) if span.label in ("PERSON", "NORP")},
        home,
    )

    def key_of(surface: str, label: str) -> str:
        if label == "PERSON":
            return people[surface].key
        if label == "ORG":
            return organisations[surface].key
        if label in ("GPE", "LOC"):
            return places[fold_name(surface) or surface].key
        return _people_key(surface) if label == "NORP" else fold_organisation(surface) or surface

    def confidence_of(surface: str, label: str) -> float | None:
        return places[fold_name(surface) or surface].confidence if label in ("GPE", "LOC") else None

    confidences = [confidence_of(surface, span.label) for surface, span in zip(surfaces, spans, strict=True)]
    keys = [key_of(surface, span.label) for surface, span in zip(surfaces, spans, strict=True)]
    hints = (
        _hints("PERSON", fold_name, people)
        | _hints("ORG", fold_organisation, organisations)
        | _full_names(people)
        | _initials(people)
    )
    hints |= _aliases(
        {key for key, span in zip(keys, spans, strict=True) if span.label == "ORG"}
        | {hint.target_key for hint in hints}
    )
    return DocumentKeys(
        keys, confidences, sorted(hints, key=lambda h: (h.entity_type, h.entity_key, h.target_key, h.kind))
    )


def key_of_name(entity_type: str, name: str) -> str:
    """The key of a name without an article around it. A key such as "country:KZ" is its own."""
    if name.partition(":")[0] in ("country", "geonames", "people"):
        return name
    if entity_type in ("GPE", "LOC"):
        return place_keys([PlaceMention(name, "", entity_type)])[fold_name(name) or name].key
    if entity_type == "PERSON":
        return fold_name(name) or name
    return _people_key(name) if entity_type == "NORP" else fold_organisation(name) or name


def _hints(entity_type: str, fold: Callable[[str], str], meanings: Mapping[str, _Meaning]) -> set[Hint]:
    return {
        Hint(entity_type, fold(surface), found.key, found.hint) for surface, found in meanings.items() if found.hint
    }


def _aliases(keys: set[str]) -> set[Hint]:
    """A hint for every known alias, so that all keys that may be merged are resolved together."""
    return {Hint("ORG", key, known_aliases()[key], "alias") for key in keys if key in known_aliases()}


def _initials(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint from each full name with middle initials to the name without them."""
    shorter = {(found.key, without_initials(surface)) for surface, found in people.items() if is_full_name(surface)}
    return {Hint("PERSON", key, short, "initial") for key, short in shorter if short and short != key}


def _full_names(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each surname that the article does not use alone: it speaks against other bearers of the surname."""
    used = {(fold_name(surface), found.key) for surface, found in people.items() if found.hint}
    bearers = {(fold_name(surname(surface)), found.key) for surface, found in people.items() if is_full_name(surface)}
    return {Hint("PERSON", bare, key, "full_name") for bare, key in bearers - used if bare and key.endswith(f" {bare}")}


def _people(mentions: Counter[str]) -> dict[str, _Meaning]:
    """The meaning of each surface: a part of a full name stands for the one that bears it."""
    counts: Counter[str] = Counter()
    whole = {fold_name(surface) for surface in mentions}
    by_last: dict[str, set[str]] = {}
    by_first: dict[str, set[str]] = {}
    for surface, count in mentions.items():
        if not is_full_name(surface):
            continue
        full = fold_name(surface)
        full = full if (short := without_initials(surface)) not in whole else short
        counts[full] += count
        words = fold_name(without_suffix(surface)).split()
        by_first.setdefault(words[0], set()).add(full)
        for length in range(1, len(words)):
            by_last.setdefault(" ".join(words[-length:]), set()).add(full)
    meanings = {}
    for surface in mentions:
        folded = fold_name(surface) or surface
        bearers = by_last.get(folded, set()) - {folded}
        if bearers:
            bearer = _clear_leader(bearers, counts)
            meanings[surface] = _Meaning(bearer, "surname") if bearer else _Meaning(folded)
        else:
            named = by_first.get(folded, set())
            short = without_initials(surface)
            is_said_both_ways = bool(short) and short in whole
            meanings[surface] = _Meaning(min(named) if len(named) == 1 else short if is_said_both_ways else folded)
    targets = {fold_name(surface): found.key for surface, found in meanings.items()}
    return {surface: _Meaning(_follow(found.key, targets), found.hint) for surface, found in meanings.items()}


def _clear_leader(bearers: set[str], counts: Counter[str]) -> str | None:
    """The full name that the article has at least twice as often as any other bearer of the surname."""
    ranked = sorted(bearers, key=lambda name: (-counts[name], name))
    return ranked[0] if len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]] else None


def _follow(key: str, targets: Mapping[str, str]) -> str:
    """The end of a chain of names: "Salman", "bin Salman", "Mohammed bin Salman". At most three steps."""
    for _ in range(3):
        key = targets.get(key, key)
    return key


def _organisations(surfaces: set[str]) -> dict[str, _Meaning]:
    """The meaning of each surface: an acronym stands for the one long form that has its initials."""
    long_forms: dict[str, set[str]] = {}
    for surface in surfaces:
        if " " in surface:
            for acronym in initials(surface):
                long_forms.setdefault(acronym, set()).add(fold_organisation(surface))
    meanings = {}
    for surface in surfaces:
        capitals = re.sub("[^A-Z]", "", surface) if " " not in surface else ""
        targets = long_forms.get(capitals, set())
        is_clear = len(targets) == 1
        meanings[surface] = (
            _Meaning(min(targets), "acronym") if is_clear else _Meaning(fold_organisation(surface) or surface)
        )
    return meanings


def _people_key(surface: str) -> str:
    folded = fold_name(surface)
    code = peoples().get(folded)
    return f"people:{code}" if code else folded or surface
