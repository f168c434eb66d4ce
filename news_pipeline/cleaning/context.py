"""Context: sums and runs over the lines of a page, from one number a line.

Here: fading sums, runs, distances, the main block. Elsewhere: the numbers (features.py), what they weigh (model.py).
"""

from collections import Counter

from news_pipeline.cleaning.roles import SourceLine

Column = list[float]


def decayed(column: Column, keep: float) -> Column:
    """Sum of what came before each line, fading by `keep` a line, the line itself not counted."""
    out, total = [], 0.0
    for value in column:
        out.append(total)
        total = (total + value) * keep
    return out


def levels(lines: list[SourceLine], prose: Column, total_prose: float) -> dict[str, Column]:
    """For each line, how much prose stands at its indentation: share of the page's, and words a line."""
    sums: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for line, value in zip(lines, prose, strict=True):
        sums[line.indent] += int(value * 100)
        counts[line.indent] += 1
    return {
        "level_share": [sums[line.indent] / 100 / total_prose for line in lines],
        "level_prose": [sums[line.indent] / 100 / counts[line.indent] for line in lines],
    }


def since(flags: Column) -> Column:
    """Lines since the last flag, at most 60; 99 where none came before."""
    out, last = [], -1
    for i, flag in enumerate(flags):
        if flag:
            last = i
        out.append(99.0 if last < 0 else float(min(60, i - last)))
    return out


def sections(section: Column, prose: Column, total_prose: float) -> Column:
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


def runs(flags: Column) -> Column:
    """Length of the run of ones that each line stands in; 0 outside."""
    out: Column = []
    run = 0
    for flag in [*flags, 0.0]:
        if flag:
            run += 1
            continue
        out.extend([float(run)] * run)
        run = 0
        out.append(0.0)
    return out[: len(flags)]


def main_block(prose: Column, words: Column) -> tuple[int, int]:
    """First line and the line after the last of the run of lines with the most prose (maximum-sum run, Kadane 1984).

    A line counts its words of prose less what furniture costs: 9 a line, whatever its length.
    """
    best, best_run, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(prose):
        gain = value - 9.0 + (2.0 if words[i] > 12 else 0.0)
        if total <= 0:
            total, start = 0.0, i
        total += gain
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run
