"""Odds of words, counted over sites, so that a site's own blocks say nothing of it in training."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

import numpy as np

from news_pipeline.cleaning.blocks.word_odds import WordOdds, name_words, opening_words
from tools.block_model.pages import LabelledPage

FEWEST_SITES = {"names": 5, "words": 20}
LEAST = {"names": 0.15, "words": 0.3}
"""Log odds nearer to the mean say nothing."""
PRIOR_SITES = {"names": 4.0, "words": 8.0}
MEAN = 0.15
MOST_OF_SITE = 4.0
"""Pages of one site that count."""
MOST_OF_PAGE = 3.0
"""Blocks of one page with the same opening word that count."""
MOST_OF_BLOCK = 60
"""Words of a block that count."""
Counts = dict[str, tuple[float, float]]
"""By word: how much of what bears it is of the story, and how much there is."""


class OddsBySite:
    """Counts of all sites; `without` gives the odds as the other sites have them."""

    def __init__(self, pages: Iterable[LabelledPage]) -> None:
        self.sites: dict[str, dict[str, Counts]] = {}
        for page in pages:
            kinds = self.sites.setdefault(page.site, {"names": {}, "words": {}})
            for kind, counts in _counts(page).items():
                for word, (story, size) in counts.items():
                    before = kinds[kind].get(word, (0.0, 0.0))
                    kinds[kind][word] = (before[0] + story, before[1] + size)
        self.total: dict[str, dict[str, tuple[float, float, int]]] = {"names": {}, "words": {}}
        for kinds in self.sites.values():
            for kind, counts in kinds.items():
                for word, (story, size) in counts.items():
                    share = min(1.0, MOST_OF_SITE / size)
                    counts[word] = (story * share, size * share)
                    a, b, n = self.total[kind].get(word, (0.0, 0.0, 0))
                    self.total[kind][word] = (a + story * share, b + size * share, n + 1)
        self.all = WordOdds(*(dict(self._odds(kind)) for kind in ("names", "words")))

    def _odds(self, kind: str) -> Iterator[tuple[str, float]]:
        for word, (story, size, sites) in sorted(self.total[kind].items()):
            value = _log_odds(kind, story, size)
            if sites >= FEWEST_SITES[kind] and abs(value) > LEAST[kind]:
                yield word, value

    def without(self, site: str) -> WordOdds:
        """The odds of the model's words as all other sites have them."""
        own = self.sites.get(site, {"names": {}, "words": {}})
        return WordOdds(
            self._less(self.all.of_names, own["names"], "names"), self._less(self.all.of_words, own["words"], "words")
        )

    def _less(self, odds: Mapping[str, float], own: Counts, kind: str) -> dict[str, float]:
        out = dict(odds)
        for word in own.keys() & odds.keys():
            story, size, sites = self.total[kind][word]
            out[word] = _log_odds(kind, story - own[word][0], size - own[word][1])
            if sites - 1 < FEWEST_SITES[kind]:
                del out[word]
        return out


def _log_odds(kind: str, story: float, size: float) -> float:
    share = (story + PRIOR_SITES[kind] * MEAN) / (size + PRIOR_SITES[kind])
    share = min(0.995, max(0.005, share))
    return round(log(share / (1 - share)) - log(MEAN / (1 - MEAN)), 2)


def _counts(page: LabelledPage) -> dict[str, Counts]:
    """A word of a name weighs one a page, by the words of the blocks in its boxes; an opening word one a block."""
    blocks = page.blocks
    size = np.array([min(MOST_OF_BLOCK, text.count(" ") + 1) for text in blocks.texts]) * page.known
    story, total = (np.concatenate([[0.0], np.cumsum(each)]).tolist() for each in (size * page.labels, size))
    names: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for tag, said, first, end in zip(blocks.tags, blocks.names, blocks.first, blocks.end, strict=True):
        for word in name_words(tag, said) if total[end] > total[first] else ():
            names[word][0] += story[end] - story[first]
            names[word][1] += total[end] - total[first]
    words: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for text, label, known in zip(blocks.texts, page.labels.tolist(), page.known.tolist(), strict=True):
        for word in set(opening_words(text)) if known else ():
            words[word][0] += label
            words[word][1] += 1
    return {
        "names": {word: (a / b, 1.0) for word, (a, b) in names.items()},
        "words": {word: (a / b * min(MOST_OF_PAGE, b), min(MOST_OF_PAGE, b)) for word, (a, b) in words.items()},
    }
