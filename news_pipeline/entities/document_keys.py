"""Keys of the mentions of one document: which of its names are one person, organisation, people or place.

Here: the keys, and the hints that the document gives to the corpus. Elsewhere: merging over the corpus (canonical.py).
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from news_pipeline.entities.acronyms import initials
from news_pipeline.entities.aliases import known_aliases
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.gazetteer import peoples
from news_pipeline.entities.people import is_full_name, surname, without_suffix
from news_pipeline.entities.place_choice import context_of, place_keys
from news_pipeline.entities.tagger import Span


@dataclass(frozen=True, slots=True)
class Hint:
    """What one document proves about two keys of a type."""

    entity_type: str
    key: str
    """The short name, such as "csto" or "putin"."""
    target_key: str
    """What it stands for there, such as "collective security treaty organization"."""
    kind: str
    """`acronym`, `surname` (the document uses it for the full name), `full_name` (the document has only that), `alias`
    (the world knows it, this document just uses it)."""


def document_keys(text: str, spans: Sequence[Span]) -> tuple[list[str], list[Hint]]:
    """The key of each span, in order, and the hints, sorted. Both depend on the spans of this document alone."""
    surfaces = [text[span.start : span.end] for span in spans]
    people = _people(Counter(s for s, span in zip(surfaces, spans, strict=True) if span.label == "PERSON"))
    organisations = _organisations({s for s, span in zip(surfaces, spans, strict=True) if span.label == "ORG"})
    places = place_keys(
        [(text[s.start : s.end], text[s.end : s.end + 40]) for s in spans if s.label in ("GPE", "LOC")],
        context_of(fold_name(surface) for surface in surfaces),
    )

    def key_of(surface: str, label: str) -> str:
        if label == "PERSON":
            return people[surface][0]
        if label == "ORG":
            return organisations[surface][0]
        if label in ("GPE", "LOC"):
            return places[fold_name(surface) or surface]
        return _people_key(surface) if label == "NORP" else fold_organisation(surface) or surface

    keys = [key_of(surface, span.label) for surface, span in zip(surfaces, spans, strict=True)]
    hints = _hints("PERSON", fold_name, people) | _hints("ORG", fold_organisation, organisations) | _full_names(people)
    hints |= _aliases(
        {key for key, span in zip(keys, spans, strict=True) if span.label == "ORG"}
        | {hint.target_key for hint in hints}
    )
    return keys, sorted(hints, key=lambda h: (h.entity_type, h.key, h.target_key, h.kind))


def key_of_name(entity_type: str, name: str) -> str:
    """The key of a name that stands alone, without a document around it; a key such as "country:KZ" is its own."""
    if name.partition(":")[0] in ("country", "geonames", "people"):
        return name
    if entity_type in ("GPE", "LOC"):
        return place_keys([(name, "")], context_of([]))[fold_name(name) or name]
    if entity_type == "PERSON":
        return fold_name(name) or name
    return _people_key(name) if entity_type == "NORP" else fold_organisation(name) or name


def _hints(entity_type: str, fold: Callable[[str], str], table: dict[str, tuple[str, str]]) -> set[Hint]:
    return {Hint(entity_type, fold(surface), key, kind) for surface, (key, kind) in table.items() if kind}


def _aliases(keys: set[str]) -> set[Hint]:
    """Hints name every key that canonical.py may merge, so that what belongs together is resolved together."""
    return {Hint("ORG", key, known_aliases()[key], "alias") for key in keys if key in known_aliases()}


def _full_names(people: dict[str, tuple[str, str]]) -> set[Hint]:
    """That a surname is this person's, where the document does not use it alone: it speaks against other bearers."""
    used = {(fold_name(surface), key) for surface, (key, kind) in people.items() if kind}
    bearers = {(fold_name(surname(surface)), key) for surface, (key, _) in people.items() if is_full_name(surface)}
    return {Hint("PERSON", bare, key, "full_name") for bare, key in bearers - used if bare and key.endswith(f" {bare}")}


def _people(mentions: Counter[str]) -> dict[str, tuple[str, str]]:
    """Key and kind of hint ('' for none) of each surface: a part of a full name stands for the clear bearer."""
    counts: Counter[str] = Counter()
    by_last: dict[str, set[str]] = {}
    by_first: dict[str, set[str]] = {}
    for surface, count in mentions.items():
        if not is_full_name(surface):
            continue
        full = fold_name(surface)
        counts[full] += count
        words = fold_name(without_suffix(surface)).split()
        by_first.setdefault(words[0], set()).add(full)
        for length in range(1, len(words)):
            by_last.setdefault(" ".join(words[-length:]), set()).add(full)
    keys = {}
    for surface in mentions:
        folded = fold_name(surface) or surface
        bearers = by_last.get(folded, set()) - {folded}
        if bearers:
            bearer = _clear_leader(bearers, counts)
            keys[surface] = (bearer or folded, "surname" if bearer else "")
        else:
            named = by_first.get(folded, set())
            keys[surface] = (min(named), "") if len(named) == 1 else (folded, "")
    targets = {fold_name(surface): key for surface, (key, _) in keys.items()}
    return {surface: (_follow(key, targets), kind) for surface, (key, kind) in keys.items()}


def _clear_leader(bearers: set[str], counts: Counter[str]) -> str | None:
    """The full name that the document uses at least twice as often as any other bearer of the surname."""
    ranked = sorted(bearers, key=lambda name: (-counts[name], name))
    return ranked[0] if len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]] else None


def _follow(key: str, targets: dict[str, str]) -> str:
    """ "Bin Salman" stands for "Mohammed bin Salman", a part of a longer name again: parts of parts are followed."""
    for _ in range(3):
        key = targets.get(key, key)
    return key


def _organisations(surfaces: set[str]) -> dict[str, tuple[str, str]]:
    """Key and kind of hint of each surface: an acronym stands for the one long form whose initials it has."""
    long_forms: dict[str, set[str]] = {}
    for surface in surfaces:
        if " " in surface:
            for acronym in initials(surface):
                long_forms.setdefault(acronym, set()).add(fold_organisation(surface))
    keys = {}
    for surface in surfaces:
        folded = fold_organisation(surface) or surface
        capitals = re.sub("[^A-Z]", "", surface) if " " not in surface else ""
        targets = long_forms.get(capitals, set())
        keys[surface] = (min(targets), "acronym") if len(targets) == 1 else (folded, "")
    return keys


def _people_key(surface: str) -> str:
    folded = fold_name(surface)
    code = peoples().get(folded)
    return f"people:{code}" if code else folded or surface
