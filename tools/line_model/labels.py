"""Which lines of a page belong to its gold body: the page's words are aligned with the words of the body."""

import re

_WORD = re.compile(r"\w+")
SHORTEST_RUN = 4
"""Words of the shortest run that counts as the same text."""
MOST_PLACES = 20
"""Places in the body at which a run is looked for."""


def body_shares(lines: list[str], body: str) -> list[float]:
    """Share of each line's words in the body, by runs of at least SHORTEST_RUN words, long runs first."""
    words, owner = [], []
    for i, line in enumerate(lines):
        for word in _WORD.findall(line.lower()):
            words.append(word)
            owner.append(i)
    gold = _WORD.findall(body.lower())
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(gold) - SHORTEST_RUN + 1):
        places.setdefault(tuple(gold[j : j + SHORTEST_RUN]), []).append(j)
    covered, taken = bytearray(len(words)), bytearray(len(gold))
    for length, i, j in sorted(_runs(words, gold, places), key=lambda run: (-run[0], run[1], run[2])):
        for k in range(length):
            if not covered[i + k] and not taken[j + k]:
                covered[i + k] = taken[j + k] = 1
    hit, size = [0] * len(lines), [0] * len(lines)
    for k, i in enumerate(owner):
        size[i] += 1
        hit[i] += covered[k]
    return [h / s if s else 0.0 for h, s in zip(hit, size, strict=True)]


def _runs(words: list[str], gold: list[str], places: dict[tuple[str, ...], list[int]]) -> list[tuple[int, int, int]]:
    """Runs that stand in both: number of words, where in the page, where in the body."""
    runs = []
    for i in range(len(words) - SHORTEST_RUN + 1):
        for j in places.get(tuple(words[i : i + SHORTEST_RUN]), ())[:MOST_PLACES]:
            if i and j and words[i - 1] == gold[j - 1]:
                continue
            length = SHORTEST_RUN
            while i + length < len(words) and j + length < len(gold) and words[i + length] == gold[j + length]:
                length += 1
            runs.append((length, i, j))
    return runs
