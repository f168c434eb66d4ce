"""Average-link clustering of linked articles, best pair first, around clusters that are already fixed.

It works on names and whole-number similarities; missing links count as 0. The result is a function of the set of links:
best pairs merge first, equal ones in the order of their names, and averages are quotients of exact sums.
"""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Edge(NamedTuple):
    """A link of the graph that is clustered."""

    one: str
    other: str
    similarity: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What the average similarity of two clusters must reach before they become one."""

    least: int
    few_least: tuple[int, ...] = ()
    """The same for clusters that have two, three, ... articles together; `least` where there are more. One link tells
    less than several that agree."""
    density_share: float = 0.0
    """Two clusters must also be as near as this share of the average similarity inside the looser one of them, among
    those with more than one article. It tells two events of one kind apart: each is denser than the two together."""
    density_cap: int = 0
    """The most that density can ask for. Else two near-copies would keep a third account of the event out."""
    small: int = 0
    """New clusters of at most this many articles settle at last, whatever density says; 0: none do."""
    settle_least: int = 0
    """What their average similarity to a larger cluster must reach."""
    settle_rival: float = 0.0
    """No other cluster with more than one article may be as near as this share of it, nor reach `least`."""

    def least_of(self, size: int) -> int:
        """What clusters with so many articles together must reach."""
        return max(self.least, self.few_least[size - 2]) if size - 2 < len(self.few_least) else self.least


@dataclass(frozen=True, slots=True)
class Fixed:
    """A cluster that is there already; it may grow."""

    size: int
    """How many articles it counts for."""
    inner: int = 0
    """Sum of the similarities of pairs inside."""
    pairs: int = 0
    """How many pairs these are; 0 where nothing is known about them."""


@dataclass(slots=True)
class _Cluster:
    members: list[str]
    key: str | None
    """The key of a fixed cluster; None for a new one."""
    size: int
    inner: int = 0
    """Sum of the similarities of the pairs inside."""
    pairs: int = 0
    """How many these are."""
    similar: dict[int, int] = field(default_factory=dict)
    """Sum of similarities to other clusters, by number."""
    parked: set[int] = field(default_factory=set)
    """Clusters that reach `least`, but not what density or few articles ask for. A merge gives them another chance."""
    changes: int = 0
    """Merges into it."""


class _Pair(NamedTuple):
    """Two clusters by number, and the state that they were in."""

    one: int
    other: int
    changes_one: int
    changes_other: int


class _Entry(NamedTuple):
    """An entry of the heap: the smallest is the nearest pair, of equals the one with the smaller numbers."""

    negative_average: float
    pair: _Pair


def average_link(
    names: Iterable[str],
    links: Iterable[Edge],
    bar: Bar,
    fixed: Mapping[str, Fixed] | None = None,
    weak: Iterable[Edge] = (),
) -> dict[str, str]:
    """The cluster key of each name. A new cluster's key is its smallest name.

    `fixed` holds the clusters that names may join, by key; two of them never merge. A link leads from a name to a name,
    or to a fixed cluster's key with the sum of the similarities to its articles. Several between the same two add up.
    Links to anything else are ignored. `weak` links count only for small clusters that settle at last.
    Time O(L log L) for L links in practice; a heap of at most one entry a link and one a pair that was parked.
    """
    old, new = sorted((fixed or {}).items()), sorted(set(names) - (fixed or {}).keys())
    number = {name: place for place, name in enumerate([*(key for key, _ in old), *new])}
    clusters = [_Cluster([], key, f.size, f.inner, f.pairs) for key, f in old]
    clusters += [_Cluster([name], None, 1) for name in new]
    for a, b, similarity in links:
        i, j = number.get(a), number.get(b)
        if i is not None and j is not None and i != j:
            clusters[i].similar[j] = clusters[i].similar.get(j, 0) + similarity
            clusters[j].similar[i] = clusters[j].similar.get(i, 0) + similarity
    merger = _Merger(clusters, bar)
    merger.run()
    merger.settle([(number[a], number[b], similarity) for a, b, similarity in weak if a in number and b in number])
    assigned: dict[str, str] = {}
    for cluster in clusters:
        if cluster.members:
            assigned |= dict.fromkeys(cluster.members, cluster.key or min(cluster.members))
    return assigned


class _Merger:
    """Merges clusters in place.

    The average of a merged cluster never rises above the larger of the two that it came from. So an entry of the heap
    is an upper bound: one that is out of date is put back with its true value when it comes up.
    """

    def __init__(self, clusters: list[_Cluster], bar: Bar) -> None:
        self.clusters = clusters
        self.bar = bar
        self.merged_into = list(range(len(clusters)))
        self.heap: list[_Entry] = []
        self.queued: set[_Pair] = set()
        for i, cluster in enumerate(clusters):
            for j in cluster.similar:
                if i < j:
                    self._queue(i, j)

    def run(self) -> None:
        """Merge until no pair reaches the bar."""
        while self.heap:
            pair = heapq.heappop(self.heap).pair
            self.queued.discard(pair)
            a, b = sorted((self._root(pair.one), self._root(pair.other)))
            if a == b:
                continue
            if self._pair(a, b) != pair:
                self._queue(a, b)
            elif self._average(a, b) >= max(self._density_bar(a, b), self._few_least(a, b)):
                self._merge(a, b)
            else:
                self.clusters[a].parked.add(b)
                self.clusters[b].parked.add(a)

    def settle(self, weak: Iterable[tuple[int, int, int]]) -> None:
        """Move small new clusters into the larger cluster that each is clearly nearest to.

        All of them choose before the first moves. A cluster that moves takes along those that chose it.
        """
        similar = {place: dict(cluster.similar) for place, cluster in enumerate(self.clusters) if cluster.size}
        for i, j, similarity in weak:
            a, b = self._root(i), self._root(j)
            if a != b:
                similar[a][b] = similar[a].get(b, 0) + similarity
                similar[b][a] = similar[b].get(a, 0) + similarity
        chosen = {
            place: choice
            for place, near in similar.items()
            if self.clusters[place].key is None and self.clusters[place].size <= self.bar.small
            if (choice := self._nearest(place, near)) is not None
        }
        for place in sorted(chosen):
            goal = chosen[place]
            while goal in chosen:  # it ends: each is larger than the one before
                goal = chosen[goal]
            self.clusters[goal].members += self.clusters[place].members
            self.clusters[place].members = []

    def _nearest(self, place: int, near: Mapping[int, int]) -> int | None:
        """The larger cluster that one is nearest to, if that is near enough and no other one nearly as near."""
        size = self.clusters[place].size
        average = {other: total / (size * self.clusters[other].size) for other, total in near.items()}
        larger = [other for other in average if self.clusters[other].size > size]
        best = min(larger, key=lambda other: (-average[other], other), default=None)
        if best is None or average[best] < max(self.bar.settle_least, self._few_least(place, best)):
            return None
        rivals = [average[other] for other in average if other != best and self.clusters[other].size > 1]
        return best if max(rivals, default=0.0) < max(self.bar.least, self.bar.settle_rival * average[best]) else None

    def _queue(self, a: int, b: int) -> None:
        one, other = self.clusters[a], self.clusters[b]
        if one.key is not None and other.key is not None:
            return
        average, pair = self._average(a, b), self._pair(a, b)
        if average >= self.bar.least and pair not in self.queued:
            self.queued.add(pair)
            heapq.heappush(self.heap, _Entry(-average, pair))

    def _pair(self, a: int, b: int) -> _Pair:
        return _Pair(a, b, self.clusters[a].changes, self.clusters[b].changes)

    def _average(self, a: int, b: int) -> float:
        one, other = self.clusters[a], self.clusters[b]
        return one.similar.get(b, 0) / (one.size * other.size)

    def _density_bar(self, a: int, b: int) -> float:
        if not self.bar.density_share:
            return 0.0
        inside = [c.inner / c.pairs for c in (self.clusters[a], self.clusters[b]) if c.pairs]
        return min(self.bar.density_cap, self.bar.density_share * min(inside)) if inside else 0.0

    def _few_least(self, a: int, b: int) -> int:
        return self.bar.least_of(self.clusters[a].size + self.clusters[b].size)

    def _merge(self, a: int, b: int) -> None:
        """The one with fewer neighbours goes into the other, so that those of a large cluster are not copied often."""
        if len(self.clusters[a].similar) < len(self.clusters[b].similar):
            a, b = b, a
        one, other = self.clusters[a], self.clusters[b]
        one.inner += other.inner + one.similar.pop(b)
        one.pairs += other.pairs + one.size * other.size
        del other.similar[a]
        for c, similarity in other.similar.items():
            neighbour = self.clusters[c].similar
            one.similar[c] = neighbour[a] = one.similar.get(c, 0) + similarity
            del neighbour[b]
        one.key = other.key if one.key is None else one.key
        one.size += other.size
        one.members += other.members
        one.changes += 1
        waiting, one.parked = (one.parked | other.parked) - {a, b}, set()
        self.merged_into[b] = a
        self.clusters[b] = _Cluster([], None, 0)
        for c in sorted(waiting):
            self.clusters[c].parked -= {a, b}
            self._queue(min(a, c), max(a, c))

    def _root(self, i: int) -> int:
        while self.merged_into[i] != i:
            self.merged_into[i] = self.merged_into[self.merged_into[i]]
            i = self.merged_into[i]
        return i
