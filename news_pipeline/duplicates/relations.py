"""Names what two articles are to each other, by what they share and by what differs."""

from collections.abc import Callable
from dataclasses import dataclass

from news_pipeline.duplicates.facts import FactualText
from news_pipeline.duplicates.overlap import MUCH_SHARED, IndexedText, Overlap, Relation, verify
from news_pipeline.duplicates.stubs import Side, stub_side
from news_pipeline.duplicates.swaps import Conflict
from news_pipeline.duplicates.templates import compare_facts


@dataclass(frozen=True, slots=True)
class Related:
    """What two articles are to each other, and why."""

    relation: Relation | None
    """None: unrelated."""
    overlap: Overlap
    conflicts: tuple[Conflict, ...] = ()
    """Facts that are swapped at one place; looked for where much is shared."""
    stub: Side | None = None
    """The one that is only the beginning of the other."""


def relate(
    a: IndexedText,
    b: IndexedText,
    facts: Callable[[], tuple[FactualText, FactualText]],
    days_apart: int | None = None,
) -> Related:
    """Compare two texts. Swapping them swaps the answer.

    `facts` gives those of a and b; it is asked only where much is shared. `days_apart` is between the days that both
    state; None where one states none.
    """
    relation, found = verify(a, b)
    if relation not in MUCH_SHARED:
        return Related(relation, found)
    facts_a, facts_b = facts()
    compared = compare_facts(facts_a, facts_b, found, days_apart)
    conflicts = compared.swaps.conflicts
    if compared.is_template:
        return Related("template", found, conflicts)
    stub = stub_side(facts_a, facts_b, found.passages)
    return Related("contained" if stub else relation, found, conflicts, stub)
