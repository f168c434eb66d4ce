"""US and UK spellings of one word come to one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.shared.spelling import MAX_LETTERS, RULES, fold_spelling

PAIRS = [
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("authorised", "authorized"),
    ("stabilising", "stabilizing"),
    ("analyse", "analyze"),
    ("paralysed", "paralyzed"),
    ("colour", "color"),
    ("neighbouring", "neighboring"),
    ("favourite", "favorite"),
    ("behavioural", "behavioral"),
    ("centre", "center"),
    ("centred", "centered"),
    ("centring", "centering"),
    ("kilometres", "kilometers"),
    ("fibre", "fiber"),
    ("theatre", "theater"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("counsellor", "counselor"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("skilful", "skillful"),
    ("fulfil", "fulfill"),
    ("jewellery", "jewelry"),
    ("kidnapped", "kidnaped"),
    ("focussed", "focused"),
    ("defence", "defense"),
    ("defences", "defenses"),
    ("licence", "license"),
    ("dialogue", "dialog"),
    ("catalogued", "cataloged"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("judgement", "judgment"),
    ("towards", "toward"),
    ("haemorrhage", "hemorrhage"),
    ("anaesthetic", "anesthetic"),
    ("paediatric", "pediatric"),
    ("foetus", "fetus"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("archaeology", "archeology"),
    ("practised", "practiced"),
    ("tyres", "tires"),
    ("grey", "gray"),
    ("sceptical", "skeptical"),
]

KEPT_APART = [
    ("four", "for", "a number and a preposition"),
    ("our", "or", "too short for the rule of -our"),
    ("tour", "tor", "too short for the rule of -our"),
    ("hours", "hors", "too short for the rule of -our"),
    ("this", "thiz", "-is alone is no British ending"),
    ("there", "ther", "-re only after b, c, t or v"),
    ("hall", "hal", "short words keep their double l"),
]


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_british_and_american_spellings_fold_to_one_form(british, american):
    assert fold_spelling(british) == fold_spelling(american)


@pytest.mark.parametrize(("one", "other", "reason"), KEPT_APART)
def test_different_words_stay_apart(one, other, reason):
    assert fold_spelling(one) != fold_spelling(other), reason


@pytest.mark.parametrize("word", ["", "a", "é", "café", "covid19", "россия", "\ud800", "a b", "x" * (MAX_LETTERS + 1)])
def test_what_is_not_an_english_word_comes_back_unchanged(word):
    assert fold_spelling(word) == word


ENDINGS = ["ise", "yse", "our", "re", "tre", "vre", "ence", "ogue", "amme", "ll", "lll", "ed", "ing", "er", "s", "es"]
PARTS = [*ENDINGS, "mme", "d", "gement", "wards", "ae", "oe", "ha", "man", "an", "a", "b", "u"]


@given(st.lists(st.sampled_from(PARTS) | st.text("abcelmoprsuy", max_size=3), max_size=8).map("".join))
def test_folding_twice_changes_nothing_more(word):
    once = fold_spelling(word)
    assert fold_spelling(once) == once


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern)
def test_a_rule_s_letters_are_in_every_word_that_it_changes(rule):
    @given(
        st.from_regex(
            rf"[a-z]{{0,4}}(?:{rule.pattern.pattern})".replace("$", ""), alphabet=st.characters(codec="ascii")
        )
    )
    def holds(word: str) -> None:
        assert not rule.pattern.search(word) or any(letters in word for letters in rule.letters)

    holds()
