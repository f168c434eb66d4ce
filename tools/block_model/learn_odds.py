"""What the odds of words are counted from: words of names, and words that blocks begin with."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from news_pipeline.cleaning.blocks.word_odds import WordOdds, name_words, opening_words
from tools.block_model.pages import LabelledPage
from tools.odds_by_site import Counts, Evidence, OddsBySite

KINDS = {
    "names": Evidence(fewest_sites=5, least=0.15, prior_sites=4.0),
    "words": Evidence(fewest_sites=20, least=0.3, prior_sites=8.0),
}
MOST_OF_PAGE = 3.0
"""Blocks of one page with the same opening word that count."""
MOST_OF_BLOCK = 60
"""Words of a block that count."""


def odds_by_site(pages: Iterable[LabelledPage]) -> OddsBySite[WordOdds]:
    """The odds of words, with and without each site."""
    return OddsBySite(((page.site, _counts(page)) for page in pages), KINDS, WordOdds)


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
