"""Gives every mention of one article its key: which of its names are one person, organisation, people or place.

The hints tell the corpus what the article proves; canonical.py merges keys by them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.entities.acronyms import initials
from news_pipeline.entities.aliases import known_aliases
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.gazetteer import country_names, peoples
from news_pipeline.entities.outlet_homes import HomeVote
from news_pipeline.entities.people import is_full_name, surname, without_article, without_initials, without_suffix
from news_pipeline.entities.place_choice import is_in_country, is_place_key, places_of, votes_of
from news_pipeline.entities.place_names import BEFORE, PLACE_LABELS, Home, PlaceMention, is_perhaps_place
from news_pipeline.entities.tagger import Span
from news_pipeline.shared.given_names import given_names


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
    `given`: the article uses the given name for the full name; `reversed`: the name in the other order;
    `beside`: the name without its suffix, which the article has, too; `family`: the surname of which it is the plural;
    `inverted`: "Department of Defense" for "Defense Department"; `national`: the name without the country before it,
    which the article has, too;
    `alias`: a name known all over the world, which the article just uses."""


@dataclass(frozen=True, slots=True)
class KeyedName:
    """What a span stands for in its article."""

    key: str
    label: str
    """Its OntoNotes type; GPE where the tagger had another and the article says that it is a place."""
    confidence: float | None
    """Of a place, the probability that it is this one; None where no ranking took place."""


@dataclass(frozen=True, slots=True)
class DocumentKeys:
    """Keys and hints of one article. They depend on its text, its spans and its outlet's home alone."""

    names: list[KeyedName]
    """One for each span, in order."""
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
    people = _people_of(surfaces, spans)
    organisations = _organisations({s for s, span in zip(surfaces, spans, strict=True) if span.label == "ORG"})
    perhaps = _perhaps_places(text, surfaces, spans, people)
    places = places_of(_place_mentions(text, surfaces, spans, perhaps), _others(surfaces, spans), home)

    def name_of(surface: str, label: str, may_be_place: bool) -> KeyedName:  # noqa: FBT001 a column
        place = places.get(fold_name(surface) or surface) if may_be_place else None
        if place and (label in PLACE_LABELS or is_place_key(place.key)):
            return KeyedName(place.key, "GPE" if is_in_country(place.key) else label, place.confidence)
        if label == "PERSON":
            return KeyedName(people[surface].key, label, None)
        if label == "ORG":
            return KeyedName(organisations[surface].key, label, None)
        return KeyedName(
            _people_key(surface) if label == "NORP" else fold_organisation(surface) or surface, label, None
        )

    names = [
        name_of(surface, span.label, may_be) for surface, span, may_be in zip(surfaces, spans, perhaps, strict=True)
    ]
    hints = (
        _hints("PERSON", fold_name, people)
        | _hints("ORG", fold_organisation, organisations)
        | _full_names(people)
        | _beside(people)
        | _reversed(people)
        | _families(people)
        | _inverted(organisations)
        | _national(organisations)
    )
    hints |= _aliases({name.key for name in names if name.label == "ORG"} | {hint.target_key for hint in hints})
    ordered = sorted(hints, key=lambda hint: (hint.entity_type, hint.entity_key, hint.target_key, hint.kind))
    return DocumentKeys(names, ordered)


def document_votes(text: str, spans: Sequence[Span], home: Home) -> list[HomeVote]:
    """What the places of an article say about its outlet's home."""
    surfaces = [text[span.start : span.end] for span in spans]
    perhaps = _perhaps_places(text, surfaces, spans, _people_of(surfaces, spans))
    return votes_of(_place_mentions(text, surfaces, spans, perhaps), _others(surfaces, spans), home)


def _people_of(surfaces: Sequence[str], spans: Sequence[Span]) -> dict[str, "_Meaning"]:
    return _people(Counter(s for s, span in zip(surfaces, spans, strict=True) if span.label == "PERSON"))


def _perhaps_places(
    text: str, surfaces: Sequence[str], spans: Sequence[Span], people: Mapping[str, "_Meaning"]
) -> list[bool]:
    """For each span whether it may name a place."""
    return [
        is_perhaps_place(span.label, text[max(0, span.start - BEFORE) : span.start])
        and _may_be_place(surface, span.label, people)
        for surface, span in zip(surfaces, spans, strict=True)
    ]


def _place_mentions(
    text: str, surfaces: Sequence[str], spans: Sequence[Span], perhaps: Sequence[bool]
) -> list[PlaceMention]:
    return [
        PlaceMention(surface, text[span.end : span.end + 40], span.label)
        for surface, span, may_be in zip(surfaces, spans, perhaps, strict=True)
        if may_be
    ]


