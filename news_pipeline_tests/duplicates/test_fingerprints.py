"""Keys of articles: stable numbers that show which shingles texts share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.duplicates import tokens
from news_pipeline.duplicates.fingerprints import COLD_LIMIT, fingerprint_batch
from news_pipeline_tests.duplicates.texts import article, headlines, paragraphs, seed_bodies, words

PINNED = (
    "Russia’s foreign ministry called the remark “typically offensive” and accused him of joking about tragic events. "
    "It said Washington should analyse its own track record of interventions in countries such as Vietnam and Iraq."
)


def keys(text):
    return fingerprint_batch([text])[0]


def shared(one, other):
    return len(np.intersect1d(keys(one).fingerprints, keys(other).fingerprints))


def test_the_numbers_are_the_same_on_every_machine():
    found = keys(PINNED)
    assert found.exact_hash == 16911213519647708014
    assert found.token_count == 34
    assert found.fingerprints.tolist() == [565836210177862382, 1521002865904884446]


@pytest.mark.parametrize("count", [29, 30])
def test_only_texts_of_30_words_or_more_have_an_exact_hash(count):
    assert (keys(" ".join(words(count, 1))).exact_hash is None) == (count < 30)


def test_spelling_and_typography_do_not_hide_a_twin():
    assert keys(PINNED).exact_hash == keys(PINNED.upper().replace("ANALYSE", "ANALYZE").replace("“", '"')).exact_hash


def test_one_word_more_is_no_exact_twin():
    assert keys(PINNED).exact_hash != keys(PINNED + " Again.").exact_hash


def test_about_one_shingle_in_eight_is_kept_and_a_quarter_of_these_in_the_cold_tier():
    found = keys(article(paragraphs(400, seed=1))).fingerprints
    shingles = 400 * 26
    assert len(found) == pytest.approx(shingles / 8, rel=0.1)
    assert (found < COLD_LIMIT).sum() == pytest.approx(shingles / 32, rel=0.2)


def test_fingerprints_ascend_without_repetition():
    found = keys(article(paragraphs(20, seed=1) * 3)).fingerprints
    assert (np.diff(found.astype(object)) > 0).all()


def test_shingles_do_not_cross_the_end_of_a_paragraph():
    lines = paragraphs(40, seed=1)
    assert keys(article(lines)).fingerprints.tolist() == keys(article(lines[::-1])).fingerprints.tolist()


def test_headline_lists_leave_no_fingerprints():
    story, menu = paragraphs(20, seed=1), headlines(50)
    assert keys(article(story, menu)).fingerprints.tolist() == keys(article(story)).fingerprints.tolist()


def test_different_texts_share_nothing_and_equal_passages_are_seen():
    passage = paragraphs(8, seed=1)
    assert shared(article(paragraphs(30, seed=2)), article(paragraphs(30, seed=3))) == 0
    assert shared(article(passage, paragraphs(30, seed=2)), article(paragraphs(30, seed=3), passage)) >= 15


def test_all_ten_pairs_of_the_seeds_are_seen():
    bodies = list(seed_bodies().values())
    assert min(shared(a, b) for position, a in enumerate(bodies) for b in bodies[position + 1 :]) >= 6


def as_lists(found):
    return [(one.exact_hash, one.token_count, one.fingerprints.tolist()) for one in found]


@given(st.lists(st.text() | st.text("ab .\n", max_size=200), max_size=8))
def test_the_size_of_the_batch_changes_nothing(bodies):
    assert as_lists(fingerprint_batch(bodies)) == as_lists(one for body in bodies for one in fingerprint_batch([body]))


def test_a_batch_is_worked_through_in_bounded_slices(monkeypatch):
    bodies = [article(paragraphs(count, seed=count)) for count in range(12)]
    whole = as_lists(fingerprint_batch(bodies))
    monkeypatch.setattr(tokens, "SLICE_CHARACTERS", 500)
    assert as_lists(fingerprint_batch(bodies)) == whole


WEIRD = [
    "",
    "\x00" * 1000,
    "\ud800\udfff",
    "e" + "\u0301\u0327" * 50_000,
    "'" * 100_000,
    "a.b." * 100_000,
    "\n" * 100_000,
]


@pytest.mark.parametrize("body", [*WEIRD, "word " * 400_000, "x" * 2_000_000, "é" * 500_000, ",123" * 100_000])
def test_weird_text_is_answered(body):
    assert len(fingerprint_batch([body])) == 1
