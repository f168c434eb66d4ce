"""Groups the reprints of one text, and chooses the article that speaks for each group.

An article joins one group by its best link. It must share enough with that group's canonical article, and with most of
its core too: a page that glues two wire texts together does not unite their copies. Groups never merge. Two reports of
one template are never in one group, unless a person says so. A stub joins the group of the article that it begins, and
speaks for no group that has this article.

Connected components would chain. Among 578 articles of 75 outlets on one summit in July 2018 they made a "group" of 83
articles in which 16 % of the pairs were copies; this way the largest group has 15, and 96 % of the pairs are copies.

Articles are taken in canonical order, a total order of the articles themselves, so the groups depend on the set alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from news_pipeline.duplicates.canonical_order import Rank, rank_of
from news_pipeline.duplicates.overlap import LOW_COVERAGE, Relation

GROUPING: frozenset[Relation] = frozenset({"exact", "near", "copy"})
"""Relations that can bring two articles into one group."""
MIN_CANONICAL_COVERAGE = 0.5
"""Least coverage, on the side where it is larger, of a member and its group's canonical article. With neither this nor
LOW_COVERAGE the largest group on the summit has 18 articles, and 76 % of the pairs are copies."""
CORE = 7
"""The first texts of a group in canonical order: a member shares as much with more than half of them. By judgement: 3,
7 and 15 group the same 100 of 103 copies among 290 labelled articles."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the rules look at in one article."""

    article_id: str
    published: str | None
    """ISO 8601 date or instant; None: no date in the evidence."""
    is_agency_site: bool
    """The page stands on a news agency's own site."""
    word_count: int


@dataclass(frozen=True, slots=True)
class Link:
    """A verified pair."""

    article_id_a: str
    article_id_b: str
    relation: Relation
    coverage_a: float
    coverage_b: float
    stub_id: str | None = None
    """The one of the two that is only the beginning of the other."""

    @property
    def can_group(self) -> bool:
        """Whether the pair alone can bring its two into one group. A stub can that is no small part of the other."""
        is_large_stub = self.stub_id is not None and min(self.coverage_a, self.coverage_b) >= LOW_COVERAGE
        return self.relation in GROUPING or is_large_stub

    @property
    def larger_coverage(self) -> float:
        """Coverage of the side that shares more of itself."""
        return max(self.coverage_a, self.coverage_b)

    @property
    def closeness(self) -> float:
        """Harmonic mean of the coverages; exact twins come first whatever their paragraphs."""
        total = self.coverage_a + self.coverage_b
        return 2.0 if self.relation == "exact" else 2 * self.coverage_a * self.coverage_b / total if total else 0.0


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
    """Groups of the members, in order of their canonical articles' ids.

    `links` are the verified links between the members, `partial` and `contained` ones too: they say what is shared with
    a canonical article. Links and judgements with others are ignored. The answer does not depend on the order of any.
    Of contradictory judgements "not same" wins. A `template` link bars its two articles from one group; it yields to a
    person's "same", and to a grouping link of an exact twin of one of them. Members that no grouping link or judgement
    ties together, directly or through others, do not influence each other.
    """
    ranks = {
        one.article_id: rank_of(one.article_id, one.published, one.word_count, is_agency_site=one.is_agency_site)
        for one in members
    }
    inner = [link for link in links if link.article_id_a in ranks and link.article_id_b in ranks]
    apart = _apart(judgements)
    unit_of = _units(ranks, inner, judgements, apart)
    best, apart_units = _best_links(unit_of, inner), _apart_units(unit_of, apart)
    wholes = _wholes(unit_of, inner, ranks)
    groups: dict[str, list[str]] = {}
    leader_of: dict[str, str] = {}
    for unit in sorted(set(unit_of.values()), key=lambda unit: _turn(ranks[unit], unit in wholes)):
        templates = {other for other, link in best[unit].items() if link.relation == "template"}
        barred = {leader_of[other] for other in apart_units[unit] | templates if other in leader_of}
        leader = (
            _leader_of_whole(wholes.get(unit, {}), leader_of, barred)
            or _leader_to_join(best[unit], groups, ranks, barred)
            or unit
        )
        leader_of[unit] = leader
        groups.setdefault(leader, []).append(unit)
    articles = defaultdict(list)
    for article_id, unit in unit_of.items():
        articles[leader_of[unit]].append(article_id)
    return [_group(leader, [ranks[article_id] for article_id in articles[leader]]) for leader in sorted(groups)]


def _turn(rank: Rank, is_stub: bool) -> tuple[bool, int, Rank]:  # noqa: FBT001
    """Stubs come last, the longest first: each finds the group of the text that it begins."""
    return is_stub, rank.missing_words if is_stub else 0, rank


def _wholes(unit_of: Mapping[str, str], links: Iterable[Link], ranks: Mapping[str, Rank]) -> dict[str, dict[str, Link]]:
    """For each unit that is a stub, the longer texts that it begins. An agency's own page is never a stub of others."""
    wholes: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        if link.stub_id is None:
            continue
        whole = link.article_id_a if link.stub_id == link.article_id_b else link.article_id_b
        unit, other = unit_of[link.stub_id], unit_of[whole]
        if unit != other and ranks[unit].off_agency_site:
            wholes[unit][other] = max(wholes[unit].get(other, link), link, key=_strength)
    return wholes


