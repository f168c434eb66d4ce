"""What the odds of words and short lines are counted from."""

from collections import defaultdict
from collections.abc import Iterable

from news_pipeline.cleaning.characters import WORD_WITH_VOWEL_SIGNS
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from tools.line_model.labelled_texts import Text
from tools.odds_by_site import Counts, Evidence, OddsBySite

KINDS = {
    "words": Evidence(fewest_sites=15, least=0.3, prior_sites=8.0),
    "lines": Evidence(fewest_sites=4, least=0.4, prior_sites=2.0),
}
MOST_OF_TEXT = 3.0
"""Lines of one text with the same opening word that count."""
OPENING_WORDS = 12


def odds_by_site(texts: Iterable[Text]) -> OddsBySite[LineOdds]:
    """The odds of words and short lines, with and without each site."""
    return OddsBySite(((text.site, _counts(text)) for text in texts), KINDS, LineOdds)


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
