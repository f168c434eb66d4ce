"""What changed between two texts of one URL, and pages that are reused for something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.duplicates import revisions
from news_pipeline.duplicates.revisions import Change, Revision, is_same_text, revise, word_diff
from news_pipeline_tests.duplicates.texts import article, paragraphs
from news_pipeline_tests.paces import paces

DIFFS = [
    ("one two three", "one two three", [], "nothing changed"),
    ("one two\nthree", "one   two\n\nthree\n", [], "white space is no change"),
    (
        "three are dead",
        "at least five are dead",
        [Change(0, ("three",), ("at", "least", "five"))],
        "a number corrected",
    ),
    ("one two\nthree four", "one two\nfour", [Change(2, ("three",), ())], "a word gone, in its line"),
    ("one two", "one two\nthree", [Change(2, (), ("three",))], "a paragraph added"),
    ("", "one", [Change(0, (), ("one",))], "there was nothing"),
]


@pytest.mark.parametrize(("before", "after", "expected", "reason"), DIFFS)
def test_the_diff_says_which_words_came_and_went(before, after, expected, reason):
    assert word_diff(before, after) == expected, reason


def applied(before, changes):
    words, done = before.split(), 0
    made = []
    for change in changes:
        made += words[done : change.position] + list(change.added)
        assert tuple(words[change.position : change.position + len(change.removed)]) == change.removed
        done = change.position + len(change.removed)
    return made + words[done:]


LINES = st.lists(st.text("ab c", max_size=12), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_the_diff_applied_to_the_text_before_gives_the_text_after(before, after):
    assert applied(before, word_diff(before, after)) == after.split()


@given(LINES, LINES)
def test_so_it_does_where_only_the_ends_are_compared(before, after):
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(revisions, "MAX_PAIRS", 2)
        assert applied(before, word_diff(before, after)) == after.split()


def test_many_equal_words_are_compared_at_both_ends_and_replaced_as_a_whole_between(monkeypatch):
    monkeypatch.setattr(revisions, "MAX_PAIRS", 3)
    changes = word_diff("one a b a b two", "one b a b c a two")
    assert changes == [Change(1, ("a", "b", "a", "b"), ("b", "a", "b", "c", "a"))]


@pytest.mark.parametrize("unit", ["1\n\ntwo\n\n", "a b ", "said ", "x\n"])
def test_texts_that_repeat_themselves_are_compared_in_time(unit):
    before = unit * 20_000
    after = f"{before[:30_000]}\n\nA new paragraph.\n\n{before[30_000:]}"
    assert paces(lambda: revise(before, after)) < 300
    assert paces(lambda: revise(before, before[1:] + "b a " * 3000)) < 300


STORY = article(paragraphs(6, seed=1))
SAME = [
    (STORY, article(paragraphs(6, seed=1)[:3], paragraphs(3, seed=2)), True, "half of it rewritten"),
    (STORY, article(paragraphs(6, seed=2)), False, "a home page: yesterday's text, today's text"),
    ("Storm closes the harbour of Porto Novo", "Storm closes the port of Porto Novo", True, "a short text corrected"),
    ("Storm closes the harbour", "Minister resigns after vote", False, "a short text replaced"),
]


@pytest.mark.parametrize(("before", "after", "expected", "reason"), SAME)
def test_whether_it_is_one_text(before, after, expected, reason):
    assert is_same_text(before, after, word_diff(before, after)) is expected, reason


def test_words_are_counted_over_all_changes():
    assert revise("one two three four", "one 2 three 4 five") == Revision(
        continues=True, changes=(Change(1, ("two",), ("2",)), Change(3, ("four",), ("4", "five")))
    )
    revision = revise("one two three four", "one 2 three 4 five")
    assert (revision.words_added, revision.words_removed) == (3, 2)


def test_a_page_that_was_reused_has_no_changes():
    assert revise(STORY, article(paragraphs(6, seed=2))) == Revision(continues=False, changes=())
