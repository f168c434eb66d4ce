"""Odds of words for listings and products, counted over sites, so that a site's own pages say nothing of it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log, sqrt

FEWEST_SITES = 10
LEAST = 0.4
"""Log odds nearer to 0 say nothing."""
PRIOR, MEAN = 3.0, 0.07


class KindOdds:
    """Counts of all sites; `without` gives the odds as the other sites have them."""

    def __init__(self, sites: Sequence[str], words: Sequence[set[str]], is_other: Sequence[bool]) -> None:
        pages_of = Counter(sites)
        self.own: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        self.own_size: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.total: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.size = [0.0, 0.0]
        for site, said, other in zip(sites, words, is_other, strict=True):
            # many pages of a site count as their root
            weight = 1 / sqrt(pages_of[site])
            self.own_size[site][other] += weight
            self.size[other] += weight
            for word in said:
                self.own[site][word][other] += weight
                self.total[word][other] += weight
        self.sites = Counter(word for own in self.own.values() for word in own)
        self.all = self._odds({}, [0.0, 0.0], FEWEST_SITES, self.total)

    def without(self, site: str) -> dict[str, float]:
        """The odds where this site is unseen."""
        own = self.own[site]
        return self.all | self._odds(own, self.own_size[site], FEWEST_SITES + 1, own)

    def _odds(
        self, own: dict[str, list[float]], size: list[float], fewest: int, asked: dict[str, list[float]]
    ) -> dict[str, float]:
        out = {}
        for word in sorted(asked):
            if self.sites[word] < fewest:
                value = 0.0
            else:
                mine = own.get(word, (0.0, 0.0))
                shares = [
                    (self.total[word][k] - mine[k] + PRIOR * MEAN) / (self.size[k] - size[k] + PRIOR) for k in (0, 1)
                ]
                value = round(log(shares[1] / shares[0]), 2)
            if own or abs(value) > LEAST:
                out[word] = value if abs(value) > LEAST else 0.0
        return out
