"""The line model: its features exist, its answers do not depend on company, its reasons are words."""

import numpy as np
import pytest

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import own_features
from news_pipeline.cleaning.line_odds import LineOdds, line_key
from news_pipeline.cleaning.line_second_look import second_features
from news_pipeline.cleaning.page_features import best_run, means, page_features, shared_words

PAGE = "Home\nSport\n\nThe harbour authority said on Tuesday that the old lighthouse will be lit again.\nMost read"


def test_every_feature_that_the_trees_or_the_words_name_exists():
    model = line_model.line_model()
    own, vocabulary = own_features(source_lines(PAGE), model.odds)
    first = own | page_features(own, vocabulary)
    second = first | second_features(np.zeros(4), own, vocabulary)
    assert set(model.first.names) <= set(first)
    assert set(model.second.names) <= set(second)
    assert all(column.shape == (4,) and np.isfinite(column).all() for column in second.values())


def test_words_are_said_of_features_that_the_explaining_trees_ask_for():
    trees = line_model.explaining_trees()[0]
    assert set(line_model.feature_words()) <= {trees.names[at] for at in trees.feature if at >= 0}


def test_a_text_without_lines_has_no_chances():
    assert line_model.judge_lines([]).chances == []


def test_a_sentence_has_a_better_chance_than_the_menu_around_it():
    judged = line_model.judge_lines(source_lines(PAGE))
    assert max(judged.chances) == judged.chances[2]
    assert all(0 < chance < 1 for chance in judged.chances)


def test_only_lines_with_hope_are_looked_at_again(monkeypatch):
    def chances(hopeless):
        monkeypatch.setattr(line_model, "HOPELESS", hopeless)
        return line_model.judge_lines(source_lines(PAGE)).chances

    once, twice = chances(99.0), chances(-99.0)
    assert once[0] < once[2]
    menu = np.log(once[0] / (1 - once[0]))
    assert [chances(menu + 0.01)[i] for i in (0, 2)] == [once[0], twice[2]]


def test_what_spoke_against_a_line_is_said_in_words():
    judged = line_model.judge_lines(source_lines(PAGE))
    [against] = line_model.reasons_against(judged, [0])
    assert 1 <= len(against.split(", ")) <= 3
    assert "_" not in against
    assert line_model.reasons_against(judged, []) == []


@pytest.mark.parametrize(
    ("gains", "run", "why"),
    [
        ([-1, -2], (0, 0), "nothing gains"),
        ([-1, 3, -1, 3, -5, 4], (1, 4), "a small loss is bridged, a great one is not"),
        ([2, 2], (0, 2), "all of it"),
        ([], (0, 0), "no lines"),
    ],
)
def test_the_best_run_has_the_greatest_sum(gains, run, why):
    assert best_run(np.array(gains, float)) == run, why


def test_means_of_neighbours_leave_the_line_itself_out():
    before, after = means(np.array([1.0, 2.0, 6.0]), 2)
    assert before.tolist() == [0.0, 1.0, 1.5]
    assert after.tolist() == [4.0, 6.0, 0.0]


def test_words_shared_with_the_story_are_those_of_other_lines():
    lines = source_lines("Lighthouse harbour\nlighthouse reopened\nnothing alike\nto be")
    _, vocabulary = own_features(lines, LineOdds({}, {}))
    shared = shared_words(vocabulary, np.array([1.0, 0.0, 0.0, 0.0]), 4)
    assert shared[0] == 0
    assert 0 < shared[1] < 1
    assert shared[2:].tolist() == [0.0, -1.0]


def test_odds_of_words_and_of_whole_lines_are_features():
    odds = LineOdds({"sign": -2.0, "harbour": 1.0}, {"sign in (0": 0.0, line_key("» sign in: 12"): -3.0})
    own, _ = own_features(source_lines("* Sign in: 7\nThe harbour"), odds)
    assert own["line_odds"].tolist() == [-3.0, 0.0]
    assert own["odds_least"].tolist() == [-2.0, 0.0]
    assert own["odds_most"].tolist() == [0.0, 1.0]


def test_the_reason_of_a_cut_line_names_no_feature():
    names = ["Home", "News", "Sport", "Opinion", "Weather", "Contact", "Privacy", "Subscribe"]
    menu = "\n".join(f"      * {name}" for name in names)
    story = "\n".join(
        f"    The mayor said on day {n} that the bridge, closed in May, will open again.\n" for n in range(9)
    )
    reasons = [line.reason for line in label_lines(menu + "\n" + story + menu) if line.reason.startswith("unlike")]
    assert reasons
    assert not any("_" in reason for reason in reasons)
