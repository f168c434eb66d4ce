"""Odds of words and short lines, counted over sites, so that a site's own lines say nothing of it in training."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from news_pipeline.cleaning.characters import WORD_WITH_VOWEL_SIGNS
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from tools.line_model.labelled_texts import Text

FEWEST_SITES = {"words": 15, "lines": 4}
LEAST = {"words": 0.3, "lines": 0.4}
"""Log odds nearer to the mean say nothing."""
PRIOR_SITES = {"words": 8.0, "lines": 2.0}
MEAN = 0.15
MOST_OF_TEXT = 3.0
"""Lines of one text with the same opening word that count."""
MOST_OF_SITE = 4.0
"""Lines of one site that count."""
OPENING_WORDS = 12
Counts = dict[str, tuple[float, float]]
"""By word or line: how many lines that bear it are of the story, and how many there are."""
KINDS = ("words", "lines")


class OddsBySite:
    """Counts of all sites; `without` gives the odds as the other sites have them."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.sites: dict[str, dict[str, Counts]] = {}
        for text in texts:
            kinds = self.sites.setdefault(text.site, {kind: {} for kind in KINDS})
            for kind, counts in _counts(text).items():
                for word, (story, size) in counts.items():
                    before = kinds[kind].get(word, (0.0, 0.0))
                    kinds[kind][word] = (before[0] + story, before[1] + size)
        self.total: dict[str, dict[str, tuple[float, float, int]]] = {kind: {} for kind in KINDS}
        for kinds in self.sites.values():
            for kind, counts in kinds.items():
                for word, (story, size) in counts.items():
                    share = min(1.0, MOST_OF_SITE / size)
                    counts[word] = (story * share, size * share)
                    a, b, n = self.total[kind].get(word, (0.0, 0.0, 0))
                    self.total[kind][word] = (a + story * share, b + size * share, n + 1)
        self.all = LineOdds(*(dict(self._odds(kind)) for kind in KINDS))

    def _odds(self, kind: str) -> Iterator[tuple[str, float]]:
        for word, (story, size, sites) in sorted(self.total[kind].items()):
            value = _log_odds(kind, story, size)
            if sites >= FEWEST_SITES[kind] and abs(value) > LEAST[kind]:
                yield word, value

    def without(self, site: str) -> LineOdds:
        """The odds of the model's words and lines as all other sites have them."""
        own = self.sites.get(site, {kind: {} for kind in KINDS})
        return LineOdds(
            self._less(self.all.of_words, own["words"], "words"), self._less(self.all.of_lines, own["lines"], "lines")
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


def _counts(text: Text) -> dict[str, Counts]:
    """Of the lines that the gold speaks of."""
    found: dict[str, defaultdict[str, list[float]]] = {kind: defaultdict(lambda: [0.0, 0.0]) for kind in KINDS}
    for line, label, known in zip(text.lines, text.labels.tolist(), text.known.tolist(), strict=True):
        if not known:
            continue
        folded = line.text[:200].lower()
        for word in dict.fromkeys(WORD_WITH_VOWEL_SIGNS.findall(folded)[:OPENING_WORDS]):
            found["words"][word][0] += label
            found["words"][word][1] += 1
        if key := line_key(folded):
            found["lines"][key][0] += label
            found["lines"][key][1] += 1
    return {
        kind: {word: (a / b * min(MOST_OF_TEXT, b), min(MOST_OF_TEXT, b)) for word, (a, b) in counts.items()}
        for kind, counts in found.items()
    }
