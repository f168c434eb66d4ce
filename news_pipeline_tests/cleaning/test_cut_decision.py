"""Which lines of a page go: a line in doubt does as the lines around it, and the threshold fits the page."""

from itertools import pairwise, product
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.cleaning.cut_decision import PRICE, RECALL, best_threshold, lines_to_cut

CUT = 0.4
CHANCES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200)), max_size=30)


@pytest.mark.parametrize(
    ("chances", "words", "goes", "why"),
    [
        ([], [], "", "no lines"),
        ([0.9, 0.9, 0.9], [20, 20, 20], "...", "all are the story's"),
        ([0.1, 0.1, 0.1], [5, 5, 5], "xxx", "none is"),
        ([0.1, 0.1, 0.9, 0.9, 0.1], [5, 5, 20, 20, 5], "xx..x", "sure lines decide for themselves"),
        ([0.9, 0.38, 0.9], [20, 5, 20], "...", "a line in doubt stays within the story"),
        ([0.1, 0.42, 0.1], [5, 5, 5], "xxx", "and goes among furniture"),
        ([0.9, 0.38, 0.1], [20, 5, 5], ".xx", "at the story's end its own chance decides"),
        ([0.9, 0.1, 0.9], [20, 10, 20], ".x.", "a teaser within the story goes"),
        ([0.1, 0.9, 0.1], [5, 30, 5], "x.x", "a story of one paragraph stays"),
    ],
)
def test_lines_in_doubt_follow_the_lines_around_them(chances, words, goes, why):
    assert lines_to_cut(chances, words, CUT) == [mark == "x" for mark in goes], why


def _worth(low, lines):
    gains = [value for value, goes in zip(lines, low, strict=True) if not goes]
    return sum(gains) - PRICE * sum(a != b for a, b in pairwise(low))


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(0, 200)), min_size=1, max_size=8))
def test_no_other_choice_is_worth_more(lines):
    gains = [(log(c / (1 - c)) - log(CUT / (1 - CUT))) * sqrt(w) for c, w in lines]
    # The first line is free to stay or go; a price is due only between two lines.
    best = max(_worth(list(choice), gains) for choice in product([False, True], repeat=len(lines)))
    chosen = lines_to_cut([c for c, _ in lines], [float(w) for _, w in lines], CUT)
    assert _worth(chosen, gains) == pytest.approx(best)


@given(CHANCES)
def test_any_chances_give_one_answer_a_line(lines):
    assert len(lines_to_cut([c for c, _ in lines], [float(w) for _, w in lines], CUT)) == len(lines)


@pytest.mark.parametrize(
    ("chances", "words", "threshold", "why"),
    [
        ([], [], 0.0, "no lines"),
        ([0.95, 0.9, 0.02], [20, 20, 5], 0.5, "a sure page has the highest"),
        ([0.3, 0.28, 0.02], [70, 50, 8], 0.28, "a page in doubt keeps its best lines"),
        ([0.4] + [0.01] * 90, [40] + [5] * 90, 0.4, "a page that the model hardly knows is not kept as a whole"),
        ([0.0, 0.0], [5, 5], 0.0, "nothing speaks for any line, none is better than another"),
    ],
)
def test_the_threshold_fits_the_page(chances, words, threshold, why):
    assert best_threshold(chances, words, 0.5) == threshold, why


@given(CHANCES, st.floats(0.01, 1))
def test_no_threshold_promises_more(lines, at_most):
    def worth(threshold):
        kept = [(c, w) for c, w in lines if c >= threshold]
        right = sum(c * w for c, w in kept)
        if not right:
            return 0.0
        precision, recall = right / sum(w for _, w in kept), right / sum(c * w for c, w in lines)
        return (1 + RECALL**2) * precision * recall / (RECALL**2 * precision + recall)

    found = best_threshold([c for c, _ in lines], [float(w) for _, w in lines], at_most)
    assert 0 <= found <= at_most
    if found < at_most:
        assert worth(found) >= max((worth(c) for c, _ in lines), default=0.0) - 1e-9
