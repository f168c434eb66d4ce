"""Hard-wrapped lines, hyphens at line ends, and whole pages told from articles."""

import pytest

from news_pipeline.cleaning import layout
from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.cleaning.layout import Layout, join_wrapped, layout_of, source_lines
from news_pipeline_tests.cleaning.harbour_story import STORY


def test_hard_wrapped_lines_become_paragraphs_and_hyphens_are_undone():
    text = (
        "The harbour authority said on Tuesday that the old light-\n"
        "house will be lit again after eleven years of darkness\n"
        "and that the lamp has been ordered from a maker in Nor-\n"
        "way who still builds them by hand in the old manner.\n\n"
        "Fishermen had asked for the light since a trawler ran\n"
        "aground on the reef in the storm of last February, and\n"
        "they had written to three ministers about it, of whom\nonly one had ever sent them an answer by letter.\n"
    )
    document = clean(text)
    assert isinstance(document, CleanedDocument)
    assert document.body.count("\n\n") == 1
    assert "old lighthouse will" in document.body
    assert "in Norway who" in document.body


@pytest.mark.parametrize(
    ("head", "tail", "words", "joined", "why"),
    [
        ("the long-", "term plan", {"long-term"}, "the long-term plan", "the document writes it so elsewhere"),
        ("a Long-", "term plan", {"long-term"}, "a Long-term plan", "in any case"),
        ("the long-", "term plan", {"long", "term"}, "the long-term plan", "two words of the document, never one"),
        ("the light-", "house is", {"light", "house", "lighthouse"}, "the lighthouse is", "one word of the document"),
        ("the light-", "house is", {"light"}, "the lighthouse is", "only one half is a word"),
        ("they went in-", "side again", {"in", "side"}, "they went inside again", "short words are in every document"),
        ("a state-of-the-", "art lamp", {"state-of-the-art"}, "a state-of-the-art lamp", "more hyphens than one"),
        ("in Nor-", "way", set(), "in Norway", "a syllable"),
        ("the lamp -", "they say", {"lamp"}, "the lamp - they say", "a dash"),
        ("the lamp-", "ⓐ they say", {"lamp"}, "the lamp- ⓐ they say", "a letter in a circle begins no word"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_has_one(head, tail, words, joined, why):
    assert join_wrapped(head, tail, words) == joined, why


def test_the_words_of_a_hard_wrapped_document_decide_about_its_hyphens():
    text = (
        "The harbour authority said on Tuesday that the long-\n"
        "term plan is to light the reef after years of darkness\n"
        "and that the lamp has been ordered from a maker in the\n"
        "north who still builds them by hand in the old manner.\n"
        "Fishermen had asked for the light since a trawler ran\n"
        "aground on the reef in the storm of last February, and\n"
        "they called the long-term plan a step in a right direc-\n"
        "tion, though for only two of them it comes soon enough.\n"
    )
    lines = source_lines(text)
    assert len(lines) == 1
    assert "the long-term plan is" in lines[0].text
    assert "direction, though" in lines[0].text


def test_a_page_is_told_from_an_article_by_its_layout():
    menu = "\n".join(f"      * Section {n}" for n in range(20))
    assert layout_of(source_lines(menu + "\n" + "\n".join(STORY))) is Layout.PAGE
    assert layout_of(source_lines("\n".join(STORY * 3))) is Layout.ARTICLE


def test_lines_beyond_a_bound_are_read_many_as_one_and_no_word_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_LINES", 4)
    text = "\n\n".join(f"word{number}" for number in range(300)) + "\n* item"
    lines = source_lines(text)
    assert [line.number for line in lines] == [1, 3, 5, 7, 9, 209, 409]
    assert [word for line in lines for word in line.text.split()] == text.split()
