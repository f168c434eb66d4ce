"""Words of a text, their keys, and the terms of an article with their weights."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.stories.document_frequencies import (
    FrequencyTable,
    frequency_table,
    inverse_document_frequency,
    term_hash,
)
from news_pipeline.stories.terms import KEY_TERMS, MAX_TERMS, WEIGHT_SCALE, Term, story_terms
from news_pipeline.stories.words import names, word_key, words
from tools.count_document_frequencies import count_words


def dot_product(a: list[Term], b: list[Term]) -> int:
    weights = {term.term: term.weight for term in a}
    return sum(term.weight * weights.get(term.term, 0) for term in b)


def words_of(terms: list[Term]) -> list[str]:
    return [term.word for term in terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. troops", ["us", "troops"]),  # an acronym is one word
        ("Blinken’s remark, the ministry's", ["blinken", "remark", "the", "ministry"]),  # possessives
        ("don't", ["dont"]),
        ("1,491 cases, 3.5%", ["1491", "cases", "3.5"]),
        ("Nazarbáyev", ["nazarbayev"]),  # accents
        ("a" * 41 + " b", ["b"]),  # too long for a word
        ("", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("troop", "troops"), ("ally", "allies"), ("organisation", "organizations"), ("analyse", "analyze")],
)
def test_plural_and_spelling_variants_are_one_term(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


@pytest.mark.parametrize(("one", "other"), [("gas", "ga"), ("crisis", "crisi"), ("congress", "congres")])
def test_an_s_that_is_no_plural_stays(one: str, other: str) -> None:
    assert word_key(one) != word_key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Tokayev in Almaty.", {"tokayev", "almaty"}),
        ("Tokayev spoke.", set()),  # every sentence begins with a capital
        ("Tokayev spoke. Then Tokayev left.", {"tokayev"}),
        ("He said: “Stop.” They did.", set()),  # speech begins with one too
        ("the House, a house and the house", set()),  # more often without
        ("U.S. troops and the U.S. Senate", {"us", "senate"}),
        ("in Nazarbáyev’s office", {"nazarbayev"}),
        ("on Monday in March", set()),  # days and months tell no event from another
        ("", set()),
    ],
)
def test_names_stand_with_a_capital_inside_sentences(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_a_name_and_a_number_weigh_more_than_another_word_as_rare() -> None:
    weight = {t.word: t.weight for t in story_terms(None, "They saw qwxzor and Qwyzor near 777123 qwvzor")}
    assert weight["qwyzor"] == weight["777123"] > weight["qwxzor"] == weight["qwvzor"]


def test_links_are_looked_for_by_the_heaviest_terms() -> None:
    terms = story_terms("A title", " ".join(f"word{n}" for n in range(60)))
    assert [t.is_key for t in terms] == [rank < KEY_TERMS for rank in range(MAX_TERMS)]


def test_names_weigh_more_than_common_words() -> None:
    terms = story_terms("Tokayev said that the people were there", "")
    assert words_of(terms)[0] == "tokayev"
    assert "the" not in words_of(terms)[:3]


def test_the_title_weighs_more_than_the_lead_and_the_lead_more_than_the_rest() -> None:
    middle = "filler " * 60
    weight = {t.word: t.weight for t in story_terms("xanthor", f"yimbrel {middle} zolquin")}
    assert weight["xanthor"] > weight["yimbrel"] > weight["zolquin"]


def test_function_words_of_another_language_do_not_make_two_articles_alike() -> None:
    one = "Der Minister hat sich gestern nicht mit der Kritik und den Fragen der Opposition befasst."
    other = "Nicht nur der Trainer und der Verein sind mit der Saison nicht zufrieden gewesen, auch die Fans nicht."
    one_terms, other_terms = story_terms("Kritik an der Reform", one), story_terms("Der Verein zieht die Bilanz", other)
    assert dot_product(one_terms, other_terms) < WEIGHT_SCALE**2 // 10


def test_words_beyond_the_first_three_hundred_do_not_count() -> None:
    assert story_terms(None, "alpha " * 300 + "zyzzyva") == story_terms(None, "alpha " * 300)


@pytest.mark.parametrize("body", ["", " \n ", "\x00\x01\x02", "\ud800\udfff", "!!! ??? ...", "the"])
def test_odd_texts_give_few_or_no_terms_and_no_error(body: str) -> None:
    assert len(story_terms(None, body)) <= 2


def test_a_line_of_ten_megabytes_is_looked_at_only_at_its_beginning() -> None:
    assert story_terms(None, "x" * 10_000_000) == []


@given(st.one_of(st.none(), st.text()), st.text())
def test_terms_are_bounded_ordered_and_of_one_length(title: str | None, body: str) -> None:
    terms = story_terms(title, body)
    assert len(terms) <= MAX_TERMS
    assert len({term.term for term in terms}) == len(terms)
    assert all(0 <= term.term < 2**64 and 0 < term.weight <= WEIGHT_SCALE for term in terms)
    assert all(a.weight >= b.weight for a, b in pairwise(terms))
    if terms:
        assert math.isclose(dot_product(terms, terms), WEIGHT_SCALE**2, rel_tol=0.01)


def test_the_shipped_table_knows_common_english() -> None:
    table = frequency_table()
    assert table.documents == 6_000
    idf = {
        word: inverse_document_frequency(term_hash(word_key(word)), word_key(word))
        for word in ("the", "said", "senate")
    }
    assert idf["the"] < idf["said"] < idf["senate"]


def test_counting_takes_words_of_three_or_more_articles_once_each() -> None:
    articles: list[dict[str, str | None]] = [
        {"title": "Rain", "text": "rain rain sun"},
        {"title": None, "text": "rains"},
        {"text": "rain"},
    ]
    assert count_words(articles) == FrequencyTable(3, {term_hash("rain") >> 32: 3})
