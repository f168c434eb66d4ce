"""Numbers that describe each line by the page around it: the main block, prose nearby, indentation, shared vocabulary.

What a line is by itself is told in line_features.py. Names of features are those of trees.npz.
"""

import math
import re
from collections import Counter
from statistics import median

from news_pipeline.cleaning.characters import UNSPACED
from news_pipeline.cleaning.roles import SourceLine

FeatureColumn = list[float]
"""One feature: a value for each line of the page, in order."""
Features = dict[str, FeatureColumn]

COST_OF_LINE = 9.0
"""Words of prose that a line must have to add to the main block, 2 fewer if it has more than 12 words."""
MOST_LINES_SINCE = 60
NEVER = 99.0
"""Distance from what did not come before."""
_CHARACTERS_OF_LINE = 2_000
"""Characters of a line whose words are looked at."""
_LONG_WORD = re.compile(r"\w{5,}")
_Vocabulary = frozenset[str]


def page_features(lines: list[SourceLine], own: Features) -> Features:
    """Features that need the whole page, from `own`, those of its single lines."""
    n = len(lines)
    prose, words = own["prose"], own["words"]
    total_words = sum(words) or 1.0
    total_prose = sum(prose) or 1.0
    start, end = main_block(prose, words)
    inside = range(start, end)
    body = [i for i in inside if prose[i] >= 8]
    indent = median([lines[i].indent for i in body]) if body else 0
    page: Features = {
        "prose_fading_before": _fading(prose, 0.7),
        "prose_fading_after": _fading(prose[::-1], 0.7)[::-1],
        "prose_far_before": _fading(prose, 0.92),
        "prose_far_after": _fading(prose[::-1], 0.92)[::-1],
        "marks_before": _fading(own["section"], 0.9),
        "furniture_before": _fading(own["phrase_whole"], 0.8),
        "furniture_after": _fading(own["phrase_whole"][::-1], 0.8)[::-1],
        "in_block": [float(start <= i < end) for i in range(n)],
        "before_block": [float(max(0, start - i)) for i in range(n)],
        "after_block": [float(max(0, i - end + 1)) for i in range(n)],
        "block_share": [sum(prose[i] for i in inside) / total_prose] * n,
        "block_words": [sum(words[i] for i in inside)] * n,
        "block_vocabulary": _vocabulary_shared(lines, inside),
        "page_prose": [total_prose / total_words] * n,
        "page_lines": [float(n)] * n,
        "indent_off": [float(line.indent - indent) for line in lines],
        "indent_off_size": [abs(float(line.indent - indent)) for line in lines],
        "place": [i / n for i in range(n)],
        "prose_passed": _share_passed(prose, total_prose),
        "since_date": _lines_since(own["date_line"]),
        "since_byline": _lines_since(own["byline_shape"]),
        "section_open": _prose_since_section(own["section"], prose, total_prose),
        "marker_run": _run_lengths(own["list_marker"]),
        "short_run": _run_lengths([float(w < 12 and not s) for w, s in zip(words, own["sentence_end"], strict=True)]),
    }
    page["block_since_date"] = [page["since_date"][start] if start < n else NEVER] * n
    return page | _prose_of_indentation(lines, prose, total_prose)


def main_block(prose: FeatureColumn, words: FeatureColumn) -> tuple[int, int]:
    """First line, and the line after the last, of the run of lines with the most prose (maximum-sum run, Kadane 1984).

    A line counts its words of prose less COST_OF_LINE, what a line of furniture costs whatever its length.
    """
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(prose):
        gain = value - COST_OF_LINE + (2.0 if words[i] > 12 else 0.0)
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run


def _fading(column: FeatureColumn, keep: float) -> FeatureColumn:
    """Sum of what came before each line, fading by `keep` a line, the line itself not counted."""
    out, total = [], 0.0
    for value in column:
        out.append(total)
        total = (total + value) * keep
    return out


def _share_passed(prose: FeatureColumn, total_prose: float) -> FeatureColumn:
    """Share of the page's prose that came before each line."""
    out, passed = [], 0.0
    for value in prose:
        out.append(passed / total_prose)
        passed += value
    return out


def _lines_since(flags: FeatureColumn) -> FeatureColumn:
    """Lines since the last flag, at most MOST_LINES_SINCE; NEVER where none came before."""
    out, last = [], -1
    for i, flag in enumerate(flags):
        if flag:
            last = i
        out.append(NEVER if last < 0 else float(min(MOST_LINES_SINCE, i - last)))
    return out


def _run_lengths(flags: FeatureColumn) -> FeatureColumn:
    """Length of the run of ones that each line stands in; 0 outside."""
    out: FeatureColumn = []
    run = 0
    for flag in [*flags, 0.0]:
        if flag:
            run += 1
            continue
        out.extend([float(run)] * run)
        run = 0
        out.append(0.0)
    return out[: len(flags)]


def _prose_since_section(section: FeatureColumn, prose: FeatureColumn, total_prose: float) -> FeatureColumn:
    """Words of prose since the last heading such as "Most read", if half the page's prose came before it; else -1."""
    out, since, passed = [], -1.0, 0.0
    for mark, value in zip(section, prose, strict=True):
        if mark and passed > 0.5 * total_prose:
            since = 0.0
        elif since >= 0:
            since += value
        out.append(since)
        passed += value
    return out


def _prose_of_indentation(lines: list[SourceLine], prose: FeatureColumn, total_prose: float) -> Features:
    """How much prose stands at the indentation of each line: share of the page's, and words a line."""
    sums: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for line, value in zip(lines, prose, strict=True):
        sums[line.indent] += int(value * 100)
        counts[line.indent] += 1
    return {
        "level_share": [sums[line.indent] / 100 / total_prose for line in lines],
        "level_prose": [sums[line.indent] / 100 / counts[line.indent] for line in lines],
    }


def _vocabulary_shared(lines: list[SourceLine], block: range) -> FeatureColumn:
    """Share of each line's content words that lines of the block, other than itself, have too; -1 without a word.

    A word weighs as the logarithm of the page's lines over the lines that have it.
    """
    vocabularies = [_content_words(line.text) for line in lines]
    held = Counter(word for vocabulary in vocabularies for word in vocabulary)
    weights = {word: math.log((len(lines) + 1) / count) for word, count in held.items()}
    in_block = Counter(word for i in block for word in vocabularies[i])
    return [
        _share(vocabulary, in_block, weights, own=int(i in block)) if vocabulary else -1.0
        for i, vocabulary in enumerate(vocabularies)
    ]


def _share(vocabulary: _Vocabulary, in_block: Counter[str], weights: dict[str, float], *, own: int) -> float:
    """The exact sums of fsum do not depend on the order of a set, which differs from process to process."""
    total = math.fsum(weights[word] for word in vocabulary) or 1.0
    return math.fsum(weights[word] for word in vocabulary if in_block[word] > own) / total


def _content_words(text: str) -> _Vocabulary:
    """Words of five letters or more, folded; of scripts without spaces, pairs of characters."""
    words: set[str] = set()
    for word in _LONG_WORD.findall(text[:_CHARACTERS_OF_LINE].lower()):
        if UNSPACED.search(word):
            words.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            words.add(word)
    return frozenset(words)
