"""What two texts share, and how that is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.duplicates.overlap import Overlap, index_texts, overlap, relation_of
from news_pipeline_tests.duplicates.texts import article, headlines, paragraphs, seed_bodies, words


def compare(one, other):
    return overlap(*index_texts([one, other]))


STORY = paragraphs(10, seed=1)
OTHER = paragraphs(10, seed=2)
MORE = paragraphs(60, seed=3)
QUOTATION = [f'"{" ".join(words(40, seed))}."' for seed in range(10, 15)]

TWEETS = [
    line for seed in range(20, 25) for line in (f"{' '.join(words(40, seed))}.", "— Jo Doe (@jo_doe) July 16, 2018")
]

RELATIONS = [
    (STORY, STORY, "near", "the same text"),
    (STORY, STORY[:7], "near", "trimmed by a third"),
    (STORY, STORY[:4], "copy", "trimmed to the first four paragraphs"),
    (STORY, STORY[5:] + STORY[:5][::-1], "near", "paragraphs in another order"),
    (STORY, [*STORY, *OTHER[:8]], "copy", "eight paragraphs of the outlet's own added"),
    (STORY, [*MORE[:30], *STORY, *MORE[30:]], "contained", "inside a much longer text"),
    (STORY, [*STORY[:2], *OTHER], "partial", "two paragraphs of background"),
    (STORY, [STORY[0], *MORE], "partial", "one long run of words, however little of both texts"),
    (STORY, OTHER, None, "nothing in common"),
    (QUOTATION, QUOTATION, "near", "a transcript that is all quotation"),
    ([*QUOTATION, *STORY[:2]], [*QUOTATION, *OTHER[:2]], "partial", "quotations with each outlet's own words"),
    ([*QUOTATION, *STORY], [*QUOTATION, *STORY], "near", "quotations and the words around them"),
    ([*TWEETS, *STORY[:2]], [*TWEETS, *OTHER[:2]], "partial", "tweets with each outlet's own words"),
    (["Short."], ["Short."], None, "too few words to tell"),
    ([], [], None, "no words"),
]


@pytest.mark.parametrize(("one", "other", "relation", "reason"), RELATIONS)
def test_relations(one, other, relation, reason):
    assert relation_of(compare(article(one), article(other))) == relation, reason
    assert relation_of(compare(article(other), article(one))) == relation, reason


@pytest.mark.parametrize(
    ("coverages", "words", "run", "relation"),
    [
        ((0.6, 0.6), (100, 100, 0.4), 30, "near"),
        ((0.6, 0.59), (100, 100, 0.4), 30, "copy"),
        ((0.2, 0.6), (100, 100, 0.4), 30, "copy"),
        ((0.19, 0.6), (100, 100, 0.4), 30, "contained"),
        ((0.59, 0.59), (100, 100, 0.4), 30, "partial"),
        ((0.9, 0.9), (100, 24, 0.4), 30, "partial"),
        ((0.9, 0.9), (200, 49, 0.4), 30, "partial"),
        ((0.9, 0.9), (200, 0, 0.5), 30, "near"),
        ((0.9, 0.9), (24, 24, 0.4), 24, None),
        ((0.12, 0.01), (25, 25, 0.4), 5, "partial"),
        ((0.11, 0.01), (25, 25, 0.4), 24, None),
        ((0.01, 0.01), (25, 25, 0.4), 25, "partial"),
    ],
)
def test_thresholds(coverages, words, run, relation):
    shared, unquoted, own = words
    assert relation_of(Overlap(*coverages, shared, unquoted, run, (), own)) == relation


def test_in_contained_the_higher_coverage_is_on_the_side_that_lies_in_the_other():
    found = compare(article(STORY), article(MORE, STORY))
    assert found.coverage_a == 1.0
    assert found.coverage_b == pytest.approx(1 / 7)


def test_passages_say_where_the_words_are():
    found = compare(article(OTHER[:1], STORY[:2]), article(STORY[:2], OTHER[1:]))
    assert found.passages == ((30, 0, 60),)
    assert found.longest_run == found.shared_words == 60


def test_a_passage_goes_on_over_paragraph_ends_where_both_texts_do():
    assert compare(article(STORY), article(STORY)).passages == ((0, 0, 300),)


def test_a_changed_word_splits_a_passage():
    one = words(60, 1)
    other = [*one[:30], "changed", *one[31:]]
    found = compare(" ".join(one), " ".join(other))
    assert found.passages == ((0, 0, 30), (31, 31, 29))
    assert found.shared_words == 59


def test_headline_lists_count_on_no_side():
    menu = headlines(30)
    found = compare(article(STORY, menu), article(OTHER, menu))
    assert found.coverage_a == found.coverage_b == 0.0


def test_a_sentence_that_is_repeated_a_thousand_times_is_compared_in_bounded_work():
    found = compare(article(STORY[:1] * 1000), article(STORY[:1] * 1000))
    assert found.coverage_a == found.coverage_b == 1.0
    assert found.longest_run == 30_000


made_texts = st.lists(
    st.sampled_from([*STORY[:4], *QUOTATION[:2], "Short line", "a b c d e f. a b c d e f.", ""]), max_size=8
)


@given(made_texts, made_texts)
def test_swapping_the_texts_swaps_the_answer(one, other):
    found, swapped = compare(article(one), article(other)), compare(article(other), article(one))
    assert (found.coverage_a, found.coverage_b) == (swapped.coverage_b, swapped.coverage_a)
    assert found.shared_words == swapped.shared_words
    assert found.shared_unquoted_words == swapped.shared_unquoted_words
    assert sorted((b, a, length) for a, b, length in found.passages) == list(swapped.passages)


@given(made_texts, made_texts)
def test_passages_are_equal_words(one, other):
    a, b = index_texts([article(one), article(other)])
    found = overlap(a, b)
    for start_a, start_b, length in found.passages:
        assert a.words[start_a : start_a + length].tolist() == b.words[start_b : start_b + length].tolist()
    assert 0 <= found.coverage_a <= 1
    assert 0 <= found.coverage_b <= 1


@given(st.permutations(STORY))
@settings(max_examples=20)
def test_an_article_with_its_paragraphs_shuffled_is_still_covered(shuffled):
    assert compare(article(STORY), article(shuffled)).coverage_a == 1.0


@given(st.integers(1, 20), st.integers(5, 40))
@settings(max_examples=20)
def test_an_article_covers_itself(count, length):
    story = article(paragraphs(count, seed=7, length=length))
    assert compare(story, story).coverage_a == 1.0


def test_the_seeds():
    bodies = seed_bodies()
    texts = dict(zip(bodies, index_texts(list(bodies.values())), strict=True))
    relation = {(a, b): relation_of(overlap(texts[a], texts[b])) for a in texts for b in texts if a < b}
    assert relation.pop(("000", "001")) in {"copy", "near"}
    assert relation.pop(("001", "002")) in {"copy", "contained"}
    assert set(relation.values()) <= {"partial", "contained", "copy", "near"}
