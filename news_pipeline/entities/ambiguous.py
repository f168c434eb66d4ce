"""Surnames that are no one person's: several people of the corpus bear them, and the articles do not tell whose it is.

A family, "the Roes", is none, either. Such a name is no row among people, where it would be somebody once more. Its
mentions have no entity.
"""

from collections.abc import Iterable, Mapping, Sequence

from news_pipeline.entities.canonical import Entity, KeyEvidence
from news_pipeline.entities.overrides import Override

MIN_BEARERS = 2
"""People whom the surname may mean."""


def ambiguous_surnames(
    entities: Sequence[Entity],
    evidence: Iterable[KeyEvidence],
    told: Iterable[str] = (),
    overrides: Sequence[Override] = (),
) -> frozenset[str]:
    """The keys of such surnames. What a person decided about is none of them.

    `told` are surnames that are somebody's in some week. Others count where as many articles name their bearers as have
    them alone: a singer who goes by one name stays, whoever else bears it.
    """
    owner = {key: entity.canonical_key for entity in entities if entity.entity_type == "PERSON" for key in entity.keys}
    alone = {entity.canonical_key for entity in entities if entity.entity_type == "PERSON" and len(entity.keys) == 1}
    judged = {key for row in overrides if row.entity_type == "PERSON" for key in (row.entity_key, row.other_key)}
    weekly = frozenset(told)
    found = set()
    for item in evidence:
        key = item.entity_key
        if item.entity_type != "PERSON" or owner.get(key) != key or key not in alone or key in judged:
            continue
        people = _bearers(item, owner)
        is_family = not people and any(hint.kind == "family" for hint in item.hints)
        if is_family or key in weekly or (len(people) >= MIN_BEARERS and sum(people.values()) >= item.article_count):
            found.add(key)
    return frozenset(found)


def _bearers(item: KeyEvidence, owner: Mapping[str, str]) -> dict[str, int]:
    """Articles with each person who bears the surname, by canonical key."""
    people: dict[str, int] = {}
    for hint in item.hints:
        person = owner.get(hint.target_key)
        if hint.kind in ("surname", "full_name") and person is not None and person != item.entity_key:
            people[person] = people.get(person, 0) + hint.article_count
    return people
