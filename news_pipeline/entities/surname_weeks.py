"""Whom a bare surname means in a week, where it is no one person's all over the corpus: "Clinton" in 1998 and in 2016.

The articles of the weeks around prove it. 228 articles of 2,000 of 2010 to 2022 prove a surname that is no one person's
all over the corpus, and would be told without what they prove themselves: 217 of them rightly, 11 wrongly. With the
nearest weeks alone it is 112 and 6; of thirteen weeks at once, 177 and 19.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from news_pipeline.entities.canonical import Entity, Margins, bearer
from news_pipeline.entities.overrides import Override

NEAR_WEEKS = 2
"""Weeks before and after that suffice by the margins of the whole corpus."""
WIDER_WEEKS = (2, 4, 8, 13)
"""Else the first of these counts in which enough articles prove the surname for somebody."""
WIDER_MARGINS = Margins(least=8, uses=5, names=1)
"""With 5 articles 257 are right and 17 wrong; with 10 times as many uses 197 and 10."""


class WeekHints(NamedTuple):
    """How many articles of a week prove that a surname stands for a full name."""

    entity_key: str
    """The surname."""
    target_key: str
    kind: str
    """`surname` or `full_name`, as in `document_keys.Hint`."""
    week: int
    """Weeks since Monday, 29 December 1969."""
    article_count: int


@dataclass(frozen=True, slots=True)
class WeeklyBearer:
    """A surname that means one person in a week."""

    entity_key: str
    """The surname."""
    week: int
    canonical_key: str
    """Of the person's entity."""


def weekly_bearers(
    entities: Sequence[Entity],
    hints: Sequence[WeekHints],
    weeks: Mapping[str, Sequence[int]],
    overrides: Sequence[Override] = (),
) -> list[WeeklyBearer]:
    """The person whom each surname means in each of its weeks, sorted; none where that is not one by a wide margin.

    `weeks` are those with articles that have the surname alone. A surname that is one person's all over the corpus, or
    that a person decided about, is left as it is.
    """
    owner = {key: entity.canonical_key for entity in entities if entity.entity_type == "PERSON" for key in entity.keys}
    people = set(owner.values())
    judged = {key for row in overrides if row.entity_type == "PERSON" for key in (row.entity_key, row.other_key)}
    by_surname: defaultdict[str, list[WeekHints]] = defaultdict(list)
    for hint in hints:
        by_surname[hint.entity_key].append(hint)
    found = []
    for surname, days in sorted(weeks.items()):
        if owner.get(surname) != surname or surname in judged:
            continue
        of_week: defaultdict[int, list[WeekHints]] = defaultdict(list)
        for hint in by_surname[surname]:
            of_week[hint.week].append(hint)
        for week in sorted(set(days)):
            person = _bearer(of_week, week, owner)
            if person != surname and person in people:
                found.append(WeeklyBearer(surname, week, person))
    return found


def _bearer(of_week: Mapping[int, Sequence[WeekHints]], week: int, owner: Mapping[str, str]) -> str:
    """The person whom a surname means in a week; '' if no one does."""

    def around(weeks: int) -> dict[tuple[str, str], int]:
        near = range(week - weeks, week + weeks + 1)
        return _articles([hint for other in near for hint in of_week.get(other, ())], owner)

    if person := bearer(around(NEAR_WEEKS)):
        return person
    for weeks in WIDER_WEEKS:
        articles = around(weeks)
        if any(count >= WIDER_MARGINS.least for (_, kind), count in articles.items() if kind == "surname"):
            return bearer(articles, [WIDER_MARGINS])
    return ""


def _articles(hints: Sequence[WeekHints], owner: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Articles by person and kind of hint. Variants of a name are one person."""
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for hint in hints:
        counts[owner.get(hint.target_key, hint.target_key), hint.kind] += hint.article_count
    return counts