def _leader_of_whole(wholes: Mapping[str, Link], leader_of: Mapping[str, str], barred: Collection[str]) -> str | None:
    """The group of the text that a stub resembles most, if that has one by now."""
    known = [unit for unit in wholes if unit in leader_of and leader_of[unit] not in barred]
    best = min(known, key=lambda unit: (-wholes[unit].closeness, unit), default=None)
    return leader_of[best] if best is not None else None


def _leader_to_join(
    linked: Mapping[str, Link],
    groups: Mapping[str, list[str]],
    ranks: Mapping[str, Rank],
    barred: Collection[str],
) -> str | None:
    """The canonical article of the group that a unit with these links fits best, by the links with the group's core.

    A text that everybody prints is compared with its first printings only, so no other link may count.
    """
    closeness: dict[str, float] = {}
    for leader in groups.keys() & linked.keys():
        core = groups[leader][:CORE]
        grouping = [linked[other] for other in core if other in linked and linked[other].can_group]
        if grouping and leader not in barred and _fits(linked, core):
            closeness[leader] = max(link.closeness for link in grouping)
    return min(closeness, key=lambda leader: (-closeness[leader], ranks[leader]), default=None)


def _fits(linked: Mapping[str, Link], core: list[str]) -> bool:
    near = [unit for unit in core if unit in linked and linked[unit].larger_coverage >= MIN_CANONICAL_COVERAGE]
    return core[0] in near and 2 * len(near) > len(core)


def _units(
    ranks: Mapping[str, Rank], links: Iterable[Link], judgements: Iterable[Judgement], apart: Mapping[str, set[str]]
) -> dict[str, str]:
    """For each article the first, in canonical order, of its exact twins and of what a person called the same.

    Equality of texts has no chains to fear. Where a person parted two of them, the rest stay with the first of those
    that they may stay with.
    """
    twins = [(link.article_id_a, link.article_id_b) for link in links if link.relation == "exact"]
    same = [(one.article_id_a, one.article_id_b) for one in judgements if one.is_same]
    first = _first_of_class(ranks, [pair for pair in (*twins, *same) if ranks.keys() >= set(pair)])
    if not apart:
        return first
    classes: dict[str, list[list[str]]] = defaultdict(list)
    for article_id in sorted(ranks, key=ranks.__getitem__):
        parts = classes[first[article_id]]
        allowed = [part for part in parts if apart.get(article_id, set()).isdisjoint(part)]
        if allowed:
            allowed[0].append(article_id)
        else:
            parts.append([article_id])
    return {article_id: part[0] for parts in classes.values() for part in parts for article_id in part}


def _first_of_class(ranks: Mapping[str, Rank], bonds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each article the first of all that bonds join to it (union-find)."""
    first = {article_id: article_id for article_id in ranks}

    def root(article_id: str) -> str:
        while first[article_id] != article_id:
            first[article_id] = article_id = first[first[article_id]]
        return article_id

    for a, b in bonds:
        one, other = sorted((root(a), root(b)), key=ranks.__getitem__)
        first[other] = one
    return {article_id: root(article_id) for article_id in ranks}


def _apart(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    """For each article those that a person said are another text."""
    apart: dict[str, set[str]] = defaultdict(set)
    for one in judgements:
        if not one.is_same:
            apart[one.article_id_a].add(one.article_id_b)
            apart[one.article_id_b].add(one.article_id_a)
    return apart


def _apart_units(unit_of: Mapping[str, str], apart: Mapping[str, set[str]]) -> dict[str, set[str]]:
    units: dict[str, set[str]] = defaultdict(set)
    for article_id, others in apart.items():
        if article_id in unit_of:
            units[unit_of[article_id]] |= {unit_of[other] for other in others if other in unit_of}
    return units


def _best_links(unit_of: Mapping[str, str], links: Iterable[Link]) -> dict[str, dict[str, Link]]:
    """For each unit its closest link with each other unit: grouping relations before the rest."""
    best: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        a, b = unit_of[link.article_id_a], unit_of[link.article_id_b]
        if a != b:
            for one, other in ((a, b), (b, a)):
                best[one][other] = max(best[one].get(other, link), link, key=_strength)
    return best


def _strength(link: Link) -> tuple[bool, float, float]:
    return link.can_group, link.closeness, link.larger_coverage


def _group(leader: str, ranks: list[Rank]) -> Group:
    """`leader` is the first of the group's articles, stubs apart."""
    ordered = sorted(ranks, key=lambda rank: (rank.article_id != leader, rank))
    if len(ordered) == 1:
        reason = "only_article"
    elif ordered[0] < ordered[1]:
        reason = ordered[0].rule_against(ordered[1])
    else:
        reason = "whole_text"
    return Group(tuple(sorted(rank.article_id for rank in ranks)), leader, reason)
