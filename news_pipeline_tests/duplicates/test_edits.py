"""What a copy cut, added and replaced."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.duplicates.edits import edits_between
from news_pipeline.duplicates.overlap import index_texts, overlap
from news_pipeline.duplicates.tokens import tokenise
from news_pipeline_tests.duplicates.texts import article, paragraphs

WIRE = paragraphs(5, seed=3)
NEW = paragraphs(1, seed=4)[0]


def edits(original, copy):
    words = [tokenise([text]).hashes.tolist() for text in (original, copy)]
    shown = [text.replace(".", "").replace(",", "").split() for text in (original, copy)]
    found = edits_between(*words, overlap(*index_texts([original, copy])).passages)
    return [
        (
            edit.kind,
            " ".join(shown[0][edit.first_original : edit.first_original + edit.original_words]),
            " ".join(shown[1][edit.first_copy : edit.first_copy + edit.copy_words]),
        )
        for edit in found
    ]


def bare(*lines: str) -> str:
    return " ".join(lines).replace(".", "")


EDITS = [
    ("nothing", WIRE, WIRE, []),
    ("a paragraph cut", WIRE, [*WIRE[:2], *WIRE[3:]], [("cut", bare(WIRE[2]), "")]),
    ("the end cut", WIRE, WIRE[:3], [("cut", bare(*WIRE[3:]), "")]),
    ("a lead added", WIRE, [NEW, *WIRE], [("added", "", bare(NEW))]),
    ("a paragraph added", WIRE, [*WIRE[:2], NEW, *WIRE[2:]], [("added", "", bare(NEW))]),
    ("a paragraph replaced", WIRE, [*WIRE[:2], NEW, *WIRE[3:]], [("replaced", bare(WIRE[2]), bare(NEW))]),
    ("paragraphs moved", WIRE, [*WIRE[3:], *WIRE[:3]], []),
    (
        "a word replaced",
        ["They found nine letters under the floor of the mill.", *WIRE],
        ["They found ten letters under the floor of the mill.", *WIRE],
        [("replaced", "nine", "ten")],
    ),
]


@pytest.mark.parametrize(("about", "original", "copy", "expected"), EDITS)
def test_edits(about, original, copy, expected):
    assert edits(article(original), article(copy)) == expected, about


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*WIRE, NEW]), max_size=7),
    st.lists(st.sampled_from([*WIRE, NEW]), max_size=7),
)
def test_edits_do_not_overlap_and_turn_the_number_of_words_of_one_text_into_that_of_the_other(original, copy):
    a, b = article(original), article(copy)
    words_a, words_b = (tokenise([text]).hashes.tolist() for text in (a, b))
    found = edits_between(words_a, words_b, overlap(*index_texts([a, b])).passages)
    cut, added = sum(edit.original_words for edit in found), sum(edit.copy_words for edit in found)
    assert len(words_a) - cut == len(words_b) - added
    covered = [place for edit in found for place in range(edit.first_copy, edit.first_copy + edit.copy_words)]
    assert len(covered) == len(set(covered))
