"""The trees of the line model: how they are read and walked, and what they say against a line."""

import pytest

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.label_lines import label_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import line_features
from news_pipeline.shared.boosted_trees import MOST_AT_ONCE

PAGE = "Home\nSport\n\nThe harbour authority said on Tuesday that the old lighthouse will be lit again.\nMost read"


def test_every_feature_that_the_trees_or_the_words_name_exists():
    names = set(line_features(source_lines(PAGE)))
    assert set(line_model.line_trees().names) <= names
    assert set(line_model.feature_words()) <= names


def test_a_text_without_lines_has_no_features():
    assert line_features([]) == {}
    assert line_model.story_probabilities({}) == []


def test_lines_are_judged_alike_in_small_and_large_company():
    columns = {name: column * 1_200 for name, column in line_features(source_lines(PAGE)).items()}
    chances = line_model.story_probabilities(columns)
    assert len(chances) == 4 * 1_200 > MOST_AT_ONCE
    assert chances[:4] == pytest.approx(chances[-4:])
    assert all(0 < chance < 1 for chance in chances)


def test_what_spoke_against_a_line_is_said_in_words():
    columns = line_features(source_lines(PAGE))
    [against] = line_model.reasons_against(columns, [0])
    assert 1 <= len(against.split(", ")) <= 3
    assert "short" in against or "prose" in against
    assert line_model.reasons_against(columns, []) == []


def test_the_reason_of_a_cut_line_names_no_feature():
    names = ["Home", "News", "Sport", "Opinion", "Weather", "Contact", "Privacy", "Subscribe"]
    menu = "\n".join(f"      * {name}" for name in names)
    story = "\n".join(
        f"    The mayor said on day {n} that the bridge, closed in May, will open again.\n" for n in range(9)
    )
    reasons = [line.reason for line in label_lines(menu + "\n" + story + menu) if line.reason.startswith("unlike")]
    assert reasons
    assert not any("_" in reason for reason in reasons)
