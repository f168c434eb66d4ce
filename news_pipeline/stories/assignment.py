"""Assigns articles to stories: dated articles day by day, undated ones by their text alone.

The keys of stories here are ids of articles and may change; the ids that last are made from them afterwards.

The figures below are B-cubed F1 on ECB+: 982 texts on 86 events, two look-alike events a topic. UNDATED takes them
without dates: .895. DATED gives each event a day within one month and its texts up to three days more; the mean of
eight draws is .966. MIXED hides two of five of these dates. Figures of NEAREST are older, and were
measured with other bars and other draws.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nlargest
from typing import NamedTuple

from news_pipeline.stories.clustering import Bar, Edge, Fixed, average_link
from news_pipeline.stories.terms import WEIGHT_SCALE

WINDOW_DAYS = 7
DECAY = (1400, 1250, 1050, 800, 673, 610, 552, 500)
"""What a cosine is worth over 0 to WINDOW_DAYS days, in thousandths. What is told of an event on one day is often told
from two sides; two quakes, rounds or matches a week apart need to be nearly three times as near as two accounts of one
day. DATED with 430 after a week: .967; but of 14 pairs that then part among 1,500 dated articles of VOLUME 8, read by
eye, tell one event over days. With 1200, 1000, 820, 743 at first and the bars of that time: .957. Of 13 pairs of VOLUME
that join since then 10 tell one event, of 6 that part 4."""

COSINE_ONE = WEIGHT_SCALE * WEIGHT_SCALE
"""The dot product of a vector of terms with itself, rounding apart."""

LINK_FLOOR = COSINE_ONE // 10
"""Weaker links need not be stored or passed: without them B-cubed F1 stays the same on four labelled sets."""

# VOLUME in the figures below: 5,995 news articles of 2010 to 2022 with the dates of 12 % hidden. A join is right where
# the true days are within three of each other; events are rare there, and what is alike is most often of other years.
DATED_BAR = Bar(
    least=18 * COSINE_ONE // 100,
    few_least=(20 * COSINE_ONE // 100, 19 * COSINE_ONE // 100),
    density_share=0.6,
    density_cap=36 * COSINE_ONE // 100,
    small=1,
    settle_least=16 * COSINE_ONE // 100,
    settle_rival=0.6,
)
"""DATED, the mean of eight draws: .966, precision .968, recall .964. With a density share of .62, .7: .965, .962; cap
of .32, .40: .964, .966. Before, with a share of .7 and less worth on the first days: .957; each of five topic folds
rises, from .954, .958, .942, .971, .963 to .972, .962, .950, .984, .963. Two or three articles of one day need nearly
the cosine of before, .143 in place of .15: one link says less than several that agree."""
UNDATED_BAR = Bar(
    least=22 * COSINE_ONE // 100,
    few_least=(50 * COSINE_ONE // 100, 40 * COSINE_ONE // 100),
    density_share=0.65,
    density_cap=36 * COSINE_ONE // 100,
    small=2,
    settle_least=25 * COSINE_ONE // 100,
    settle_rival=0.7,
)
"""Stricter: no date says that two articles are of the same days, and one link says little. Of VOLUME's pairs with a
cosine of .3, .35, .4, .5, .6 and more some .16, .21, .36, .52, .95 are of the same days. Clusters of three and more
that agree say more. With a least of .15 for all, right is .20 of what joins in VOLUME (238 articles); with .45, .35,
.25 for two, three and more it is .52 (71), with .50, .40, .25 .64 (46), with .50, .40, .22 .58 to .61 (50). UNDATED has
.895, .888, .888, .890; a density cap of .36 in place of .30 adds .006. With the few dates that ECB+ states itself: .909
before, .903 now."""

NEAREST = 5
"""A dated story counts for its 5 nearest articles at most when undated ones are compared with it: some of a story that
ran for weeks are far from any single account. MIXED with 1, 5, 100: .935, .924, .913; with 1 one account decides."""

JOIN_LEAST = 42 * COSINE_ONE // 100
"""How near an undated article must be to the nearest dated story, or it is compared with none. Of what joins in VOLUME
.57, .66, .78 are right with .34, .40, .45 here and .30, .36, .40 in SETTLE_DATED (51, 36, 28 articles); with the few
dates that ECB+ states itself .903, .908, .901; a draw of MIXED .936, .910, .887: precision comes first."""

SETTLE_DATED = 38 * COSINE_ONE // 100
"""How near an undated article that is left alone must be to a dated story to settle there."""

LEAD = 1.1
RIVAL_DAYS = 30
"""How many times nearer it must be to that one than to any other whose days lie more than RIVAL_DAYS off. Wars, trials
and elections come back for years; a text that is as near to one stretch of them as to another tells no date. By
judgement: ECB+ has no such stories, and 1.0 to 1.4 give one result."""

MAX_UNDATED_LINKS = 1_000_000
"""At most this many of the strongest links among the undated articles of one call count: it bounds time and memory."""


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """A canonical article of a duplicate group."""

    article_id: str
    day: date | None
    """Published day by direct evidence; None for an undated article."""


class StoryLink(NamedTuple):
    """Two articles that share terms; either order of the two."""

    article_id_a: str
    article_id_b: str
    dot_product: int
    """Of their weights: the cosine times COSINE_ONE, exact. A pair is listed once."""


def assign_days(
    articles: Sequence[StoryArticle], links: Sequence[StoryLink], before: Mapping[str, str]
) -> dict[str, str]:
    """The story key of each dated article that is not in `before`.

    `articles` are those of one day or of several, in any order, and those of `before`. `before` is the story key of
    each article of the WINDOW_DAYS days before a day to assign, unless that article is to be assigned itself. Undated
    articles are ignored. Raises ValueError where an article of `before` has no day in `articles`.

    Each day is clustered by average link around the stories of the days before it. Only the members of a story inside
    the window count, a cosine is worth less with every day between (DECAY), and stories never merge. A new story's key
    is its smallest article id. Assigning days one by one or at once gives the same.
    """
    day_of = {article.article_id: article.day for article in articles if article.day is not None}
    if not before.keys() <= day_of.keys():
        raise ValueError("assign_days: articles of `before` whose day `articles` does not tell")
    of_day: defaultdict[date, list[str]] = defaultdict(list)
    for article_id, day in day_of.items():
        of_day[day].append(article_id)
    edges_of_day = _edges_by_later_day(links, day_of)
    stories = dict(before)
    for day in sorted({day for article_id, day in day_of.items() if article_id not in before}):
        days = [day - timedelta(days=back) for back in range(WINDOW_DAYS + 1)]
        window = {name: stories[name] for past in days[1:] for name in of_day.get(past, ()) if name in stories}
        of_window = [edge for past in days for edge in edges_of_day.get(past, ())]
        new = [name for name in of_day[day] if name not in before]
        stories |= _assign_day(new, window, of_window)
    return {article_id: stories[article_id] for article_id in sorted(day_of.keys() - before.keys())}


def _assign_day(names: Iterable[str], window: Mapping[str, str], edges: Iterable[Edge]) -> dict[str, str]:
    """`window` is the story key of each article of the days before; `edges` are worth what the days leave of them."""
    inner: Counter[str] = Counter()
    outer = []
    for a, b, similarity in edges:
        story_a, story_b = window.get(a), window.get(b)
        if story_a is None or story_b is None:
            outer.append(Edge(story_a or a, story_b or b, similarity))
        elif story_a == story_b:
            inner[story_a] += similarity
    sizes = Counter(window.values())
    fixed = {key: Fixed(size, inner[key], size * (size - 1) // 2) for key, size in sizes.items()}
    return average_link(names, outer, DATED_BAR, fixed)


def assign_undated(
    articles: Sequence[StoryArticle],
    links: Sequence[StoryLink],
    stories: Mapping[str, str],
    sizes: Mapping[str, int],
) -> dict[str, str]:
    """The story key of each undated article.

    `articles` are the undated ones and the dated ones that they link to, `links` those among the undated and those to
    dated ones. `stories` is the story key of each of these dated articles, `sizes` the number of dated articles of each
    of these stories.

    Undated articles are clustered by average link around the dated stories, each of which counts for its NEAREST
    articles. Of more than MAX_UNDATED_LINKS links among the undated the strongest count. A new story's key is its
    smallest article id. Undated articles do not change dated stories, and never merge two of them.

    The articles may be passed in any portions that never part two with a link of UNDATED_BAR.least or more between
    them or to articles of one dated story: the result is the same.
    """
    day_of = {article.article_id: article.day for article in articles}
    undated = {article_id for article_id, day in day_of.items() if day is None}
    among = [Edge(*link) for link in links if link.article_id_a in undated and link.article_id_b in undated]
    near: defaultdict[str, defaultdict[str, _Near]] = defaultdict(lambda: defaultdict(_Near))
    for a, b, dot_product in links:
        own, other = (a, b) if a in undated else (b, a)
        if own in undated and other in stories and (day := day_of[other]) is not None:
            near[own][stories[other]].add(dot_product, day)
    to_stories: list[Edge] = []
    weak: list[Edge] = []
    for own, seen in near.items():
        totals = _totals(own, seen)
        if _tells_one_story(seen, totals, sizes):
            to_stories += totals
        elif max(_averages(totals, sizes).values()) >= SETTLE_DATED:
            weak += totals
    fixed = {edge.other: Fixed(min(NEAREST, sizes[edge.other])) for edge in (*to_stories, *weak)}
    return average_link(undated, _strongest(among) + to_stories, UNDATED_BAR, fixed, weak)


@dataclass(slots=True)
class _Near:
    """A dated story as one undated article sees it: the links to its articles, and the days of these."""

    dot_products: list[int] = field(default_factory=list)
    first: date = date.max
    last: date = date.min

    def add(self, dot_product: int, day: date) -> None:
        self.dot_products.append(dot_product)
        self.first, self.last = min(self.first, day), max(self.last, day)

    def is_far_from(self, other: "_Near") -> bool:
        apart = timedelta(days=RIVAL_DAYS)
        return self.first - other.last > apart or other.first - self.last > apart


def _totals(own: str, near: Mapping[str, _Near]) -> list[Edge]:
    """The sum of the similarities of an undated article to the nearest articles of each dated story."""
    return [Edge(own, story, sum(nlargest(NEAREST, seen.dot_products))) for story, seen in near.items()]


def _averages(totals: Iterable[Edge], sizes: Mapping[str, int]) -> dict[str, float]:
    return {edge.other: edge.similarity / min(NEAREST, sizes[edge.other]) for edge in totals}


def _tells_one_story(near: Mapping[str, _Near], totals: Iterable[Edge], sizes: Mapping[str, int]) -> bool:
    """Whether an undated article is near enough to a dated story, and tells it from those of another time."""
    average = _averages(totals, sizes)
    best = min(near, key=lambda story: (-average[story], story))
    rivals = [average[story] for story, seen in near.items() if seen.is_far_from(near[best])]
    return average[best] >= max(JOIN_LEAST, LEAD * max(rivals, default=0.0))


def _edges_by_later_day(links: Iterable[StoryLink], day_of: Mapping[str, date]) -> dict[date, list[Edge]]:
    """What the days between leave of each link, by the later day of its two articles."""
    by_day: defaultdict[date, list[Edge]] = defaultdict(list)
    for a, b, dot_product in links:
        if a in day_of and b in day_of and (between := abs((day_of[a] - day_of[b]).days)) <= WINDOW_DAYS:
            by_day[max(day_of[a], day_of[b])].append(Edge(a, b, dot_product * DECAY[between] // 1000))
    return by_day


def _strongest(edges: list[Edge]) -> list[Edge]:
    """All edges if they are few enough; else those stronger than the first that is too many."""
    if len(edges) <= MAX_UNDATED_LINKS:
        return edges
    too_weak = nlargest(MAX_UNDATED_LINKS + 1, (edge.similarity for edge in edges))[-1]
    return [edge for edge in edges if edge.similarity > too_weak]
