"""Groups of reprints of one text, and which article of a group speaks for it.

Here: `partition` of one connected component of links; the rules of the canonical article.
Elsewhere: the links (verification.py), which articles a new one touches (SQL), ids that last (the stage).

Connected components chain: on one summit's coverage they made a "group" of 83 articles in which 16 % of the pairs were
copies. Here an article joins one group by its best link, and only if it shares enough with that group's canonical
article and with most of its core too (a page that glues two wire texts together does not unite their copies); groups
never merge. Articles are taken in canonical order, a total order of the articles themselves, so that the partition
depends on the set alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from news_pipeline.duplicates.canonical_order import Place, place_of

GROUPING = frozenset({"exact", "near", "copy"})
"""Relations that can bring two articles into one group."""
MIN_CANONICAL_COVERAGE = 0.5
"""Least coverage, on the side where it is larger, of a member and its group's canonical article."""
CORE = 7
"""The first texts of a group in canonical order. A member shares as much with more than half of them."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the rules look at in one article."""

    article_id: str
    published: str | None
    """ISO 8601 date or instant; None: no date in the evidence."""
    outlet_domain: str | None
    agencies: tuple[str, ...]
    """Agencies that the article credits."""
    is_agency_site: bool
    """The page stands on a news agency's own site."""
    word_count: int


