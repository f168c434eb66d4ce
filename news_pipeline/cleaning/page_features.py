"""Numbers that describe each line by the page around it: the main block, prose nearby, indentation, shared words."""

import numpy as np

from news_pipeline.cleaning.line_features import Features, Floats, Ints, Vocabulary

NEIGHBOURS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("prose", (-3, -2, -1, 1, 2, 3)),
    ("words", (-3, -2, -1, 1, 2, 3)),
    ("sentence_end", (-1, 1)),
    ("list_marker", (-1, 1)),
    ("odds_mean", (-2, -1, 1, 2)),
    ("line_odds", (-2, -1, 1, 2)),
    ("colon_end", (-1,)),
    ("blanks_before", (1,)),
    ("date_line", (-2, -1, 1, 2)),
    ("photo_credit", (-1, 1)),
    ("indent", (-1, 1)),
)
"""The features of neighbours that a line has too, by their distance; negative: before the line."""
WIDTHS = (2, 5, 12)
"""Lines before and behind a line whose prose is summed."""
OUTSIDE = -1.0
"""A neighbour's value where the page has no such line."""
COSTS = {"": 9.0, "tight_": 14.0, "wide_": 5.0}
"""Words of prose that a line must have to add to the main block, 2 fewer if it has more than 12 words."""
MOST_LINES_SINCE = 60.0
NEVER = 99.0
"""Distance from what did not come before."""


def page_features(own: Features, vocabulary: Vocabulary) -> Features:
    """Features that need the whole page, from `own`, those of its single lines."""
    prose, words, indent = own["prose"], own["words"], own["indent"]
    n = len(prose)
    total_words, total_prose = max(1.0, float(words.sum())), max(1e-9, float(prose.sum()))
    number = np.arange(n)
    page: Features = {}
    for name, distances in NEIGHBOURS:
        for distance in distances:
            side = "after" if distance > 0 else "before"
            page[f"{name}_{side}_{abs(distance)}"] = shifted(own[name], distance)
    for name in ("prose", "words", "sentence_end", "odds_mean"):
        for width in WIDTHS:
            page[f"{name}_mean_before_{width}"], page[f"{name}_mean_after_{width}"] = means(own[name], width)
    page |= {
        "prose_far_before": _fading(prose, 0.92),
        "prose_far_after": _fading(prose[::-1], 0.92)[::-1],
        "furniture_before": _fading(own["line_odds"], 0.8),
        "furniture_after": _fading(own["line_odds"][::-1], 0.8)[::-1],
    }
    for name, cost in COSTS.items():
        start, end = main_block(prose, words, cost)
        page[f"{name}in_block"] = ((number >= start) & (number < end)).astype(float)
        page[f"{name}before_block"] = np.maximum(0.0, start - number)
        page[f"{name}after_block"] = np.maximum(0.0, number - end + 1)
        page[f"{name}block_share"] = np.full(n, float(prose[start:end].sum()) / total_prose)
    start, end = main_block(prose, words, COSTS[""])
    inside = (number >= start) & (number < end)
    body = indent[inside & (prose >= 8)]
    usual = float(np.median(body)) if len(body) else 0.0
    passed = np.cumsum(prose) - prose
    page |= {
        "block_words": np.full(n, float(words[start:end].sum())),
        "block_vocabulary": shared_words(vocabulary, inside.astype(float), n),
        "page_prose": np.full(n, total_prose / total_words),
        "page_lines": np.full(n, float(n)),
        "page_sentences": np.full(n, float(own["sentence_end"].mean())),
        "page_indented": np.full(n, float((indent > 0).mean())),
        "page_blanks": np.full(n, float((own["blanks_before"] > 0).mean())),
        "indent_off": indent - usual,
        "indent_off_size": np.abs(indent - usual),
        "place": number / n,
        "prose_passed": passed / total_prose,
        "since_date": _lines_since(own["date_line"]),
        "since_byline": _lines_since(own["byline_shape"]),
    }
    page["block_since_date"] = np.full(n, page["since_date"][start] if start < n else NEVER)
    is_short = (words < 12) & (own["sentence_end"] == 0)
    page |= _of_groups("level", np.unique(indent, return_inverse=True)[1], own, total_prose)
    page |= _of_groups("stanza", np.cumsum(own["blanks_before"] > 0), own, total_prose)
    page |= _of_groups("list", run_numbers(own["list_marker"] > 0), own, total_prose)
    page |= _of_groups("shorts", run_numbers(is_short), own, total_prose)
    return page


