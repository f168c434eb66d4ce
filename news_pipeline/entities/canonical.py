"""Canonical entities over the corpus: which keys of articles are one person, organisation or place.

A key is merged into another only when nothing in the corpus speaks against it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from news_pipeline.entities.aliases import known_aliases, known_names
from news_pipeline.entities.folding import fold_name, fold_organisation
from news_pipeline.entities.gazetteer import countries, province_keys
from news_pipeline.entities.overrides import IGNORE, NOT_SAME, RENAME, SAME, Override
from news_pipeline.entities.people import without_initials
from news_pipeline.entities.person_variants import variants
from news_pipeline.entities.place_choice import place_of_key
from news_pipeline.entities.place_index import first_division
from news_pipeline.metadata.outlets.known_outlets import names_with_article
from news_pipeline.shared.hashing import digest

MIN_GIVEN_ARTICLES = 8
"""Articles that must use a given name for one person before it is hers elsewhere: "Hillary"."""
GIVEN_MARGIN = 10
"""These, by those that use it for all others, and by those in which it is a surname ("Clinton Hillary")."""
SWAPPED_MARGIN = 3
"""Articles with a name, by those with it in the other order: "Rand Paul" is no "Paul Rand"."""
MIN_NATIONAL_ARTICLES = 3
"""Articles that must have a body with its country and without it, "U.S. Senate", before both are one."""
NATIONAL_MARGIN = 10
"""These, by those that do so with another country's."""
MOST_ON_ONE_WORD = 20
"""Articles with an acronym that one article alone may spell out. Of 6,000 articles one called CNN, which 938 name, the
Clinton News Network; two or more that agree were right however many have the acronym (GOP: 4 of 1,333)."""
MAX_CHAIN = 5
"""Steps from a key to the end of its chain of targets."""


class Margins(NamedTuple):
    """What it takes before a surname is one person's."""

    least: int
    """Articles that prove it for her: they have her full name, and then the surname alone."""
    uses: int
    """These, by those that prove it for all others."""
    names: int
    """Articles that name her in full, by all that name the others."""


CORPUS_MARGINS = (Margins(least=2, uses=10, names=5), Margins(least=5, uses=5, names=10))
"""Over the whole corpus; one of these is enough. Of 2,000 articles of 2010 to 2022 those that prove a surname were told
by all the others: the first tells 1,687 rightly and 85 wrongly, the second 65 and 2 more."""

TypedKey = tuple[str, str]
"""Entity type and key."""
Apart = set[tuple[str, str, str]]
"""Type and two keys, the smaller first, that a person keeps apart."""


class SurfaceCount(NamedTuple):
    """How often a name is spelt so."""

    surface: str
    mention_count: int


class HintCount(NamedTuple):
    """How many articles prove that a key stands for another."""

    target_key: str
    kind: str
    """As in `document_keys.Hint`."""
    article_count: int


@dataclass(frozen=True, slots=True)
class KeyEvidence:
    """What the corpus has on one key of a type."""

    entity_type: str
    entity_key: str
    surfaces: tuple[SurfaceCount, ...]
    """() for a key that only hints name."""
    article_count: int
    hints: tuple[HintCount, ...]


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
    """Degrees north; of a people that of its country."""
    longitude: float | None
    admin1: str | None
    """Name of the first division that a place lies in or is."""


def entity_id(entity_type: str, canonical_key: str) -> str:
    """The id of an entity: 32 hexadecimal digits."""
    return digest("entity", entity_type, canonical_key)


def resolve(evidence: Sequence[KeyEvidence], overrides: Sequence[Override] = ()) -> list[Entity]:
    """Canonical entities, sorted by type and key. The order of the evidence and of the overrides does not matter.

    Every key with surfaces is in exactly one entity, except those that a person ignores. Merged are: aliases known all
    over the world, acronyms whose articles agree on one long form, surnames that the corpus uses for
    one full name by a wide margin, full names that differ by a middle name, a nickname, a suffix or a letter.
    A person's overrides win.

    A key can only be merged along its own hints and overrides. So keys that these link can be resolved apart from all
    others, with the same result.
    """
    by_key = {(item.entity_type, item.entity_key): item for item in evidence}
    apart = {_pair(row.entity_type, row.entity_key, row.other_key) for row in overrides if row.judgement == NOT_SAME}
    ignored = {(row.entity_type, row.entity_key) for row in overrides if row.judgement == IGNORE}
    variant = _variants(by_key, apart)
    named = {key: item.article_count for (kind, key), item in by_key.items() if kind == "PERSON" and item.surfaces}
    bodies = _bodies(by_key, apart)
    targets = {
        key: variant.get(key) or bodies.get(key) or _target(item, apart, variant, named) for key, item in by_key.items()
    }
    roots = _judged_roots([row for row in overrides if row.judgement == SAME], targets, apart)
    merged: dict[TypedKey, list[KeyEvidence]] = {}
    for (entity_type, key), item in by_key.items():
        if item.surfaces and (entity_type, key) not in ignored:
            root = entity_type, _follow(entity_type, key, targets, apart)
            merged.setdefault(roots.get(root, root), []).append(item)
    renamed = {(row.entity_type, row.entity_key): row.other_name for row in overrides if row.judgement == RENAME}
    spelt = {(row.entity_type, row.other_key): row.other_name for row in overrides if row.judgement == SAME}
    entities = (_entity(*root, items, spelt.get(root, "")) for root, items in sorted(merged.items()))
    return [_renamed(entity, renamed) for entity in entities]


