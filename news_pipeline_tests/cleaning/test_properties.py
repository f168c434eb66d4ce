"""Invariants over any text: nothing raised, nothing lost, nothing invented, the same answer twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.cleaning.characters import split_lines, tidy
from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.shared.results import Rejected
from news_pipeline_tests.cleaning.drawn_words import WORDS

SENTENCES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ENDS = st.sampled_from(["", ".", "?", ":", " read more", ". read more", "-"])
LINES = st.tuples(st.sampled_from(["", "  ", "    * ", "- "]), SENTENCES, ENDS).map("".join)
TEXTS = st.one_of(st.text(max_size=300), st.lists(LINES, max_size=40).map("\n".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_word_is_in_the_body_or_in_a_removed_line(text):
    labels = label_lines(text)
    shown = "".join(tidy(label.text) for label in labels)
    for line in split_lines(text):
        for word in tidy(line).split():
            stem = word.strip("*+•-–—_=~#|·o‣▪●◦■○").rstrip("-")
            assert stem in shown or len(stem) < 2


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_letters_and_figures_of_a_text_are_those_of_its_labelled_lines_in_order(text):
    """Nothing vanishes, nothing is shown twice. An "o" that stands alone may be the marker of a list's item."""
    labels = label_lines(text)
    assert [label.number for label in labels] == sorted(label.number for label in labels)
    assert all(label.role and (label.reason or label.text) for label in labels)
    assert _signs(label.text for label in labels) == _signs(map(tidy, split_lines(text)))


def _signs(lines):
    return "".join(filter(str.isalnum, "".join(word for line in lines for word in line.split() if word != "o")))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_answer_and_line_numbers_ascend(text):
    document = clean(text)
    assert document == clean(text)
    if isinstance(document, CleanedDocument):
        numbers = [line.number for line in document.removed]
        assert numbers == sorted(numbers)
        assert all(1 <= n <= len(split_lines(text)) for n in numbers)
        assert all(line.reason for line in document.removed)
        assert all(p == tidy(p) for p in document.body.split("\n\n"))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_cleaning_a_clean_body_never_raises(text):
    document = clean(text)
    if isinstance(document, CleanedDocument):
        clean(document.body)


def test_huge_input_is_answered():
    texts = [
        "a " * 2_000_000,
        "x" * 4_000_000,
        "(" * 500_000,
        "a\n" * 60_000,
        "By " + "A " * 200_000,
        " " * 1_000_000 + "a",
        "A.B, " * 200_000,
    ]
    for text in texts:
        assert isinstance(clean(text), CleanedDocument | Rejected)
