"""Ids of stories last, and a person can follow merges and splits."""

import pytest

from news_pipeline.stories.lasting_ids import StoryChange, lasting_stories

PREVIOUS = {"a": "S", "b": "S", "c": "T"}


def test_a_story_that_is_opened_again_keeps_the_id_of_most_of_its_articles() -> None:
    found = lasting_stories({"a": "a", "b": "a", "c": "a"}, joined=(), held=(), previous=PREVIOUS)
    assert found.story_ids == {"a": "S", "b": "S", "c": "S"}


def test_a_story_outside_the_unit_keeps_its_id() -> None:
    found = lasting_stories({"a": "OUT", "b": "b"}, joined={"OUT"}, held={"OUT"}, previous={})
    assert found.story_ids["a"] == "OUT"
    assert found.story_ids["b"] not in ("OUT", "b")


CHANGES = [
    ({"a": "OUT", "b": "OUT"}, {"OUT"}, [StoryChange("S", "OUT", "merged", 2)], {"S": "OUT"}, "the whole story went"),
    ({"a": "OUT"}, {"OUT", "S"}, [StoryChange("S", "OUT", "split", 1)], {}, "others hold the story still"),
    ({}, set(), [], {}, "articles that are no more went nowhere"),
    (
        {"a": "OUT", "b": "TOO"},
        {"OUT", "TOO"},
        [StoryChange("S", "OUT", "merged", 1), StoryChange("S", "TOO", "merged", 1)],
        {"S": "OUT"},
        "of two heirs that took as many articles the first by id",
    ),
]


@pytest.mark.parametrize(("assigned", "held", "changes", "redirects", "reason"), CHANGES)
def test_merges_and_splits_are_told(
    assigned: dict[str, str], held: set[str], changes: list[StoryChange], redirects: dict[str, str], reason: str
) -> None:
    found = lasting_stories(assigned, joined=held - {"S"}, held=held, previous={"a": "S", "b": "S"})
    assert (list(found.changes), found.redirects) == (changes, redirects), reason