def main_block(prose: Floats, words: Floats, cost: float = COSTS[""]) -> tuple[int, int]:
    """First line, and the line after the last, of the run of lines with the most prose (maximum-sum run, Kadane 1984).

    A line counts its words of prose less `cost`, what a line of furniture costs whatever its length.
    """
    return best_run(prose - cost + 2.0 * (words > 12))


def best_run(gains: Floats) -> tuple[int, int]:
    """First line, and the line after the last, of the run with the greatest sum; (0, 0) if no line has a gain."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return (int(np.argmin(sums[: end + 1])), end) if end and sums[end] > lowest[end] else (0, 0)


def shifted(column: Floats, by: int) -> Floats:
    """The value of the line so many lines further on; OUTSIDE where there is none."""
    out = np.full(len(column), OUTSIDE)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def means(column: Floats, width: int) -> tuple[Floats, Floats]:
    """The mean of so many lines before each line, and of those behind it; 0 where there is none."""
    n = len(column)
    number = np.arange(n)
    sums = np.concatenate([[0.0], np.cumsum(column)])
    low, high = np.maximum(0, number - width), np.minimum(n, number + width + 1)
    before = (sums[number] - sums[low]) / np.maximum(1, number - low)
    return before, (sums[high] - sums[number + 1]) / np.maximum(1, high - number - 1)


def run_numbers(flags: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Ints:
    """A number for each run of lines with the flag, another for each run without."""
    return np.cumsum(np.concatenate([[False], flags[1:] != flags[:-1]])).astype(np.int64)


def shared_words(vocabulary: Vocabulary, story: Floats, n: int) -> Floats:
    """Share of each line's content words that lines of the story, other than itself, have too; -1 without a word.

    `story` says of each line how much it counts. A word weighs as the logarithm of the page's lines over those that
    have it; one line of the story is enough.
    """
    if not len(vocabulary.words):
        return np.full(n, OUTSIDE)
    words, lines = vocabulary.words, vocabulary.lines
    weight = np.log((n + 1) / np.bincount(words))[words]
    held = np.bincount(words, story[lines])[words] - story[lines]
    total = np.bincount(lines, weight, n)
    found = np.bincount(lines, weight * np.minimum(1.0, held), n)
    return np.where(total > 0, found / np.maximum(1e-9, total), OUTSIDE)


def _of_groups(name: str, group: Ints, own: Features, total_prose: float) -> Features:
    """Of the group that each line is in: its lines, words, prose a line, share of the page's prose, sentences."""
    count = np.maximum(1.0, np.bincount(group))
    prose, words = np.bincount(group, own["prose"]), np.bincount(group, own["words"])
    sentences = np.bincount(group, own["sentence_end"])
    return {
        f"{name}_lines": count[group],
        f"{name}_words": (words / count)[group],
        f"{name}_prose": (prose / count)[group],
        f"{name}_share": (prose / total_prose)[group],
        f"{name}_sentences": (sentences / count)[group],
        f"{name}_odds": (np.bincount(group, own["odds_mean"]) / count)[group],
    }


def _fading(column: Floats, keep: float) -> Floats:
    """Sum of what came before each line, fading by `keep` a line, the line itself not counted."""
    out, total = [], 0.0
    for value in column.tolist():
        out.append(total)
        total = (total + value) * keep
    return np.array(out)


def _lines_since(flags: Floats) -> Floats:
    """Lines since the last flag, at most MOST_LINES_SINCE; NEVER where none came before."""
    number = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags > 0, number, -1))
    return np.where(last < 0, NEVER, np.minimum(MOST_LINES_SINCE, number - last))
