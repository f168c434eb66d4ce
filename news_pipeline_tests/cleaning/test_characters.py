"""What a screen does not show leaves the text; words are counted in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.cleaning.characters import WORD_WITH_VOWEL_SIGNS, all_words, count_letters, count_words, tidy


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [
        ("a\u200bb\ufeff", "ab"),
        ("50\u00a0000\u202fkm", "50 000 km"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("sub\u00adtle", "subtle"),
        ("he said\x93yes\x94", "he said“yes”"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800x", "\ufffdx"),
        ("nul\x00l", "null"),
    ],
)
def test_characters_that_a_screen_does_not_show(raw, clean_text):
    assert tidy(raw) == clean_text


@pytest.mark.parametrize(("text", "words"), [("two words", 2), ("東京都の知事", 3), ("", 0), ("Anthropic の 知事", 3)])
def test_words_are_counted_in_scripts_without_spaces_too(text, words):
    assert count_words(text) == words


@given(st.text())
def test_letters_are_counted_as_python_sees_them(text):
    assert count_letters(text) == sum(sign.isalnum() for sign in text)


@pytest.mark.parametrize("text", ["", "A light, 2 boats_and more", "über – naïve", "समाचार आज", "灯台は"])
def test_words_are_the_same_whatever_the_script(text):
    assert all_words(text) == WORD_WITH_VOWEL_SIGNS.findall(text)


@given(st.text(st.sampled_from("a1_é.,-“”’—\u2009\u00a0 灯å\n")), st.sampled_from([1, 60]))
def test_words_are_the_same_whatever_the_length(text, times):
    assert all_words(text * times) == WORD_WITH_VOWEL_SIGNS.findall(text * times)
