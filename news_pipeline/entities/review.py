"""Finds merges in doubt: names merged on little evidence, and names kept apart although much speaks for a merge."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from news_pipeline.entities.canonical import KeyEvidence, resolve
from news_pipeline.entities.overrides import NOT_SAME, SAME, Override

_PROVING = ("surname", "acronym")
"""Kinds of hints by which an article uses the short name for the long one."""


class Proof(NamedTuple):
    """How many articles have a long name for the short one."""

    target_key: str
    article_count: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A short name and the long name that it may stand for."""

    entity_type: str
    entity_key: str
    other_key: str
    is_merged: bool
    articles: int
    """Articles that use the short name without a longer one that explains it."""
    proofs: tuple[Proof, ...]
    """The commonest long name first."""
    stake: float
    """Articles, weighted by how likely the decision on them is wrong."""


def doubts(evidence: Sequence[KeyEvidence], overrides: Sequence[Override] = ()) -> list[Doubt]:
    """The decisions on short names, those with most at stake first, without those that a person has judged."""
    owners = {(entity.entity_type, key): entity for entity in resolve(evidence, overrides) for key in entity.keys}
    judged = {(row.entity_type, row.entity_key) for row in overrides if row.judgement in (SAME, NOT_SAME)}
    found = []
    for item in evidence:
        own = item.entity_type, item.entity_key
        if not item.surfaces or not item.hints or own in judged or own not in owners:
            continue
        doubt = _doubt(item, is_merged=owners[own].canonical_key != item.entity_key)
        if doubt:
            found.append(doubt)
    return sorted(found, key=lambda d: (-d.stake, d.entity_type, d.entity_key))


def _doubt(item: KeyEvidence, *, is_merged: bool) -> Doubt | None:
    """How doubtful a decision is.

    A merge: the fewer articles prove it and the more name others. Keeping apart: the clearer one long name leads.
    """
    used: Counter[str] = Counter()
    borne: Counter[str] = Counter()
    for target, kind, count in item.hints:
        borne[target] += count
        if kind in _PROVING:
            used[target] += count
    if not used:
        return None
    ranked = sorted(borne, key=lambda target: (-used[target], -borne[target], target))
    leader = ranked[0]
    share = used[leader] / sum(borne.values())
    fear = 1 / (1 + used[leader]) + 1 - share if is_merged else share * used[leader] / (1 + used[leader])
    proofs = tuple(Proof(target, borne[target]) for target in ranked)
    stake = item.article_count * fear
    return Doubt(item.entity_type, item.entity_key, leader, is_merged, item.article_count, proofs, stake)
