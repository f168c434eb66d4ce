"""Merges in doubt: names that were merged on little evidence, and names kept apart although much speaks for one.

Here: which keys, how much is at stake, and the evidence in numbers. Elsewhere: the decisions themselves (canonical.py),
showing them (entity_review.py of the package).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from news_pipeline.entities.canonical import KeyEvidence, resolve
from news_pipeline.entities.overrides import NOT_SAME, SAME, Override

_PROVING = ("surname", "acronym")
"""Kinds of hints by which a document uses the short name for the long one."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A short name and the long name that it may stand for."""

    entity_type: str
    entity_key: str
    other_key: str
    is_merged: bool
    articles: int
    """Articles that use the short name without a longer one that explains it."""
    proofs: tuple[tuple[str, int], ...]
    """Long name and number of articles that have it for the short one, the commonest first."""
    stake: float
    """Articles that are wrong if the decision is, as far as the evidence lets one fear it."""


def doubts(evidence: Sequence[KeyEvidence], overrides: Sequence[Override] = ()) -> list[Doubt]:
    """The decisions on short names, what is most at stake first; what a person has judged is left out."""
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
    """Merged: the fewer articles prove it, the more doubtful. Apart: the clearer one long name leads, the more."""
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
    fear = 1 / (1 + used[leader]) if is_merged else share * used[leader] / (1 + used[leader])
    proofs = tuple((target, borne[target]) for target in ranked)
    stake = item.article_count * fear
    return Doubt(item.entity_type, item.entity_key, leader, is_merged, item.article_count, proofs, stake)
