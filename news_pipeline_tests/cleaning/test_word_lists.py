"""The word lists of cleaning: every row can be reached, and says what it needs."""

import csv
from pathlib import Path

import pytest

import news_pipeline
from news_pipeline.cleaning.off_topic_lines import off_topic_wordings
from news_pipeline.cleaning.phrases import CALENDAR_LANGUAGES
from news_pipeline.cleaning.reasons import Reason
from news_pipeline.shared.word_tables import word_list, word_table

LISTS = "news_pipeline.cleaning.word_lists"


def test_no_phrase_is_hidden_by_an_earlier_one():
    """The first phrase that a line starts with wins, so a longer one must stand before it."""
    starts = [row["phrase"] for row in word_table(LISTS, "phrases.csv") if row["where"] == "start"]
    hidden = [
        (phrase, before)
        for i, phrase in enumerate(starts)
        for before in starts[:i]
        if phrase.startswith(before) and phrase[:2] == before[:2]
    ]
    assert hidden == []


def test_no_phrase_stands_twice():
    rows = [(row["phrase"], row["where"] == "start") for row in word_table(LISTS, "phrases.csv")]
    assert len(set(rows)) == len(rows)


def test_every_off_topic_wording_has_a_reason_and_a_part_in_lower_case():
    assert len(off_topic_wordings()) > 30
    for wording in off_topic_wordings():
        assert wording.reason
        assert wording.most_words > 0
        assert wording.part == wording.part.lower() != ""


def test_no_row_has_more_cells_than_its_table():
    """A pattern with a comma that is not quoted is cut there."""
    package = Path(news_pipeline.__file__).parent
    for path in package.rglob("*.csv"):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert [row for row in csv.DictReader(lines) if None in row] == [], path.name


def test_every_wording_of_a_refusal_has_a_reason_that_is_explained():
    rows = word_table(LISTS, "refusal_wordings.csv")
    assert {row["reason"] for row in rows} <= set(Reason)
    assert {row["weight"] for row in rows} == {"sure", "hint"}


@pytest.mark.parametrize("language", sorted(CALENDAR_LANGUAGES))
def test_the_list_of_date_words_leaves_to_the_calendar_what_comes_from_it(language):
    calendar = word_table("news_pipeline.shared", "calendar_names.csv")
    names = {row["name"] for row in calendar if row["language"] == language and len(row["name"]) >= 5}
    assert names
    listed = {word for line in word_list(LISTS, "date_words.txt") for word in line.split()[1:]}
    assert not names & listed