@dataclass(frozen=True, slots=True)
class Link:
    """A verified pair."""

    article_id_a: str
    article_id_b: str
    relation: str
    coverage_a: float
    coverage_b: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about two articles."""

    article_id_a: str
    article_id_b: str
    is_same: bool
    """True: one text, whatever their words; False: never in one group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that reprint one text; an article alone is a group of one."""

    members: tuple[str, ...]
    """Ascending."""
    canonical: str
    canonical_reason: str
    """The rule that put it before the next in line: `only_article`, `agency_site`, `earliest`, `dated` (the other has
    no date, or a vaguer one of the same day), `fullest`, `smallest_id`."""


def partition(members: Sequence[Member], links: Sequence[Link], judgements: Sequence[Judgement] = ()) -> list[Group]:
    """Groups of the members of one component, in order of their canonical articles' ids.

    `links` are the verified links between the members, `partial` and `contained` ones too (they say what is shared with
    a canonical article); links and judgements with others are ignored. The answer does not depend on the order of any.
    Of contradictory judgements "not same" wins.
    """
    place = {
        member.article_id: place_of(
            member.article_id, member.published, member.word_count, is_agency_site=member.is_agency_site
        )
        for member in members
    }
    inner = [link for link in links if link.article_id_a in place and link.article_id_b in place]
    apart = _apart(judgements)
    twins = _units(place, inner, judgements, apart)
    best, apart_units = _best_links(twins, inner), _apart_units(twins, apart)
    groups: dict[str, list[str]] = {}
    leader_of: dict[str, str] = {}
    for unit in sorted(set(twins.values()), key=place.__getitem__):
        barred = {leader_of[other] for other in apart_units[unit] if other in leader_of}
        leader = _leader_to_join(best[unit], groups, place, barred) or unit
        leader_of[unit] = leader
        groups.setdefault(leader, []).append(unit)
    articles = defaultdict(list)
    for article_id, unit in twins.items():
        articles[leader_of[unit]].append(article_id)
    return [_group([place[article_id] for article_id in articles[leader]]) for leader in sorted(groups)]


def _leader_to_join(
    linked: dict[str, Link], groups: dict[str, list[str]], place: dict[str, Place], barred: Collection[str]
) -> str | None:
    """The canonical article of the group that a unit with these links fits best, by the links with the group's core.

    A text that everybody prints is compared with its first printings only, so no other link may count.
    """
    closeness: dict[str, float] = {}
    for leader in groups.keys() & linked.keys():
        core = groups[leader][:CORE]
        grouping = [linked[other] for other in core if other in linked and linked[other].relation in GROUPING]
        if grouping and leader not in barred and _fits(linked, core):
            closeness[leader] = max(map(_closeness, grouping))
    return min(closeness, key=lambda leader: (-closeness[leader], place[leader]), default=None)


def _fits(linked: dict[str, Link], core: list[str]) -> bool:
    near = [unit for unit in core if unit in linked and _larger_coverage(linked[unit]) >= MIN_CANONICAL_COVERAGE]
    return core[0] in near and 2 * len(near) > len(core)


def _larger_coverage(link: Link) -> float:
    return max(link.coverage_a, link.coverage_b)


def _closeness(link: Link) -> float:
    """Harmonic mean of the coverages; exact twins come first whatever their paragraphs."""
    total = link.coverage_a + link.coverage_b
    return 2.0 if link.relation == "exact" else 2 * link.coverage_a * link.coverage_b / total if total else 0.0


def _units(
    place: dict[str, Place], links: Iterable[Link], judgements: Iterable[Judgement], apart: dict[str, set[str]]
) -> dict[str, str]:
    """For each article the first, in canonical order, of its exact twins and of what a person called the same.

    Equality of texts has no chains to fear. Where a person parted two of them, the rest stay with the first of those
    that they may stay with.
    """
    bonds = [(link.article_id_a, link.article_id_b) for link in links if link.relation == "exact"]
    same = [(one.article_id_a, one.article_id_b) for one in judgements if one.is_same]
    first = _first_of_class(place, [pair for pair in (*bonds, *same) if place.keys() >= set(pair)])
    if not apart:
        return first
    classes: dict[str, list[list[str]]] = defaultdict(list)
    for article_id in sorted(place, key=place.__getitem__):
        parts = classes[first[article_id]]
        allowed = [part for part in parts if apart.get(article_id, set()).isdisjoint(part)]
        if allowed:
            allowed[0].append(article_id)
        else:
            parts.append([article_id])
    return {article_id: part[0] for parts in classes.values() for part in parts for article_id in part}


def _first_of_class(place: dict[str, Place], bonds: Iterable[tuple[str, str]]) -> dict[str, str]:
    first = {article_id: article_id for article_id in place}

    def root(article_id: str) -> str:
        while first[article_id] != article_id:
            first[article_id] = article_id = first[first[article_id]]
        return article_id

    for a, b in bonds:
        one, other = sorted((root(a), root(b)), key=place.__getitem__)
        first[other] = one
    return {article_id: root(article_id) for article_id in place}


def _apart(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    """For each article those that a person said are another text."""
    apart: dict[str, set[str]] = defaultdict(set)
    for one in judgements:
        if not one.is_same:
            apart[one.article_id_a].add(one.article_id_b)
            apart[one.article_id_b].add(one.article_id_a)
    return apart


def _apart_units(twins: dict[str, str], apart: dict[str, set[str]]) -> dict[str, set[str]]:
    units: dict[str, set[str]] = defaultdict(set)
    for article_id, others in apart.items():
        if article_id in twins:
            units[twins[article_id]] |= {twins[other] for other in others if other in twins}
    return units


def _best_links(twins: dict[str, str], links: Iterable[Link]) -> dict[str, dict[str, Link]]:
    """For each unit of twins, its closest link with each other unit: grouping relations before the rest."""
    best: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        a, b = twins[link.article_id_a], twins[link.article_id_b]
        if a != b:
            for one, other in ((a, b), (b, a)):
                best[one][other] = max(best[one].get(other, link), link, key=_strength)
    return best


def _strength(link: Link) -> tuple[bool, float, float]:
    return link.relation in GROUPING, _closeness(link), _larger_coverage(link)


def _group(places: list[Place]) -> Group:
    ordered = sorted(places)
    reason = "only_article" if len(ordered) == 1 else ordered[0].rule_against(ordered[1])
    return Group(tuple(sorted(place.article_id for place in places)), ordered[0].article_id, reason)
