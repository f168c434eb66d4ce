"""Which story an article belongs to: dated articles day by day, undated ones by their text alone.

Here: the window, the thresholds, the order. Elsewhere: the clustering itself (clustering.py), cosines (the loop, in SQL
from the terms of terms.py), lasting ids of stories (sets.py): the keys here are ids of articles and may change.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest

from news_pipeline.stories.clustering import Bar, average_link
from news_pipeline.stories.terms import WEIGHT_SCALE

WINDOW_DAYS = 3
COSINE_ONE = WEIGHT_SCALE * WEIGHT_SCALE
"""The dot product of a vector of terms with itself, rounding apart."""

LINK_FLOOR = COSINE_ONE // 10
"""Weaker links need not be stored or passed."""

DATED_BAR = Bar(least=13 * COSINE_ONE // 100)
UNDATED_BAR = Bar(least=18 * COSINE_ONE // 100, density_share=0.5, density_cap=25 * COSINE_ONE // 100)
"""Stricter: where no date says that two articles are of the same days, look-alike events abound."""

JOIN_LEAST = 22 * COSINE_ONE // 100
JOIN_LEAD = 1.4
"""What an undated cluster needs to join a dated story: an average link of JOIN_LEAST, and JOIN_LEAD times that to any
other story. Wars, trials and elections come back for years; a text that is about as near to one stretch of them as to
another tells no date."""

MAX_UNDATED_LINKS = 1_000_000
"""Of these many strongest links at most the undated articles of one call are clustered."""


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """A canonical article of a duplicate group."""

    article_id: str
    day: date | None
    """Published day by direct evidence; None for an undated article."""


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Two articles that share terms; either order of the two."""

    article_id_a: str
    article_id_b: str
    dot_product: int
    """Of their weights: the cosine times COSINE_ONE, exact. A pair is listed once."""


def assign_days(
    articles: Sequence[StoryArticle], links: Sequence[StoryLink], before: Mapping[str, str]
) -> dict[str, str]:
    """The story key of each dated article that is not in `before`.

    `articles` are those of one day or of several, in any order, and may hold those of `before` with their days.
    `before` is the story key of each article of the WINDOW_DAYS days before; one whose day is not told counts as
    inside the window of the first day, and is an error (ValueError) if there is more than one day to assign.
    Undated articles are left aside.

    Each day is clustered by average link around the stories of the days before it: of a story, only the members inside
    the window count, and stories never merge. A new story's key is its smallest article id. Assigning days one by one
    or at once gives the same.
    """
    day_of = {article.article_id: article.day for article in articles if article.day is not None}
    days = sorted({day for article_id, day in day_of.items() if article_id not in before})
    if len(days) > 1 and not before.keys() <= day_of.keys():
        raise ValueError(
            "assign_days: several days to assign, and articles of `before` whose day `articles` does not tell"
        )
    placed: defaultdict[date, dict[str, str]] = defaultdict(dict)
    for article_id, key in before.items():
        if days:
            placed[day_of.get(article_id, days[0] - timedelta(days=1))][article_id] = key
    of_day: defaultdict[date, list[str]] = defaultdict(list)
    for article_id, day in day_of.items():
        if article_id not in before:
            of_day[day].append(article_id)
    links_of_day = _links_by_later_day(links, day_of)
    assigned: dict[str, str] = {}
    for day in days:
        window: dict[str, str] = {}
        for back in range(WINDOW_DAYS, 0, -1):
            window |= placed[day - timedelta(days=back)]
        placed[day] |= average_link(of_day[day], links_of_day[day], DATED_BAR, fixed=window)
        assigned |= {article_id: placed[day][article_id] for article_id in sorted(of_day[day])}
    return assigned


def assign_undated(
    articles: Sequence[StoryArticle], links: Sequence[StoryLink], stories: Mapping[str, str]
) -> dict[str, str]:
    """The story key of each undated article. Dated ones in `articles` are left aside.

    `links` are those among the undated articles and those to dated ones; `stories` is the story key of each dated
    article in them. First the undated articles are clustered among themselves (average link; of more than
    MAX_UNDATED_LINKS links the strongest count). Then a cluster joins the dated story that its text points to
    (JOIN_LEAST, JOIN_LEAD); of a story those members count that some article of the cluster links to. Otherwise its
    key is its smallest article id. Dated stories are not changed by undated articles.

    The articles may be passed in any portions that never part two with a link of UNDATED_BAR.least or more between
    them: the result is the same.
    """
    undated = {article.article_id for article in articles if article.day is None}
    triples = [(a, b, dot) if a in undated else (b, a, dot) for a, b, dot in _triples(links)]
    among = [link for link in triples if link[0] in undated and link[1] in undated]
    clusters = average_link(undated, _strongest(among), UNDATED_BAR)
    joined = _joined_stories(
        clusters, [link for link in triples if link[0] in undated and link[1] not in undated], stories
    )
    return {name: joined.get(key, key) for name, key in sorted(clusters.items())}


def _joined_stories(
    clusters: Mapping[str, str], links: Iterable[tuple[str, str, int]], stories: Mapping[str, str]
) -> dict[str, str]:
    """The dated story that a cluster joins, by the cluster's key. `links` go from undated to dated articles."""
    size = Counter(clusters.values())
    similarity: defaultdict[str, Counter[str]] = defaultdict(Counter)
    linked: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for own, other, dot_product in links:
        if other in stories:
            similarity[clusters[own]][stories[other]] += dot_product
            linked[clusters[own], stories[other]].add(other)
    joined = {}
    for cluster, totals in similarity.items():
        averages = ((total / (size[cluster] * len(linked[cluster, story])), story) for story, total in totals.items())
        (best, story), (second, _) = nlargest(2, [*averages, (0.0, "")])
        if best >= max(JOIN_LEAST, JOIN_LEAD * second):
            joined[cluster] = story
    return joined


def _links_by_later_day(
    links: Iterable[StoryLink], day_of: Mapping[str, date]
) -> dict[date, list[tuple[str, str, int]]]:
    by_day: defaultdict[date, list[tuple[str, str, int]]] = defaultdict(list)
    for a, b, dot_product in _triples(links):
        days = [day for day in (day_of.get(a), day_of.get(b)) if day is not None]
        if days:
            by_day[max(days)].append((a, b, dot_product))
    return by_day


def _strongest(links: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """All links if they are few enough; else those stronger than the first that is too many."""
    if len(links) <= MAX_UNDATED_LINKS:
        return links
    too_weak = nlargest(MAX_UNDATED_LINKS + 1, (dot_product for _, _, dot_product in links))[-1]
    return [link for link in links if link[2] > too_weak]


def _triples(links: Iterable[StoryLink]) -> Iterable[tuple[str, str, int]]:
    return ((link.article_id_a, link.article_id_b, link.dot_product) for link in links)
