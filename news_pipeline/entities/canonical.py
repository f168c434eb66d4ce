"""Canonical entities over the corpus: which keys of documents are one person, organisation or place.

Here: `resolve`, a pure function of the set of keys with their evidence. Elsewhere: keys and hints of one document
(document_keys.py), ids in the warehouse, redirects and overrides (stages.py).
Cautious: a key is merged into another only when nothing in the corpus speaks against it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news_pipeline.entities.aliases import known_aliases, known_names
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.gazetteer import countries
from news_pipeline.entities.places import place_of_key
from news_pipeline.hashing import digest

MIN_SURNAME_ARTICLES = 2
"""Articles that must prove a surname before other articles' bare surname is taken for the same person."""
MAX_CHAIN = 5


@dataclass(frozen=True, slots=True)
class KeyEvidence:
    """What the corpus has on one key of a type."""

    entity_type: str
    entity_key: str
    surfaces: tuple[tuple[str, int], ...]
    """Surface and number of mentions; () for a key that only hints name."""
    article_count: int
    hints: tuple[tuple[str, str, int], ...]
    """Target key, kind, number of articles that prove it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical entity."""

    entity_type: str
    canonical_key: str
    name: str
    keys: tuple[str, ...]
    """All keys merged into it, sorted."""
    aliases: tuple[str, ...]
    """All surfaces seen, sorted."""
    country_code: str | None
    """ISO 3166-1 alpha-2 of a country, a place in it or its people."""
    geonames_id: int | None
    latitude: float | None
    """Degrees north; None for countries and states."""
    longitude: float | None


def entity_id(entity_type: str, canonical_key: str) -> str:
    """The id of an entity: 32 hexadecimal digits."""
    return digest("entity", entity_type, canonical_key)


def resolve(evidence: Sequence[KeyEvidence]) -> list[Entity]:
    """Canonical entities, sorted by type and key. The order of the evidence does not matter.

    Every key with surfaces is in exactly one entity. Merged are: aliases known all over the world, acronyms whose
    documents agree on one long form, surnames that only one full name of the corpus has. What a key may merge into is
    among its own hints, so that keys linked by hints can be resolved apart from all others with the same result.
    """
    by_key = {(item.entity_type, item.entity_key): item for item in evidence}
    targets = {key: _target(item) for key, item in by_key.items()}
    merged: dict[tuple[str, str], list[KeyEvidence]] = {}
    for (entity_type, key), item in by_key.items():
        if item.surfaces:
            merged.setdefault((entity_type, _follow(entity_type, key, targets)), []).append(item)
    return [_entity(entity_type, key, items) for (entity_type, key), items in sorted(merged.items())]


def _target(item: KeyEvidence) -> str:
    """The key that a key is merged into: itself unless the evidence agrees on another."""
    if item.entity_type == "ORG" and item.entity_key in known_aliases():
        return known_aliases()[item.entity_key]
    articles: Counter[tuple[str, str]] = Counter()
    for target, kind, count in item.hints:
        articles[target, kind] += count
    acronym = {target for target, kind in articles if kind == "acronym"}
    if len(acronym) == 1:
        return acronym.pop()
    bearers = {target for target, kind in articles if kind in ("surname", "full_name")}
    if len(bearers) == 1:
        bearer = bearers.pop()
        if articles[bearer, "surname"] >= MIN_SURNAME_ARTICLES:
            return bearer
    return item.entity_key


def _follow(entity_type: str, key: str, targets: dict[tuple[str, str], str]) -> str:
    """The end of a chain of targets; the smallest key of a circle, so that every start gives the same."""
    seen = [key]
    for _ in range(MAX_CHAIN):
        following = targets.get((entity_type, seen[-1]), seen[-1])
        if entity_type == "ORG":
            following = known_aliases().get(following, following)
        if following == seen[-1]:
            return following
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _entity(entity_type: str, key: str, items: Iterable[KeyEvidence]) -> Entity:
    items = sorted(items, key=lambda item: item.entity_key)
    counts: Counter[str] = Counter()
    for item in items:
        for surface, count in item.surfaces:
            counts[surface] += count
    place = place_of_key(key)
    name, country_code, geonames_id, latitude, longitude = place or (
        _name(entity_type, key, counts),
        None,
        None,
        None,
        None,
    )
    kind, _, code = key.partition(":")
    if kind == "people" and code in countries():
        country_code = code
    keys = tuple(item.entity_key for item in items)
    return Entity(entity_type, key, name, keys, tuple(sorted(counts)), country_code, geonames_id, latitude, longitude)


def _name(entity_type: str, key: str, counts: Counter[str]) -> str:
    """The commonest surface that is the whole name, in mixed case before capitals; else the known or commonest name."""
    fold = fold_organisation if entity_type not in ("PERSON", "GPE", "LOC", "NORP") else fold_name
    whole = {surface: count for surface, count in counts.items() if fold(surface) == key}
    if not whole and key in known_names():
        return known_names()[key]
    candidates = whole or counts
    return min(candidates, key=lambda s: (s.isupper() and len(s) > 5, -candidates[s], s))
