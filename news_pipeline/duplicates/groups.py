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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

GROUPING = frozenset({"exact", "near", "copy"})
"""Relations that can bring two articles into one group."""
MIN_CANONICAL_COVERAGE = 0.5
"""Least coverage, on the side where it is larger, of a member and its group's canonical article."""
CORE = 7
"""The first texts of a group in canonical order. A member shares as much with more than half of them."""

_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)


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
class Group:
    """Articles that reprint one text; an article alone is a group of one."""

    members: tuple[str, ...]
    """Ascending."""
    canonical: str
    canonical_reason: str
    """The rule that put it before the next in line: `only_article`, `agency_site`, `earliest`, `dated` (the other has
    no date, or a vaguer one of the same day), `fullest`, `smallest_id`."""


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Place in canonical order: the smaller comes first."""

    off_agency_site: bool
    latest: datetime
    """End of the time in which the article may have appeared."""
    earliest: datetime
    missing_words: int
    article_id: str


def partition(members: Sequence[Member], links: Sequence[Link]) -> list[Group]:
    """Groups of the members of one component, in order of their canonical articles' ids.

    `links` are all verified links between the members, `partial` and `contained` ones too (they say what is shared with
    a canonical article); links with others are ignored. The answer does not depend on the order of either.
    """
    place = {member.article_id: _place(member) for member in members}
    inner = [link for link in links if link.article_id_a in place and link.article_id_b in place]
    twins = _twins(place, inner)
    best = _best_links(twins, inner)
    groups: dict[str, list[str]] = {}
    leader_of: dict[str, str] = {}
    for unit in sorted(set(twins.values()), key=place.__getitem__):
        leader = _leader_to_join(best[unit], leader_of, groups, place) or unit
        leader_of[unit] = leader
        groups.setdefault(leader, []).append(unit)
    articles = defaultdict(list)
    for article_id, unit in twins.items():
        articles[leader_of[unit]].append(article_id)
    return [_group([place[article_id] for article_id in articles[leader]]) for leader in sorted(groups)]


def _leader_to_join(
    linked: dict[str, Link], leader_of: dict[str, str], groups: dict[str, list[str]], place: dict[str, _Place]
) -> str | None:
    """The canonical article of the group that a unit with these links fits best."""
    closeness: dict[str, float] = {}
    for other, link in linked.items():
        if link.relation in GROUPING and (leader := leader_of.get(other)) is not None:
            closeness[leader] = max(closeness.get(leader, 0.0), _closeness(link))
    fitting = [leader for leader in closeness if _fits(linked, groups[leader][:CORE])]
    return min(fitting, key=lambda leader: (-closeness[leader], place[leader]), default=None)


def _fits(linked: dict[str, Link], core: list[str]) -> bool:
    near = [unit for unit in core if unit in linked and _larger_coverage(linked[unit]) >= MIN_CANONICAL_COVERAGE]
    return core[0] in near and 2 * len(near) > len(core)


def _larger_coverage(link: Link) -> float:
    return max(link.coverage_a, link.coverage_b)


def _closeness(link: Link) -> float:
    """Harmonic mean of the coverages; exact twins come first whatever their paragraphs."""
    total = link.coverage_a + link.coverage_b
    return 2.0 if link.relation == "exact" else 2 * link.coverage_a * link.coverage_b / total if total else 0.0


def _twins(place: dict[str, _Place], links: Iterable[Link]) -> dict[str, str]:
    """For each article the first, in canonical order, of its exact twins. Equality of texts has no chains to fear."""
    first = {article_id: article_id for article_id in place}

    def root(article_id: str) -> str:
        while first[article_id] != article_id:
            first[article_id] = article_id = first[first[article_id]]
        return article_id

    for link in links:
        if link.relation == "exact":
            one, other = sorted((root(link.article_id_a), root(link.article_id_b)), key=place.__getitem__)
            first[other] = one
    return {article_id: root(article_id) for article_id in place}


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


def _group(places: list[_Place]) -> Group:
    ordered = sorted(places)
    reason = "only_article" if len(ordered) == 1 else _deciding_rule(*ordered[:2])
    return Group(tuple(sorted(place.article_id for place in places)), ordered[0].article_id, reason)


def _deciding_rule(first: _Place, second: _Place) -> str:
    if first.off_agency_site != second.off_agency_site:
        return "agency_site"
    if (first.latest, first.earliest) != (second.latest, second.earliest):
        return "earliest" if second.latest < _NEVER and first.latest <= second.earliest else "dated"
    return "fullest" if first.missing_words != second.missing_words else "smallest_id"


def _place(member: Member) -> _Place:
    earliest, latest = _time_of(member.published)
    return _Place(not member.is_agency_site, latest, earliest, -member.word_count, member.article_id)


def _time_of(published: str | None) -> tuple[datetime, datetime]:
    """First and last moment that the text stands for. A date is that day in UTC; so is a time without zone."""
    try:
        moment = datetime.fromisoformat((published or "").strip())
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment, moment + _DAY) if len((published or "").strip()) <= len("2022-01-08") else (moment, moment)
    except (ValueError, OverflowError):
        return _NEVER, _NEVER
