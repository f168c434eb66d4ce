"""The five seeds: what must leave the body, what must stay, and under which role."""

from pathlib import Path

import pytest

from news_pipeline.cleaning.clean import CleanedDocument, Role, clean

SEEDS = Path(__file__).parents[2] / "seeds"


def cleaned(number: str) -> CleanedDocument:
    text = next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    document = clean(text)
    assert isinstance(document, CleanedDocument)
    return document


def roles(document: CleanedDocument) -> dict[str, Role]:
    return {line.text: line.role for line in document.removed}


def test_read_more_leaves_the_line_and_the_sentence_before_it_stays():
    document = cleaned("000")
    assert [(line.number, line.text, line.role) for line in document.removed] == [
        (3, "read more", Role.LINK_TEXT),
        (7, "read more", Role.LINK_TEXT),
    ]
    assert "difficult to get them to leave,” Blinken said.\n\n" in document.body
    assert document.body.count("\n\n") == 13


def test_the_comment_form_leaves_and_nothing_else():
    document = cleaned("001")
    assert [line.text for line in document.removed] == [
        "LEAVE A REPLY",
        "Please enter your comment!",
        "Please enter your name here",
    ]
    assert {line.role for line in document.removed} == {Role.COMMENT_FORM}


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_text_that_opens_with_a_full_sentence_has_no_title(number):
    document = cleaned(number)
    assert Role.TITLE not in {line.role for line in document.removed}
    assert document.body.startswith("Russia responded angrily on Saturday")


def test_title_date_and_url_above_a_shuffled_story_leave_and_no_line_of_it_is_lost():
    document = cleaned("002")
    header = [line for line in document.removed if line.number <= 3]
    assert [line.role for line in header] == [Role.TITLE, Role.TIMESTAMP, Role.URL]
    assert {line.role for line in document.removed[3:]} == {Role.CAPTION}
    assert [line.number for line in document.removed[3:]] == [7, 8, 10, 16, 17, 20, 26, 34, 38, 42, 51, 54, 64]
    text = next(SEEDS.glob("002_*.txt")).read_text(encoding="utf-8")
    assert len(document.removed) + document.body.count("\n\n") + 1 == len(
        [line for line in text.splitlines() if line.strip()]
    )


def test_title_tags_and_widgets_leave_the_hill_story():
    document = cleaned("003")
    assert list(roles(document).values()) == [Role.TITLE, Role.TAGS, Role.RELATED, Role.NAVIGATION, Role.NAVIGATION]
    assert [line.text for line in document.removed][2:] == ["Most Popular", "Load more", "See all Video"]
    assert document.body.endswith("departing Kazakhstan.”")
    assert "Kremlin delivered" in document.body
    assert "\u00a0" not in document.body


def test_other_headlines_after_the_last_paragraph_leave_and_the_paragraph_stays():
    document = cleaned("004")
    assert [line.role for line in document.removed[:3]] == [Role.TITLE, Role.BYLINE, Role.TIMESTAMP]
    assert [line.number for line in document.removed[3:]] == list(range(14, 39))
    assert {line.role for line in document.removed[3:]} == {Role.RELATED}
    assert document.body.endswith("an alliance of ex-Soviet states that includes Russia.")