def _others(surfaces: Sequence[str], spans: Sequence[Span]) -> set[str]:
    """Names of people and of peoples."""
    return {surface for surface, span in zip(surfaces, spans, strict=True) if span.label in ("PERSON", "NORP")}


def _may_be_place(surface: str, label: str, people: Mapping[str, "_Meaning"]) -> bool:
    """Whether a name that the tagger took for something else may be a place: no part of a person's name."""
    return label != "PERSON" or people[surface].key == (fold_name(surface) or surface)


def key_of_name(entity_type: str, name: str) -> str:
    """The key of a name without an article around it. A key such as "country:KZ" is its own."""
    if name.partition(":")[0] in ("country", "geonames", "people"):
        return name
    if entity_type in PLACE_LABELS:
        return places_of([PlaceMention(name, "", entity_type)])[fold_name(name) or name].key
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


def _beside(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each "Donald Trump Jr." that stands beside "Donald Trump": they are two."""
    whole = {found.key for surface, found in people.items() if is_full_name(surface)}
    shorter = {(found.key, fold_name(without_suffix(surface))) for surface, found in people.items()}
    return {Hint("PERSON", key, short, "beside") for key, short in shorter if short != key and short in whole}


def _reversed(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each name that has a given name last and none first: "Roe Jane"."""
    found = set()
    for meaning in people.values():
        first, _, last = meaning.key.partition(" ")
        if last in given_names() and first not in given_names() and " " not in last:
            found.add(Hint("PERSON", meaning.key, f"{last} {first}", "reversed"))
    return found


def _families(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each plural of a surname that a person of the article bears: "the Roes" beside "Jane Roe"."""
    borne = {fold_name(surname(surface)) for surface in people if is_full_name(surface)}
    alone = (fold_name(surface) for surface, found in people.items() if not found.hint and " " not in surface)
    plurals = ((name, name.removesuffix("s")) for name in alone if name.endswith("s") and name not in borne)
    return {Hint("PERSON", name, one, "family") for name, one in plurals if one in borne}


def _inverted(organisations: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each "Defense Department" or "Defence Ministry"."""
    found = set()
    for surface in organisations:
        match = _BODY.fullmatch(fold_organisation(surface))
        if match:
            whole = f"{match['nation'] or ''}{match['kind']} of {match['field']}"
            found.add(Hint("ORG", match.group(), whole, "inverted"))
    return found


_BODY = re.compile(r"(?P<nation>u[sk] )?(?P<field>[^ ].*) (?P<kind>department|ministry)")


def _national(organisations: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each "U.S. Supreme Court" of an article that calls it "the Supreme Court", too."""
    keys = {fold_organisation(surface) for surface in organisations}
    parted = ((key, key.partition(" ")) for key in keys)
    return {
        Hint("ORG", key, rest, "national")
        for key, (nation, _, rest) in parted
        if rest in keys and nation in country_names()
    }


def _full_names(people: Mapping[str, _Meaning]) -> set[Hint]:
    """A hint for each surname that the article does not use alone: it speaks against other bearers of the surname."""
    used = {(fold_name(surface), found.key) for surface, found in people.items() if found.hint == "surname"}
    full = [(surname(surface), found.key) for surface, found in people.items() if is_full_name(surface)]
    bearers = {(fold_name(part), key) for name, key in full for part in (name, without_article(name))}
    return {Hint("PERSON", bare, key, "full_name") for bare, key in bearers - used if bare and f" {bare} " in f"{key} "}


def _people(mentions: Counter[str]) -> dict[str, _Meaning]:
    """The meaning of each surface: a part of a full name stands for the one that bears it."""
    counts: Counter[str] = Counter()
    whole = _longer(mentions)
    by_last: dict[str, set[str]] = {}
    by_first: dict[str, set[str]] = {}
    for surface, count in mentions.items():
        if not is_full_name(surface):
            continue
        full = whole.get(fold_name(surface), fold_name(surface))
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
            alone = min(named) if len(named) == 1 else ""
            meanings[surface] = _Meaning(alone, "given") if alone else _Meaning(whole.get(folded, folded))
    targets = {fold_name(surface): found.key for surface, found in meanings.items()}
    return {surface: _Meaning(_follow(found.key, targets), found.hint) for surface, found in meanings.items()}


def _longer(mentions: Iterable[str]) -> dict[str, str]:
    """For each name of the article the one that it has with a middle initial: "George Bush", "George W. Bush"."""
    found: dict[str, set[str]] = {}
    for surface in mentions:
        if short := without_initials(surface):
            found.setdefault(short, set()).add(fold_name(surface))
    return {short: min(longer) for short, longer in found.items() if len(longer) == 1}


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