def _pair(entity_type: str, key: str, other: str) -> tuple[str, str, str]:
    return entity_type, min(key, other), max(key, other)


def _variants(by_key: Mapping[TypedKey, KeyEvidence], apart: Apart) -> dict[TypedKey, str]:
    """The full name that each full name of a person is a variant of."""
    found: dict[TypedKey, str] = {}
    for (entity_type, surname), item in sorted(by_key.items()) if by_key else ():
        bearers = {hint.target_key for hint in item.hints if hint.kind in ("surname", "full_name")} - {surname}
        if entity_type != "PERSON" or len(bearers) < 2:
            continue
        people = {name: by_key["PERSON", name] for name in sorted(bearers) if ("PERSON", name) in by_key}
        counts = {name: person.article_count for name, person in people.items() if person.surfaces}
        beside = {name: sum(h.article_count for h in p.hints if h.kind == "beside") for name, p in people.items()}
        for name, leader in variants(counts, beside).items():
            if _pair("PERSON", name, leader) not in apart:
                found.setdefault(("PERSON", name), leader)
    return found


def _bodies(by_key: Mapping[TypedKey, KeyEvidence], apart: Apart) -> dict[TypedKey, str]:
    """The name that an organisation has without its country, or in the other order of its words."""
    national: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: dict[TypedKey, str] = {}
    for (entity_type, key), item in sorted(by_key.items()):
        for target, kind, count in item.hints if entity_type == "ORG" and key not in known_aliases() else ():
            is_kept_apart = _pair("ORG", key, target) in apart
            is_there = ("ORG", target) in by_key and by_key["ORG", target].surfaces != ()
            if kind == "national" and not is_kept_apart:
                national[target][key] += count
            elif kind == "inverted" and is_there and not is_kept_apart:
                found["ORG", key] = target
    for target, articles in national.items():
        key, most = min(articles.items(), key=lambda each: (-each[1], each[0]))
        if most >= max(MIN_NATIONAL_ARTICLES, NATIONAL_MARGIN * (articles.total() - most)):
            found["ORG", key] = target
    return found


def _target(item: KeyEvidence, apart: Apart, variant: Mapping[TypedKey, str], named: Mapping[str, int]) -> str:
    """The key that a key is merged into: itself unless the evidence agrees on another."""
    alias = known_aliases().get(item.entity_key, "") if item.entity_type == "ORG" else ""
    if alias and _pair("ORG", item.entity_key, alias) not in apart:
        return alias
    articles: Counter[tuple[str, str]] = Counter()
    for target, kind, count in item.hints:
        if _pair(item.entity_type, item.entity_key, target) not in apart:
            whole = variant.get((item.entity_type, target), target)
            articles[variant.get((item.entity_type, whole), whole), kind] += count
    acronym = {target: count for (target, kind), count in articles.items() if kind == "acronym"}
    if len(acronym) == 1 and (max(acronym.values()) > 1 or item.article_count <= MOST_ON_ONE_WORD):
        return next(iter(acronym))
    least = SWAPPED_MARGIN * item.article_count
    swapped = [target for target, kind in articles if kind == "reversed" and named.get(target, 0) >= least]
    return bearer(articles) or _given_to(articles) or (min(swapped) if swapped else item.entity_key)


def _given_to(articles: Mapping[tuple[str, str], int]) -> str:
    """The person whom a given name alone means, "Hillary"; '' if that is not one by a wide margin."""
    uses = {target: count for (target, kind), count in articles.items() if kind == "given"}
    leader = min(uses, key=lambda name: (-uses[name], name), default="")
    if not leader or uses[leader] < MIN_GIVEN_ARTICLES:
        return ""
    surnames = sum(count for (_, kind), count in articles.items() if kind == "surname")
    is_wide = uses[leader] >= GIVEN_MARGIN * max(surnames, sum(uses.values()) - uses[leader])
    return leader if is_wide else ""


