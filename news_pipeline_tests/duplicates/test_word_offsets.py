"""Offsets of words: each span holds its word, on any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.duplicates.tokens import tokenise
from news_pipeline.duplicates.word_offsets import located_words, word_spans, words_between

TEXTS = [
    ("The U.S. said", ["The", "U.S", "said"], "the last dot of an acronym is no part of it"),
    ("some 100,000 troops", ["some", "100,000", "troops"], "a comma in a number is inside"),
    ("“One lesson,” he said", ["One", "lesson", "he", "said"], "quotation marks stand outside"),
    ("``One''\r\ntwo", ["One", "two"], "marks of two characters, line ends of two characters"),
    ("so\u00adcial caf\u00e9 cafe\u0301", ["so\u00adcial", "caf\u00e9", "cafe"], "soft hyphens, accents"),
    ("Russia's 'own' '", ["Russia's", "own"], "apostrophes are inside, marks that stand alone are no words"),
    ("北京 news", ["北", "京", "news"], "scripts without spaces"),
    ("\ufb01nd … ½ it", ["\ufb01nd", "½", "it"], "one character that becomes several"),
    ("a full line that goes on in the next one\nin small letters", None, "hard-wrapped lines"),
]


def spans_of(text):
    spans = word_spans(text)
    return [spans.of(number) for number in range(len(spans.starts))]


@pytest.mark.parametrize(("text", "expected", "reason"), TEXTS)
def test_spans_hold_the_words(text, expected, reason):
    found = [text[start:end] for start, end in spans_of(text)]
    assert len(found) == len(tokenise([text]).hashes)
    assert found == (text.split() if expected is None else expected), reason


ALPHABET = "aAZ zß.,'\"“”‘’`…\r\n 1é北İ\u0301\u00ad\u200b½\ufb01Σς\x00\u2028"


@given(st.text() | st.text(ALPHABET, max_size=80))
@settings(max_examples=400)
def test_every_word_has_one_span_in_order(text):
    spans = spans_of(text)
    hashes = tokenise([text]).hashes.tolist()
    assert len(spans) == len(hashes)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] for one, other in pairwise(spans))
    assert words_between(located_words(text), 0, len(text)) == hashes


def test_the_span_of_several_words_runs_from_the_first_to_the_last():
    assert word_spans("“One two, three” four.").of(1, 2) == (5, 15)


def test_a_part_of_a_text_has_the_words_inside():
    words = located_words("One two, three four.")
    assert words_between(words, 4, 14) == tokenise(["two three"]).hashes.tolist()
    assert words_between(words, 5, 13) == []
