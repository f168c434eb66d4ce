"""What a site's program writes around its inserts: "Image copyright ... Image caption ...", "... Read more".

The insert's own words differ from document to document, so the whole line is in one alone. Its first two words, or its
last two, are counted over the documents of a site like a whole line (boilerplate.py).
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from news_pipeline.cleaning.phrases import ends_sentence
from news_pipeline.cleaning.roles import SourceLine
from news_pipeline.shared.hashing import digest64

SHORTEST_FRAMED, LONGEST_FRAMED = 6, 60
"""Words of a framed line. Shorter ones are subheadings of a series, names of speakers, sources of quotes."""
MOST_IN_ROW = 3
"""Lines without a sentence that stand together and may be framed: more are a list or a table, such as ingredients."""
_WORD = re.compile(r"\w+")


def frames_of(lines: Sequence[SourceLine]) -> dict[int, tuple[int, ...]]:
    """By position, the hashes of what may frame a line. A sentence has no frame, nor an item of a list.

    Words that the document's sentences have too frame nothing: names, and what the story is about.
    """
    framed: dict[int, list[str]] = {}
    sentences: list[str] = []
    for i, line in enumerate(lines):
        words = _WORD.findall(line.text.casefold())
        if ends_sentence(line.text):
            sentences += ["", *words]
        elif SHORTEST_FRAMED <= len(words) <= LONGEST_FRAMED and not line.marker:
            framed[i] = words
    if not framed:
        return {}
    said = set(itertools.pairwise(sentences))
    return {i: hashes for i, words in framed.items() if (hashes := tuple(_hashes(words, said)))}


def _hashes(words: list[str], said: set[tuple[str, str]]) -> Iterator[int]:
    for place, (one, other) in (("opens", words[:2]), ("ends", words[-2:])):
        # amounts open the ingredients of a recipe, and times end the names of films
        if (one, other) not in said and one.isalpha() and other.isalpha():
            yield digest64(place, one, other)


def stand_alone(lines: Sequence[SourceLine], kept: Sequence[int]) -> list[int]:
    """Those of the positions `kept` at which at most MOST_IN_ROW lines without a sentence follow each other."""
    found: list[int] = []
    row: list[int] = []
    for i in kept:
        if not ends_sentence(lines[i].text):
            row.append(i)
            continue
        found += row if len(row) <= MOST_IN_ROW else []
        row = []
    return found + (row if len(row) <= MOST_IN_ROW else [])
