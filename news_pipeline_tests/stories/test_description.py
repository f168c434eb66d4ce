"""The title and the top terms of a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.stories.description import StoryMember, describe_story, first_sentence
from news_pipeline.stories.terms import story_terms


def member(article_id: str, title: str | None, body: str) -> StoryMember:
    return StoryMember(article_id, title, body[:300], story_terms(title, body))


FLOOD = [
    member("a", "A dam broke", "The dam near Zorvik broke on Sunday."),
    member("b", "Zorvik dam bursts, villages flooded", "Villages were flooded after the dam near Zorvik burst."),
    member("c", "Weather this week", "Rain is expected."),
    member("d", None, "Zorvik dam bursts, villages flooded after rain."),
]


def test_the_title_is_that_of_the_most_central_article_that_has_one() -> None:
    assert describe_story(FLOOD).title == "Zorvik dam bursts, villages flooded"


def test_without_any_title_the_lead_of_the_most_central_article_serves() -> None:
    assert describe_story([FLOOD[3]]).title == "Zorvik dam bursts, villages flooded after rain."


def test_top_terms_are_words_as_people_write_them() -> None:
    assert {"zorvik", "dam"} <= set(describe_story(FLOOD).top_terms)


def test_a_story_without_a_word_has_an_empty_title() -> None:
    assert describe_story([member("a", None, "")]).title == ""


@given(st.permutations(FLOOD))
def test_the_order_of_members_does_not_matter(members: list[StoryMember]) -> None:
    assert describe_story(members) == describe_story(FLOOD)


@pytest.mark.parametrize(
    ("lead", "sentence"),
    [
        ("It rained. Then not.", "It rained."),
        ("Mr. Smith met Gen. Jones. They left.", "Mr. Smith met Gen. Jones."),  # titles end no sentence
        ("The U.S. Senate voted. More.", "The U.S. Senate voted."),
        ("“It is over.” He left.", "“It is over.”"),
        ("First line\nsecond line", "First line"),
        ("word " * 60, "word " * 38 + "word…"),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_lead(lead: str, sentence: str) -> None:
    assert first_sentence(lead) == sentence