def bearer(articles: Mapping[tuple[str, str], int], margins: Sequence[Margins] = CORPUS_MARGINS) -> str:
    """The person whom a surname means in articles of the corpus, all or some; '' if no one does by a wide margin.

    `articles` are counts by full name and kind of hint.
    """
    people = {target for target, kind in articles if kind in ("surname", "full_name")}
    uses = {person: articles.get((person, "surname"), 0) for person in people}
    names = {person: uses[person] + articles.get((person, "full_name"), 0) for person in people}
    leader = min(people, key=lambda person: (-uses[person], person), default="")
    if not leader:
        return ""
    other_uses = sum(uses.values()) - uses[leader]
    other_names = sum(names.values()) - names[leader]
    is_wide = any(
        uses[leader] >= max(margin.least, margin.uses * other_uses) and names[leader] >= margin.names * other_names
        for margin in margins
    )
    return leader if is_wide else ""


def _follow(entity_type: str, key: str, targets: Mapping[TypedKey, str], apart: Apart) -> str:
    """The end of a chain of targets; the smallest key of a circle, so that every start gives the same."""
    seen = [key]
    for _ in range(MAX_CHAIN):
        following = targets.get((entity_type, seen[-1]), seen[-1])
        if entity_type == "ORG":
            alias = known_aliases().get(following, following)
            following = following if _pair("ORG", following, alias) in apart else alias
        if _pair(entity_type, key, following) in apart:
            return seen[-1]
        if following == seen[-1]:
            return following
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _judged_roots(same: Sequence[Override], targets: Mapping[TypedKey, str], apart: Apart) -> dict[TypedKey, TypedKey]:
    """Where the ends of chains lead that a person judged the same: to an `other` that is no `name` in another line."""
    groups: dict[TypedKey, set[TypedKey]] = {}
    names: set[TypedKey] = set()
    for row in same:
        left = row.entity_type, _follow(row.entity_type, row.entity_key, targets, apart)
        right = row.entity_type, _follow(row.entity_type, row.other_key, targets, apart)
        names.add(left)
        joined = groups.get(left, {left}) | groups.get(right, {right})
        groups |= dict.fromkeys(joined, joined)
    return {root: min(group, key=lambda end: (end in names, end)) for root, group in groups.items()}


def _renamed(entity: Entity, renamed: Mapping[TypedKey, str]) -> Entity:
    """The entity under the name that a person gave to its canonical key, or else to the first of its keys."""
    keys = (key for key in (entity.canonical_key, *entity.keys) if (entity.entity_type, key) in renamed)
    key = next(keys, None)
    return entity if key is None else replace(entity, name=renamed[entity.entity_type, key])


def _entity(entity_type: str, key: str, items: Iterable[KeyEvidence], spelt: str) -> Entity:
    items = sorted(items, key=lambda item: item.entity_key)
    counts: Counter[str] = Counter()
    for item in items:
        for surface, count in item.surfaces:
            counts[surface] += count
    kind, _, code = key.partition(":")
    is_people = kind == "people" and code in countries()
    place = place_of_key(key)
    land = countries()[code].place if is_people else place
    division = first_division(place.geonames_id) if place else None
    # the table names provinces in their own language; the texts have the name that readers know
    is_named_by_table = place is not None and not (key in province_keys() and counts)
    return Entity(
        entity_type=entity_type,
        canonical_key=key,
        name=place.name if place and is_named_by_table else _name(entity_type, key, counts, spelt),
        keys=tuple(item.entity_key for item in items),
        aliases=tuple(sorted(counts)),
        country_code=land.country_code if land else None,
        geonames_id=place.geonames_id if place else None,
        latitude=land.latitude if land else None,
        longitude=land.longitude if land else None,
        admin1=division.name if division else None,
    )


def _name(entity_type: str, key: str, counts: Counter[str], spelt: str) -> str:
    """The commonest surface that is the whole name, in mixed case before capitals; else the known or commonest name.

    An outlet is called as it calls itself ("The Guardian"), where any text does.
    `spelt` is how a person wrote the key, for a name that no text has.
    """
    fold = fold_organisation if entity_type not in ("PERSON", "GPE", "LOC", "NORP") else fold_name
    is_person = entity_type == "PERSON"
    whole = {s: n for s, n in counts.items() if fold(s) == key or (is_person and without_initials(s) == key)}
    if not whole and (spelt or key in known_names()):
        return spelt or known_names()[key]
    candidates = (
        {surface: count for surface, count in whole.items() if surface in names_with_article()} or whole or counts
    )
    return min(candidates, key=lambda s: (s.isupper() and len(s) > 5, -candidates[s], s))
