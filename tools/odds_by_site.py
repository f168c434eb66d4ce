"""Log odds of words, counted over web sites, so that in training a site's own texts say nothing of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

MEAN = 0.15
"""Share of lines, or blocks, that are of a story: what a word says without evidence."""
MOST_OF_SITE = 4.0
"""Of one site count so many at most."""
Counts = Mapping[str, tuple[float, float]]
"""By word: how much of what bears it is of the story, and how much there is."""
Odds = TypeVar("Odds")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a kind of words must have before it says anything."""

    fewest_sites: int
    least: float
    """Log odds nearer to the mean say nothing."""
    prior_sites: float
    """So many sites with the mean are added."""


class OddsBySite(Generic[Odds]):
    """Counts of all sites, by kind of words; `without` gives the odds as the other sites have them.

    `counted` holds sites with the counts of one of their texts; `made_of` takes the odds of each kind, in the order of
    `kinds`.
    """

    def __init__(
        self,
        counted: Iterable[tuple[str, Mapping[str, Counts]]],
        kinds: Mapping[str, Evidence],
        made_of: Callable[..., Odds],
    ) -> None:
        self._kinds, self._made_of = kinds, made_of
        self._sites: dict[str, dict[str, dict[str, tuple[float, float]]]] = {}
        for site, by_kind in counted:
            of_site = self._sites.setdefault(site, {kind: {} for kind in kinds})
            for kind, counts in by_kind.items():
                for word, (story, size) in counts.items():
                    before = of_site[kind].get(word, (0.0, 0.0))
                    of_site[kind][word] = (before[0] + story, before[1] + size)
        self._total: dict[str, dict[str, tuple[float, float, int]]] = {kind: {} for kind in kinds}
        for of_site in self._sites.values():
            for kind, own in of_site.items():
                for word, (story, size) in own.items():
                    share = min(1.0, MOST_OF_SITE / size)
                    own[word] = (story * share, size * share)
                    a, b, n = self._total[kind].get(word, (0.0, 0.0, 0))
                    self._total[kind][word] = (a + story * share, b + size * share, n + 1)
        self._odds = {kind: dict(self._known(kind)) for kind in kinds}
        self.all = made_of(*self._odds.values())

    def _known(self, kind: str) -> Iterator[tuple[str, float]]:
        asked = self._kinds[kind]
        for word, (story, size, sites) in sorted(self._total[kind].items()):
            value = _log_odds(asked, story, size)
            if sites >= asked.fewest_sites and abs(value) > asked.least:
                yield word, value

    def without(self, site: str) -> Odds:
        """The odds of the model's words as all other sites have them."""
        own = self._sites.get(site, {kind: {} for kind in self._kinds})
        return self._made_of(*(self._less(kind, own[kind]) for kind in self._kinds))

    def _less(self, kind: str, own: Counts) -> dict[str, float]:
        out, asked = dict(self._odds[kind]), self._kinds[kind]
        for word in own.keys() & out.keys():
            story, size, sites = self._total[kind][word]
            out[word] = _log_odds(asked, story - own[word][0], size - own[word][1])
            if sites - 1 < asked.fewest_sites:
                del out[word]
        return out


def _log_odds(asked: Evidence, story: float, size: float) -> float:
    share = (story + asked.prior_sites * MEAN) / (size + asked.prior_sites)
    share = min(0.995, max(0.005, share))
    return round(log(share / (1 - share)) - log(MEAN / (1 - MEAN)), 2)
